"""Reads about people and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.tokens import token_hash
from app.store.database import db
from app.store.user import Invitation, User


def get_person(person_id: int) -> User | None:
    """For the door and the session: one person, disabled or not."""
    return db.session.get(User, person_id)


def get_person_by_email(email: str) -> User | None:
    """For signing in."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def people() -> Sequence[User]:
    """For the administrator's list: everybody, active people first, by name."""
    return db.session.scalars(select(User).order_by(User.disabled_at.is_not(None), User.name, User.id)).all()


def active_people(kind: str | None = None) -> Sequence[User]:
    """For choosing people: who can sign in, of one kind or of any, by name."""
    query = select(User).where(User.disabled_at.is_(None)).order_by(User.name, User.id)
    if kind is not None:
        query = query.where(getattr(User, f"is_{kind}"))
    return db.session.scalars(query).all()


def count_other_administrators(person: User) -> int:
    """For the rule that one administrator must stay. Locks them: two who disable each other at once both wait."""
    query = (
        select(User)
        .where(User.is_administrator, User.disabled_at.is_(None))
        .order_by(User.id)
        .with_for_update()
    )
    return sum(other.id != person.id for other in db.session.scalars(query))


def get_invitation(invitation_id: int) -> Invitation | None:
    """For the administrator's door."""
    return db.session.get(Invitation, invitation_id)


def get_invitation_by_token(token: str) -> Invitation | None:
    """For the person who follows the link, whether it can still be used or not."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token)))


def open_invitations(at: datetime) -> Sequence[Invitation]:
    """For the administrator's list: invitations that can still be used, newest first."""
    return db.session.scalars(
        select(Invitation)
        .options(joinedload(Invitation.invited_by))
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > at)
        .order_by(Invitation.id.desc())
    ).all()


def is_empty() -> bool:
    """Whether the portal has nobody yet."""
    return db.session.scalar(select(User.id).limit(1)) is None
