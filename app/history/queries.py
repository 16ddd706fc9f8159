"""Reads about what happened."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.store.database import db
from app.store.event import Event

NEWEST = 100


def events_of(
    *,
    role_id: int | None = None,
    candidate_id: int | None = None,
    interview_id: int | None = None,
    thing: tuple[str, int] | None = None,
    without: tuple[str, ...] = (),
) -> Sequence[Event]:
    """For the history on a page: the newest hundred events of one role, candidate or interview, newest first.

    ``thing`` is a thing's kind and id, for one with a history of its own.
    ``without`` names kinds of thing to leave out: who must not know that scorecards exist does not see
    "scorecard" events.
    """
    query = (
        select(Event).options(joinedload(Event.by)).order_by(Event.at.desc(), Event.id.desc()).limit(NEWEST)
    )
    for column, wanted in (
        (Event.role_id, role_id),
        (Event.candidate_id, candidate_id),
        (Event.interview_id, interview_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if thing is not None:
        query = query.where(Event.thing_kind == thing[0], Event.thing_id == thing[1])
    if without:
        query = query.where(Event.thing_kind.not_in(without))
    return db.session.scalars(query).all()
