"""A choice of candidates as a problem of the format interview-sched/1. Pure.

What is booked already stays: an interview that fits the terms of who sits in it stands in the problem as a pinned
session of a candidate of its own, so that limits, buffers and loads count it; any other only makes busy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.interviewers.rules import DAYS, Terms, covered, on_clock
from app.schedules.rules import Options, Span

GRID_MINUTES = 15
BOOKED = "booked"  # the skill of the seat that a booked interview's person holds
WEEKDAYS = tuple(day[:3].lower() for day in DAYS)
WEIGHTS = {
    "day": 10,
    "gap": 2,
    "load": 3,
    "avoid": 2,
    "shadow_missing": 0,
    "change_time": 0,
    "change_panel": 0,
    "change_room": 0,
}


@dataclass(frozen=True)
class Session:
    """A stage to be booked. ``seats``: (seat id, how many, of whom)."""

    stage_id: int
    name: str
    minutes: int
    seats: Sequence[tuple[int, int, Sequence[int]]]


@dataclass(frozen=True)
class Loop:
    """What one application has left to book. ``met``: people who sit in its booked interviews.

    ``after`` and ``before``: where a booked stage that comes earlier or later in the plan ends or begins.
    """

    application_id: int
    name: str
    zone: str
    role_id: int
    available: Sequence[Span]
    sessions: Sequence[Session]
    busy: Sequence[Span] = ()
    met: Sequence[int] = ()
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    terms: Terms
    booked: Sequence[Span] = field(default=())


def build(
    loops: Sequence[Loop],
    people: Sequence[Person],
    options: Options,
    at: datetime,
    pins: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The problem; ``pins`` are assignments that must stay, as far as they are still to come and to be booked.

    Times begin on quarters of an hour, after ``at``.
    """
    start, end = window_of(options, at)
    horizon = _whole_weeks(start, end)
    people = [
        each
        for each in people
        if any(each.id in who for x in loops for s in x.sessions for _, _, who in s.seats)
    ]
    skills: dict[int, set[str]] = {person.id: {BOOKED} for person in people}
    for loop in loops:
        for session in loop.sessions:
            for place, (_, _, members) in enumerate(session.seats):
                for member in members:
                    skills[member].add(skill_of(session, place))
    kept = [_kept(person, horizon) for person in people]
    return {
        "format": "interview-sched/1",
        "tz": options.zone,
        "horizon": {"start": written(horizon[0]), "end": written(horizon[1])},
        "grid_minutes": GRID_MINUTES,
        "weights": dict(WEIGHTS),
        "pinned": [*_still(pins, loops, horizon[0]), *(pin for sessions, _ in kept for _, pin in sessions)],
        "previous": None,
        "interviewers": [
            _interviewer(person, sorted(skills[person.id]), busy, horizon)
            for person, (_, busy) in zip(people, kept, strict=True)
        ],
        "rooms": [],
        "candidates": [
            *(_candidate(loop, options, (start, end)) for loop in loops),
            *(candidate for sessions, _ in kept for candidate, _ in sessions),
        ],
    }


def _still(pins: Iterable[Mapping[str, Any]], loops: Sequence[Loop], since: datetime) -> list[dict[str, Any]]:
    """The pins of rounds that are asked about, whose people may still sit there."""
    members = {
        round_of(loop.application_id, session.stage_id): {f"u{p}" for _, _, who in session.seats for p in who}
        for loop in loops
        for session in loop.sessions
    }
    return [
        dict(pin)
        for pin in pins
        if {seat["interviewer"] for seat in pin["panel"]} <= members.get(pin["round"], set())
        and read(pin["start"]) >= since
    ]


def window_of(options: Options, at: datetime) -> Span:
    """From the first to the end of the last day on the clocks of the options' zone, not before ``at``."""
    first = on_clock(options.first_on, 0, 1440, options.zone)[0][0]
    last = on_clock(options.last_on, 0, 1440, options.zone)[-1][1]
    return max(first, at), max(last, at)


