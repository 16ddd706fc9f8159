"""Reads for home. Each takes a fixed number of queries and gives one row more than is shown, to know of more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.home.rules import FEW, LATE_AFTER
from app.store.candidate import Application, Candidate
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion
from app.store.role import Role
from app.store.scorecard import Scorecard
from app.store.user import Invitation, User


def is_running() -> ColumnElement[bool]:
    """An application that waits for something: neither withdrawn nor decided, for an open role."""
    return and_(
        Application.withdrawn_at.is_(None),
        Application.role.has(Role.archived_at.is_(None)),
        ~exists().where(Decision.application_id == Application.id),
    )


def is_not_blind(user: User) -> ColumnElement[bool]:
    """The access table's ``is_blind`` for a list: hidden cards must not even take a row of its limit."""
    owes = exists().where(
        Interview.application_id == Application.id,
        Scorecard.interview_id == Interview.id,
        Scorecard.user_id == user.id,
        Scorecard.submitted_at.is_(None),
        Scorecard.withdrawn_at.is_(None),
    )
    return ~owes.correlate(Application)


def interviews_between(since: datetime, until: datetime) -> Sequence[Interview]:
    """For coordinators: what is still to be held, soonest first."""
    return db.session.scalars(
        select(Interview)
        .where(Interview.ends_at > since, Interview.starts_at < until, Interview.cancelled_at.is_(None))
        .options(
            joinedload(Interview.kit),
            joinedload(Interview.application).joinedload(Application.candidate),
            joinedload(Interview.application).joinedload(Application.role),
            selectinload(Interview.panel).joinedload(PanelSeat.user),
        )
        .order_by(Interview.starts_at, Interview.id)
        .limit(FEW + 1)
    ).all()


def not_booked() -> Sequence[Application]:
    """For coordinators: applications with a stage for which no interview stands, the oldest first."""
    # By the application alone: looked up by the stage, every candidate's interviews would be read for each.
    booked = select(Interview.stage_id).where(
        Interview.application_id == Application.id, Interview.cancelled_at.is_(None)
    )
    waits = exists().where(
        InterviewPlan.role_id == Application.role_id,
        Stage.plan_id == InterviewPlan.id,
        Stage.id.not_in(booked.correlate(Application)),
    )
    return db.session.scalars(
        select(Application)
        .where(is_running(), waits.correlate(Application))
        .options(
            joinedload(Application.candidate),
            joinedload(Application.role).joinedload(Role.interview_plan).selectinload(InterviewPlan.stages),
            selectinload(Application.interviews),
        )
        .order_by(Application.id)
        .limit(FEW + 1)
    ).all()


def overdue_cards(reader: User, at: datetime) -> Sequence[Scorecard]:
    """For coordinators: cards of others that are late, the latest first; none where ``reader`` still owes one."""
    application = contains_eager(Scorecard.interview).contains_eager(Interview.application)
    return db.session.scalars(
        select(Scorecard)
        .join(Scorecard.interview)
        .join(Interview.application)
        .where(
            Scorecard.submitted_at.is_(None),
            Scorecard.withdrawn_at.is_(None),
            Scorecard.user_id != reader.id,
            Interview.cancelled_at.is_(None),
            Interview.ends_at <= at - LATE_AFTER,
            is_not_blind(reader),
        )
        .options(
            joinedload(Scorecard.user),
            contains_eager(Scorecard.interview).joinedload(Interview.kit),
            application.joinedload(Application.candidate),
            application.joinedload(Application.role),
            application.selectinload(Application.interviews).selectinload(Interview.scorecards),
        )
        .order_by(Interview.ends_at, Scorecard.id)
        .limit(FEW + 1)
    ).all()


def roles_without_plan() -> Sequence[Role]:
    """For coordinators: open roles whose plan has no stage yet."""
    has_stage = exists().where(InterviewPlan.role_id == Role.id, Stage.plan_id == InterviewPlan.id)
    query = select(Role).where(Role.archived_at.is_(None), ~has_stage).order_by(Role.id).limit(FEW + 1)
    return db.session.scalars(query).all()


