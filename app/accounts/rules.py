"""Who may have an account, and what a password must be."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.refusals import Gone, Refused

INVITATION_DAYS = 7
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200  # Argon2 reads any length; this only keeps a request small


def invitation_ends(at: datetime) -> datetime:
    return at + timedelta(days=INVITATION_DAYS)


def is_open(invitation: object, at: datetime) -> bool:
    """Whether the invitation can still be used."""
    return (
        invitation.used_at is None  # type: ignore[attr-defined]
        and invitation.withdrawn_at is None  # type: ignore[attr-defined]
        and at < invitation.expires_at  # type: ignore[attr-defined]
    )


def check_open(invitation: object, at: datetime) -> None:
    if not is_open(invitation, at):
        raise Gone(
            "This invitation was used, was withdrawn or is too old. "
            "If you have joined already, sign in; otherwise ask for a new one."
        )


def no_such_invitation() -> Gone:
    return Gone(
        "This invitation is not known here. Check that the whole link was copied, or ask for a new one."
    )


def check_password(password: str, email: str, name: str) -> None:
    """A password is long, and is not the person. No rules of signs and digits: length is what counts."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            f"Use at least {SHORTEST_PASSWORD} characters; a few plain words will do.", field="password"
        )
    if len(password) > LONGEST_PASSWORD:
        raise Refused(f"Use at most {LONGEST_PASSWORD} characters.", field="password")
    plain = password.casefold()
    if plain in (email.casefold(), name.casefold()) or len(set(plain)) < 5:
        raise Refused("This password is too easy to guess. Use a few plain words.", field="password")


def check_keeps_an_administrator(others: int) -> None:
    """``others``: how many further people are active administrators."""
    if others == 0:
        raise Refused("This is the last administrator. Make someone else an administrator first.")
