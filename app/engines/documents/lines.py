"""A document's lines: bullets and numbers recognised, hard wraps joined."""

import re
import unicodedata
from dataclasses import replace

from app.engines.documents.line import SIGNS, Line
from app.engines.documents.mangling import numbered_lines
from app.engines.documents.run_on import split_run_on

_SIGN = re.compile(rf"(?:[{SIGNS}]+|[*+>~–—−-]+(?=\s)|[*–—−-](?=[A-Z])|[oØ§¨]\s(?=\s*[A-Z]))\s*")
_NUMBER = re.compile(
    r"\(?(?P<figure>\d{1,2}(?:\.\d{1,2}){0,2}|[a-kA-K]|[ivx]{1,4})[.)](?:\s+|(?=[A-Z][a-z]))"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,2})\s+(?=[A-Z])|\d{1,2}\s*[-–]\s+(?=[A-Z])|#\d{1,2}\s+"
)
_RULE = re.compile(r"[\[\]{}],?|[\s=_*~#.|–—-]{3,}|[-=|: ]+")
_MARKDOWN = re.compile(r"(#{1,6}(?=\s)|#{2,6})\s*(.*?)\s*#*")
_COLUMNS = re.compile(r"([A-Z][^:\s]*(?: [^:\s]+){0,3}) {3,}([A-Z]\S* \S.*)")  # a table kept by spaces
_BOLD_LABEL = re.compile(
    r"^((?:\S{1,3}\s+)?)\*\*([^*:]{2,60}?)\s*(?:[.:]\s*\*\*:?|\*\*\s*[.:–—-])\s+(?=[A-Z])"
)


def lines_of(text: str) -> list[Line]:
    """The logical lines of a text, blank ones dropped."""
    lines = _attach_lone_bullets(_parsed(text))
    return [part for line in _joined(lines) for part in split_run_on(line)]


def _parsed(text: str) -> list[Line]:
    found: list[Line] = []
    gap = False
    for number, raw in numbered_lines(text):
        stripped = raw.strip()
        if not stripped or _RULE.fullmatch(stripped):
            if found and re.fullmatch(r"={3,}|-{3,}", stripped) and not gap and not found[-1].bullet:
                found[-1] = replace(found[-1], level=found[-1].level or 2)  # underlined heading
            gap = True
            continue
        found.append(replace(_line(number, raw), gap=gap))
        gap = False
    return found


def _line(number: int, raw: str) -> Line:
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    if heading := _MARKDOWN.fullmatch(text):
        return Line(number, unmarked(heading[2]), level=len(heading[1]))
    if text.startswith("|") and text.endswith("|") and text.count("|") > 2:
        cells = [cell.strip() for cell in text.strip("|").split("|") if cell.strip()]
        text = f"{cells[0]}: {cells[1]}" if len(cells) == 2 else " | ".join(cells)
    text = _BOLD_LABEL.sub(r"\1\2: ", text)
    bullet = ""
    for _ in range(3):
        if not text.startswith("**") and (sign := _SIGN.match(text)):
            bullet, text = "sign", text[sign.end() :]
        elif (figure := _NUMBER.match(text)) and not bullet:
            bullet, text = "number", text[figure.end() :]
            indent += 2 * (figure["figure"] or figure["deep"] or "").count(".")  # 2.1 is below 2
        elif text and _is_pictograph(text[0]):
            bullet, text = bullet or "sign", text[1:].lstrip()
        else:
            break
    if columns := _COLUMNS.fullmatch(text):
        text = f"{columns[1]}: {columns[2]}"
    bold = re.fullmatch(r"(\*\*|__)(?!\s)[^*]+(\*\*|__):?", text) is not None
    return Line(number, unmarked(text), bullet, indent, bold=bold)


def _is_pictograph(sign: str) -> bool:
    return ord(sign) > 0x2000 and unicodedata.category(sign) in ("So", "Co", "Sk")


def unmarked(text: str) -> str:
    """Without the marks of Markdown: bold, italics, code, links."""
    if "](" in text:
        text = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)", r"\1", text)
    text = re.sub(r"\*\*|__(?=\w)|(?<=\w)__|(?<!\w)[*`](?=\S)|(?<=\S)[*`](?!\w)", "", text)
    return re.sub(r"\s+", " ", text).strip()


def _attach_lone_bullets(lines: list[Line]) -> list[Line]:
    """A bullet alone on its line (PDF, copied tables) belongs to the next line."""
    found: list[Line] = []
    waiting: Line | None = None
    for line in lines:
        if not line.text:
            waiting = line if line.bullet else None
            continue
        if waiting and not line.bullet:
            line = replace(line, bullet=waiting.bullet, indent=waiting.indent, gap=waiting.gap)
        waiting = None
        found.append(line)
    return found


_OPEN_END = re.compile(
    r"(?:[,&/(–-]|\b(?:and|or|the|an?|of|to|in|on|for|with|by|at|from|as|our|your|their|its|that|which|including|using|"
    r"such|e\.g\.|into|within|across|between|through|is|are|be|will|other|all|any|this|these|not|more|new))$",
    re.I,
)
_KEY = re.compile(r"[a-z][\w-]{2,30}:")  # of settings or data: "required-skills:"
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]]?$")


def _joined(lines: list[Line]) -> list[Line]:
    """Joins lines that were broken at a fixed width (mail, PDF): the words of one sentence."""
    width = _wrap_width(lines)
    found: list[Line] = []
    last_length = 0
    for line in lines:
        if found and _continues(found[-1], last_length, line, width):
            before = found[-1]
            glue = "" if re.search(r"[a-z]-$", before.text) and line.text[:1].islower() else " "
            found[-1] = replace(before, text=before.text + glue + line.text)
        else:
            found.append(line)
        last_length = len(line.text) + line.indent
    return found


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text was broken, 0 if it was not: long lines, and sentences that go on after them."""
    lengths = [len(line.text) + line.indent for line in lines]
    width = sorted(lengths)[int(len(lengths) * 0.95)] if lengths else 0
    goes_on = sum(
        1
        for length, before, after in zip(lengths, lines, lines[1:], strict=False)
        if length >= 0.75 * width
        and not (after.gap or after.bullet or _SENTENCE_END.search(before.text))
        and after.text[0].islower()
    )
    return width if 40 <= width <= 135 and goes_on >= 2 else 0


def _continues(before: Line, last_length: int, line: Line, width: int) -> bool:
    if line.gap or line.bullet or line.level or line.bold or before.level or before.bold:
        return False
    if _KEY.fullmatch(line.text):
        return False
    if _SENTENCE_END.search(before.text):
        return bool(
            width
            and before.bullet
            and line.indent > before.indent
            and last_length >= 0.7 * width
            and not before.text.endswith(":")
        )
    starts_low = line.text[0].islower() or line.text[0] in "(&,"
    if width:
        if last_length < 0.6 * width:
            return bool(_OPEN_END.search(before.text) and starts_low and last_length > 25)
        return bool(
            starts_low
            or _OPEN_END.search(before.text)
            or (before.bullet and line.indent > before.indent)
            or last_length >= 0.85 * width
        )
    return last_length >= 40 and starts_low and bool(_OPEN_END.search(before.text) or before.bullet)
