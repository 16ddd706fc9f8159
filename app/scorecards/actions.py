"""What changes a scorecard. The owner alone writes on it, and only while it is open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from app.history.record import record
from app.scorecards import queries, rules
from app.scorecards.rules import NOT_ENOUGH, RATINGS, RECOMMENDATIONS, Answer
from app.store.database import db, lock
from app.store.kit import KitQuestion
from app.store.scorecard import Rating, Scorecard
from app.store.user import User


def rate(
    card: Scorecard,
    question: KitQuestion,
    answer: Answer,
    *,
    base: str,
    attempts: Collection[Answer] = (),
    by: User,
    at: datetime,
) -> None:
    """Save the answer to one question. ``base`` and ``attempts``: see :func:`rules.check_based_on`.

    Saving what is already there changes nothing, on a sealed card too.
    """
    lock(card)
    rating = queries.get_rating(card, question)
    stored = rules.answer_of(rating)
    if stored == answer:
        return
    rules.check_open(card)
    rules.check_answer(answer, (*RATINGS, NOT_ENOUGH))
    rules.check_based_on(stored, answer, base, attempts)
    if rating is None:
        rating = Rating(scorecard=card, kit_question=question, saved_at=at)
        db.session.add(rating)
    rating.value = int(answer.choice) if answer.choice in RATINGS else None
    rating.not_enough_evidence = answer.choice == NOT_ENOUGH
    rating.evidence = answer.words
    rating.saved_at = at
    _note_saving(card, by=by, at=at)


def conclude(
    card: Scorecard, answer: Answer, *, base: str, attempts: Collection[Answer] = (), by: User, at: datetime
) -> None:
    """Save the overall recommendation and the summary, as :func:`rate` saves an answer."""
    lock(card)
    stored = rules.overall_of(card)
    if stored == answer:
        return
    rules.check_open(card)
    rules.check_answer(answer, RECOMMENDATIONS)
    rules.check_based_on(stored, answer, base, attempts)
    card.recommendation = int(answer.choice) if answer.choice else None
    card.summary = answer.words
    _note_saving(card, by=by, at=at)


def submit(card: Scorecard, *, by: User, at: datetime) -> None:
    """Hand the card in and seal it. Doing so again changes nothing. Raises :class:`rules.Incomplete`."""
    lock(card)
    if card.is_submitted:
        return
    rules.check_open(card)
    answers = {rating.kit_question_id: rules.answer_of(rating) for rating in card.ratings}
    rules.check_complete(card.interview.kit.questions, answers, rules.overall_of(card))
    card.submitted_at = at
    _record("scorecard.submitted", card, by=by, at=at)


def _note_saving(card: Scorecard, *, by: User, at: datetime) -> None:
    if card.started_at is None:
        card.started_at = at
        _record("scorecard.started", card, by=by, at=at)
    card.saved_at = at


def _record(name: str, card: Scorecard, *, by: User, at: datetime) -> None:
    application = card.interview.application
    record(
        name,
        card,
        by=by,
        at=at,
        role_id=application.role_id,
        candidate_id=application.candidate_id,
        interview_id=card.interview_id,
        stage=card.interview.kit.name,
    )
