"""Reads about one candidate, their applications and links. The list of candidates is in ``listing``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Load, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from app.store.candidate import Application, Candidate, CandidateLink
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan
from app.store.role import Role
from app.store.user import User


def _all_about(application: Load) -> tuple[_AbstractLoad, ...]:
    """Beside applications: the stages of the plan, and interviews with panels and cards (blindness asks)."""
    return (
        application.joinedload(Application.role)
        .joinedload(Role.interview_plan)
        .selectinload(InterviewPlan.stages),
        application.selectinload(Application.interviews)
        .selectinload(Interview.panel)
        .joinedload(PanelSeat.user),
        application.selectinload(Application.interviews).selectinload(Interview.scorecards),
        application.joinedload(Application.decision),
        application.selectinload(Application.links),
    )


def get_candidate(candidate_id: int) -> Candidate | None:
    """For the candidate's page and its door: everything on it, in a fixed number of queries."""
    return db.session.scalar(
        select(Candidate)
        .where(Candidate.id == candidate_id)
        .options(
            selectinload(Candidate.applications).options(*_all_about(Load(Application))),
            selectinload(Candidate.availabilities),
        )
    )


def get_namesake(name: str, email: str) -> Candidate | None:
    """For the rule that nobody is added twice."""
    return db.session.scalar(select(Candidate).where(Candidate.email == email, Candidate.name == name))


def get_application(application_id: int) -> Application | None:
    """For doors and actions on one application: its role's plan, its candidate, its interviews."""
    return db.session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .options(*_all_about(Load(Application)), joinedload(Application.candidate))
    )


def get_link(link_id: int) -> CandidateLink | None:
    """For the coordinator who revokes it."""
    return db.session.scalar(
        select(CandidateLink)
        .where(CandidateLink.id == link_id)
        .options(
            joinedload(CandidateLink.application).options(
                joinedload(Application.role), joinedload(Application.candidate)
            )
        )
    )


def open_roles(viewer: User) -> Sequence[Role]:
    """For choosing a role: those not archived that ``viewer`` sees, by title."""
    query = select(Role).where(Role.archived_at.is_(None)).order_by(Role.title, Role.id)
    if not viewer.is_coordinator:
        query = query.where(Role.hiring_manager_id == viewer.id)
    return db.session.scalars(query).all()


def get_role(role_id: int) -> Role | None:
    return db.session.get(Role, role_id)
