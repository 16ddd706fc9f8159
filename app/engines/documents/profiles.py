"""Several job profiles in one text: where each begins."""

import re

from app.engines.documents import vocabulary
from app.engines.documents.labels import fact_of
from app.engines.documents.sections import Section
from app.engines.documents.verdicts import unit_form


def profiles_of(sections: list[Section]) -> list[list[Section]]:
    """The sections of each profile, one list if there is one; text before the first goes with it."""
    starts = _numbered(sections) or _titled(sections) or _repeated(sections)
    if len(starts) < 2:
        return [sections]
    ends = [*starts[1:], len(sections)]
    groups = [sections[start:end] for start, end in zip(starts, ends, strict=True)]
    if not all(_has_duties(group) for group in groups):
        return [sections]
    groups[0] = sections[: starts[0]] + groups[0]
    return groups


def _names_job(words: str) -> bool:
    return re.match(rf"(?:the |an? )?{vocabulary.job_pattern()}\b", words) is not None


def _numbered(sections: list[Section]) -> list[int]:
    """Numbered headings that name a job and promise duties: "1. Cook: Tasks", "2. Cook: Duties"."""
    numbered = [
        place
        for place, section in enumerate(sections)
        if section.heading and section.heading.bullet == "number" and _names_job(section.words)
    ]
    if numbered and all(sections[place].kind in ("duty", "") for place in numbered):
        return numbered
    return []


def _titled(sections: list[Section]) -> list[int]:
    """Each profile says "Job title: ..." near its beginning."""
    return [
        place
        for place, section in enumerate(sections)
        if any(fact_of(unit.text) == "title" for unit in section.units)
        or (section.heading is not None and fact_of(section.heading.text) == "title")
    ]


def _repeated(sections: list[Section]) -> list[int]:
    """Headings of one level that are the name of a job, each with duties of its own."""
    named = [
        place
        for place, section in enumerate(sections)
        if section.heading
        and section.kind == ""
        and (section.heading.level or section.heading.bold or section.heading.text.isupper())
        and len(section.words.split()) <= 7
        and re.fullmatch(rf"(?:\w+ \d+ )?{vocabulary.job_pattern()}(?: [\w/+ -]{{0,30}})?", section.words)
    ]
    headings = [heading for place in named if (heading := sections[place].heading)]
    looks = {(heading.level, heading.bold) for heading in headings}
    names = {sections[place].words for place in named}
    return named if len(looks) == 1 and len(names) == len(named) else []


def _has_duties(group: list[Section]) -> bool:
    count = sum(
        1
        for section in group
        for unit in section.units
        if unit.item and unit_form(unit) and section.kind in ("duty", "")
    )
    return count >= 2
