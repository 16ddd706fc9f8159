"""A document as sections: a heading and the units under it."""

import re
from dataclasses import dataclass, field

from app.engines.documents import vocabulary
from app.engines.documents.heading_lines import heading_kind
from app.engines.documents.headings import inline_headings, wording
from app.engines.documents.labels import fact_of
from app.engines.documents.line import Line
from app.engines.documents.units import Unit, units_of


@dataclass(slots=True)
class Section:
    """`kind` is what the heading promises: a kind of headings.toml, or "" where it promises nothing."""

    kind: str
    heading: Line | None = None
    words: str = ""
    lead_in: bool = False
    inherited: bool = False
    under: str = ""  # the kind of the section that a heading of unknown wording stands in
    units: list[Unit] = field(default_factory=list)


def sections_of(lines: list[Line]) -> list[Section]:
    """Cuts the lines at headings. A sentence with a colon heads only the list after it."""
    sections = [Section("")]
    ground = sections[0]  # the section that a lead-in's list returns to
    pieces = [piece for line in lines for piece in _inline(line)]
    listed = False
    for place, line in enumerate(pieces):
        before = pieces[place - 1] if place else None
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        kind = heading_kind(line, before, after, sections[-1].kind)
        if kind is not None:
            words = wording(line.text)
            if (
                place == 0
                and kind == "duty"
                and after is not None
                and not after.bullet
                and len(words.split()) > 2
            ):
                kind = ""  # "Cook: job description" is the title of it all
            lead_in = _is_lead_in(line, words)
            parent = ground
            inherited = (
                not kind
                and parent.kind in ("requirement", "benefit", "other", "legal")
                and _below(line, parent)
            )
            section = Section(
                parent.kind if inherited else kind,
                line,
                words,
                lead_in,
                inherited,
                parent.kind or parent.under,
            )
            sections.append(section)
            if not lead_in:
                ground = section
            listed = False
            continue
        if not line.bullet and fact_of(line.text) == "title" and sections[-1].heading:
            ground = Section("")  # the next advert, if this is not the first
            sections.append(ground)
        current = sections[-1]
        if current.lead_in and current is not ground:
            if listed and not line.bullet:
                current = Section(ground.kind, None, ground.words)
                sections.append(current)
                listed = False
            elif line.bullet:
                listed = True
        current.units.extend(units_of(line))
    return [section for section in sections if section.heading or section.units]


def _inline(line: Line) -> list[Line]:
    if (
        fact_of(line.text) in ("other", "title")
        or _entitles(line.text)
        or line.text.lower().startswith("salary")
    ):
        return [line]  # "Location: Leeds" is one fact, not a section
    parts = inline_headings(line.text) if ":" in line.text and not line.level else [(False, line.text)]
    if len(parts) == 1:
        return [line]
    return [
        Line(
            line.number,
            text,
            line.bullet if not heading and place == 0 else "",
            line.indent,
            0,
            False,
            line.gap and not place,
        )
        for place, (heading, text) in enumerate(parts)
    ]


def _entitles(text: str) -> bool:
    """ "Job description: Night Porter" is the title of it all."""
    head, colon, name = text.partition(":")
    words = name.lower().split()
    if not colon or not 0 < len(words) <= 8 or "description" not in head.lower() or len(head.split()) > 3:
        return False
    return re.fullmatch(rf"{vocabulary.job_pattern()}(?: .{{0,30}})?", " ".join(words)) is not None


def _below(line: Line, parent: Section) -> bool:
    """Whether a heading of unknown wording is a part of the section it stands in."""
    above = parent.heading.level if parent.heading else 0
    return not (line.level and above and line.level <= above)


def _is_lead_in(line: Line, words: str) -> bool:
    return line.text.rstrip().endswith(":") and not line.level and not line.bold and len(words.split()) > 3