def stages_without_questions() -> Sequence[Stage]:
    """For coordinators: stages of open roles that ask nothing yet."""
    return db.session.scalars(
        select(Stage)
        .join(Stage.plan)
        .join(InterviewPlan.role)
        .where(Role.archived_at.is_(None), ~exists().where(PlannedQuestion.stage_id == Stage.id))
        .options(contains_eager(Stage.plan).contains_eager(InterviewPlan.role))
        .order_by(Stage.id)
        .limit(FEW + 1)
    ).all()


def decisions_waiting(manager: User) -> Sequence[Application]:
    """For a hiring manager: own applications whose debrief is open and that are not decided, the oldest first."""
    counts = and_(
        Interview.application_id == Application.id,
        Interview.cancelled_at.is_(None),
        Scorecard.interview_id == Interview.id,
        Scorecard.withdrawn_at.is_(None),
    )
    is_complete = and_(
        exists().where(counts, Scorecard.submitted_at.is_not(None)).correlate(Application),
        ~exists().where(counts, Scorecard.submitted_at.is_(None)).correlate(Application),
    )
    return db.session.scalars(
        select(Application)
        .where(
            is_running(),
            Application.role.has(Role.hiring_manager_id == manager.id),
            or_(Application.debrief_opened_at.is_not(None), is_complete),
            is_not_blind(manager),
        )
        .options(
            joinedload(Application.candidate),
            joinedload(Application.role),
            selectinload(Application.interviews).selectinload(Interview.scorecards),
        )
        .order_by(Application.id)
        .limit(FEW + 1)
    ).all()


@dataclass(frozen=True)
class RoleProgress:
    """How far a role is, in counts that say nothing about scorecards."""

    role: Role
    candidates: int
    held: int
    to_come: int
    decided: int


def progress_of_roles(manager: User, at: datetime) -> list[RoleProgress]:
    """For a hiring manager: each of their open roles."""
    held = func.count(Interview.id).filter(Interview.ends_at <= at)
    to_come = func.count(Interview.id).filter(Interview.ends_at > at)
    interviews = (
        select(Application.role_id, held.label("held"), to_come.label("to_come"))
        .join(Interview, and_(Interview.application_id == Application.id, Interview.cancelled_at.is_(None)))
        .where(Application.withdrawn_at.is_(None))
        .group_by(Application.role_id)
        .subquery()
    )
    applications = (
        select(
            Application.role_id,
            func.count(Application.id).label("count"),
            func.count(Decision.id).label("decided"),
        )
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(Application.withdrawn_at.is_(None))
        .group_by(Application.role_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Role, applications.c.count, interviews.c.held, interviews.c.to_come, applications.c.decided)
        .outerjoin(applications, applications.c.role_id == Role.id)
        .outerjoin(interviews, interviews.c.role_id == Role.id)
        .where(Role.hiring_manager_id == manager.id, Role.archived_at.is_(None))
        .order_by(Role.title, Role.id)
    )
    return [RoleProgress(role, *(count or 0 for count in counts)) for role, *counts in rows]


@dataclass(frozen=True)
class PortalState:
    """What there is in the portal at all, for its first steps; and how many people."""

    people: int
    invitations: int
    has_coordinator: bool
    has_interviewer: bool
    has_role: bool
    has_questions: bool
    has_candidate: bool
    has_interview: bool


def portal_state(at: datetime) -> PortalState:
    """For administrators and coordinators. Someone invited counts as there."""
    is_open = and_(
        Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > at
    )

    def there_is(kind: str) -> ColumnElement[bool]:
        person = exists().where(User.disabled_at.is_(None), getattr(User, f"is_{kind}"))
        return or_(person, exists().where(is_open, Invitation.kinds.contains(kind)))

    row = db.session.execute(
        select(
            select(func.count(User.id)).where(User.disabled_at.is_(None)).scalar_subquery(),
            select(func.count(Invitation.id)).where(is_open).scalar_subquery(),
            there_is("coordinator"),
            there_is("interviewer"),
            exists().where(Role.id.is_not(None)),
            exists().where(PlannedQuestion.id.is_not(None)),
            exists().where(Candidate.id.is_not(None)),
            exists().where(Interview.id.is_not(None)),
        )
    ).one()
    return PortalState(*row)
