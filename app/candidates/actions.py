"""What changes candidates, their applications, their availability and their private links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from app import zones
from app.accounts.tokens import new_token, token_hash
from app.candidates import queries, rules
from app.candidates.windows import LocalWindow
from app.history.record import record
from app.post import outbox
from app.refusals import Conflict, Refused
from app.roles.rules import check_unchanged, fingerprint
from app.store.candidate import Application, Availability, Candidate, CandidateLink
from app.store.database import db, lock
from app.store.role import Role
from app.store.user import User


def add(
    name: str, email: str, phone: str, zone: str, notes: str, role: Role | None, *, by: User, at: datetime
) -> Candidate:
    """A new candidate with their first application. Who is here already, by name and address, is not added twice."""
    if queries.get_namesake(name, email.lower()) is not None:
        raise Conflict(
            "A candidate of this name and address is here already. Find them in the list, and add another "
            "application there.",
            field="email",
        )
    candidate = Candidate(name=name, email=email.lower(), phone=phone, zone=zone, notes=notes, created_at=at)
    db.session.add(candidate)
    db.session.flush()
    record("candidate.added", candidate, by=by, at=at, candidate_id=candidate.id)
    apply(candidate, role, by=by, at=at)
    return candidate


def facts_seen(candidate: Candidate) -> str:
    """The fingerprint of what ``edit`` changes: a page carries it, to say which state it showed."""
    return fingerprint(candidate.name, candidate.email, candidate.phone, candidate.zone, candidate.notes)


def edit(
    candidate: Candidate,
    name: str,
    email: str,
    phone: str,
    zone: str,
    notes: str,
    *,
    seen: str | None = None,
    by: User,
    at: datetime,
) -> None:
    """``seen`` is the state that the page showed; raises Conflict where it is another by now. None: no page did."""
    lock(candidate)
    if seen is not None:
        check_unchanged(seen, facts_seen(candidate), "this candidate")
    new = {"name": name, "email": email.lower(), "phone": phone, "zone": zone, "notes": notes}
    changed = [key for key, value in new.items() if getattr(candidate, key) != value]
    if not changed:
        return
    for key in changed:
        setattr(candidate, key, new[key])
    words = {"email": "email address", "zone": "time zone"}
    record(
        "candidate.edited",
        candidate,
        by=by,
        at=at,
        candidate_id=candidate.id,
        changed=", ".join(words.get(key, key) for key in changed),
    )


def apply(candidate: Candidate, role: Role | None, *, by: User, at: datetime) -> Application:
    """Let the candidate apply for ``role``. Once for each role: the database holds that."""
    if role is None or role.archived_at is not None:
        raise Refused("This role takes no more applications. Choose another.", field="role_id")
    application = Application(candidate=candidate, role=role, applied_at=at)
    db.session.add(application)
    db.session.flush()
    _record("application.made", application, by=by, at=at)
    return application


def withdraw(application: Application, reason: str, *, by: User, at: datetime) -> None:
    lock(application)
    rules.check_may_withdraw(application, at)
    application.withdrawn_at = at
    _record("application.withdrawn", application, by=by, at=at, reason=reason)


def take_up(application: Application, *, by: User, at: datetime) -> None:
    """Undo a withdrawal."""
    if application.withdrawn_at is None:
        return
    application.withdrawn_at = None
    _record("application.taken_up", application, by=by, at=at)


def add_availability(
    candidate: Candidate, windows: Iterable[LocalWindow], *, by: User | None, at: datetime
) -> None:
    """Note when the candidate is free, on their own wall clock. Times that touch become one."""
    new = [_instants(window, candidate.zone) for window in windows]
    if not new:
        raise Refused("Write at least one time.", field="windows")
    rules.check_windows(new, at)
    lock(candidate)
    old = [(window.starts_at, window.ends_at) for window in candidate.availabilities]
    all_of_them = rules.united([*old, *new])
    rules.check_count(all_of_them)
    if set(all_of_them) == set(old):
        return
    kept = [w for w in candidate.availabilities if (w.starts_at, w.ends_at) in all_of_them]
    added = [
        Availability(starts_at=starts_at, ends_at=ends_at)
        for starts_at, ends_at in all_of_them
        if (starts_at, ends_at) not in old
    ]
    candidate.availabilities = sorted([*kept, *added], key=lambda window: window.starts_at)
    record("candidate.availability_added", candidate, by=by, at=at, candidate_id=candidate.id, count=len(new))


def remove_availability(candidate: Candidate, availability_id: int, *, by: User | None, at: datetime) -> None:
    """A window that is already gone is gone: removing it twice is no fault."""
    window = next((w for w in candidate.availabilities if w.id == availability_id), None)
    if window is None:
        return
    candidate.availabilities.remove(window)
    record("candidate.availability_removed", candidate, by=by, at=at, candidate_id=candidate.id)


def make_link(
    application: Application, *, address: str, mail: bool, by: User, at: datetime
) -> tuple[CandidateLink, str]:
    """A private link to the candidate's page of this application, and its token, shown now and never again.

    ``address`` is where the link leads, with ``{token}`` in the token's place. With ``mail``, a mail with it
    is put in the outbox.
    """
    rules.check_takes_part(application)
    token = new_token()
    link = CandidateLink(
        application=application,
        token_hash=token_hash(token),
        made_by_id=by.id,
        created_at=at,
        expires_at=rules.link_ends(at),
    )
    db.session.add(link)
    db.session.flush()
    _record("candidate_link.made", application, by=by, at=at)
    if mail:
        outbox.put(
            "candidate_link",
            to_email=application.candidate.email,
            to_name=application.candidate.name,
            at=at,
            sender=by.name,
            role=application.role.title,
            link=address.format(token=token),
            expires_at=link.expires_at,
            zone=application.candidate.zone,
        )
        _record("candidate_link.mailed", application, by=by, at=at, email=application.candidate.email)
    return link, token


def revoke_link(link: CandidateLink, *, by: User, at: datetime) -> None:
    if link.revoked_at is not None:
        raise Conflict("This link was revoked already.")
    link.revoked_at = at
    _record("candidate_link.revoked", link.application, by=by, at=at)


def _instants(window: LocalWindow, zone: str) -> rules.Window:
    starts_at = zones.to_instant(window.day, window.starts, zone)
    if window.ends is not None:
        return starts_at, zones.to_instant(window.day, window.ends, zone)
    return starts_at, zones.to_instant(window.day + timedelta(days=1), time(), zone)


def _record(name: str, application: Application, *, by: User, at: datetime, **details: str) -> None:
    record(
        name,
        application,
        by=by,
        at=at,
        role_id=application.role_id,
        candidate_id=application.candidate_id,
        interview_id=None,
        role=application.role.title,
        candidate=application.candidate.name,
        **details,
    )
