"""Saving and handing in, on a real database."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.history.queries import events_of
from app.history.sentences import entries
from app.refusals import Refused
from app.scorecards import actions
from app.scorecards.rules import Answer, Change, Incomplete, OutOfDate, Sealed, answer_of
from app.store.database import db, saving
from app.store.event import Event
from app.store.scorecard import Scorecard
from tests.factories import NOW, Cast, make_interview, rate, scorecard_of

EMPTY = Answer().revision


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return scorecard_of(make_interview(None, cast.ines, cast.ivo), cast.ines)


def answers(card: Scorecard) -> list[Answer]:
    return [answer_of(rating) for rating in card.ratings]


def save(
    card: Scorecard, answer: Answer, base: str = EMPTY, number: int | None = 0, *attempts: Answer
) -> Refused | None:
    """Save one answer (number None: the recommendation); gives what refused it."""
    with saving():
        question = None if number is None else card.interview.kit.questions[number]
        refused = actions.save(card, [Change(question, answer, base, attempts)], by=card.user, at=NOW)
    return refused[0][1] if refused else None


def event_names() -> list[str]:
    return list(db.session.scalars(select(Event.name).order_by(Event.id)))


def test_the_first_save_begins_the_card_and_later_ones_do_not(card: Scorecard) -> None:
    save(card, Answer("", "The"))
    save(card, Answer("", "They"), Answer("", "The").revision)
    save(card, Answer("none", ""), EMPTY, 1)
    assert answers(card) == [Answer("", "They"), Answer("none", "")]
    assert (card.started_at, event_names()) == (NOW, ["scorecard.started"])


def test_saving_nothing_begins_nothing(card: Scorecard) -> None:
    save(card, Answer())
    assert (card.started_at, card.ratings, event_names()) == (None, [], [])


def test_saving_what_is_there_changes_nothing_whatever_it_stands_on(card: Scorecard) -> None:
    save(card, Answer("4", "same"))
    save(card, Answer("4", "same"), "some older revision")
    assert answers(card) == [Answer("4", "same")]


def test_the_slower_of_two_tabs_is_refused_and_shown_the_newer_text(card: Scorecard) -> None:
    save(card, Answer("", "from one tab"))
    refusal = save(card, Answer("", "from the other"))
    assert isinstance(refusal, OutOfDate)
    assert refusal.newer == Answer("", "from one tab")
    assert answers(card) == [Answer("", "from one tab")]


def test_a_page_whose_answer_was_lost_goes_on(card: Scorecard) -> None:
    save(card, Answer("", "first"))
    save(card, Answer("", "first, second"), EMPTY, 0, Answer("", "first"))
    assert answers(card) == [Answer("", "first, second")]


def test_of_many_changes_one_that_is_refused_keeps_no_other_out(card: Scorecard) -> None:
    first, second = card.interview.kit.questions
    save(card, Answer("3", "theirs"))
    changes = [
        Change(first, Answer("4", "mine"), EMPTY),
        Change(second, Answer("5", "beside"), EMPTY),
        Change(None, Answer("2", "no"), EMPTY),
    ]
    with saving():
        refused = actions.save(card, changes, by=card.user, at=NOW)
    assert [change.question for change, _ in refused] == [first]
    assert answers(card) == [Answer("3", "theirs"), Answer("5", "beside")]
    assert (card.recommendation, card.summary) == (2, "no")


def test_a_full_card_is_sealed_once(card: Scorecard) -> None:
    rate(card, 3, None)
    card.recommendation = 4
    db.session.commit()
    for _ in range(2):
        with saving():
            actions.submit(card, by=card.user, at=NOW)
    assert (card.submitted_at, event_names()) == (NOW, ["scorecard.submitted"])


def test_a_card_with_gaps_is_not_sealed(card: Scorecard) -> None:
    with pytest.raises(Incomplete), saving():
        actions.submit(card, by=card.user, at=NOW)
    assert (card.submitted_at, event_names()) == (None, [])


def test_nothing_is_written_on_a_sealed_card(card: Scorecard) -> None:
    save(card, Answer("4", "before"))
    card.submitted_at = NOW
    db.session.commit()
    assert isinstance(save(card, Answer("5", "after"), Answer("4", "before").revision), Sealed)
    assert isinstance(save(card, Answer("4"), EMPTY, None), Sealed)
    assert (answers(card), card.recommendation) == ([Answer("4", "before")], None)


def test_the_history_says_who_handed_in_and_never_what(card: Scorecard) -> None:
    rate(card, 5, 1, evidence="CANARY")
    card.recommendation, card.summary = 1, "CANARY"
    db.session.commit()
    with saving():
        actions.submit(card, by=card.user, at=NOW)
    (event,) = events_of(interview_id=card.interview_id)
    assert (event.role_id, event.candidate_id) == (
        card.interview.application.role_id,
        card.interview.application.candidate_id,
    )
    assert event.details == {"stage": "Stage 1"}
    (entry,) = entries([event])
    assert (entry.who, entry.what) == ("Ines Iglesias", "handed in their scorecard for “Stage 1”")
