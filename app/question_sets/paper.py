"""A kit on paper: the PDF for a room without a laptop. The same kit gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue, XPos, YPos

from app.question_sets import typefaces
from app.question_sets.rules import short
from app.web.filters import duration, local_time, words

MARGIN = 15  # mm
GREY = 95  # of 255
RULE = 170
LEADING = 1.36  # of the letters' height
POINT = 0.3528  # mm
EVIDENCE_LINES = 4
EVIDENCE_GAP = 7  # mm: room for handwriting
ANSWER = EVIDENCE_LINES * EVIDENCE_GAP + 15  # mm: the lines and the row of boxes
BOX = 4  # mm
PAGES = "{#n#}"  # stands for the number of pages until it is known; nobody writes this in a question
RATINGS = ("1", "2", "3", "4", "5", "not enough evidence")


@dataclass(frozen=True)
class Block:
    """A paragraph: its letters' size in points, their style, and how far it stands from the margin in mm."""

    text: str
    size: float
    style: str = ""
    grey: bool = False
    indent: float = 0
    family: str = typefaces.SANS
    above: float = 0  # mm
    mark: str = ""  # bold, before the paragraph


def as_pdf(kit: Any, competency_name: Callable[[str], str]) -> bytes:
    """The kit with room for what is heard: each question with its probes, ratings, lines and boxes."""
    sheet = Sheet(kit)
    sheet.add_page()
    _head(sheet, kit)
    for number, question in enumerate(kit.questions, 1):
        blocks = list(_blocks(number, question, competency_name))
        height = sum(sheet.height_of(block) for block in blocks) + ANSWER
        if sheet.will_page_break(height) and height < sheet.eph:
            sheet.add_page()
        sheet.start_section(f"Question {number}")
        sheet.rule()
        for block in blocks:
            sheet.write(block)
        _answer(sheet)
    return bytes(sheet.output())


class Sheet(FPDF):
    """A4 with our letters, and a foot that says which kit this is and which page."""

    def __init__(self, kit: Any) -> None:
        super().__init__(format="A4")
        self.foot = f"{kit.name}, version {kit.version}, kit {kit.content_hash[:12]}"
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.alias_nb_pages(PAGES)
        self.set_auto_page_break(True, margin=MARGIN + 2)
        for family, style, path in typefaces.files():
            self.add_font(family, style, path)
        self.set_fallback_fonts(typefaces.SIGNS, exact_match=False)
        self.set_title(f"{kit.name}, version {kit.version}: {kit.stage.plan.role.title}")
        self.set_lang("en-GB")
        self.set_creator("Colloquy")
        self.set_creation_date(kit.frozen_at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.letters(8, grey=True)
        self.cell(0, 5, self.foot, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, 5, f"Page {self.page_no()} of {PAGES}", align="R")

    def letters(
        self, size: float, style: str = "", *, grey: bool = False, family: str = typefaces.SANS
    ) -> None:
        self.set_font(family, style, size)
        self.set_text_color(GREY if grey else 0)

    def height_of(self, block: Block) -> float:
        """In mm."""
        return block.above + float(self._paragraph(block, dry_run=True))

    def write(self, block: Block) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if block.above:
            self.ln(block.above)
        if block.mark:
            self.letters(block.size, "B", grey=block.grey)
            self.set_x(self.l_margin + block.indent - 6)
            self.cell(6, block.size * POINT * LEADING, block.mark)
        self._paragraph(block)

    def _paragraph(self, block: Block, *, dry_run: bool = False) -> Any:
        self.letters(block.size, block.style, grey=block.grey, family=block.family)
        self.set_x(self.l_margin + block.indent)
        return self.multi_cell(
            0,
            block.size * POINT * LEADING,
            block.text,
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
            dry_run=dry_run,
            output=MethodReturnValue.HEIGHT,
        )

    def rule(self, *, grey: int = RULE) -> None:
        self.set_draw_color(grey)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())


