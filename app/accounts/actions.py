"""What changes people and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.accounts import queries, rules
from app.accounts.tokens import new_token, token_hash
from app.history.record import record
from app.post import outbox
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.user import KINDS, Invitation, User


def invite(
    email: str, name: str, kinds: Iterable[str], *, address: str, by: User | None, at: datetime
) -> tuple[Invitation, str]:
    """Invite somebody by a link that works once.

    Returns the invitation and its token, which is shown now and never again. ``address`` is where the link
    leads, with ``{token}`` in the token's place. A mail with the link is put in the outbox.
    """
    email = email.strip().lower()
    if queries.get_person_by_email(email) is not None:
        raise Conflict("Someone with this email address is already here.", field="email")
    wanted = [kind for kind in KINDS if kind in kinds]
    if not wanted:
        raise Refused("Choose at least one thing this person does here.", field="kinds")
    token = new_token()
    invitation = Invitation(
        email=email,
        name=name.strip(),
        kinds=" ".join(wanted),
        token_hash=token_hash(token),
        invited_by_id=by.id if by else None,
        created_at=at,
        expires_at=rules.invitation_ends(at),
    )
    db.session.add(invitation)
    db.session.flush()
    record("invitation.made", invitation, by=by, at=at, email=email, kinds=wanted)
    outbox.put(
        "invitation",
        to_email=email,
        to_name=invitation.name,
        at=at,
        inviter=by.name if by else "Colloquy",
        link=address.format(token=token),
        expires_at=invitation.expires_at,
    )
    return invitation, token


def withdraw(invitation: Invitation, *, by: User, at: datetime) -> None:
    rules.check_open(invitation, at)
    invitation.withdrawn_at = at
    record("invitation.withdrawn", invitation, by=by, at=at, email=invitation.email)


def join(invitation: Invitation, name: str, zone: str, password_hash: str, *, at: datetime) -> User:
    """Make the account that the invitation promised, and use the invitation up."""
    lock(invitation)
    rules.check_open(invitation, at)
    invitation.used_at = at
    person = add_person(invitation.email, name, zone, invitation.kinds.split(), password_hash, at=at)
    record("person.joined", person, by=person, at=at, kinds=list(person.kinds))
    return person


def add_person(
    email: str, name: str, zone: str, kinds: Iterable[str], password_hash: str | None, *, at: datetime
) -> User:
    """Put a person in the database; for invitations, the first administrator and the demo."""
    person = User(
        email=email.strip().lower(),
        name=name.strip(),
        zone=zone,
        password_hash=password_hash,
        created_at=at,
        **{f"is_{kind}": True for kind in kinds},
    )
    db.session.add(person)
    db.session.flush()
    return person


def set_kinds(person: User, kinds: Iterable[str], *, by: User, at: datetime) -> None:
    wanted = [kind for kind in KINDS if kind in kinds]
    if not wanted:
        raise Refused("Choose at least one, or disable the account instead.", field="kinds")
    if person.is_administrator and person.is_active and "administrator" not in wanted:
        rules.check_keeps_an_administrator(queries.count_other_administrators(person))
    for kind in KINDS:
        setattr(person, f"is_{kind}", kind in wanted)
    record("person.kinds_set", person, by=by, at=at, kinds=wanted)


def disable(person: User, *, by: User, at: datetime) -> None:
    """End the person's sessions and let them sign in no more. What they wrote stays."""
    if not person.is_active:
        return
    if person.is_administrator:
        rules.check_keeps_an_administrator(queries.count_other_administrators(person))
    person.disabled_at = at
    person.session_version += 1
    record("person.disabled", person, by=by, at=at)


def enable(person: User, *, by: User, at: datetime) -> None:
    if person.is_active:
        return
    person.disabled_at = None
    record("person.enabled", person, by=by, at=at)


def set_profile(person: User, name: str, zone: str, *, at: datetime) -> None:
    person.name, person.zone = name.strip(), zone
    record("person.profile_set", person, by=person, at=at, zone=zone)


def set_password(person: User, password_hash: str, *, at: datetime) -> None:
    """Replace the password and end every session but the one that is signed in again afterwards."""
    person.password_hash = password_hash
    person.session_version += 1
    record("person.password_set", person, by=person, at=at)
