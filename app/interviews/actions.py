"""What books interviews and changes booked ones. The database alone keeps people from being booked twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from app.candidates.rules import check_takes_part
from app.history.record import record
from app.interviews import queries, rules
from app.interviews.situation import ANYBODY, seats_of, situation_of, span_words, when
from app.question_sets.actions import freeze
from app.refusals import Refused
from app.store.candidate import Application
from app.store.database import db, lock
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import Stage
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.scorecard import Scorecard
from app.store.user import User


@dataclass(frozen=True)
class Wanted:
    """A booking as asked for. ``panel``: user ids by seat id. ``accepted``: codes of the warnings overridden."""

    starts_at: datetime
    minutes: int
    panel: Mapping[int, Sequence[int]]
    place: str = ""
    video_url: str = ""
    accepted: str = ""

    @property
    def span(self) -> rules.Span:
        return self.starts_at, self.starts_at + timedelta(minutes=self.minutes)


def book(
    application: Application, stage: Stage, wanted: Wanted, *, host: str, by: User, at: datetime
) -> Interview:
    """Book ``stage`` for the candidate: kit, panel, everybody's time and an open scorecard for each, or nothing.

    ``host`` ends the calendar's UID. Raises Refused and Conflict in the words of what stands against it.
    """
    lock(application)
    check_takes_part(application)
    if stage.plan.role_id != application.role_id:
        raise Refused("This stage belongs to another role.")
    seats = seats_of(stage)
    ids = sorted({person for people in wanted.panel.values() for person in people})
    queries.hold(application.candidate_id, ids)
    people = queries.get_people(ids)
    situation = situation_of(application, wanted.span, people, zone=by.zone, at=at, stage=stage)
    findings = [
        *rules.panel_findings([group for group, _ in seats], wanted.panel, situation.names),
        *rules.busy_findings(situation, ids),
        *rules.terms_findings(situation, ids),
        *rules.time_findings(situation),
    ]
    rules.check(findings, wanted.accepted)
    starts_at, ends_at = wanted.span
    interview = Interview(
        application=application,
        stage=stage,
        kit=freeze(stage, by=by, at=at),
        starts_at=starts_at,
        ends_at=ends_at,
        place=wanted.place,
        video_url=wanted.video_url,
        calendar_uid=f"{token_hex(16)}@{host}"[:80],
        booked_at=at,
        panel=[
            PanelSeat(user_id=person, seat_id=None if seat == ANYBODY else seat)
            for seat, sitting in wanted.panel.items()
            for person in sitting
        ],
        scorecards=[Scorecard(user_id=person) for person in ids],
    )
    db.session.add(interview)
    db.session.flush()
    _occupy(interview, [(CANDIDATE, application.candidate_id), *((USER, person) for person in ids)])
    panel = ", ".join(person.name for person in people)
    _record("interview.booked", interview, by=by, at=at, when=when(interview, by.zone), panel=panel)
    return interview


def move(
    interview: Interview,
    span: rules.Span,
    accepted: str,
    seen: int | None,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> None:
    """Move it to ``span``, with everybody's time."""
    _begin(interview, seen)
    before = when(interview, by.zone)
    people = [seat.user for seat in interview.panel]
    queries.hold(interview.application.candidate_id, [person.id for person in people])
    situation = situation_of(interview.application, span, people, zone=by.zone, at=at, but=interview)
    findings = [
        *rules.busy_findings(situation, [person.id for person in people]),
        *rules.terms_findings(situation, [person.id for person in people]),
        *rules.time_findings(situation),
    ]
    rules.check(findings, accepted)
    if span == (interview.starts_at, interview.ends_at):
        raise Refused("This is the time at which it is booked already.", field="time")
    interview.starts_at, interview.ends_at = span
    interview.revision += 1
    for occupancy in queries.occupancies_of(interview):
        occupancy.starts_at, occupancy.ends_at = span
    db.session.flush()
    _record(
        "interview.moved",
        interview,
        by=by,
        at=at,
        before=before,
        when=span_words(span, by.zone),
        reason=reason,
    )


def cancel(interview: Interview, seen: int | None, reason: str, *, by: User, at: datetime) -> None:
    """Free everybody's time; open scorecards are owed no more, those handed in stay."""
    _begin(interview, seen)
    interview.cancelled_at, interview.cancelled_reason = at, reason
    interview.revision += 1
    for occupancy in queries.occupancies_of(interview):
        db.session.delete(occupancy)
    for card in interview.scorecards:
        if card.is_owed:
            card.withdrawn_at = at
    _record("interview.cancelled", interview, by=by, at=at, when=when(interview, by.zone), reason=reason)


def replace(
    interview: Interview,
    leaves: int,
    comes: User | None,
    seen: int | None,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> None:
    """Put ``comes`` in the seat of ``leaves``, whose open scorecard is owed no more; one handed in stays."""
    _begin(interview, seen)
    seat = next((seat for seat in interview.panel if seat.user_id == leaves), None)
    members = None if seat is None or seat.seat is None else [person.id for person in seat.seat.members]
    rules.check_replacement(interview, leaves, comes, members)
    assert seat is not None
    assert comes is not None
    queries.hold(interview.application.candidate_id, [comes.id])
    span = (interview.starts_at, interview.ends_at)
    situation = situation_of(interview.application, span, [comes], zone=by.zone, at=at, but=interview)
    rules.check(rules.busy_findings(situation, [comes.id]), "")
    before = seat.user.name
    seat.user = comes
    interview.revision += 1
    for occupancy in queries.occupancies_of(interview, leaves):
        db.session.delete(occupancy)
    _hand_over(interview, leaves, comes, at)
    db.session.flush()
    _occupy(interview, [(USER, comes.id)])
    _record(
        "interview.panel_changed", interview, by=by, at=at, before=before, after=comes.name, reason=reason
    )


def set_place(
    interview: Interview, place: str, video_url: str, seen: int | None, reason: str, *, by: User, at: datetime
) -> None:
    _begin(interview, seen)
    if (place, video_url) == (interview.place, interview.video_url):
        return
    interview.place, interview.video_url = place, video_url
    interview.revision += 1
    where = ", ".join(filter(None, (place, video_url)))
    _record("interview.place_changed", interview, by=by, at=at, where=where, reason=reason)


def _begin(interview: Interview, seen: int | None) -> None:
    lock(interview)
    rules.check_stands(interview)
    rules.check_revision(interview, seen)


def _occupy(interview: Interview, parties: Iterable[tuple[int, int]]) -> None:
    """Take everybody's time. The database refuses what overlaps."""
    span = {"starts_at": interview.starts_at, "ends_at": interview.ends_at}
    for kind, party in parties:
        db.session.add(Occupancy(party_kind=kind, party_id=party, interview_id=interview.id, **span))
    db.session.flush()


def _hand_over(interview: Interview, leaves: int, comes: User, at: datetime) -> None:
    """Withdraw the open card of who leaves; give who comes a card, or their own back if they had one."""
    cards = {card.user_id: card for card in interview.scorecards}
    if leaves in cards and cards[leaves].is_owed:
        cards[leaves].withdrawn_at = at
    if comes.id in cards:
        cards[comes.id].withdrawn_at = None
    else:
        interview.scorecards.append(Scorecard(user=comes))


def _record(name: str, interview: Interview, *, by: User, at: datetime, **details: Any) -> None:
    application = interview.application
    record(
        name,
        interview,
        by=by,
        at=at,
        role_id=application.role_id,
        candidate_id=application.candidate_id,
        interview_id=interview.id,
        stage=interview.stage.name,
        candidate=application.candidate.name,
        **details,
    )
