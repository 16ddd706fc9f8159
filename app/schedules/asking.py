"""What the store knows, as a problem: the loops of chosen applications, and the people who may sit in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.interviewers.queries import booked_between, terms_of
from app.interviews.queries import get_people, interviewers, taken
from app.schedules import queries
from app.schedules.problem import Loop, Person, Session, build, horizon_of
from app.schedules.rules import Options
from app.store.candidate import Application
from app.store.interview import Interview
from app.store.occupancy import CANDIDATE
from app.store.user import User


def problem_of(
    applications: Sequence[Application],
    options: Options,
    at: datetime,
    pins: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The problem of booking what is left of these applications, beside what is booked already."""
    anybody = list(interviewers())
    horizon = horizon_of(options, at)
    loops = [_loop(application, anybody, horizon) for application in applications]
    ids = sorted({p for loop in loops for s in loop.sessions for _, _, who in s.seats for p in who})
    terms, booked = terms_of(ids), booked_between(ids, *horizon)
    people = [Person(each.id, each.name, terms[each.id], booked.get(each.id, ())) for each in get_people(ids)]
    return build(loops, people, options, at, pins)


def _loop(application: Application, anybody: Sequence[User], horizon: tuple[datetime, datetime]) -> Loop:
    candidate = application.candidate
    left = queries.stages_left(application)
    plan = application.role.interview_plan
    booked = [interview for interview in application.interviews if not interview.is_cancelled]
    place = {stage.id: stage.position for stage in plan.stages} if plan else {}
    first, last = (left[0].position, left[-1].position) if left else (0, 0)
    return Loop(
        application_id=application.id,
        name=candidate.name,
        zone=candidate.zone,
        role_id=application.role_id,
        available=[(w.starts_at, w.ends_at) for w in candidate.availabilities],
        sessions=[
            Session(
                stage.id,
                stage.name,
                stage.minutes,
                [(id, n, [p.id for p in who]) for id, n, who in queries.sitters_of(stage, anybody)],
            )
            for stage in left
        ],
        busy=[
            (occupancy.starts_at, occupancy.ends_at)
            for occupancy, _ in taken(candidate.id, [], horizon)
            if occupancy.party_kind == CANDIDATE
        ],
        met=sorted({seat.user_id for interview in booked for seat in interview.panel}),
        after=max((i.ends_at for i in booked if _place(place, i) < first), default=None),
        before=min((i.starts_at for i in booked if _place(place, i) > last), default=None),
    )


def _place(place: Mapping[int, int], interview: Interview) -> int:
    return place.get(interview.stage_id, 0)
