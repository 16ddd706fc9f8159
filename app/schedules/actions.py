"""What asks for a search, carries it out bit by bit under a lease, and books what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import and_, or_, select

from app.history.record import record
from app.interviews import actions as interviews
from app.interviews.actions import Wanted
from app.interviews.queries import get_stage, hold
from app.refusals import Conflict, Refused
from app.schedules import queries, rules
from app.schedules.problem import read
from app.schedules.rules import DONE, FAILED, QUEUED, RUNNING, STOPPED, Options
from app.store.candidate import Application
from app.store.database import db, lock
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.schedule_run import ScheduleRun
from app.store.user import User


def ask(
    application_ids: Sequence[int], options: Options, problem: Mapping[str, Any], *, by: User, at: datetime
) -> ScheduleRun:
    """Put a search into the queue; the worker takes it from there."""
    run = ScheduleRun(
        asked_by_id=by.id,
        asked_at=at,
        options=options.written(),
        application_ids=list(application_ids),
        problem=dict(problem),
        state=QUEUED,
    )
    db.session.add(run)
    db.session.flush()
    record("schedule.asked", run, by=by, at=at, count=len(application_ids))
    return run


def stop(run: ScheduleRun, *, by: User, at: datetime) -> None:
    """End the search; what was found so far stays. One that nobody has begun is over at once."""
    lock(run)
    rules.check_may_stop(run.state)
    run.stop_asked_at = run.stop_asked_at or at
    if run.state == QUEUED:
        run.state, run.ended_at, run.proposals = STOPPED, at, []


# The worker's


def claim(at: datetime) -> ScheduleRun | None:
    """Take the oldest search that nobody works on; None where there is none. A second worker passes over it."""
    free = or_(ScheduleRun.state == QUEUED, and_(ScheduleRun.state == RUNNING, ScheduleRun.leased_until < at))
    query = select(ScheduleRun).where(free).order_by(ScheduleRun.id).limit(1)
    run = db.session.scalar(query.with_for_update(skip_locked=True))
    if run is None:
        return None
    if run.attempts >= rules.MOST_ATTEMPTS:
        run.state, run.ended_at, run.lease, run.leased_until = FAILED, at, None, None
        return None
    run.state, run.lease, run.leased_until = RUNNING, token_hex(16), at + rules.LEASE
    run.attempts += 1
    run.started_at, run.progress = at, None
    return run


def note(run_id: int, lease: str, progress: dict[str, Any], at: datetime) -> bool:
    """Write down how far it is and keep the lease; False where the search shall end or is another worker's now."""
    run = _mine(run_id, lease)
    if run is None:
        return False
    run.progress, run.leased_until = progress, at + rules.LEASE
    return run.stop_asked_at is None


def finish(run_id: int, lease: str, proposals: list[dict[str, Any]], at: datetime) -> None:
    """Keep what was found, unless another worker has taken the search over."""
    if run := _mine(run_id, lease):
        run.state = STOPPED if run.stop_asked_at else DONE
        run.proposals, run.ended_at, run.lease, run.leased_until = proposals, at, None, None


def fail(run_id: int, lease: str, at: datetime) -> None:
    if run := _mine(run_id, lease):
        run.state, run.ended_at, run.lease, run.leased_until = FAILED, at, None, None


def give_back(run_id: int, lease: str) -> None:
    """The worker ends: another one begins this search anew at once."""
    if run := _mine(run_id, lease):
        run.state, run.lease, run.leased_until = QUEUED, None, None
        run.attempts -= 1


def _mine(run_id: int, lease: str) -> ScheduleRun | None:
    query = select(ScheduleRun).where(ScheduleRun.id == run_id, ScheduleRun.lease == lease)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


# Booking


def book(run: ScheduleRun, number: int, *, host: str, by: User, at: datetime) -> list[Interview]:
    """Book every session of a proposal, or none. Raises Conflict with everything that stands against it now."""
    lock(run)
    rules.check_bookable(run, number)
    sessions = (run.proposals or [])[number]["sessions"]
    if not sessions:
        raise Refused("There is nothing to book in this proposal.")
    applications = _hold_all(sessions)
    against, booked = [], []
    for session in sorted(sessions, key=lambda each: each["start"]):
        application, stage = applications.get(session["application_id"]), get_stage(session["stage_id"])
        if application is None or stage is None:
            against.append("A stage or an application of it is gone.")
            continue
        wanted = Wanted(
            starts_at=read(session["start"]),
            minutes=session["minutes"],
            panel={seat: tuple(people) for seat, people in session["panel"]},
            accepted="met-before",  # which questions a candidate has met does not depend on the time
        )
        try:
            booked.append(interviews.book(application, stage, wanted, host=host, by=by, at=at))
        except Refused as refusal:
            against.append(f"{stage.name} with {application.candidate.name}: {refusal.message}")
    if against:
        raise Conflict("Nothing was booked, since something changed meanwhile. " + " ".join(against))
    run.booked_at, run.booked_proposal = at, number
    record("schedule.booked", run, by=by, at=at, count=len(booked))
    return booked


def _hold_all(sessions: Sequence[Mapping[str, Any]]) -> dict[int, Application]:
    """Wait for everybody in one fixed order, so that two such bookings never wait for each other."""
    ids = sorted({session["application_id"] for session in sessions})
    query = select(Application).where(Application.id.in_(ids)).order_by(Application.id)
    db.session.execute(query.with_only_columns(Application.id).with_for_update(key_share=True)).all()
    applications = {each.id: each for each in queries.applications_of(ids)}
    stages = sorted({session["stage_id"] for session in sessions})
    people = {person for session in sessions for _, group in session["panel"] for person in group}
    for candidate_id in sorted(each.candidate_id for each in applications.values()):
        hold(candidate_id, ())
    hold(0, people)
    frozen = select(Stage.id).where(Stage.id.in_(stages)).order_by(Stage.id)
    db.session.execute(frozen.with_for_update(key_share=True)).all()
    return applications
