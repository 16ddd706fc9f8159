"""What changes a person's terms and pauses. Who did it is recorded; why somebody is away is not."""

from __future__ import annotations

from datetime import date, datetime

from app.history.record import record
from app.interviewers import queries, rules
from app.interviewers.rules import Limits, Pause, Week
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.interviewing_terms import InterviewingPause, InterviewingTerms
from app.store.user import User

MOST_PAUSES = 60
CHANGED = (
    "Someone changed these terms while you were writing. Your words are still here; compare, then save again."
)


def set_terms(
    person: User, hours: Week, kept_free: Week, limits: Limits, *, read: str, by: User, at: datetime
) -> None:
    """``read`` is :func:`rules.reading` as the form was opened. Raises Conflict where it is older."""
    lock(person)
    terms = queries.terms_of([person.id])[person.id]
    if read != rules.reading(terms):
        raise Conflict(CHANGED)
    row = queries.get_terms(person) or InterviewingTerms(user_id=person.id)
    row.hours, row.kept_free = _stored(hours), _stored(kept_free)
    row.most_a_day, row.most_a_week, row.buffer_minutes = limits
    row.set_at = at
    db.session.add(row)
    record("interviewer.terms_set", person, by=by, at=at, whose=person.name)


def pause(
    person: User, starts_on: date, ends_on: date | None, reason: str, *, by: User, at: datetime
) -> InterviewingPause:
    """Do not ask them from the first day to the last, both included; without a last day until it is removed."""
    lock(person)
    rules.check_pause(starts_on, ends_on, queries.terms_of([person.id])[person.id].day_of(at))
    if len(queries.pauses_of(person)) >= MOST_PAUSES:
        raise Refused(f"At most {MOST_PAUSES} pauses are kept. Remove some that are over first.")
    row = InterviewingPause(user_id=person.id, starts_on=starts_on, ends_on=ends_on, reason=reason)
    db.session.add(row)
    db.session.flush()
    when = rules.pause_words(Pause(starts_on, ends_on))
    record("interviewer.paused", person, by=by, at=at, whose=person.name, when=when)
    return row


def end_pause(person: User, pause_id: int | None, *, by: User, at: datetime) -> None:
    """Take a pause away. One that is gone already is no error: a second click."""
    lock(person)
    row = next((each for each in queries.pauses_of(person) if each.id == pause_id), None)
    if row is None:
        return
    when = rules.pause_words(Pause(row.starts_on, row.ends_on))
    db.session.delete(row)
    record("interviewer.pause_removed", person, by=by, at=at, whose=person.name, when=when)


def _stored(week: Week) -> list[list[list[int]]]:
    return [[list(window) for window in day] for day in week]
