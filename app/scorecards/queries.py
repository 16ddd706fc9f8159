"""Reads of scorecards. Each gives one person's own: no read of this room reaches a colleague's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from app.store.candidate import Application
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.kit import KitQuestion
from app.store.scorecard import Rating, Scorecard
from app.store.user import User


@dataclass(frozen=True)
class Asked:
    """One question of one scorecard, answered or not."""

    scorecard: Scorecard
    question: KitQuestion

    @property
    def user_id(self) -> int:
        return self.scorecard.user_id


# Made once, and one statement for each list: to put a statement with many loads together takes as long as to run
# it, and loading lists beside it by the loader's own means takes several times as long as asking for them.
_INTERVIEW = joinedload(Scorecard.interview)
_APPLICATION = _INTERVIEW.joinedload(Interview.application)
_CARD = (
    select(Scorecard)
    .where(Scorecard.id == bindparam("scorecard_id"))
    .options(
        _INTERVIEW.joinedload(Interview.kit),
        _INTERVIEW.joinedload(Interview.panel).joinedload(PanelSeat.user),
        _APPLICATION.joinedload(Application.candidate),
        _APPLICATION.joinedload(Application.role),
    )
)
_RATINGS = select(Rating).where(Rating.scorecard_id == bindparam("scorecard_id")).order_by(Rating.id)
_QUESTIONS = (
    select(KitQuestion).where(KitQuestion.kit_id == bindparam("kit_id")).order_by(KitQuestion.position)
)


def get_scorecard(scorecard_id: int) -> Scorecard | None:
    """For its owner's page: the card with its questions, ratings, candidate and panel."""
    card = db.session.scalars(_CARD, {"scorecard_id": scorecard_id}).unique().one_or_none()
    if card is not None:
        ratings = db.session.scalars(_RATINGS, {"scorecard_id": scorecard_id}).all()
        set_committed_value(card, "ratings", ratings)
        questions = db.session.scalars(_QUESTIONS, {"kit_id": card.interview.kit_id}).all()
        set_committed_value(card.interview.kit, "questions", questions)
    return card


_ASKED = (
    select(Scorecard, KitQuestion)
    .join(Interview, Interview.id == Scorecard.interview_id)
    .join(KitQuestion, KitQuestion.kit_id == Interview.kit_id)
    .where(Scorecard.id == bindparam("scorecard_id"), KitQuestion.id == bindparam("kit_question_id"))
)
_RATING = _RATINGS.where(Rating.kit_question_id == bindparam("kit_question_id"))


def get_asked(scorecard_id: int, kit_question_id: int) -> Asked | None:
    """For saving one answer: None where the card's kit does not have the question."""
    row = db.session.execute(
        _ASKED, {"scorecard_id": scorecard_id, "kit_question_id": kit_question_id}
    ).first()
    return Asked(row[0], row[1]) if row else None


def get_rating(scorecard: Scorecard, question: KitQuestion) -> Rating | None:
    """For the action that saves it."""
    return db.session.scalar(_RATING, {"scorecard_id": scorecard.id, "kit_question_id": question.id})


def load_progress(application: Application) -> None:
    """For the access table's question whether the debrief may be seen: all cards of the application, at once."""
    db.session.scalars(
        select(Application)
        .where(Application.id == application.id)
        .options(selectinload(Application.interviews).selectinload(Interview.scorecards))
        .execution_options(populate_existing=True)
    ).one()


def own_cards(user: User, since: datetime, until: datetime) -> Sequence[Scorecard]:
    """For home: own cards of interviews that end after ``since`` and begin before ``until``, soonest first."""
    return db.session.scalars(
        _own(user)
        .where(Interview.ends_at > since, Interview.starts_at < until)
        .order_by(Interview.starts_at, Scorecard.id)
    ).all()


def owed_cards(user: User, at: datetime) -> Sequence[Scorecard]:
    """For home: this person's cards of interviews that are over and not handed in, oldest first."""
    return db.session.scalars(
        _own(user)
        .where(Scorecard.submitted_at.is_(None), Interview.ends_at <= at)
        .order_by(Interview.ends_at, Scorecard.id)
    ).all()


def _own(user: User) -> Select[Scorecard]:
    return (
        select(Scorecard)
        .join(Scorecard.interview)
        .options(*with_interview())
        .where(
            Scorecard.user_id == user.id, Scorecard.withdrawn_at.is_(None), Interview.cancelled_at.is_(None)
        )
    )


def with_interview() -> tuple[ExecutableOption, ...]:
    """Loads what a line about a card says: stage, candidate and role."""
    application = contains_eager(Scorecard.interview).joinedload(Interview.application)
    return (
        contains_eager(Scorecard.interview).joinedload(Interview.kit),
        application.joinedload(Application.candidate),
        application.joinedload(Application.role),
    )
