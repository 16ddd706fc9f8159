"""The document beside what was read from it: each line in parts, each part with what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.responsibility import LeftOutLine, Responsibility
    from app.store.role import Role

_AROUND = 3  # lines of the document shown before and after a role's own


@dataclass
class Part:
    """A stretch of a line: taken, several times where a person divided it, or left out, or neither."""

    text: str
    taken: list[Responsibility] = field(default_factory=list)
    left_out: LeftOutLine | None = None
    goes_on: bool = False  # on the next line, where the reason stands


@dataclass
class Line:
    """``parts`` together are the line's text. What could not be found in it literally is in ``unplaced``."""

    number: int
    parts: list[Part]
    unplaced: list[Part]

    @property
    def taken(self) -> list[Responsibility]:
        return [one for part in [*self.parts, *self.unplaced] for one in part.taken]

    @property
    def is_left_out(self) -> bool:
        return any(part.left_out for part in [*self.parts, *self.unplaced])


@dataclass(frozen=True)
class View:
    """The lines that are shown, of so many."""

    lines: list[Line]
    total: int

    @property
    def is_whole(self) -> bool:
        return len(self.lines) == self.total


def view_of(role: Role, whole: bool = False) -> View | None:
    """The part of the document that the role was read from, or the ``whole``; None for a role without one."""
    if role.document is None:
        return None
    texts = role.document.text.rstrip("\n").split("\n")
    marks = _marks(role, texts)
    own = [number for number in marks if 1 <= number <= len(texts)]
    first = 1 if whole or not own else max(1, min(own) - _AROUND)
    last = len(texts) if whole or not own else min(len(texts), max(own) + _AROUND)
    return View(
        [_line(number, texts[number - 1], marks.get(number, [])) for number in range(first, last + 1)],
        len(texts),
    )


def _marks(role: Role, texts: list[str]) -> dict[int, list[Part]]:
    marks: dict[int, list[Part]] = {}
    inks = [_ink(text) for text in texts]
    for one in role.responsibilities:
        sources = (one.source_text or one.text).split("\n")
        for number in one.lines:
            for source in sources:
                for place, piece in _pieces(texts, inks, number, source) or [(number, source)]:
                    at_line = marks.setdefault(place, [])
                    same = next((part for part in at_line if part.text == piece), None)
                    if same is None:
                        at_line.append(same := Part(piece))
                    same.taken.append(one)
    for left in role.left_out_lines:
        source = ((left.kept or {}).get("source_text") or left.text).split("\n")[0]
        pieces = _pieces(texts, inks, left.line, source) or [(left.line, source)]
        for number, piece in pieces:
            part = Part(piece, left_out=left, goes_on=number != pieces[-1][0])
            marks.setdefault(number, []).append(part)
    return marks


def _ink(text: str) -> str:
    """What of a text is no space: a sentence that runs over lines is the same in it, however they are indented."""
    return "".join(text.split())


def _pieces(texts: list[str], inks: list[str], first: int, wanted: str) -> list[tuple[int, str]]:
    """Where a sentence of a wrapped paragraph stands, line by line; nothing where it does not run over lines."""
    sought = _ink(wanted)
    if not sought or not 1 <= first <= len(texts) or wanted in texts[first - 1]:
        return []
    paragraph, last = inks[first - 1], first
    while last < len(texts) and inks[last] and len(paragraph) - len(inks[first - 1]) < len(sought):
        paragraph += inks[last]
        last += 1
    begin = paragraph.find(sought)
    end = begin + len(sought)
    if not 0 <= begin < len(inks[first - 1]) < end:
        return []
    pieces: list[tuple[int, str]] = []
    for number in range(first, last + 1):
        size = len(inks[number - 1])
        if begin < size and end > 0:
            columns = [column for column, letter in enumerate(texts[number - 1]) if not letter.isspace()]
            start, stop = columns[max(0, begin)], columns[min(end, size) - 1] + 1
            pieces.append((number, texts[number - 1][start:stop]))
        begin, end = begin - size, end - size
    return pieces


def _line(number: int, text: str, marks: list[Part]) -> Line:
    placed: list[tuple[int, int, Part]] = []
    unplaced: list[Part] = []
    for mark in marks:
        start = _free_place(text, mark.text, placed)
        if start is None:
            unplaced.append(mark)
        else:
            placed.append((start, start + len(mark.text), mark))
    if len(marks) == 1 and unplaced:  # cleaned by the reader, but all of the line is meant
        return Line(number, [Part(text, marks[0].taken, marks[0].left_out)], [])
    # A responsibility merged from several lines is looked for in each; what it has elsewhere is no news here.
    unplaced = [
        mark for mark in unplaced if not any(one in part.taken for one in mark.taken for *_, part in placed)
    ]
    return Line(number, _in_order(text, placed), unplaced)


def _free_place(text: str, wanted: str, placed: list[tuple[int, int, Part]]) -> int | None:
    start = text.find(wanted) if wanted else -1
    while start >= 0 and any(start < end and begin < start + len(wanted) for begin, end, _ in placed):
        start = text.find(wanted, start + 1)
    return start if start >= 0 else None


def _in_order(text: str, placed: list[tuple[int, int, Part]]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for start, end, mark in sorted(placed, key=lambda place: place[0]):
        if start > at:
            parts.append(Part(text[at:start]))
        parts.append(mark)
        at = end
    if at < len(text):
        parts.append(Part(text[at:]))
    return parts
