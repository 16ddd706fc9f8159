"""Reads about one candidate, their applications and links. The list of candidates is in ``listing``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.store.candidate import Application, Candidate, CandidateLink
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan
from app.store.role import Role
from app.store.user import User


def _with_stages() -> ORMOption:
    """A role's plan with its stages, beside an application."""
    plan = joinedload(Application.role).joinedload(Role.interview_plan)
    return plan.selectinload(InterviewPlan.stages)


def _with_interviews() -> tuple[ORMOption, ...]:
    """An application's interviews with their panels and cards: what its page and blindness ask for."""
    interviews = selectinload(Application.interviews)
    return (
        interviews.selectinload(Interview.panel).joinedload(PanelSeat.user),
        interviews.selectinload(Interview.scorecards),
    )


def get_candidate(candidate_id: int) -> Candidate | None:
    """For the candidate's page and its door: everything on it, in a fixed number of queries."""
    candidate = db.session.get(Candidate, candidate_id, options=[selectinload(Candidate.availabilities)])
    if candidate is not None:
        applications_of(candidate)
    return candidate


def applications_of(candidate: Candidate) -> Sequence[Application]:
    """The candidate's applications with their stages, interviews, links and decision."""
    return db.session.scalars(
        select(Application)
        .where(Application.candidate_id == candidate.id)
        .options(
            _with_stages(),
            *_with_interviews(),
            selectinload(Application.links),
            joinedload(Application.decision),
        )
        .order_by(Application.id)
    ).all()


def get_application(application_id: int) -> Application | None:
    """For doors and actions on one application: its role's plan, its candidate, its interviews."""
    return db.session.get(
        Application,
        application_id,
        options=[
            _with_stages(),
            *_with_interviews(),
            joinedload(Application.candidate),
            joinedload(Application.decision),
        ],
    )


def get_link(link_id: int) -> CandidateLink | None:
    """For the coordinator who revokes it."""
    application = joinedload(CandidateLink.application)
    return db.session.get(
        CandidateLink,
        link_id,
        options=[application.joinedload(Application.role), application.joinedload(Application.candidate)],
    )


def open_roles(viewer: User) -> Sequence[Role]:
    """For choosing a role: those not archived that ``viewer`` sees, by title."""
    query = select(Role).where(Role.archived_at.is_(None)).order_by(Role.title, Role.id)
    if not viewer.is_coordinator:
        query = query.where(Role.hiring_manager_id == viewer.id)
    return db.session.scalars(query).all()


def get_role(role_id: int) -> Role | None:
    return db.session.get(Role, role_id)


def candidates_with_email(email: str) -> Sequence[Candidate]:
    """For saying that somebody with this address is already here."""
    return db.session.scalars(select(Candidate).where(Candidate.email == email).order_by(Candidate.id)).all()
