"""A booking in the making, as its page shows it: who could sit where, and what stands against the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app import zones
from app.interviewers.queries import around, terms_of
from app.interviewers.rules import in_short
from app.interviews import queries, rules
from app.interviews.proposals import HORIZON, Proposal, propose
from app.interviews.rules import Finding, Group, Situation, Span
from app.interviews.situation import seats_of, situation_of
from app.refusals import Refused
from app.store.candidate import Application
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.user import User
from app.web.filters import local_clock, zone_name

_COUNTS = "nobody one two three four five six seven eight nine ten".split()


@dataclass(frozen=True)
class Sitter:
    """Somebody who may sit in a seat. ``kind`` is free, busy, outside or unknown; ``words`` say it.

    ``remark``: what stands against asking them though they are free.
    """

    user: User
    kind: str
    words: str
    is_chosen: bool
    remark: str = ""


@dataclass(frozen=True)
class SeatChoice:
    group: Group
    words: str
    sitters: Sequence[Sitter]


@dataclass(frozen=True)
class Draft:
    seats: Sequence[SeatChoice] = ()
    span: Span | None = None
    findings: Sequence[Finding] = field(default=())

    @property
    def codes(self) -> str:
        return rules.codes_of(self.findings)


def span_of(day: date | None, clock: time | None, zone: str, minutes: int) -> Span | None:
    """The time that was typed; None while something of it is missing. Raises Refused for a gap of the clock."""
    if day is None or clock is None or not zones.is_zone(zone):
        return None
    if not 2000 <= day.year <= 2100:
        raise Refused("Choose a day of this century.", field="day")
    starts_at = zones.to_instant(day, clock, zone)
    return starts_at, starts_at + timedelta(minutes=minutes)


def draft_of(
    application: Application,
    stage: Stage,
    span: Span | None,
    chosen: Mapping[int, Sequence[int]],
    *,
    zone: str,
    at: datetime,
) -> Draft:
    """What the booking page shows for these choices. Nothing is judged while there is no time yet."""
    seats = seats_of(stage)
    people = list({person.id: person for _, sitting in seats for person in sitting}.values())
    situation = None
    findings: list[Finding] = []
    if span is not None:
        situation = situation_of(application, span, people, zone=zone, at=at, stage=stage)
        everybody = [person for picked in chosen.values() for person in picked]
        findings = [
            *rules.panel_findings([group for group, _ in seats], chosen, situation.names),
            *rules.busy_findings(situation, everybody),
            *rules.terms_findings(situation, everybody),
            *rules.time_findings(situation),
        ]
    return Draft(
        seats=[
            SeatChoice(
                group,
                _words(group),
                [_sitter(person, situation, person.id in chosen.get(group.id, ())) for person in sitting],
            )
            for group, sitting in seats
        ],
        span=span,
        findings=findings,
    )


def findings_of_move(interview: Interview, span: Span, *, zone: str, at: datetime) -> list[Finding]:
    """What stands against moving the interview to ``span``."""
    people = [seat.user for seat in interview.panel]
    situation = situation_of(interview.application, span, people, zone=zone, at=at, but=interview)
    return [
        *rules.busy_findings(situation, [person.id for person in people]),
        *rules.terms_findings(situation, [person.id for person in people]),
        *rules.time_findings(situation),
    ]


def proposals_of(application: Application, stage: Stage, at: datetime) -> list[Proposal]:
    """The next times that suit the candidate and enough of the panel."""
    candidate = application.candidate
    windows = [(w.starts_at, w.ends_at) for w in candidate.availabilities if w.ends_at > at]
    if not windows:
        return []
    seats = seats_of(stage)
    people = {person.id: person for _, sitting in seats for person in sitting}
    since, until = around((at, at + HORIZON))
    busy = queries.busy_spans(candidate.id, list(people), since, until)
    return propose([group for group, _ in seats], stage.minutes, windows, busy, terms_of(people), at)


def remarks_on(interview: Interview, people: Sequence[User], *, zone: str, at: datetime) -> dict[int, str]:
    """What stands against each of ``people`` coming to the interview, in a few words; nothing once it has begun."""
    if interview.starts_at <= at or interview.is_cancelled:
        return {}
    span = (interview.starts_at, interview.ends_at)
    situation = situation_of(interview.application, span, people, zone=zone, at=at, but=interview)
    return {
        person.id: "busy then" if person.id in situation.busy else _remark(situation, person.id)
        for person in people
    }


def _remark(situation: Situation, person: int) -> str:
    found = rules.against(situation, person)
    return in_short(situation.terms[person], found) if found else ""


def _words(group: Group) -> str:
    """Two of these five"""
    if group.count is None:
        return "one or more of these"
    count, of = (_COUNTS[n] if n < len(_COUNTS) else str(n) for n in (group.count, len(group.members)))
    return count if group.count == len(group.members) == 1 else f"{count} of these {of}"


def _sitter(person: User, situation: Situation | None, is_chosen: bool) -> Sitter:
    if situation is None:
        return Sitter(person, "unknown", zone_name(person.zone), is_chosen)
    if person.id in situation.busy:
        return Sitter(person, "busy", situation.busy[person.id], is_chosen)
    start, end = (local_clock(instant, person.zone) for instant in situation.span)
    local = f"{start} to {end} {zone_name(person.zone)}"
    remark = _remark(situation, person.id)
    return Sitter(person, "outside" if remark else "free", local, is_chosen, remark)
