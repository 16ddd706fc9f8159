"""Reads about roles, their documents and responsibilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.store.database import db
from app.store.event import Event
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Document, Role
from app.store.user import User

PAGE = 50
MOST_REMEMBERED = 2_000  # responsibilities whose competencies a person chose, the newest ones

_COUNT = (
    select(func.count(Responsibility.id))
    .where(Responsibility.role_id == Role.id)
    .correlate(Role)
    .scalar_subquery()
)
SORTS = {
    "title": (func.lower(Role.title),),
    "level": (Role.level,),
    "manager": (func.lower(User.name),),
    "responsibilities": (_COUNT,),
}


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: ``state`` is open, archived or all; a ``sort`` with - goes down."""

    words: str = ""
    level: str = ""
    state: str = "open"
    manager_id: int | None = None
    sort: str = "title"
    page: int = 1

    @property
    def is_everything(self) -> bool:
        return not (self.words or self.level or self.manager_id or self.state != "open")


@dataclass(frozen=True)
class Row:
    role: Role
    responsibility_count: int


@dataclass(frozen=True)
class Listing:
    """One page of roles, of ``total`` on ``pages`` pages."""

    rows: list[Row]
    total: int
    page: int
    pages: int


def roles_listed(wanted: Wanted, only_of: User | None = None) -> Listing:
    """For the list of roles: a page of those wanted. ``only_of``: who sees only their own."""
    query = _narrowed(select(Role, _COUNT).outerjoin(Role.hiring_manager), wanted, only_of)
    total = db.session.scalar(
        select(func.count()).select_from(_narrowed(select(Role.id), wanted, only_of).subquery())
    )
    pages = max(1, -(-(total or 0) // PAGE))
    page = min(max(1, wanted.page), pages)
    order = SORTS.get(wanted.sort.removeprefix("-"), SORTS["title"])
    directed = [column.desc() if wanted.sort.startswith("-") else column.asc() for column in order]
    rows = db.session.execute(
        query.options(joinedload(Role.hiring_manager))
        .order_by(*directed, Role.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Listing([Row(role, count) for role, count in rows], total or 0, page, pages)


def _narrowed(query: Select, wanted: Wanted, only_of: User | None) -> Select:
    if wanted.words:
        query = query.where(Role.title.icontains(wanted.words, autoescape=True))
    if wanted.level:
        query = query.where(Role.level == wanted.level)
    if wanted.manager_id is not None:
        query = query.where(Role.hiring_manager_id == wanted.manager_id)
    if wanted.state in ("open", "archived"):
        query = query.where(
            Role.archived_at.is_(None) if wanted.state == "open" else Role.archived_at.is_not(None)
        )
    if only_of is not None:
        query = query.where(Role.hiring_manager_id == only_of.id)
    return query


def has_roles(only_of: User | None = None) -> bool:
    """For the empty list: whether there is none at all, or only none of those asked for."""
    query = select(Role.id).limit(1)
    return (
        db.session.scalar(query if only_of is None else query.where(Role.hiring_manager_id == only_of.id))
        is not None
    )


def get_role(role_id: int) -> Role | None:
    """For the door and the role's page, with all that the page shows."""
    return db.session.scalar(
        select(Role)
        .options(
            selectinload(Role.document),
            selectinload(Role.hiring_manager),
            selectinload(Role.responsibilities),
            selectinload(Role.left_out_lines),
            selectinload(Role.interview_plan),
        )
        .where(Role.id == role_id)
        .execution_options(populate_existing=True)
    )


def get_responsibility(responsibility_id: int) -> Responsibility | None:
    """For the door of one responsibility, with its role and its neighbours."""
    return db.session.scalar(
        select(Responsibility)
        .options(selectinload(Responsibility.role).selectinload(Role.responsibilities))
        .where(Responsibility.id == responsibility_id)
    )


def get_left_out_line(role: Role, line_id: int | None) -> LeftOutLine | None:
    """For taking a line in: a line that this role left out."""
    return next((line for line in role.left_out_lines if line.id == line_id), None)


def questions_serving(responsibility: Responsibility) -> Sequence[PlannedQuestion]:
    """For a merger: the planned questions that were chosen for it."""
    return db.session.scalars(
        select(PlannedQuestion)
        .options(selectinload(PlannedQuestion.responsibilities))
        .where(PlannedQuestion.responsibilities.any(Responsibility.id == responsibility.id))
    ).all()


def get_document(document_id: int) -> Document | None:
    """For the door of the second step: which of the jobs in it become roles."""
    return db.session.get(Document, document_id)


def get_same_document(text: str, by: User, since: datetime) -> Document | None:
    """For a second click: the same words, added by the same person a moment ago."""
    return db.session.scalar(
        select(Document)
        .where(Document.added_by_id == by.id, Document.added_at >= since, Document.text == text)
        .order_by(Document.id)
        .limit(1)
    )


def roles_from(document: Document) -> dict[int, Role]:
    """For the second step: the roles already made from a document, by the number of the profile."""
    roles: Sequence[Role] = db.session.scalars(select(Role).where(Role.document_id == document.id)).all()
    return {role.profile: role for role in roles if role.profile is not None}


@dataclass(frozen=True)
class Chosen:
    """What a person chose: the words of responsibility ``id`` and its competencies, best first."""

    id: int
    text: str
    competencies: list[str]


def chosen_by_people(without: Role | None = None) -> list[Chosen]:
    """For proposing competencies again: what people chose, newest first. ``without``: not in this role."""
    query = (
        select(Responsibility.id, Responsibility.text, Responsibility.competencies)
        .where(Responsibility.competencies_confirmed)
        .order_by(Responsibility.id.desc())
        .limit(MOST_REMEMBERED)
    )
    if without is not None:
        query = query.where(Responsibility.role_id != without.id)
    return [Chosen(id, text, ids) for id, text, ids in db.session.execute(query) if ids]


def roles_of(responsibility_ids: Sequence[int]) -> dict[int, Role]:
    """For the words beside a proposal: the role of each of these responsibilities."""
    query = (
        select(Responsibility)
        .options(joinedload(Responsibility.role))
        .where(Responsibility.id.in_(responsibility_ids))
    )
    return {one.id: one.role for one in db.session.scalars(query)}


def who_chose(responsibility_ids: Sequence[int]) -> dict[int, User]:
    """For the words beside a proposal: who last chose the competencies of each of these."""
    events = db.session.scalars(
        select(Event)
        .options(joinedload(Event.by))
        .where(
            Event.name == "responsibility.competencies_set",
            Event.thing_kind == "responsibility",
            Event.thing_id.in_(responsibility_ids),
        )
        .order_by(Event.id)
    )
    return {event.thing_id: event.by for event in events if event.by is not None}
