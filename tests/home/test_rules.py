"""What is urgent, and how a time is said."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.home.queries import PortalState
from app.home.rules import first_steps, most_urgent, unbooked_stages, until_words
from tests.factories import NOW


def interview_in(minutes: int, submitted: bool = False) -> Any:
    return SimpleNamespace(
        is_submitted=submitted, interview=SimpleNamespace(starts_at=NOW + timedelta(minutes=minutes))
    )


@pytest.mark.parametrize(
    ("next_card", "owed", "decisions", "stuck", "part"),
    [
        (interview_in(59), [1], [1], True, "next"),
        (interview_in(-10), [1], [1], True, "next"),
        (interview_in(-10, submitted=True), [1], [], False, "owed"),
        (interview_in(61), [1], [1], True, "owed"),
        (interview_in(61), [], [1], True, "decisions"),
        (interview_in(61), [], [], True, "stuck"),
        (interview_in(61), [], [], False, "next"),
        (None, [], [], False, ""),
    ],
)
def test_the_most_urgent_thing_gets_the_primary_action(
    next_card: Any, owed: list[int], decisions: list[int], stuck: bool, part: str
) -> None:
    assert most_urgent(next_card, owed, decisions, stuck, NOW) == part


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "now"),
        (1, "in 1 min"),
        (60, "in 1 h"),
        (125, "in 2 h 5 min"),
        (2879, "in 47 h 59 min"),
        (2880, "in 2 days"),
        (-14, "14 min ago"),
    ],
)
def test_a_length_of_time_is_said_as_the_script_says_it(minutes: int, words: str) -> None:
    assert until_words(NOW + timedelta(minutes=minutes), NOW) == words


def test_a_stage_whose_interview_was_cancelled_is_not_booked() -> None:
    stages = [SimpleNamespace(id=1), SimpleNamespace(id=2)]
    application = SimpleNamespace(
        role=SimpleNamespace(interview_plan=SimpleNamespace(stages=stages)),
        interviews=[
            SimpleNamespace(stage_id=1, is_cancelled=True),
            SimpleNamespace(stage_id=2, is_cancelled=False),
        ],
    )
    assert unbooked_stages(application) == stages[:1]
    assert unbooked_stages(SimpleNamespace(role=SimpleNamespace(interview_plan=None), interviews=[])) == []


def state(**there: bool) -> PortalState:
    names = ("coordinator", "interviewer", "role", "questions", "candidate", "interview")
    return PortalState(1, 0, *(there.get(name, False) for name in names))


def test_first_steps_are_those_of_ones_own_kind() -> None:
    steps = first_steps(state(role=True), administrator=False, coordinator=True)
    assert [(endpoint, done) for _, endpoint, done in steps] == [
        ("roles.new", True),
        ("roles.index", False),
        ("candidates.new", False),
        ("candidates.index", False),
    ]
    assert len(first_steps(state(), administrator=True, coordinator=True)) == 6


def test_steps_that_are_all_done_are_not_shown() -> None:
    assert first_steps(state(coordinator=True, interviewer=True), administrator=True, coordinator=False) == []
