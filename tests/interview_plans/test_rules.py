"""What a plan proposes, and what is odd about its seats."""

from __future__ import annotations

import pytest

from app.interview_plans import rules


def test_more_responsibilities_get_more_stages():
    assert [len(rules.proposal(count)) for count in (0, 5, 6, 14, 15, 80)] == [2, 2, 3, 3, 4, 4]


def test_seats_read_as_and_of_ors():
    seats = [(2, ["Ivo", "Ines", "Otto"]), (1, ["Hugo", "Rita"]), (1, ["Ada"])]
    assert rules.summary(seats) == "2 of Ivo, Ines, Otto and 1 of Hugo, Rita and Ada"


def test_a_stage_without_seats_is_warned_about():
    assert rules.warnings([]) == ["Nobody is asked to sit in this stage yet."]


def test_a_seat_that_wants_more_than_can_be_asked_is_warned_about():
    assert rules.warnings([(3, [1, 2]), (1, [3])]) == ["3 are needed, but only 2 can be asked."]


def test_two_seats_cannot_be_taken_by_one_person():
    assert rules.warnings([(1, [1]), (1, [1])]) == [
        "The same people are named more than once, so that not every seat can be taken by someone else."
    ]


def test_seats_that_share_people_are_fine_where_someone_can_give_way():
    assert rules.warnings([(2, [1, 2, 3]), (1, [1])]) == []


@pytest.mark.parametrize(
    ("position", "to", "order"),
    [(1, 3, [2, 3, 1]), (3, 1, [3, 1, 2]), (2, 99, [1, 3, 2]), (2, -5, [2, 1, 3]), (2, 2, [1, 2, 3])],
)
def test_a_thing_moves_to_its_place_and_the_others_keep_their_order(position, to, order):
    assert rules.moved(3, position, to) == order


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ([], (0, 0)),
        ([[]], (0, 0)),
        ([[(1, ["ivo"])]], (1, 1)),
        ([[(1, ["ivo"])], [(1, ["ivo"])]], (1, 1)),
        ([[(1, ["ivo"])], [(1, ["ines"])]], (2, 2)),
        ([[(1, ["ivo"])], [(1, ["ivo", "ines"])]], (1, 2)),
        ([[(2, ["ivo", "ines"])]], (2, 2)),
        ([[(2, ["ivo", "ines", "otto"])], [(1, ["hugo"])]], (2, 3)),
        ([[(1, ["ivo", "ines"])], [(1, ["ines", "otto"])], [(1, ["otto", "ivo"])]], (2, 3)),
    ],
)
def test_how_many_different_people_sit_in_stages_together(stages, expected):
    assert rules.people(stages) == expected
