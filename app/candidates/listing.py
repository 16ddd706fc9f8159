"""The list of candidates: one row for each application, with what has happened to it.

The number of queries is fixed. What a row counts of scorecards is read only for applications where the
person looking owes no card themselves: the number of cards handed in is hidden with everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.store.candidate import Application, Candidate
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.role import Role
from app.store.scorecard import Scorecard
from app.store.user import User

PER_PAGE = 50
STATES = {
    "current": "In progress",
    "unbooked": "Nothing booked yet",
    "upcoming": "Interview to come",
    "decided": "Decided",
    "withdrawn": "Withdrawn",
    "all": "All",
}
SORTS = ("name", "role", "applied", "next")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. ``sort`` is one of SORTS, after "-" where it descends."""

    search: str = ""
    role_id: int | None = None
    state: str = "current"
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True)
class Row:
    """``cards`` is (handed in, asked for), or None where they are hidden from who looks."""

    application: Application
    booked: int
    next_at: datetime | None
    cards: tuple[int, int] | None


@dataclass(frozen=True)
class Listing:
    rows: list[Row]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def candidates(viewer: User, wanted: Wanted, at: datetime) -> Listing:
    """The applications that ``viewer`` sees and ``wanted`` asks for. A page beyond the last is the last."""
    matching = _matching(viewer, wanted, at)
    total = db.session.scalar(select(func.count()).select_from(matching.subquery())) or 0
    page = min(max(1, wanted.page), max(1, -(-total // PER_PAGE)))
    # Ids first: far pages then pass over narrow rows, and only fifty are read whole.
    ids = db.session.scalars(
        _sorted(matching, wanted.sort, at).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    applications = db.session.scalars(
        select(Application)
        .where(Application.id.in_(ids))
        .options(
            joinedload(Application.candidate), joinedload(Application.role), joinedload(Application.decision)
        )
    )
    place = {application_id: number for number, application_id in enumerate(ids)}
    return Listing(_rows(sorted(applications, key=lambda a: place[a.id]), viewer, at), total, page)


def _matching(viewer: User, wanted: Wanted, at: datetime) -> Select[Any]:
    """The ids of matching applications. Whom a filter does not ask about is not joined: counting stays quick."""
    query = select(Application.id)
    if not viewer.is_coordinator:
        query = query.where(
            Application.role_id.in_(select(Role.id).where(Role.hiring_manager_id == viewer.id))
        )
    if wanted.role_id is not None:
        query = query.where(Application.role_id == wanted.role_id)
    if wanted.search:
        said = wanted.search
        found = or_(
            Candidate.name.icontains(said, autoescape=True), Candidate.email.icontains(said, autoescape=True)
        )
        query = query.where(Application.candidate_id.in_(select(Candidate.id).where(found)))
    return _in_state(query, wanted.state, at)


def _in_state(query: Select[Any], state: str, at: datetime) -> Select[Any]:
    decided = select(Decision.id).where(Decision.application_id == Application.id).exists()
    live = select(Interview.id).where(
        Interview.application_id == Application.id, Interview.cancelled_at.is_(None)
    )
    current = and_(Application.withdrawn_at.is_(None), ~decided)
    wheres = {
        "current": current,
        "unbooked": and_(current, ~live.exists()),
        "upcoming": and_(current, live.where(Interview.ends_at > at).exists()),
        "decided": decided,
        "withdrawn": Application.withdrawn_at.is_not(None),
    }
    return query.where(wheres[state]) if state in wheres else query


def _sorted(query: Select[Any], sort: str, at: datetime) -> Select[Any]:
    query = query.join(Candidate, Candidate.id == Application.candidate_id)
    descends = sort.startswith("-")
    key = sort.removeprefix("-")
    if key == "next":
        coming = (
            select(Interview.application_id, func.min(Interview.starts_at).label("next_at"))
            .where(Interview.cancelled_at.is_(None), Interview.starts_at > at)
            .group_by(Interview.application_id)
            .subquery()
        )
        query = query.outerjoin(coming, coming.c.application_id == Application.id)
        first: list[Any] = [coming.c.next_at.is_(None)]  # those without one come last, either way
        columns: list[Any] = [coming.c.next_at, Candidate.name, Application.id]
    else:
        first = []
        if key == "role":
            query = query.join(Role, Role.id == Application.role_id)
        columns = {
            "role": [Role.title, Candidate.name, Application.id],
            "applied": [Application.applied_at, Application.id],
        }.get(key, [Candidate.name, Application.id])
    return query.order_by(*first, *(column.desc() if descends else column for column in columns))


def _rows(applications: Sequence[Application], viewer: User, at: datetime) -> list[Row]:
    ids = [application.id for application in applications]
    coming = func.min(Interview.starts_at).filter(Interview.starts_at > at)
    interviews = {
        application_id: (booked, next_at)
        for application_id, booked, next_at in db.session.execute(
            select(Interview.application_id, func.count(Interview.id), coming)
            .where(Interview.application_id.in_(ids), Interview.cancelled_at.is_(None))
            .group_by(Interview.application_id)
        )
    }
    owes = set(
        db.session.scalars(
            select(Interview.application_id)
            .join(Scorecard, Scorecard.interview_id == Interview.id)
            .where(
                Interview.application_id.in_(ids),
                Scorecard.user_id == viewer.id,
                Scorecard.submitted_at.is_(None),
                Scorecard.withdrawn_at.is_(None),
            )
        )
    )
    cards = {
        application_id: (handed_in, asked_for)
        for application_id, handed_in, asked_for in db.session.execute(
            select(Interview.application_id, func.count(Scorecard.submitted_at), func.count(Scorecard.id))
            .join(Scorecard, Scorecard.interview_id == Interview.id)
            .where(Interview.application_id.in_(set(ids) - owes), Scorecard.withdrawn_at.is_(None))
            .group_by(Interview.application_id)
        )
    }
    return [
        Row(
            application,
            *interviews.get(application.id, (0, None)),
            cards=None if application.id in owes else cards.get(application.id, (0, 0)),
        )
        for application in applications
    ]
