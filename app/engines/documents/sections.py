"""A document as sections: a heading and the units (list items, sentences) under it."""

import re
from dataclasses import dataclass, field

from app.engines.documents.duties import form_of
from app.engines.documents.headings import inline_headings, is_section_name, kind_of_words, wording
from app.engines.documents.labels import fact_of, split_label
from app.engines.documents.line import Line
from app.engines.documents.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Unit:
    """What is judged as one: a list item or a sentence. `item` tells a line of its own from running prose."""

    text: str
    line: int
    label: str | None
    body: str  # the text without its label
    item: bool
    bullet: bool


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
        kind = _heading_kind(line, before, after, sections[-1])
        if kind is not None:
            words = wording(line.text)
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
        current.units.extend(_units(line))
    return [section for section in sections if section.heading or section.units]


def _inline(line: Line) -> list[Line]:
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


def _below(line: Line, parent: Section) -> bool:
    """Whether a heading of unknown wording is a part of the section it stands in."""
    above = parent.heading.level if parent.heading else 0
    return not (line.level and above and line.level <= above)


def _is_lead_in(line: Line, words: str) -> bool:
    return line.text.rstrip().endswith(":") and not line.level and not line.bold and len(words.split()) > 3


def _heading_kind(line: Line, before: Line | None, after: Line | None, current: Section) -> str | None:
    """The kind of section that `line` opens, "" for one of unknown kind, None where it is no heading."""
    text = line.text.rstrip()
    words = wording(text)
    count = len(words.split())
    if not words or count > 45 or (text[-1] in ".;," and not line.level):
        return None
    colon = text.endswith(":") or bool(re.search(r":\W{0,3}$", text))
    letters = [sign for sign in text if sign.isalpha()]
    capitals = len(letters) >= 4 and all(sign.isupper() for sign in letters) and count <= 10
    form = form_of(text)
    if line.bullet and not colon:
        return _bulleted_heading(line, words, count, before, after, capitals or line.bold)
    if line.level or (line.bold and count <= 14) or capitals or colon:
        if colon and not (line.level or line.bold) and line.bullet and not _deeper(line, after):
            kind = kind_of_words(words, loose=False)
            return kind if count <= 6 else None
        return _plainly(kind_of_words(words, loose=True))
    if fact_of(text) or count > 10:
        return None
    verbal = form is not None and form.kind in ("imperative", "gerund", "third") and not form.stative
    stands_out = line.gap or before is None or bool(before.bullet) or bool(after and after.bullet)
    kind = kind_of_words(words, loose=False)
    sits_on_text = line.gap and after is not None and not after.gap and kind != "duty"
    if kind is not None and (not verbal or count <= 3 or sits_on_text or text.endswith("?")):
        if (stands_out or count <= 3) and not (kind == "requirement" and re.search(r"\d", words)):
            if (
                count <= 4
                or not re.match(r"(?:you|we) ", words)
                or (after and after.bullet)
                or text.endswith("?")
            ):
                return _plainly(kind)
    if not stands_out or count > 8 or not text[0].isupper() or text.endswith("!") or after is None:
        return None
    if after.bullet and not (line.gap is False and before is not None and not before.bullet):
        return "" if not (verbal and current.kind == "duty" and not after.gap and count > 4) else None
    if not verbal and line.gap and len(after.text) > 80 and not split_label(text)[0]:
        return ""
    return None


def _bulleted_heading(
    line: Line, words: str, count: int, before: Line | None, after: Line | None, marked: bool
) -> str | None:
    """A numbered or bulleted heading: "2. Tasks". A list's item has neighbours like itself."""
    alone = not (
        before and before.bullet == line.bullet and before.indent == line.indent and not before.bold
    ) and not (after and after.bullet == line.bullet and after.indent == line.indent)
    kind = kind_of_words(words, loose=False)
    if kind and (is_section_name(words) or (count <= 4 and line.text.endswith("-"))):
        return _plainly(kind)
    if kind and count <= 9 and (line.bullet == "number" or marked) and (alone or marked):
        return _plainly(kind)
    if line.bullet == "number" and kind and after and after.bullet == "sign":
        return _plainly(kind)
    if (
        line.bullet == "number"
        and alone
        and count <= 9
        and after is not None
        and (_is_titled(line.text) or before is None or not before.bullet or line.gap)
    ):
        return "" if after.bullet == "sign" or len(after.text) > 80 else None
    return None


def _is_titled(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and all(word[0].isupper() for word in words)


def _deeper(line: Line, after: Line | None) -> bool:
    return bool(after and after.bullet and after.indent > line.indent)


def _plainly(kind: str | None) -> str:
    return "" if kind in (None, "mixed") else kind


def _units(line: Line) -> list[Unit]:
    label, body = split_label(line.text)
    if line.bullet or label:
        parts = [line.text] if label else _run_on(line.text)
        return [_unit(part, line, True) for part in parts]
    sentences = [part for sentence in sentences_of(line.text) for part in _semicolons(sentence)]
    return [_unit(sentence, line, len(sentences) == 1) for sentence in sentences]


def _unit(text: str, line: Line, item: bool) -> Unit:
    label, body = split_label(text)
    return Unit(text, line.number, label, body, item, bool(line.bullet))


def _run_on(text: str) -> list[str]:
    """A list item that is really several duties in a row, each a sentence of its own."""
    sentences = sentences_of(text)
    if len(sentences) >= 3 and all(
        (form := form_of(part)) and form.kind in ("imperative", "gerund", "third") for part in sentences
    ):
        return sentences
    return _semicolons(text)


def _semicolons(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) < 3:
        return [text]
    starts = [re.sub(r"^(?:and|or) ", "", part) for part in parts if part]
    verbal = sum(
        1
        for part in starts
        if (form := form_of(part)) and form.kind in ("imperative", "gerund", "nominal", "third")
    )
    return starts if verbal >= 0.7 * len(starts) else [text]
