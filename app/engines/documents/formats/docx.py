"""Word documents: paragraphs in order, lists and headings by style, tables by row."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

from app.engines.documents.formats.tables import row_lines
from app.engines.documents.shapes import Unreadable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

MAX_UNPACKED = 80 * 1024 * 1024
MAX_RATIO = 200  # text compresses about tenfold; a bomb a thousandfold

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOMB = "The file unpacks to far more than a document should hold; please paste its text instead."
_DAMAGED = "The file is damaged and could not be opened as a Word document."


def to_text(data: bytes) -> str:
    """The text of a docx file."""
    import docx

    _check_archive(data)
    try:
        body = docx.Document(io.BytesIO(data))
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    numbered = _numbered_styles(body)
    return "\n".join(_lines(body.element.body, numbered)).strip("\n")


def _check_archive(data: bytes) -> None:
    """Refuses what is no docx, is encrypted, or unpacks to too much by its declared or its real size."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The file is protected with a password; please save it without one.")
    if "word/document.xml" not in (part.filename for part in parts):
        raise Unreadable(
            "The file is an archive, not a Word document; please use txt, md, html, docx or pdf."
        )
    if len(parts) > 5000 or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(_BOMB)
    real = 0
    for part in parts:
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(1 << 20):  # the declared size may lie
                    real += len(chunk)
                    if real > MAX_UNPACKED or real > max(MAX_RATIO * len(data), 1 << 22):
                        raise Unreadable(_BOMB)
                    if part.filename.endswith((".xml", ".rels")) and _declares_entities(chunk):
                        raise Unreadable(_DAMAGED)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
            raise Unreadable(_DAMAGED) from error
        except Exception as error:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable(_DAMAGED) from error


def _declares_entities(chunk: bytes) -> bool:
    """Word never writes a document type; one that is there wants entities expanded."""
    return re.search(rb"<!\s*(DOCTYPE|ENTITY)", chunk.replace(b"\x00", b""), re.I) is not None


def _numbered_styles(document: "Document") -> frozenset[str]:
    """Ids of the paragraph styles that carry a bullet or number themselves."""
    found = set()
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        called = "" if name is None else str(name.get(f"{_W}val", ""))
        if style.find(f"{_W}pPr/{_W}numPr") is not None or re.match(r"list (bullet|number)", called, re.I):
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _lines(container: "BaseOxmlElement", numbered: frozenset[str]) -> list[str]:
    lines: list[str] = []
    for child in container:
        if child.tag == f"{_W}p":
            lines.extend(_paragraph(child, numbered))
        elif child.tag == f"{_W}tbl":
            lines.append("")
            for row in child.iterchildren(f"{_W}tr"):
                cells = [_lines(cell, numbered) for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt")]
                lines.extend(row_lines([[line for line in cell if line] for cell in cells]))
            lines.append("")
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            lines.extend(_lines(child, numbered))
    return lines


def _paragraph(paragraph: "BaseOxmlElement", numbered: frozenset[str]) -> list[str]:
    text, bold = "", True
    for run in paragraph.iter(f"{_W}r"):
        if any(ancestor.tag in (f"{_W}del", f"{_W}txbxContent") for ancestor in run.iterancestors()):
            continue
        piece = "".join(_sign(node) for node in run)
        if piece.strip():
            mark = run.find(f"{_W}rPr/{_W}b")
            bold = bold and mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false")
        text += piece
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    style_id = style.get(f"{_W}val", "") if style is not None else ""
    lines = [line.strip() for line in text.split("\n")]
    if not any(lines):
        return [""]
    heading = re.match(r"(?:heading|title|subtitle)\s*(\d?)", style_id, re.I)
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    listed = number is not None and number.get(f"{_W}val") != "0"
    if heading:
        return ["", "#" * min(int(heading[1] or 1), 6) + " " + " ".join(lines), ""]
    if listed or (number is None and style_id in numbered):
        return ["• " + " ".join(line for line in lines if line)]
    if bold and len(lines) == 1 and len(lines[0].split()) <= 12:
        return ["", f"**{lines[0]}**"]
    return lines


def _sign(node: "BaseOxmlElement") -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    if node.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    if node.tag == f"{_W}noBreakHyphen":
        return "-"
    return "\t" if node.tag == f"{_W}tab" else ""
