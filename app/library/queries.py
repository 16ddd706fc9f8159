"""Reads about the library: what plans draw on, and one question or version."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.engines import competencies
from app.engines import questions as engine
from app.engines.questions.lint.words import content_stems, jaccard
from app.store.database import db
from app.store.library_question import DRAFT, IN_REVIEW, IN_USE, LibraryQuestion, LibraryVersion
from app.store.user import User

_log = logging.getLogger(__name__)

Layer = tuple[tuple[str, bool, int | None, str | None], ...]


def in_use() -> engine.Library:
    """What plans draw on: the shipped library with the company's own questions and versions, without the retired.

    One query for a narrow row of each question that the company has touched; the library is made anew only when
    one of these rows is another.
    """
    rows = db.session.execute(
        select(
            LibraryQuestion.library_id,
            LibraryQuestion.retired_at.is_not(None),
            LibraryVersion.id,
            LibraryVersion.edition,
        )
        .outerjoin(
            LibraryVersion,
            and_(LibraryVersion.question_id == LibraryQuestion.id, LibraryVersion.state == IN_USE),
        )
        .order_by(LibraryQuestion.library_id)
    )
    layer = tuple((id, bool(retired), version, edition) for id, retired, version, edition in rows)
    return _with_layer(layer) if layer else engine.library()


@lru_cache(maxsize=8)
def _with_layer(layer: Layer) -> engine.Library:
    entries = dict(shipped())
    wanted = [version for _, retired, version, _ in layer if version is not None and not retired]
    for version in db.session.scalars(select(LibraryVersion).where(LibraryVersion.id.in_(wanted))):
        if entry := entry_in(version):
            entries[entry.id] = entry
    for id, retired, _, _ in layer:
        if retired:
            entries.pop(id, None)
    return engine.library_of(entries.values())


@cache
def shipped() -> dict[str, engine.Entry]:
    """What comes with the product, by id."""
    return {entry.id: entry for entry in engine.library().entries}


def entry_in(version: LibraryVersion) -> engine.Entry | None:
    """What a version says; None, and a line in the log, where it is not yet, or no more, a whole question."""
    content = dict(version.content)
    competency = str(content.pop("competency", ""))
    try:
        return engine.entry_of(content, competency, f"version {version.number}")
    except engine.Misshapen as slip:
        if version.state == IN_USE:
            _log.warning("A version in use is left out of the library: %s", slip)
        return None


@dataclass(frozen=True)
class Question:
    """A question of the library: as it is shipped, and what the company has made of it."""

    id: str
    competency: str
    shipped: engine.Entry | None
    row: LibraryQuestion | None

    @property
    def origin(self) -> str:
        """shipped, adapted or own"""
        if self.shipped is None:
            return "own"
        return "adapted" if self.row and self.row.in_use else "shipped"

    @property
    def state(self) -> str:
        """in_use, in_review, draft or retired"""
        if self.row and self.row.retired_at:
            return "retired"
        if self.shipped or (self.row and self.row.in_use):
            return IN_USE
        return self.row.open_version.state if self.row and self.row.open_version else "draft"

    @property
    def open_version(self) -> LibraryVersion | None:
        return self.row.open_version if self.row else None

    @property
    def table(self) -> dict[str, Any]:
        """The words that are in use; of a question that never was, those of its draft."""
        if self.row and (version := self.row.in_use or (None if self.shipped else self.row.open_version)):
            return version.content
        if self.shipped:
            return table_of(self.shipped)
        return self.row.versions[-1].content if self.row and self.row.versions else {}

    @property
    def has_new_edition(self) -> bool:
        """Whether the product's words have changed under the company's version and nobody has looked yet."""
        if not (self.shipped and self.row and self.row.in_use):
            return False
        return engine.edition(self.shipped) not in (self.row.in_use.based_on, self.row.passed_over)


def table_of(entry: engine.Entry) -> dict[str, Any]:
    """An entry as versions hold it."""
    return {"competency": entry.competency, **engine.table_of(entry)}


def get_question(library_id: str) -> Question | None:
    """For the doors and the page of one question; None for an id that neither the product nor the company knows."""
    entry = shipped().get(library_id)
    row = db.session.scalar(
        select(LibraryQuestion)
        .where(LibraryQuestion.library_id == library_id)
        .options(
            selectinload(LibraryQuestion.retired_by),
            selectinload(LibraryQuestion.versions).options(
                selectinload(LibraryVersion.writers), selectinload(LibraryVersion.reviewed_by)
            ),
        )
        .execution_options(populate_existing=True)
    )
    if entry is None and (row is None or not row.versions):
        return None
    competency = entry.competency if entry else row.competency if row else ""
    return Question(library_id, competency, entry, row)


def get_version(version_id: int) -> LibraryVersion | None:
    """For the door and the page of one version."""
    return db.session.get(
        LibraryVersion,
        version_id,
        options=[
            selectinload(LibraryVersion.question).selectinload(LibraryQuestion.versions),
            selectinload(LibraryVersion.writers),
            selectinload(LibraryVersion.reviewed_by),
        ],
    )


def open_versions(user: User) -> list[LibraryVersion]:
    """For the way in: what waits for review, oldest first, then the drafts that ``user`` had a hand in."""
    mine = LibraryVersion.writers.any(User.id == user.id)
    versions = db.session.scalars(
        select(LibraryVersion)
        .where(or_(LibraryVersion.state == IN_REVIEW, and_(LibraryVersion.state == DRAFT, mine)))
        .options(selectinload(LibraryVersion.question), selectinload(LibraryVersion.writers))
        .order_by(LibraryVersion.state.desc(), LibraryVersion.sent_at, LibraryVersion.id)
    )
    return list(versions)


def versions_to_review(user: User) -> list[LibraryVersion]:
    """For a coordinator's home: what waits to be put into use, without what they wrote themselves."""
    return [
        version
        for version in open_versions(user)
        if version.state == IN_REVIEW and user.id not in {writer.id for writer in version.writers}
    ]


