"""Reads about people."""

from __future__ import annotations

from app.store.database import db
from app.store.user import User


def get_person(person_id: int) -> User | None:
    """For the door and the session: one person, disabled or not."""
    return db.session.get(User, person_id)
