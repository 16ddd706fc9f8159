"""Reads about the library: what plans draw on, and one question or version."""

from __future__ import annotations

import logging
from functools import lru_cache

from sqlalchemy import and_, select

from app.engines import questions as engine
from app.store.database import db
from app.store.library_question import IN_USE, LibraryQuestion, LibraryVersion

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
    entries = {entry.id: entry for entry in engine.library().entries}
    wanted = [version for _, retired, version, _ in layer if version is not None and not retired]
    for version in db.session.scalars(select(LibraryVersion).where(LibraryVersion.id.in_(wanted))):
        if entry := entry_in(version):
            entries[entry.id] = entry
    for id, retired, _, _ in layer:
        if retired:
            entries.pop(id, None)
    return engine.library_of(entries.values())


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
