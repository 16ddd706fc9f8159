"""What is known of a wanted time: who is busy with what, when the candidate is free, who may sit where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.clock import in_zone
from app.interviewers.queries import around, booked_between, terms_of
from app.interviews import queries
from app.interviews.rules import Group, Situation, Span
from app.library.queries import in_use
from app.question_sets.exposure import met_by
from app.question_sets.rules import short
from app.store.candidate import Application
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.occupancy import CANDIDATE
from app.store.user import User
from app.web.filters import local_clock, local_day, zone_name

ANYBODY = 0  # the group of a stage that names no seats


def seats_of(stage: Stage) -> list[tuple[Group, list[User]]]:
    """Each seat as a group with the active people who may sit in it. Without seats: one or more interviewers."""
    if not stage.seats:
        people = list(queries.interviewers())
        return [(Group(ANYBODY, None, tuple(person.id for person in people)), people)]
    seats = []
    for seat in stage.seats:
        people = [person for person in seat.members if person.is_active]
        seats.append((Group(seat.id, seat.count, tuple(person.id for person in people)), people))
    return seats


def situation_of(
    application: Application,
    span: Span,
    people: Sequence[User],
    *,
    zone: str,
    at: datetime,
    stage: Stage | None = None,
    but: Interview | None = None,
) -> Situation:
    """What is known of ``span`` for this candidate and these people, in the words of ``zone``.

    ``stage``: also whether it is booked already. ``but``: an interview that does not count, being moved itself.
    """
    candidate = application.candidate
    busy: dict[int, str] = {}
    candidate_busy = None
    ids = [person.id for person in people]
    for occupancy, interview in queries.taken(candidate.id, ids, span, but.id if but else None):
        if occupancy.party_kind == CANDIDATE:
            candidate_busy = f"{interview.stage.name}, {when(interview, zone)}"
        else:
            whom = interview.application.candidate.name
            busy[occupancy.party_id] = f"{interview.stage.name} with {whom}, {when(interview, zone)}"
    booked = [
        interview
        for interview in application.interviews
        if stage is not None and interview.stage_id == stage.id and not interview.is_cancelled
    ]
    return Situation(
        span=span,
        at=at,
        candidate_name=candidate.name,
        candidate_zone=candidate.zone,
        candidate_busy=candidate_busy,
        windows=[(w.starts_at, w.ends_at) for w in candidate.availabilities],
        names={person.id: person.name for person in people},
        zones={person.id: person.zone for person in people},
        busy=busy,
        stage_booked=when(booked[0], zone) if booked else None,
        terms=terms_of(ids),
        booked=booked_between(ids, *around(span), but=but.id if but else None),
        met=[short(words) for words in met_by(application, stage, in_use())] if stage is not None else (),
    )


def when(interview: Interview, zone: str) -> str:
    """Tue 24 Nov 2026, 14:30 to 15:30 Berlin"""
    return span_words((interview.starts_at, interview.ends_at), zone)


def span_words(span: Span, zone: str) -> str:
    day = local_day(in_zone(span[0], zone).date())
    return f"{day}, {local_clock(span[0], zone)} to {local_clock(span[1], zone)} {zone_name(zone)}"
