"""Recording an event, in the transaction of the change it tells of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.store.database import db
from app.store.event import Event
from app.store.user import User


def record(
    name: str,
    thing: Any,
    *,
    by: User | None,
    at: datetime,
    role_id: int | None = None,
    candidate_id: int | None = None,
    interview_id: int | None = None,
    **details: Any,
) -> None:
    """Note that ``by`` did ``name`` ("scorecard.submitted") to ``thing`` ``at`` that instant.

    ``thing`` must have its id (flush first). The three ids say in whose histories it appears. ``details`` are small
    JSON values with fixed keys for each name; never a rating, never evidence: histories are read by many.
    """
    db.session.add(
        Event(
            name=name,
            at=at,
            by_id=by.id if by is not None else None,
            thing_kind=name.partition(".")[0],
            thing_id=thing.id,
            role_id=role_id,
            candidate_id=candidate_id,
            interview_id=interview_id,
            details=details,
        )
    )
