"""Text in, documents out: the whole way, step by step."""

from typing import cast

from app.engines.documents.extraction import check_length
from app.engines.documents.importance import importance_of
from app.engines.documents.labels import fact_of
from app.engines.documents.line import Line
from app.engines.documents.lines import lines_of
from app.engines.documents.profiles import profiles_of
from app.engines.documents.repetition import repeats_of
from app.engines.documents.sections import Section, sections_of
from app.engines.documents.shapes import Document, LeftOut, Responsibility, Why
from app.engines.documents.titles import title_of
from app.engines.documents.units import Unit
from app.engines.documents.verdicts import DUTY, judge, overruled, unit_form

_FEW = 3  # with fewer duties than this, the prose of an article may say what the job is


def read(text: str) -> list[Document]:
    """The job profiles in a text, at least one; ids r1, r2, ... run on over all of them.

    Every line with content is either a responsibility or left out with its reason. Raises Unreadable for a
    text longer than any job description.
    """
    check_length(text)
    lines = lines_of(text)
    groups = profiles_of(sections_of(lines))
    documents: list[Document] = []
    for group in groups:
        title = title_of(lines) if len(groups) == 1 else _profile_title(group)
        taken = sum(len(document.responsibilities) for document in documents)
        documents.append(_document(title, group, taken))
    return documents


def _document(title: str, sections: list[Section], taken: int) -> Document:
    kinds = _kinds(sections)
    duties: list[Unit] = []
    left_out: list[LeftOut] = []
    described: list[Unit] = []
    for section, kind in zip(sections, kinds, strict=True):
        if section.heading:
            left_out.append(LeftOut(section.heading.text, section.heading.number, "heading"))
        for unit in section.units:
            why = judge(unit, section, kind)
            if why == DUTY:
                duties.append(unit)
            else:
                left_out.append(LeftOut(unit.text, unit.line, cast("Why", why)))
                form = unit_form(unit)
                if why == "other" and form and form.kind in ("role", "responsible"):
                    described.append(unit)
    if len(duties) < _FEW and described:
        duties += described
        found = {(unit.text, unit.line) for unit in described}
        left_out = [left for left in left_out if (left.text, left.line) not in found]
    responsibilities, repeated = _responsibilities(duties, taken)
    left_out = sorted(left_out + repeated, key=lambda left: left.line)
    return Document(title, responsibilities, tuple(left_out))


def _kinds(sections: list[Section]) -> list[str]:
    certain = [
        section.kind == "duty" and overruled(section, True) == "duty" and _weight(section) >= 2
        for section in sections
    ]
    return [overruled(section, any(certain)) for section in sections]


def _weight(section: Section) -> int:
    return sum(1 for unit in section.units if unit_form(unit))


def _responsibilities(duties: list[Unit], taken: int) -> tuple[tuple[Responsibility, ...], list[LeftOut]]:
    repeats = repeats_of([unit.text for unit in duties])
    again = list(repeats.values())
    kept = [place for place in range(len(duties)) if place not in repeats]
    found = []
    for rank, place in enumerate(kept):
        unit = duties[place]
        form = unit_form(unit)
        importance = importance_of(unit.body, form.verb if form else "", rank, len(kept), again.count(place))
        found.append(Responsibility(f"r{taken + rank + 1}", unit.label, unit.body, unit.line, importance))
    dropped = [LeftOut(duties[place].text, duties[place].line, "other") for place in repeats]
    return tuple(found), dropped


def _profile_title(group: list[Section]) -> str:
    lines: list[Line] = []
    for section in group:
        if section.heading and section.heading.bullet == "number":
            return section.heading.text
        if section.heading:
            lines.append(section.heading)
        lines.extend(Line(unit.line, unit.text, "sign" if unit.bullet else "") for unit in section.units)
    titled = [line for line in lines if fact_of(line.text) == "title"]
    return title_of(titled or lines)
