"""HTML to lines: headings, list items and table rows survive, scripts and hidden things do not."""

import re

from bs4 import BeautifulSoup
from bs4.element import (
    Comment,
    Declaration,
    Doctype,
    NavigableString,
    PageElement,
    ProcessingInstruction,
    Tag,
)

from app.engines.documents.formats import plain
from app.engines.documents.formats.tables import row_lines

_DROPPED = frozenset(
    "script style template noscript svg head nav footer iframe object select textarea button form".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "header hr html main ol p pre section summary ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_NOT_TEXT = (Comment, Declaration, Doctype, ProcessingInstruction)


def to_text(data: bytes) -> str:
    """The visible text of an HTML page, in lines."""
    return text_of(plain.to_text(data))


def text_of(markup: str) -> str:
    """The visible text of a string of HTML."""
    page = _Page()
    page.walk(BeautifulSoup(markup, "lxml"))
    return page.text()


class _Page:
    """Collects lines; a line ends where a block begins or ends."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.depth = -1  # of the list item we are in

    def end_line(self, blank: bool = False) -> None:
        line = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words = []
        if line.startswith("•"):
            line = "  " * self.depth + line
        if line:
            self.lines.append(line)
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        self.end_line()
        return "\n".join(self.lines).strip("\n")

    def walk(self, node: PageElement, depth: int = 0) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, _NOT_TEXT):
                self.words.append(str(node))
        elif isinstance(node, Tag) and node.name not in _DROPPED and not _hidden(node):
            if depth > 400:  # deeper than any page people write; the text is kept, its layout is not
                self.words.append(node.get_text(" "))
            elif node.name == "table" and not node.find("table"):
                self.table(node)
            else:
                self.element(node, depth)

    def element(self, node: Tag, depth: int) -> None:
        if node.name in ("br", "hr"):
            self.end_line()
            return
        item, heading = node.name == "li", node.name in _HEADINGS
        block = item or heading or node.name in _BLOCKS or node.name in ("tr", "td", "th", "table")
        apart = heading or (node.name in ("p", "ul", "ol") and self.depth < 0)
        if block:
            self.end_line(blank=apart)
        first = len(self.lines)
        if node.name in ("p", "div") and _all_bold(node):
            self.lines.append(f"**{_SPACE.sub(' ', node.get_text()).strip()}**")
            return
        if item:
            self.depth += 1
            self.words.append("• ")
        if heading:
            self.words.append("#" * int(node.name[1]) + " ")
        for child in node.children:
            self.walk(child, depth + 1)
        if block:
            self.end_line(blank=apart)
        if item:
            self._join_lone_bullet(first)
            self.depth -= 1

    def _join_lone_bullet(self, first: int) -> None:
        """<li><p>text</p></li> puts the bullet on a line of its own; give it its text back, unless it is a heading."""
        if len(self.lines) > first and self.lines[first].strip() == "•":
            bullet = self.lines.pop(first)
            while first < len(self.lines) and not self.lines[first]:
                del self.lines[first]
            if first < len(self.lines) and not self.lines[first].startswith("#"):
                self.lines[first] = f"{bullet} {self.lines[first].lstrip()}"

    def table(self, table: Tag) -> None:
        self.end_line(blank=True)
        for row in table.find_all("tr"):
            cells = []
            for cell in row.find_all(["td", "th"]):
                page = _Page()
                for child in cell.children:
                    page.walk(child)
                cells.append([line for line in page.text().split("\n") if line])
            self.lines.extend(row_lines(cells))
        self.end_line(blank=True)


def _all_bold(node: Tag) -> bool:
    """A short paragraph wholly in bold: a heading in all but name."""
    inside = [child for child in node.children if isinstance(child, Tag) or str(child).strip()]
    return (
        len(inside) == 1
        and isinstance(inside[0], Tag)
        and inside[0].name in ("b", "strong")
        and inside[0].find(["br", "p", "li"]) is None
        and 0 < len(inside[0].get_text().split()) <= 12
    )


def _hidden(node: Tag) -> bool:
    style = str(node.get("style") or "").replace(" ", "").lower()
    return node.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style
