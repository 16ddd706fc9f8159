"""What a scorecard must hold, said without a database."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from app.refusals import Refused
from app.scorecards import rules
from app.scorecards.rules import Answer, Change, Incomplete, Missing, OutOfDate, Sealed
from tests.factories import NOW

QUESTIONS = [SimpleNamespace(id=7), SimpleNamespace(id=9)]
OLD, THEIRS, MINE = Answer("3", "old"), Answer("3", "theirs"), Answer("4", "mine")
FULL = {7: Answer("4", ""), 9: Answer("none", "")}


def card(*, submitted: bool = False, withdrawn: bool = False, cancelled: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        is_submitted=submitted,
        withdrawn_at=NOW if withdrawn else None,
        interview=SimpleNamespace(is_cancelled=cancelled),
    )


def test_a_full_card_lacks_nothing() -> None:
    assert rules.missing_of(QUESTIONS, FULL, Answer("3")) == []


def test_what_is_missing_is_named_in_the_order_of_the_page() -> None:
    with pytest.raises(Incomplete) as refused:
        rules.check_complete(QUESTIONS, {9: Answer("5", "  \n")}, Answer())
    assert refused.value.missing == (
        Missing(7, "choice", "Question 1: choose a rating, or “not enough evidence”."),
        Missing(9, "words", "Question 2: a rating of 5 needs its evidence."),
        Missing(None, "choice", "Choose your overall recommendation."),
    )


@pytest.mark.parametrize(
    ("choice", "needs_evidence"),
    [("1", True), ("2", True), ("3", False), ("4", False), ("5", True), ("none", False)],
)
def test_the_ends_of_the_scale_need_evidence(choice: str, needs_evidence: bool) -> None:
    lacks = rules.missing_of(QUESTIONS[:1], {7: Answer(choice)}, Answer("1"))
    assert [lack.field for lack in lacks] == (["words"] if needs_evidence else [])


def test_words_without_a_rating_are_no_answer() -> None:
    lacks = rules.missing_of(QUESTIONS[:1], {7: Answer("", "They said much")}, Answer("1"))
    assert [lack.field for lack in lacks] == ["choice"]


@pytest.mark.parametrize("state", [{"submitted": True}, {"withdrawn": True}, {"cancelled": True}])
def test_a_closed_card_takes_no_writing(state: dict[str, bool]) -> None:
    assert rules.is_closed(card(**state))
    with pytest.raises(Sealed) as refused:
        rules.check_open(card(**state))
    assert refused.value.status == 409


def test_an_open_card_takes_writing() -> None:
    assert not rules.is_closed(card())
    rules.check_open(card())


def test_the_same_content_is_the_same_revision() -> None:
    assert Answer("4", "text").revision == Answer("4", "text").revision
    assert (
        len({Answer("4", "text").revision, Answer("3", "text").revision, Answer("4", "texts").revision}) == 3
    )


def change(typed: Answer, base: Answer, *attempts: Answer, settle: str = "", newer: str = "") -> Change:
    return Change(None, typed, base.revision, attempts, settle, newer)


def test_who_saw_what_is_stored_may_write_over_it() -> None:
    assert rules.answer_to_save(OLD, change(MINE, OLD)) == MINE


def test_who_saw_something_older_may_not() -> None:
    with pytest.raises(OutOfDate) as refused:
        rules.answer_to_save(THEIRS, change(MINE, OLD))
    assert (refused.value.newer, refused.value.status) == (THEIRS, 409)


def test_a_save_whose_answer_was_lost_is_not_somebody_elses() -> None:
    assert rules.answer_to_save(THEIRS, change(MINE, OLD, THEIRS)) == MINE


@pytest.mark.parametrize(
    ("settle", "kept"),
    [("mine", MINE), ("theirs", THEIRS), ("both", Answer("4", "theirs\n\nmine"))],
)
def test_the_writer_says_what_becomes_of_two_texts(settle: str, kept: Answer) -> None:
    assert rules.answer_to_save(THEIRS, change(MINE, OLD, settle=settle, newer=THEIRS.revision)) == kept


@pytest.mark.parametrize("settle", ["mine", "both"])
def test_settling_with_a_text_that_is_no_longer_there_is_refused(settle: str) -> None:
    with pytest.raises(OutOfDate):
        rules.answer_to_save(THEIRS, change(MINE, OLD, settle=settle, newer=OLD.revision))


def test_putting_two_texts_together_keeps_the_choice_that_there_is() -> None:
    assert rules.settled(Answer("3", "a"), Answer("", " "), "both") == Answer("3", "a")


@pytest.mark.parametrize("choice", ["0", "6", "-1", "yes", "1 ", "１"])
def test_there_is_no_sixth_step(choice: str) -> None:
    with pytest.raises(Refused):
        rules.check_answer(Answer(choice), rules.RATINGS)


def test_evidence_has_an_end() -> None:
    rules.check_answer(Answer("", "x" * rules.LONGEST), rules.RATINGS)
    with pytest.raises(Refused) as refused:
        rules.check_answer(Answer("", "x" * (rules.LONGEST + 1)), rules.RATINGS)
    assert refused.value.field == "words"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-300, "The interview has not begun"),
        (-5, "Starts in 5 min"),
        (0, "0 of 60 min passed"),
        (12.9, "12 of 60 min passed"),
        (60, "Ended, 60 min planned"),
    ],
)
def test_the_hour_is_said_in_words(minutes: float, words: str) -> None:
    end = NOW + timedelta(hours=1)
    assert rules.hour_words(NOW, end, NOW + timedelta(minutes=minutes)) == words