def _head(sheet: Sheet, kit: Any) -> None:
    role = kit.stage.plan.role
    count = len(kit.questions)
    asked = f"{count} question{'s' * (count != 1)} in {duration(kit.minutes)}"
    library = f"Library {kit.library_version}. " if kit.library_version else ""
    sheet.write(Block(kit.name, 20, "B"))
    sheet.write(Block(f"{role.title}, {words(role.level).lower()}", 12))
    frozen = f"{asked}. Version {kit.version}, frozen {local_time(kit.frozen_at, 'UTC')} UTC."
    sheet.write(Block(frozen, 9, grey=True, above=1.5))
    sheet.write(Block(f"{library}Kit {kit.content_hash}.", 7, grey=True))
    sheet.ln(3)
    for label, share in (("Candidate", 0.42), ("Interviewer", 0.36), ("Date", 0.22)):
        _blank(sheet, label, share)
    sheet.ln(11)
    if kit.instructions:
        sheet.write(Block(kit.instructions, 9.5))
    if kit.weights_reason:
        sheet.write(Block(f"Why the questions do not weigh the same: {kit.weights_reason}", 9.5, above=1))
    sheet.ln(3)


def _blank(sheet: Sheet, label: str, share: float) -> None:
    """A label with a line to write on, ``share`` of the page wide."""
    width = sheet.epw * share
    sheet.letters(9, grey=True)
    left = sheet.get_x()
    sheet.cell(width, 6, label)
    sheet.set_draw_color(RULE)
    text = sheet.get_string_width(label) + 3
    sheet.line(left + text, sheet.get_y() + 5.5, left + width - 3, sheet.get_y() + 5.5)


def _blocks(number: int, question: Any, competency_name: Callable[[str], str]) -> Iterator[Block]:
    meta = [competency_name(question.competency), words(question.kind), duration(question.minutes)]
    if question.weight != 1:
        meta.append(f"weight {question.weight}")
    yield Block(f"Question {number}   {', '.join(meta)}", 8.5, grey=True, above=2)
    yield Block(question.text, 11.5, "B", above=0.5)
    if question.responsibilities:
        served = ", ".join(_served(one) for one in question.responsibilities)
        yield Block(f"Serves: {served}", 8, grey=True)
    if question.material:
        text = question.material.expandtabs(4).strip("\n")
        yield Block(text, _size_for(text), family=typefaces.MONO, indent=3, above=2)
    if question.key:
        yield Block(f"For the interviewer alone: {question.key}", 8.5, "I", above=2)
    for place, probe in enumerate(question.probes):
        yield Block(probe, 9.5, indent=6, above=2.5 if not place else 0, mark="–")
    for place, point in enumerate(sorted(question.anchors)):
        yield Block(question.anchors[point], 8.5, indent=6, above=2 if not place else 0.4, mark=point)


def _served(responsibility: Any) -> str:
    name = short(responsibility["label"] or responsibility["text"], 70)
    lines = ", ".join(str(line) for line in responsibility["lines"])
    return f"{name} (line {lines})" if lines else name


def _size_for(material: str) -> float:
    """Points at which the longest line still fits the page, between what the eye likes and what it can read."""
    longest = max(len(line) for line in material.splitlines() or [""])
    return max(5.5, min(8, (210 - 2 * MARGIN - 3) / (max(longest, 1) * 0.6 * POINT)))


def _answer(sheet: Sheet) -> None:
    """Lines for evidence, and a box for each rating; a box is never parted from its lines."""
    if sheet.will_page_break(ANSWER):
        sheet.add_page()
    sheet.ln(2)
    sheet.set_x(MARGIN)
    sheet.letters(8, grey=True)
    sheet.cell(0, 4, "What was said and done")
    for _ in range(EVIDENCE_LINES):
        sheet.ln(EVIDENCE_GAP)
        sheet.rule()
    sheet.ln(3)
    sheet.letters(10)
    for rating in RATINGS:
        sheet.set_draw_color(60)
        sheet.rect(sheet.get_x(), sheet.get_y() + 0.6, BOX, BOX)
        sheet.set_x(sheet.get_x() + BOX + 1.5)
        sheet.cell(12 if len(rating) == 1 else 40, 5.2, rating)
    sheet.ln(8)