def question_of(version: LibraryVersion) -> Question:
    """The question that a version is one of."""
    question = get_question(version.question.library_id)
    assert question is not None
    return question


def coordinators_other_than(user_id: int) -> int:
    """How many others could put a version into use."""
    query = select(func.count(User.id)).where(
        User.is_coordinator.is_(True), User.disabled_at.is_(None), User.id != user_id
    )
    return db.session.scalar(query) or 0


def neighbours(competency: str, id: str | None = None) -> list[engine.Entry]:
    """The questions in use on one competency, without this one: what a new one must not repeat."""
    return [entry for entry in in_use().entries if entry.competency == competency and entry.id != id]


def competency_name(id: str) -> str:
    competency = competencies.get(id)
    return competency.name if competency else id.replace("-", " ").capitalize()


def names_of_competencies() -> Iterable[tuple[str, str]]:
    """(id, name) of every competency, by name."""
    return sorted(((one.id, one.name) for one in competencies.ALL), key=lambda pair: pair[1].lower())


MOST_NEAR = 5


def near(question: Question) -> list[engine.Entry]:
    """Questions in use that are most like this one: paraphrases, then the same scene, then by shared words."""
    table = question.table
    stems = content_stems(str(table.get("text", "")))
    group, family = table.get("paraphrase_group"), table.get("scenario_family")
    ranked = []
    for other in in_use().entries:
        if other.id == question.id:
            continue
        kin = other.paraphrase_group == group, bool(family) and other.scenario_family == family
        if any(kin) or other.competency == question.competency:
            ranked.append((kin, jaccard(stems, content_stems(other.text)), other))
    ranked.sort(key=lambda one: (*(not is_kin for is_kin in one[0]), -one[1], one[2].id))
    return [other for *_, other in ranked[:MOST_NEAR]]
