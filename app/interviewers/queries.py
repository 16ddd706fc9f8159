"""Reads about people's terms, what they are booked for, where they may sit, and what is still to be booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.interviewers.rules import NEVER, Hours, Limits, Pause, Span, Terms, Week
from app.store.candidate import Application
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan, Seat, Stage, seat_member
from app.store.interviewing_terms import InterviewingPause, InterviewingTerms, WeekOfMinutes
from app.store.occupancy import USER, Occupancy
from app.store.role import Role
from app.store.user import User


def get_interviewer(person_id: int) -> User | None:
    """For the doors to a person's terms; the access table says who is one."""
    return db.session.get(User, person_id)


def get_terms(person: User) -> InterviewingTerms | None:
    """What the person has set; None where nothing."""
    return db.session.get(InterviewingTerms, person.id)


def pauses_of(person: User) -> Sequence[InterviewingPause]:
    """For the person's page: all their pauses, the earliest first."""
    return db.session.scalars(
        select(InterviewingPause)
        .where(InterviewingPause.user_id == person.id)
        .order_by(InterviewingPause.starts_on, InterviewingPause.id)
    ).all()


def terms_of(user_ids: Iterable[int]) -> dict[int, Terms]:
    """For booking, schedules and the load: everybody's terms, set or assumed, in three queries. Not unknown ids."""
    ids = list(user_ids)
    zones = dict(db.session.execute(select(User.id, User.zone).where(User.id.in_(ids))).all())
    pauses: dict[int, list[Pause]] = defaultdict(list)
    query = select(InterviewingPause).where(InterviewingPause.user_id.in_(ids))
    for row in db.session.scalars(query.order_by(InterviewingPause.starts_on, InterviewingPause.id)):
        pauses[row.user_id].append(Pause(row.starts_on, row.ends_on, row.reason))
    rows = db.session.scalars(select(InterviewingTerms).where(InterviewingTerms.user_id.in_(ids)))
    own = {row.user_id: row for row in rows}
    return {id: _terms(own.get(id), zone, tuple(pauses[id])) for id, zone in zones.items()}


def _terms(row: InterviewingTerms | None, zone: str, pauses: tuple[Pause, ...]) -> Terms:
    if row is None:
        return Terms(zone, pauses=pauses)
    limits = Limits(row.most_a_day, row.most_a_week, row.buffer_minutes)
    return Terms(zone, week_of(row.hours), week_of(row.kept_free), limits, pauses, is_own=True)


def week_of(stored: WeekOfMinutes) -> Week:
    week: list[Hours] = [tuple((since, until) for since, until in day) for day in stored]
    return tuple(week) if len(week) == len(NEVER) else NEVER


def booked_between(
    user_ids: Collection[int], start: datetime, end: datetime, but: int | None = None
) -> dict[int, list[Span]]:
    """What occupies these people between two instants, by user id, in order; not the interview ``but``."""
    query = (
        select(Occupancy.party_id, Occupancy.starts_at, Occupancy.ends_at)
        .where(
            Occupancy.party_kind == USER,
            Occupancy.party_id.in_(user_ids),
            Occupancy.starts_at < end,
            Occupancy.ends_at > start,
        )
        .order_by(Occupancy.starts_at, Occupancy.id)
    )
    if but is not None:
        query = query.where(Occupancy.interview_id.is_distinct_from(but))
    booked: dict[int, list[Span]] = defaultdict(list)
    for person, starts_at, ends_at in db.session.execute(query):
        booked[person].append((starts_at, ends_at))
    return booked


def around(span: Span) -> Span:
    """Far enough before and after ``span`` to hold the whole week it lies in, whatever the zone."""
    return span[0] - timedelta(days=8), span[1] + timedelta(days=8)


def people_who_interview() -> Sequence[User]:
    """For the load: active interviewers, and everybody else active who may sit in a seat, by name."""
    seated = User.id.in_(select(seat_member.c.user_id))
    return db.session.scalars(
        select(User)
        .where(User.disabled_at.is_(None), or_(User.is_interviewer, seated))
        .order_by(func.lower(User.name), User.id)
    ).all()


def open_roles() -> Sequence[Role]:
    """For the filter: roles that are hired for, by title."""
    return db.session.scalars(
        select(Role).where(Role.archived_at.is_(None)).order_by(Role.title, Role.id)
    ).all()


def stages_of_open_plans() -> Sequence[Stage]:
    """For the forecast and the filter: every stage of the plans of open roles, with seats and who may sit there."""
    return db.session.scalars(
        select(Stage)
        .join(Stage.plan)
        .join(InterviewPlan.role)
        .where(Role.archived_at.is_(None))
        .options(
            contains_eager(Stage.plan).contains_eager(InterviewPlan.role),
            selectinload(Stage.seats).selectinload(Seat.members),
        )
        .order_by(Role.title, Role.id, Stage.position, Stage.id)
    ).all()


def waiting_by_role() -> dict[int, int]:
    """How many candidates are in the running, by role: not withdrawn, not decided."""
    query = (
        select(Application.role_id, func.count())
        .where(Application.withdrawn_at.is_(None), ~Application.decision.has())
        .group_by(Application.role_id)
    )
    return dict(db.session.execute(query).all())


def booked_by_stage() -> dict[int, int]:
    """For how many of them each stage is booked (or was held)."""
    query = (
        select(Interview.stage_id, func.count(Interview.application_id.distinct()))
        .join(Application, Application.id == Interview.application_id)
        .where(
            Interview.cancelled_at.is_(None), Application.withdrawn_at.is_(None), ~Application.decision.has()
        )
        .group_by(Interview.stage_id)
    )
    return dict(db.session.execute(query).all())


def coming_interviews(person: User, at: datetime) -> Sequence[Interview]:
    """For the person's page: where they sit from now on, the next first, at most twenty."""
    return db.session.scalars(
        select(Interview)
        .where(
            Interview.panel.any(PanelSeat.user_id == person.id),
            Interview.cancelled_at.is_(None),
            Interview.ends_at > at,
        )
        .options(
            joinedload(Interview.stage),
            joinedload(Interview.application).options(
                joinedload(Application.candidate), joinedload(Application.role)
            ),
        )
        .order_by(Interview.starts_at, Interview.id)
        .limit(20)
    ).all()
