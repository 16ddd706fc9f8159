"""What changes a plan: stages and seats come, go, change and move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.history.record import record
from app.interview_plans import queries, rules
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.role import Role
from app.store.user import User

CHANGED = "Someone changed this while you were writing. Your words are still here; compare, then save again."


def make(role: Role, *, by: User | None, at: datetime, propose: bool = True) -> InterviewPlan:
    """The role's plan, with a first proposal of stages. Raises Conflict where there is one already."""
    plan = InterviewPlan(role=role, created_at=at)
    db.session.add(plan)
    db.session.flush()
    for position, stage in enumerate(rules.proposal(len(role.responsibilities)) if propose else (), 1):
        plan.stages.append(Stage(position=position, **stage._asdict()))
    record("interview_plan.made", plan, by=by, at=at, role_id=role.id, count=len(plan.stages))
    return plan


def copy(plan: InterviewPlan, source: InterviewPlan, *, by: User | None, at: datetime) -> None:
    """Put copies of another plan's stages, with their seats, after the stages of ``plan``."""
    lock(plan)
    _check_room(plan, len(source.stages))
    for stage in source.stages:
        twin = Stage(
            position=len(plan.stages) + 1,
            name=stage.name,
            minutes=stage.minutes,
            instructions=stage.instructions,
            preparation=stage.preparation,
            focus=stage.focus,
        )
        twin.seats = [
            Seat(position=seat.position, count=seat.count, members=[m for m in seat.members if m.is_active])
            for seat in stage.seats
        ]
        plan.stages.append(twin)
    record("interview_plan.copied", plan, by=by, at=at, role_id=plan.role_id, source=source.role.title)


def add_stage(
    plan: InterviewPlan,
    name: str,
    minutes: int,
    instructions: str = "",
    preparation: str = "",
    focus: Sequence[str] = (),
    *,
    by: User | None,
    at: datetime,
) -> Stage:
    """``focus``: ids of the competencies that it may ask about; none: all of them."""
    lock(plan)
    _check_room(plan, 1)
    stage = Stage(
        plan=plan,
        position=max((stage.position for stage in plan.stages), default=0) + 1,
        name=name,
        minutes=minutes,
        instructions=instructions,
        preparation=preparation,
        focus=list(focus) or None,
    )
    db.session.add(stage)
    db.session.flush()
    record("stage.added", stage, by=by, at=at, role_id=plan.role_id, stage=name, minutes=minutes)
    return stage


def change_stage(
    stage: Stage,
    name: str,
    minutes: int,
    instructions: str,
    preparation: str,
    focus: Sequence[str] = (),
    *,
    read: str,
    by: User | None,
    at: datetime,
) -> None:
    """``read`` is :func:`queries.reading_of` as the form was opened. Raises Conflict where it is older."""
    lock(stage)
    if read != queries.reading_of(stage):
        raise Conflict(CHANGED)
    wanted = {
        "name": name,
        "minutes": minutes,
        "instructions": instructions,
        "preparation": preparation,
        "focus": list(focus) or None,
    }
    if all(getattr(stage, column) == value for column, value in wanted.items()):
        return
    for column, value in wanted.items():
        setattr(stage, column, value)
    record("stage.changed", stage, by=by, at=at, role_id=stage.plan.role_id, stage=name, minutes=minutes)


def move_stage(stage: Stage, to: int, *, by: User | None, at: datetime) -> None:
    """Put the stage at place ``to``, counted from 1; a place beyond the ends is the end."""
    lock(stage.plan)
    stages = list(stage.plan.stages)
    order = rules.moved(len(stages), stages.index(stage) + 1, to)
    for place, was in enumerate(order, 1):
        stages[was - 1].position = place
    record("stage.moved", stage, by=by, at=at, role_id=stage.plan.role_id, stage=stage.name)


def remove_stage(stage: Stage, *, by: User | None, at: datetime) -> None:
    """Take the stage and its questions out of the plan. Raises Refused where it was booked."""
    plan = stage.plan
    lock(plan)
    if stage.kits:
        raise Refused(f"Interviews were booked with “{stage.name}”, so it stays. Nothing was changed.")
    record(
        "stage.removed",
        stage,
        by=by,
        at=at,
        role_id=plan.role_id,
        stage=stage.name,
        questions=len(stage.questions),
    )
    plan.stages.remove(stage)
    for place, other in enumerate(plan.stages, 1):
        other.position = place


def add_seat(stage: Stage, count: int, members: Sequence[User], *, by: User | None, at: datetime) -> Seat:
    """Ask for ``count`` of ``members`` in the stage, besides whom it asks for already."""
    lock(stage)
    if len(stage.seats) >= rules.MOST_SEATS:
        raise Refused(f"A stage has at most {rules.MOST_SEATS} groups of people.", field="members")
    position = max((seat.position for seat in stage.seats), default=0) + 1
    seat = Seat(stage=stage, position=position, count=count, members=list(members))
    db.session.add(seat)
    db.session.flush()
    _record_seats(stage, by, at)
    return seat


def change_seat(
    seat: Seat, count: int, members: Sequence[User], *, read: str, by: User | None, at: datetime
) -> None:
    """``read`` is :func:`queries.reading_of_seat` as the form was opened. An older one is a Conflict."""
    lock(seat)
    if read != queries.reading_of_seat(seat):
        raise Conflict(CHANGED)
    if count == seat.count and {*members} == {*seat.members}:
        return
    seat.count, seat.members = count, list(members)
    _record_seats(seat.stage, by, at)


def remove_seat(seat: Seat, *, by: User | None, at: datetime) -> None:
    stage = seat.stage
    lock(stage)
    stage.seats.remove(seat)
    _record_seats(stage, by, at)


def _record_seats(stage: Stage, by: User | None, at: datetime) -> None:
    who = queries.seats_in_words(stage) or "nobody"
    record("stage.seats_set", stage, by=by, at=at, role_id=stage.plan.role_id, stage=stage.name, who_sits=who)


def _check_room(plan: InterviewPlan, more: int) -> None:
    if len(plan.stages) + more > rules.MOST_STAGES:
        raise Refused(f"A plan has at most {rules.MOST_STAGES} stages.")
