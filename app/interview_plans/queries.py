"""Reads about interview plans, their stages and seats."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.engines import competencies
from app.interview_plans import rules
from app.store.database import db
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.role import Role
from app.store.user import User


def get_role(role_id: int) -> Role | None:
    """For the door to a role's plan, which may not exist yet."""
    return db.session.get(Role, role_id, options=[joinedload(Role.interview_plan)])


def get_plan(plan_id: int) -> InterviewPlan | None:
    """For the plan's page and its door: with all that stands in it."""
    return db.session.get(
        InterviewPlan,
        plan_id,
        populate_existing=True,  # after a change, all of it is read again in the same few queries
        options=[
            joinedload(InterviewPlan.role).selectinload(Role.responsibilities),
            selectinload(InterviewPlan.stages).options(
                selectinload(Stage.seats).selectinload(Seat.members),
                selectinload(Stage.questions),
                selectinload(Stage.kits),
            ),
        ],
    )


def get_stage(stage_id: int) -> Stage | None:
    """For a stage's form and its doors."""
    return db.session.get(
        Stage,
        stage_id,
        options=[
            joinedload(Stage.plan).joinedload(InterviewPlan.role).selectinload(Role.responsibilities),
            selectinload(Stage.seats),
        ],
    )


def get_seat(seat_id: int) -> Seat | None:
    """For a seat's form and its doors."""
    return db.session.get(
        Seat,
        seat_id,
        options=[
            joinedload(Seat.stage).joinedload(Stage.plan).joinedload(InterviewPlan.role),
            selectinload(Seat.members),
        ],
    )


def seats_by_id(ids: Collection[int]) -> Sequence[Seat]:
    """For putting one person in several seats: those of ``ids`` that exist, in the order of ids."""
    return db.session.scalars(
        select(Seat)
        .where(Seat.id.in_(ids))
        .options(
            selectinload(Seat.stage).selectinload(Stage.plan).selectinload(InterviewPlan.role),
            selectinload(Seat.members),
        )
        .order_by(Seat.id)
    ).all()


def plans_to_copy(plan: InterviewPlan) -> Sequence[InterviewPlan]:
    """For the choice of what to copy: the plans of other roles that have stages, by the role's title."""
    return db.session.scalars(
        select(InterviewPlan)
        .join(InterviewPlan.role)
        .options(joinedload(InterviewPlan.role))
        .where(InterviewPlan.id != plan.id, InterviewPlan.stages.any())
        .order_by(Role.title, Role.id)
    ).all()


def people_for_seats(besides: Sequence[User] = ()) -> Sequence[User]:
    """For a seat's form: who takes part in interviews and can sign in, and those ``besides``."""
    taking_part = or_(User.is_interviewer, User.is_hiring_manager, User.is_coordinator)
    found = db.session.scalars(
        select(User).where(User.disabled_at.is_(None), taking_part).order_by(User.name, User.id)
    ).all()
    return [*found, *(person for person in besides if person not in found)]


def seats_in_words(stage: Stage) -> str:
    """Who is needed in a stage."""
    return rules.summary([(seat.count, [person.name for person in seat.members]) for seat in stage.seats])


def warnings_of(stage: Stage) -> list[str]:
    """What would make booking this stage impossible."""
    return rules.warnings(
        [(seat.count, [person.id for person in seat.members if person.is_active]) for seat in stage.seats]
    )


def competencies_for(plan: InterviewPlan, stage: Stage | None = None) -> list[tuple[str, str]]:
    """What a stage can be limited to, as (id, name) by name: what the role asks for, and what it has now."""
    ids = {id for one in plan.role.responsibilities for id in one.competencies}
    ids |= {*(stage.focus or ())} if stage else set()
    return sorted(((id, competency_name(id)) for id in ids), key=lambda pair: pair[1].casefold())


def competency_name(id: str) -> str:
    known = competencies.get(id)
    return known.name if known else id.replace("-", " ").capitalize()


def reading_of(stage: Stage) -> str:
    """What a person who opened the stage's form has read; see :func:`rules.reading`."""
    return rules.reading(stage.name, stage.minutes, stage.instructions, stage.preparation, stage.focus)


def reading_of_seat(seat: Seat) -> str:
    return rules.reading(seat.count, sorted(person.id for person in seat.members))
