"""Reads about interviews and about who is busy when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.candidates.queries import get_application
from app.interviews.rules import Span
from app.store.candidate import Application, Candidate
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import Seat, Stage
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.role import Role
from app.store.user import User

MOST_LISTED = 500


@dataclass(frozen=True)
class Booking:
    """An interview that is about to be: what the door to booking asks about, before there is a row."""

    application: Application
    panel: tuple[PanelSeat, ...] = field(default=())


def get_booking(application_id: int) -> Booking | None:
    """For the door to booking an application's next interview."""
    application = get_application(application_id)
    return Booking(application) if application is not None else None


def _shown() -> tuple[ORMOption, ...]:
    application = joinedload(Interview.application)
    return (
        application.joinedload(Application.candidate),
        application.joinedload(Application.role),
        joinedload(Interview.stage),
        joinedload(Interview.kit),
        selectinload(Interview.panel).joinedload(PanelSeat.user),
    )


def get_interview(interview_id: int) -> Interview | None:
    """For the interview's page, its door and its actions; cards of the whole application, since blindness asks."""
    return db.session.scalars(
        select(Interview)
        .where(Interview.id == interview_id)
        .options(
            *_shown(),
            selectinload(Interview.panel).joinedload(PanelSeat.seat).selectinload(Seat.members),
            selectinload(Interview.scorecards),
            joinedload(Interview.application)
            .selectinload(Application.interviews)
            .selectinload(Interview.scorecards),
        )
    ).first()


def get_stage(stage_id: int) -> Stage | None:
    """For booking: the stage with its seats and who may sit in them."""
    return db.session.scalar(
        select(Stage)
        .where(Stage.id == stage_id)
        .options(selectinload(Stage.seats).selectinload(Seat.members))
    )


def interviewers() -> Sequence[User]:
    """For a stage that names no seats, and for filters: active interviewers by name."""
    return db.session.scalars(
        select(User).where(User.disabled_at.is_(None), User.is_interviewer).order_by(User.name, User.id)
    ).all()


def get_people(ids: Collection[int]) -> Sequence[User]:
    """For a panel: these people, active or not, by name."""
    return db.session.scalars(select(User).where(User.id.in_(ids)).order_by(User.name, User.id)).all()


def get_person(person_id: int | None) -> User | None:
    return db.session.get(User, person_id) if person_id else None


def hold(candidate_id: int, user_ids: Collection[int]) -> None:
    """Wait until nobody else books these people, always in the same order.

    Not what prevents double booking (a constraint does that), but two bookings of the same people would else
    wait for each other for ever on PostgreSQL. Does nothing on SQLite, which has one writer.
    """
    for model, ids in ((Candidate, [candidate_id]), (User, sorted(user_ids))):
        held = select(model.id).where(model.id.in_(ids)).order_by(model.id)
        db.session.execute(held.with_for_update(key_share=True)).all()


def taken(
    candidate_id: int, user_ids: Collection[int], span: Span, but: int | None = None
) -> Sequence[tuple[Occupancy, Interview]]:
    """For the check before booking: what occupies these people in ``span``, but for the interview ``but``."""
    query = (
        select(Occupancy, Interview)
        .join(Interview, Interview.id == Occupancy.interview_id)
        .where(
            or_(
                and_(Occupancy.party_kind == CANDIDATE, Occupancy.party_id == candidate_id),
                and_(Occupancy.party_kind == USER, Occupancy.party_id.in_(user_ids)),
            ),
            Occupancy.starts_at < span[1],
            Occupancy.ends_at > span[0],
            Occupancy.interview_id != (but or 0),
        )
        .options(
            joinedload(Interview.stage),
            joinedload(Interview.application).joinedload(Application.candidate),
        )
        .order_by(Occupancy.starts_at, Occupancy.id)
    )
    return [(occupancy, interview) for occupancy, interview in db.session.execute(query)]


def busy_spans(
    candidate_id: int, user_ids: Collection[int], after: datetime, until: datetime
) -> dict[int | None, list[Span]]:
    """For proposals: when these people are busy between two instants, by user id; None is the candidate."""
    busy: dict[int | None, list[Span]] = defaultdict(list)
    for occupancy, _interview in taken(candidate_id, user_ids, (after, until)):
        party = occupancy.party_id if occupancy.party_kind == USER else None
        busy[party].append((occupancy.starts_at, occupancy.ends_at))
    return busy


def interviews_between(
    viewer: User, start: datetime, end: datetime, role_id: int | None = None, person_id: int | None = None
) -> Sequence[Interview]:
    """For the list of interviews: those that ``viewer`` sees and that begin from ``start`` to before ``end``."""
    query = (
        select(Interview)
        .where(Interview.starts_at >= start, Interview.starts_at < end)
        .order_by(Interview.starts_at, Interview.id)
        .limit(MOST_LISTED)
        .options(*_shown())
    )
    if not viewer.is_coordinator:
        theirs = Interview.panel.any(PanelSeat.user_id == viewer.id)
        if viewer.is_hiring_manager:
            theirs = or_(
                theirs, Interview.application.has(Application.role.has(Role.hiring_manager_id == viewer.id))
            )
        query = query.where(theirs)
    if role_id is not None:
        query = query.where(Interview.application.has(Application.role_id == role_id))
    if person_id is not None:
        query = query.where(Interview.panel.any(PanelSeat.user_id == person_id))
    return db.session.scalars(query).all()


def occupancies_of(interview: Interview, user_id: int | None = None) -> Sequence[Occupancy]:
    """For moving and cancelling: what the interview takes of everybody's time, or of one person's."""
    query = select(Occupancy).where(Occupancy.interview_id == interview.id).order_by(Occupancy.id)
    if user_id is not None:
        query = query.where(Occupancy.party_kind == USER, Occupancy.party_id == user_id)
    return db.session.scalars(query).all()


def replacements(interview: Interview) -> Sequence[User]:
    """For the choice of who comes: active people who may sit in one of its seats and do not yet, by name."""
    seats = [seat.seat for seat in interview.panel]
    people = {person for seat in seats if seat is not None for person in seat.members if person.is_active}
    if None in seats:
        people |= set(interviewers())
    panel = {seat.user for seat in interview.panel}
    return sorted(people - panel, key=lambda person: (person.name, person.id))
