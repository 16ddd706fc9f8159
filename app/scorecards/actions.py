"""What changes a scorecard. The owner alone writes on it, and only while it is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.history.record import record
from app.refusals import Refused
from app.scorecards import queries, rules
from app.scorecards.rules import NOT_ENOUGH, RATINGS, RECOMMENDATIONS, Change
from app.store.database import db, lock
from app.store.scorecard import Rating, Scorecard
from app.store.user import User


def save(
    card: Scorecard, changes: Iterable[Change], *, by: User, at: datetime
) -> list[tuple[Change, Refused]]:
    """Save what was sent. A change that is refused does not keep the others out; returns those, each with why.

    Saving what is already there changes nothing, on a sealed card too.
    """
    lock(card)
    refused = []
    for change in changes:
        try:
            if change.question is None:
                _conclude(card, change, by=by, at=at)
            else:
                _rate(card, change, by=by, at=at)
        except Refused as refusal:
            refused.append((change, refusal))
    return refused


def _rate(card: Scorecard, change: Change, *, by: User, at: datetime) -> None:
    rating = queries.get_rating(card, change.question)
    stored = rules.answer_of(rating)
    if change.typed == stored:
        return
    rules.check_open(card)
    rules.check_answer(change.typed, (*RATINGS, NOT_ENOUGH))
    answer = rules.answer_to_save(stored, change)
    rules.check_answer(answer, (*RATINGS, NOT_ENOUGH))
    if rating is None:
        rating = Rating(scorecard=card, kit_question=change.question, saved_at=at)
        db.session.add(rating)
    rating.value = int(answer.choice) if answer.choice in RATINGS else None
    rating.not_enough_evidence = answer.choice == NOT_ENOUGH
    rating.evidence = answer.words
    rating.saved_at = at
    _note_saving(card, by=by, at=at)


def _conclude(card: Scorecard, change: Change, *, by: User, at: datetime) -> None:
    stored = rules.overall_of(card)
    if change.typed == stored:
        return
    rules.check_open(card)
    rules.check_answer(change.typed, RECOMMENDATIONS)
    answer = rules.answer_to_save(stored, change)
    rules.check_answer(answer, RECOMMENDATIONS)
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
