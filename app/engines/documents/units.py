"""The units of a document: what is judged as one, a list item or a sentence."""

import re
from dataclasses import dataclass

from app.engines.documents.duties import form_of
from app.engines.documents.labels import split_label
from app.engines.documents.line import Line
from app.engines.documents.sentences import sentences_of

_SEVERAL = 5  # sentences or clauses; an item with fewer is one duty, told at length


@dataclass(frozen=True, slots=True)
class Unit:
    """`body` is the text without its label; `item` tells a line of its own from running prose."""

    text: str
    line: int
    label: str | None
    body: str
    item: bool
    bullet: bool


def units_of(line: Line) -> list[Unit]:
    """What a line holds: one list item, or its sentences."""
    label, _ = split_label(line.text)
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
    if len(sentences) >= _SEVERAL and all(
        (form := form_of(part)) and form.kind in ("imperative", "gerund", "third") for part in sentences
    ):
        return sentences
    return _semicolons(text, _SEVERAL)


def _semicolons(text: str, fewest: int = 3) -> list[str]:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) < fewest:
        return [text]
    starts = [re.sub(r"^(?:and|or) ", "", part) for part in parts if part]
    verbal = sum(
        1
        for part in starts
        if (form := form_of(part)) and form.kind in ("imperative", "gerund", "nominal", "third")
    )
    return starts if verbal >= 0.7 * len(starts) else [text]
