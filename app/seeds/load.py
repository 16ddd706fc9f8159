"""Many candidates, to measure with: rows made in bulk, the same for the same seed, never two bookings at once.

Each candidate has three interviews with two interviewers each; most are over, with both scorecards handed in.
"""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text

from app.seeds.load_plans import PASSWORD, add_people, add_roles
from app.seeds.load_rows import Chunk
from app.store.candidate import Application, Candidate
from app.store.database import db, saving
from app.store.interview import Interview
from app.store.scorecard import Rating, Scorecard
from app.store.user import User

CHUNK = 1000  # candidates written together


def plant(*, size: int, seed: int, at: datetime, base_url: str) -> dict[str, Any]:
    """Fill an empty database with ``size`` candidates; gives the manifest of what the measurements need."""
    chance = random.Random(seed)  # noqa: S311  no secret
    people = add_people(size, at)
    kits = add_roles(people, at, chance)
    start = at.replace(hour=8, minute=0, second=0, microsecond=0)
    links: list[str] = []
    for first in range(0, size, CHUNK):
        numbers = range(first, min(first + CHUNK, size))
        Chunk(numbers, people, kits, start, chance, seed, links, base_url).write()
    _advance_sequences()
    return _manifest(people, links, size)


def _advance_sequences() -> None:
    """PostgreSQL counts ids itself and has not seen ours."""
    if db.engine.dialect.name != "postgresql":
        return
    with saving():
        for model in (Candidate, Application, Interview, Scorecard):
            table = model.__tablename__
            db.session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608
            )


def _manifest(people: list[User], links: list[str], size: int) -> dict[str, Any]:
    open_cards = db.session.execute(
        select(Scorecard.id, User.email)
        .join(User)
        .where(Scorecard.submitted_at.is_(None))
        .order_by(Scorecard.id)
        .limit(100)
    ).all()
    return {
        "note": "Invented data to measure with.",
        "people": [
            {"name": p.name, "email": p.email, "password": PASSWORD, "kinds": list(p.kinds)}
            for p in people[:100]
        ],
        "candidate_links": links,
        "scorecards": [{"id": card, "interviewer_email": email, "open": True} for card, email in open_cards],
        "interviews": list(db.session.scalars(select(Interview.id).order_by(Interview.id).limit(100))),
        "applications": list(db.session.scalars(select(Application.id).order_by(Application.id).limit(100))),
        "candidates": size,
        "counts": {
            model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
            for model in (Candidate, Interview, Scorecard, Rating)
        },
    }
