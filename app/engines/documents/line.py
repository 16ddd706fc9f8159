"""One logical line of a document."""

from dataclasses import dataclass

# What people, word processors and symbol fonts put before an item of a list.
SIGNS = "•●○◦▪▫■□◆◇►▶▸➢➤➔→⇒»›✓✔✅☑✦★☆❖⁃‣∙·※➡👉🔹🔸🔷🔶⚫⚪\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d"


@dataclass(frozen=True, slots=True)
class Line:
    """`level` is that of a Markdown heading, 0 for none; `gap` tells of a blank line before it."""

    number: int
    text: str
    bullet: str = ""  # "", "sign" or "number"
    indent: int = 0
    level: int = 0
    bold: bool = False
    gap: bool = False