def horizon_of(options: Options, at: datetime) -> Span:
    """What the problem reaches over: whole weeks, since limits count by the week."""
    return _whole_weeks(*window_of(options, at))


def _whole_weeks(start: datetime, end: datetime) -> Span:
    first = start.date() - timedelta(days=start.weekday() + 1)
    last = end.date() + timedelta(days=8 - end.weekday())
    return datetime.combine(first, time(), UTC), datetime.combine(last, time(), UTC)


def skill_of(session: Session, place: int) -> str:
    """The seat at this place of the stage, as reasons name it. Whom it is for stands in its ``only``."""
    return f"{session.name}, seat {place + 1}" if len(session.seats) > 1 else session.name


def round_of(application_id: int, stage_id: int) -> str:
    return f"a{application_id}-s{stage_id}"


def ids_of_round(round_id: str) -> tuple[int, int] | None:
    """The application and the stage of a round; None for the round of what is booked already."""
    application, _, stage = round_id.removeprefix("a").partition("-s")
    return (int(application), int(stage)) if application.isdecimal() and stage.isdecimal() else None


def written(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def read(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def _interviewer(person: Person, skills: list[str], busy: list[Span], horizon: Span) -> dict[str, Any]:
    terms = person.terms
    away = [
        span
        for day in _days(terms, horizon)
        if terms.pause_on(day)
        for span in on_clock(day, 0, 1440, terms.zone)
    ]
    return {
        "id": f"u{person.id}",
        "name": person.name,
        "tz": terms.zone,
        "site": None,
        "skills": skills,
        "training": [],
        "shadow_target": 0,
        "work": [
            [WEEKDAYS[day], _clock(since), _clock(until)]
            for day, hours in enumerate(terms.hours)
            for since, until in hours
        ],
        "avoid": [[_clock(since), _clock(until)] for since, until in _avoided(terms)],
        "max_per_day": terms.limits.most_a_day,
        "max_per_week": terms.limits.most_a_week,
        "buffer_minutes": terms.limits.buffer_minutes,
        "busy": [[written(a), written(b)] for a, b in sorted([*busy, *away])],
    }


def _avoided(terms: Terms) -> list[tuple[int, int]]:
    """The format knows hours to avoid on every day alike: those kept free on each day that has hours."""
    days = [set(terms.kept_free[day]) for day in range(7) if terms.hours[day]]
    return sorted(set.intersection(*days)) if days else []


def _candidate(loop: Loop, options: Options, window: Span) -> dict[str, Any]:
    ready, until = window
    if options.in_order:
        ready = max(ready, loop.after or ready)
        until = min(until, loop.before or until)
    pause = timedelta(minutes=options.break_minutes)
    busy = [(start - pause, end + pause) for start, end in loop.busy]
    free = _without([(max(a, ready), min(b, until)) for a, b in loop.available], busy)
    return {
        "id": f"a{loop.application_id}",
        "name": loop.name,
        "tz": loop.zone,
        "role": f"r{loop.role_id}",
        "priority": 1,
        "ready": written(_up(ready)),
        "deadline": None,
        "available": [[written(a), written(b)] for a, b in free],
        "exclude": [f"u{person}" for person in loop.met],
        "stages": [
            {
                "id": f"a{loop.application_id}-loop",
                "name": f"the interviews of {loop.name}",
                "order": "fixed" if options.in_order else "any",
                "same_day": options.one_day,
                "min_break": options.break_minutes,
                "max_span": options.longest_hours * 60,
                "min_days_after_prev": 0,
                "rounds": [
                    {
                        "id": round_of(loop.application_id, session.stage_id),
                        "name": session.name,
                        "duration": session.minutes,
                        "seats": [
                            {
                                "id": seat_id,
                                "skill": skill_of(session, place),
                                "count": count,
                                "only": [f"u{person}" for person in members],
                            }
                            for place, (seat_id, count, members) in enumerate(session.seats)
                        ],
                        "shadow_allowed": False,
                        "onsite": None,
                    }
                    for session in loop.sessions
                ],
            }
        ],
    }


def _kept(person: Person, horizon: Span) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[Span]]:
    """What the person is booked for: as (candidate, pin) where it fits their terms, and as busy times.

    Days and weeks that are full are busy whole.
    """
    terms, sessions, busy = person.terms, [], []
    buffer = timedelta(minutes=terms.limits.buffer_minutes)
    days: Counter[date] = Counter()
    weeks: Counter[tuple[int, int]] = Counter()
    fit: list[Span] = []
    for start, end in sorted(person.booked):
        day = terms.day_of(start)
        days[day] += 1
        weeks[day.isocalendar()[:2]] += 1
        padded = (start, start + _whole_slots(end - start))
        fits = (
            horizon[0] <= start
            and end <= horizon[1]
            and start == _up(start)
            and covered(padded, terms.windows(*padded))
            and days[day] <= terms.limits.most_a_day
            and weeks[day.isocalendar()[:2]] <= terms.limits.most_a_week
            and not any(start < b + _whole_slots(buffer) for _, b in fit)
        )
        if fits:
            fit.append(padded)
            sessions.append(_pinned(person, len(sessions), padded))
        else:
            busy.append((start - buffer, end + buffer))
    full = [
        day
        for day in _days(terms, horizon)
        if days[day] >= terms.limits.most_a_day or weeks[day.isocalendar()[:2]] >= terms.limits.most_a_week
    ]
    taken = [span for day in full for span in on_clock(day, 0, 1440, terms.zone)]
    return sessions, _without([*busy, *taken], fit)


def _pinned(person: Person, number: int, span: Span) -> tuple[dict[str, Any], dict[str, Any]]:
    name, start = f"{BOOKED}-u{person.id}-{number}", written(span[0])
    seats = [{"skill": BOOKED, "count": 1, "only": [f"u{person.id}"]}]
    minutes = int((span[1] - span[0]).total_seconds() // 60)
    round_ = {"id": f"{name}-r", "name": "booked interview", "duration": minutes, "seats": seats}
    candidate = {
        "id": name,
        "name": "somebody booked already",
        "tz": "UTC",
        "role": BOOKED,
        "priority": 0,
        "ready": start,
        "deadline": None,
        "available": [[start, written(span[1])]],
        "exclude": [],
        "stages": [
            {
                "id": f"{name}-loop",
                "order": "any",
                "same_day": False,
                "min_break": 0,
                "max_span": minutes,
                "min_days_after_prev": 0,
                "rounds": [round_ | {"shadow_allowed": False, "onsite": None}],
            }
        ],
    }
    panel = [{"interviewer": f"u{person.id}", "skill": BOOKED}]
    return candidate, {"round": f"{name}-r", "start": start, "panel": panel, "shadow": [], "room": None}


def _days(terms: Terms, horizon: Span) -> list[date]:
    first, last = terms.day_of(horizon[0]), terms.day_of(horizon[1])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of ``spans`` beside ``taken``."""
    left = [span for span in spans if span[0] < span[1]]
    for start, end in taken:
        left = [
            piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]
        ]
    return left


def _clock(minutes: int) -> str:
    """09:30; the end of the day as 23:59, since the format knows no 24:00."""
    minutes = min(minutes, 24 * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _up(instant: datetime) -> datetime:
    """The next quarter of an hour, or ``instant`` where it is one."""
    past = timedelta(
        minutes=instant.minute % GRID_MINUTES, seconds=instant.second, microseconds=instant.microsecond
    )
    return instant if not past else instant - past + timedelta(minutes=GRID_MINUTES)


def _whole_slots(length: timedelta) -> timedelta:
    slot = timedelta(minutes=GRID_MINUTES)
    return -(-length // slot) * slot
