"""Undoes what content systems, mail and copying do to a text, line by line: line numbers stay true."""

import html
import re
import unicodedata

from app.engines.documents.formats.front_matter import unfenced

_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})")
_BLOCK_TAG = re.compile(
    r"(?i)<\s*(/?)\s*(li|br|p|ul|ol|div|h[1-6]|tr|td|th|table|b|strong|section)\b[^<>]{0,300}>"
)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_NEWLINES = re.compile("\r\n|[\r\x0c\u0085\u2028\u2029\v]")
# An item of a list in YAML or JSON: `- text: 'Move beds'`, `"Move beds",`.
_QUOTED_LINE = re.compile(
    r"\s*(?!(?:title|position|role)\b)(?:- ?)?(?:[\w-]{1,20}:\s*)?([\"'])(.{8,600})\1,?\s*"
)
# UTF-8 read as Windows-1252, once: "â€™" is an apostrophe, "â€¢" a bullet.
_MOJIBAKE = re.compile("[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¢£¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]{1,2}")


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """(line number from 1, text) pairs, clean; a line with tags or escaped newlines may give several."""
    text = unfenced(_NEWLINES.sub("\n", text))
    escaped = text.count("\\n") > 2 and text.count("\\n") > text.count("\n")
    tagged = len(_BLOCK_TAG.findall(text[:200_000])) > 2
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if quoted := _QUOTED_LINE.fullmatch(line):
            line = f"- {quoted[2]}"
        if escaped:
            line = line.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ").replace('\\"', '"')
        found += [(number, piece.rstrip()) for piece in _clean(line, tagged).split("\n")]
    return found


def _clean(line: str, tagged: bool) -> str:
    if "\\u" in line:
        line = _ESCAPES.sub(lambda match: _sign(int(match[1], 16)), line)
    if "&" in line:
        line = html.unescape(html.unescape(line))
    if tagged or "<" in line:
        line = _BLOCK_TAG.sub(_break, line) if tagged else line
        line = _ANY_TAG.sub("", line)
    if _MOJIBAKE.search(line):
        line = _MOJIBAKE.sub(_repair, line)
    line = _INVISIBLE.sub("", _SPACES.sub(" ", line))
    return unicodedata.normalize("NFC", line)


def _sign(code: int) -> str:
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def _break(tag: re.Match[str]) -> str:
    closing, name = tag[1], tag[2].lower()
    if name in ("b", "strong"):
        return "**"
    if name == "li" and not closing:
        return "\n• "
    if name.startswith("h") and not closing:
        return "\n\n" + "#" * int(name[1]) + " "
    return "\n"


def _repair(match: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return " " if match[0].startswith("Â") else match[0]
