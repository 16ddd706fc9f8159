"""From a document to what a role takes over: the reader finds responsibilities, the taxonomy competencies.

Slow for large documents and without a word to the database: call it outside ``saving()``.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.engines import competencies, documents
from app.refusals import Refused
from app.roles import rules


@dataclass(frozen=True)
class Found:
    """A responsibility as it was read, with the ids of its competencies, best first."""

    label: str | None
    text: str
    line: int
    importance: int
    competencies: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    text: str
    line: int
    why: str


@dataclass(frozen=True)
class Profile:
    """One job of a document; ``number`` counts from 1, ``title`` is empty where the document has none."""

    number: int
    title: str
    responsibilities: tuple[Found, ...]
    left_out: tuple[LeftOut, ...]


def text_of(data: bytes, filename: str) -> str:
    """The text of an uploaded file. Raises Refused, beside the field "file", with the reader's sentence."""
    try:
        return rules.plain(documents.extract(data, filename))
    except documents.Unreadable as error:
        raise Refused(str(error), field="file") from error


def profiles_of(text: str, field: str = "text") -> list[Profile]:
    """The jobs that ``text`` describes. Raises Refused, beside ``field``, where there is nothing to read."""
    try:
        read = documents.read(text)
    except documents.Unreadable as error:
        raise Refused(str(error), field=field) from error
    profiles = [_profile(number, document) for number, document in enumerate(read, 1)]
    if not any(profile.responsibilities or profile.left_out for profile in profiles):
        raise Refused(
            "There is no sentence to read in it. Give the words of the job description.", field=field
        )
    return profiles


def competencies_for(text: str, label: str | None, title: str) -> list[str]:
    """Ids, best first, at most three; none where it is unsure."""
    return [match.id for match in competencies.match(text, label, title)][: rules.MOST_COMPETENCIES]


def _profile(number: int, document: documents.Document) -> Profile:
    return Profile(
        number=number,
        title=rules.one_line(document.title)[: rules.LONGEST_TITLE],
        responsibilities=tuple(_found(one, document.title) for one in document.responsibilities),
        left_out=tuple(LeftOut(line.text, line.line, line.why) for line in document.left_out),
    )


def _found(one: documents.Responsibility, title: str) -> Found:
    label, text = one.label, one.text
    if label and len(label) > rules.LONGEST_LABEL:
        label, text = None, f"{label}: {text}"
    return Found(label, text, one.line, one.importance, tuple(competencies_for(text, label, title)))
