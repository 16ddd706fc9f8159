"""Reads about who needs scheduling, and about searches for schedules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.interviewers.queries import terms_of
from app.interviews.queries import interviewers
from app.schedules.rules import MOST_CANDIDATES, Blocker, StageFacts, blockers, ids_of
from app.store.candidate import Application, Availability, Candidate
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.planned_question import PlannedQuestion
from app.store.role import Role
from app.store.schedule_run import ScheduleRun
from app.store.user import User

PER_PAGE = 50
SORTS = ("applied", "free_until", "name", "role")
LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """One application that has something left to book. ``stages``: those left, in the plan's order."""

    application: Application
    stages: Sequence[Stage]
    free_until: datetime | None
    blockers: Sequence[Blocker]


@dataclass(frozen=True)
class Waiting:
    rows: Sequence[Row]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def waiting(at: datetime, role_id: int | None = None, sort: str = "applied", page: int = 1) -> Waiting:
    """For the room's first page: applications in the running with something left to book, fifty at a time."""
    query = _unbooked()
    if role_id is not None:
        query = query.where(Application.role_id == role_id)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // PER_PAGE)))
    ids = db.session.scalars(_sorted(query, sort, at).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Waiting(rows_of(ids, at), total, page)


def rows_of(application_ids: Sequence[int], at: datetime) -> list[Row]:
    """These applications in this order, each with what is left to book and what keeps it from being booked."""
    applications = applications_of(application_ids)
    left = {application.id: stages_left(application) for application in applications}
    facts = _facts({stage.id for stages in left.values() for stage in stages}, at)
    rows = []
    for application in applications:
        plan = application.role.interview_plan
        windows = [w.ends_at for w in application.candidate.availabilities if w.ends_at > at]
        of_stages = [facts[stage.id] for stage in left[application.id]]
        stages = of_stages if plan is not None and plan.stages else None
        free_until = max(windows, default=None)
        found = blockers(stages, has_availability=bool(windows))
        rows.append(Row(application, left[application.id], free_until, found))
    return rows


def applications_of(application_ids: Sequence[int]) -> list[Application]:
    """For solving and booking: whole applications, in the order of the ids; in a fixed number of queries."""
    found = db.session.scalars(
        select(Application)
        .where(Application.id.in_(application_ids))
        .options(
            selectinload(Application.candidate).selectinload(Candidate.availabilities),
            selectinload(Application.role)
            .selectinload(Role.interview_plan)
            .selectinload(InterviewPlan.stages)
            .selectinload(Stage.seats)
            .selectinload(Seat.members),
            selectinload(Application.interviews).selectinload(Interview.panel),
            selectinload(Application.decision),
        )
    ).all()
    place = {application_id: number for number, application_id in enumerate(application_ids)}
    return sorted(found, key=lambda application: place[application.id])


def choosable(application_ids: Iterable[int | None]) -> list[int]:
    """Those of these ids that stand for an application with something left to book, at most sixty-one."""
    ids = ids_of(application_ids)[: MOST_CANDIDATES + 1]
    return ids_of(ids, set(db.session.scalars(_unbooked().where(Application.id.in_(ids)))))


def stages_left(application: Application) -> list[Stage]:
    """The stages of the plan for which nothing is booked."""
    plan = application.role.interview_plan
    booked = {interview.stage_id for interview in application.interviews if not interview.is_cancelled}
    return [stage for stage in plan.stages if stage.id not in booked] if plan is not None else []


def _in_the_running() -> tuple[ColumnElement[bool], ...]:
    decided = select(Decision.id).where(Decision.application_id == Application.id)
    archived = select(Role.id).where(Role.id == Application.role_id, Role.archived_at.is_not(None))
    return (
        Application.withdrawn_at.is_(None),
        ~decided.correlate(Application).exists(),
        ~archived.correlate(Application).exists(),
    )


def _unbooked() -> Select[Any]:
    """Ids of applications in the running with a stage that is not booked, or with no stages at all."""
    stages = select(Stage.id).join(InterviewPlan).where(InterviewPlan.role_id == Application.role_id)
    live = select(Interview.id).where(
        Interview.stage_id == Stage.id,
        Interview.application_id == Application.id,
        Interview.cancelled_at.is_(None),
    )
    left = stages.where(~live.correlate(Stage, Application).exists())
    here = or_(left.correlate(Application).exists(), ~stages.correlate(Application).exists())
    return select(Application.id).where(*_in_the_running(), here)


def _sorted(query: Select[Any], sort: str, at: datetime) -> Select[Any]:
    query = query.join(Candidate, Candidate.id == Application.candidate_id)
    descends, key = sort.startswith("-"), sort.removeprefix("-")
    first: list[Any] = []
    columns: list[Any] = [Application.applied_at, Application.id]
    if key == "free_until":
        ends = (
            select(Availability.candidate_id, func.max(Availability.ends_at).label("ends_at"))
            .where(Availability.ends_at > at)
            .group_by(Availability.candidate_id)
            .subquery()
        )
        query = query.outerjoin(ends, ends.c.candidate_id == Application.candidate_id)
        first, columns = [ends.c.ends_at.is_(None)], [ends.c.ends_at, Application.id]
    elif key == "name":
        columns = [func.lower(Candidate.name), Application.id]
    elif key == "role":
        query = query.join(Role, Role.id == Application.role_id)
        columns = [Role.title, Application.applied_at, Application.id]
    return query.order_by(*first, *(column.desc() if descends else column for column in columns))


def _facts(stage_ids: Collection[int], at: datetime) -> dict[int, StageFacts]:
    stages = db.session.scalars(
        select(Stage)
        .where(Stage.id.in_(stage_ids))
        .options(selectinload(Stage.seats).selectinload(Seat.members))
    ).all()
    asked = select(PlannedQuestion.stage_id).where(PlannedQuestion.stage_id.in_(stage_ids)).distinct()
    with_questions = set(db.session.scalars(asked))
    seats = {stage.id: sitters_of(stage, ()) for stage in stages}
    anybody = list(interviewers()) if any(not stage.seats for stage in stages) else []
    people = {person.id for groups in seats.values() for _, _, group in groups for person in group}
    terms = terms_of(people | {person.id for person in anybody})
    here = {id for id, each in terms.items() if each.windows(at, at + LOOK_AHEAD)}
    return {
        stage.id: StageFacts(
            stage.id,
            stage.name,
            stage.id in with_questions,
            [
                (count, len(group), sum(person.id in here for person in group))
                for _, count, group in sitters_of(stage, anybody)
            ],
        )
        for stage in stages
    }


def sitters_of(stage: Stage, anybody: Sequence[User]) -> list[tuple[int, int, list[User]]]:
    """Each seat of a stage as (its id, how many, active people); a stage without seats takes one of ``anybody``."""
    if not stage.seats:
        return [(0, 1, list(anybody))]
    return [(seat.id, seat.count, [p for p in seat.members if p.is_active]) for seat in stage.seats]


# Searches


def get_run(run_id: int) -> ScheduleRun | None:
    return db.session.get(ScheduleRun, run_id, options=[joinedload(ScheduleRun.asked_by)])


def recent_runs(limit: int = 10) -> Sequence[ScheduleRun]:
    """For the room's first page: the newest searches."""
    return db.session.scalars(
        select(ScheduleRun)
        .options(joinedload(ScheduleRun.asked_by))
        .order_by(ScheduleRun.id.desc())
        .limit(limit)
    ).all()
