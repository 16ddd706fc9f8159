"""Reads of scorecards. Each gives one person's own: no read of this room reaches a colleague's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.store.candidate import Application
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.kit import Kit, KitQuestion
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


def get_scorecard(scorecard_id: int) -> Scorecard | None:
    """For its owner's page: the card with its questions, ratings, candidate and panel."""
    interview = joinedload(Scorecard.interview)
    application = interview.joinedload(Interview.application)
    return db.session.scalar(
        select(Scorecard)
        .where(Scorecard.id == scorecard_id)
        .options(
            selectinload(Scorecard.ratings),
            interview.joinedload(Interview.kit).selectinload(Kit.questions),
            interview.selectinload(Interview.panel).joinedload(PanelSeat.user),
            application.joinedload(Application.candidate),
            application.joinedload(Application.role),
        )
    )


def get_asked(scorecard_id: int, kit_question_id: int) -> Asked | None:
    """For saving one answer: None where the card's kit does not have the question."""
    row = db.session.execute(
        select(Scorecard, KitQuestion)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .join(KitQuestion, KitQuestion.kit_id == Interview.kit_id)
        .where(Scorecard.id == scorecard_id, KitQuestion.id == kit_question_id)
    ).first()
    return Asked(row[0], row[1]) if row else None


def get_rating(scorecard: Scorecard, question: KitQuestion) -> Rating | None:
    """For the action that saves it."""
    return db.session.scalar(
        select(Rating).where(Rating.scorecard_id == scorecard.id, Rating.kit_question_id == question.id)
    )


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
