"""Text in, documents out: the whole way, step by step."""

import re
from typing import NamedTuple, cast

from app.engines.documents import vocabulary
from app.engines.documents.extraction import check_length
from app.engines.documents.importance import importance_of
from app.engines.documents.labels import fact_of
from app.engines.documents.line import Line
from app.engines.documents.lines import lines_of
from app.engines.documents.overruling import overruled
from app.engines.documents.profiles import profiles_of
from app.engines.documents.repetition import repeats_of
from app.engines.documents.sections import Section, sections_of
from app.engines.documents.shapes import Document, LeftOut, Responsibility, Why
from app.engines.documents.summary import says_again
from app.engines.documents.titles import title_of
from app.engines.documents.told import tells_of_holder
from app.engines.documents.units import Unit
from app.engines.documents.verdicts import DUTY, has_bullets, is_plainly_duty, judge, unit_form
from app.engines.documents.vocabulary import phrase
from app.engines.documents.wording import plain

_FEW = 3  # with fewer duties than this, the prose of an article may say what the job is
_MANY = 4  # with a list this long, prose elsewhere counts only for what it adds
_PROSE = ("second", "responsible", "role", "told")  # forms of duties outside lists
_OVERVIEW = re.compile(
    r"^(?!.*(?:responsib|dut(?:y|ies)|task|function)).*\b(?:role|position|job|post|summary|overview)\b"
)


class _Judged(NamedTuple):
    unit: Unit
    verdict: str
    kind: str  # of its section
    overview: bool  # in prose under "About the role" and the like


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
    judged = [
        _Judged(unit, judge(unit, section, kind), kind, _is_overview(section))
        for section, kind in zip(sections, _kinds(sections), strict=True)
        for unit in section.units
    ]
    judged = [one._replace(verdict=DUTY) if _of_holder(one, title) else one for one in judged]
    count = sum(1 for one in judged if one.verdict == DUTY)
    listed = [
        one.unit.body
        for one in judged
        if one.verdict == DUTY and one.unit.item and one.kind == "duty" and not one.overview
    ]
    if count < _FEW:
        ordered = _ordered(judged)
        judged = [
            one._replace(verdict=DUTY) if _describes(one) or place in ordered else one
            for place, one in enumerate(judged)
        ]
    if len(listed) >= _MANY:
        judged = [one._replace(verdict="other") if _sums_up(one, listed, title) else one for one in judged]
    duties = [one.unit for one in judged if one.verdict == DUTY]
    responsibilities, left_out = _responsibilities(duties, taken)
    left_out += [
        LeftOut(one.unit.text, one.unit.line, cast("Why", one.verdict))
        for one in judged
        if one.verdict != DUTY
    ]
    headings = [section.heading for section in sections if section.heading]
    left_out += [LeftOut(heading.text, heading.number, "heading") for heading in headings]
    return Document(title, responsibilities, tuple(sorted(left_out, key=lambda left: left.line)))


def _describes(one: _Judged) -> bool:
    """An article's sentence on what people in the job do; good enough where there is no list."""
    form = unit_form(one.unit)
    return one.verdict == "other" and form is not None and form.kind in ("role", "responsible")


def _ordered(judged: list[_Judged]) -> set[int]:
    """The places of sentences that tell people what to do, two or more in a row: "Analyse the texts. Mend them."."""
    plain = [
        one.kind == "" and one.verdict == "other" and not one.unit.item and is_plainly_duty(one.unit)
        for one in judged
    ]
    return {
        place
        for place, here in enumerate(plain)
        if here and ((place > 0 and plain[place - 1]) or (place + 1 < len(plain) and plain[place + 1]))
    }


def _of_holder(one: _Judged, title: str) -> bool:
    """A sentence that names the post by its title and tells what its holder does."""
    apart = one.kind not in ("", "duty", "company", "other") or one.unit.bullet or one.unit.label
    return not apart and one.verdict in ("other", "company") and tells_of_holder(one.unit.text, title)


def _sums_up(one: _Judged, listed: list[str], title: str) -> bool:
    """A sentence outside the list of duties that says what they say, or nothing in particular."""
    form = unit_form(one.unit)
    if one.verdict != DUTY or one.unit.bullet or form is None or form.kind not in _PROSE:
        return False
    if one.kind == "duty" and (not one.overview or one.unit.label):
        return False
    if one.kind == "requirement" and form.kind != "told":
        return True
    vague = form.verb in vocabulary.words("verbs", "vague") or phrase("vague", "told").search(
        plain(one.unit.text)
    )
    return bool(vague) or says_again(one.unit.text, [title, *listed])


def _is_overview(section: Section) -> bool:
    return _OVERVIEW.search(section.words) is not None and not has_bullets(section)


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
