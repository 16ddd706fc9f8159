"""How a question did: told of several candidates at once, and only where nobody owes a card any more."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from app.library import rules
from app.library.figures import spread_of, use_of
from app.store.decision import Decision
from tests.factories import (
    NOW,
    keep,
    make_application,
    make_candidate,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    rate,
    scorecard_of,
    submit,
)


@pytest.fixture
def kit(cast):
    """A stage with one question, asked of every candidate."""
    plan = make_plan(make_role(hiring_manager_id=cast.hugo.id), questions=1)
    return make_kit(plan.stages[0], questions=1)


@pytest.fixture
def id(kit):
    return kit.questions[0].library_id


NUMBERS = count(1)  # each candidate is decided a minute after the one before


def interviewed(kit, cast, *ratings, decided=True, owing=False):
    number = next(NUMBERS)
    application = make_application(make_candidate(), kit.stage.plan.role)
    people = (cast.ivo, cast.ines, cast.otto)[: len(ratings)]
    interview = make_interview(
        application, *people, kit=kit, starts_at=NOW - timedelta(days=2, hours=2 * number)
    )
    for person, value in zip(people, ratings, strict=True):
        card = scorecard_of(interview, person)
        (rate if owing and person is people[-1] else submit)(card, value)
    if decided:
        keep(
            Decision(
                application=application,
                outcome="no_offer",
                reasons="Others were closer",
                decided_by=cast.hugo,
                decided_at=NOW + timedelta(minutes=number),
            )
        )
    return interview


def test_nothing_is_told_of_two_candidates_however_many_rated_them(kit, id, cast):
    for _ in range(2):
        interviewed(kit, cast, 3, 4, 5)
    assert spread_of(id) is None


def test_five_ratings_of_three_candidates_are_told(kit, id, cast):
    for ratings in ((3, 4), (2, 2), (5,)):
        interviewed(kit, cast, *ratings)
    spread = spread_of(id)
    assert spread is not None
    assert (spread.counts, spread.candidates, spread.apart) == ({1: 0, 2: 2, 3: 1, 4: 1, 5: 1}, 3, None)
    assert (round(spread.mean, 2), round(spread.deviation, 2)) == (3.2, 1.17)


def test_fewer_than_five_ratings_are_not_told(kit, id, cast):
    for ratings in ((3, 4), (2,), (5,)):
        interviewed(kit, cast, *ratings)
    assert spread_of(id) is None


@pytest.mark.parametrize("hidden", [{"decided": False}, {"owing": True}])
def test_who_is_not_decided_or_owes_a_card_changes_no_figure(kit, id, cast, hidden):
    for _ in range(3):
        interviewed(kit, cast, 3, 4)
    before = spread_of(id)
    for _ in range(3):
        interviewed(kit, cast, 1, 1, **hidden)
    assert spread_of(id) == before
    assert before is not None


def test_figures_move_by_three_candidates_at_once(kit, id, cast):
    for _ in range(3):
        interviewed(kit, cast, 3, 4)
    before = spread_of(id)
    for _ in range(2):
        interviewed(kit, cast, 1, 1)
        assert spread_of(id) == before
    interviewed(kit, cast, 1, 1)
    after = spread_of(id)
    assert after is not None
    assert (after.candidates, after.counts[1]) == (6, 6)


def test_who_gave_too_little_to_rate_hides_nobody_among_three(kit, id, cast):
    for ratings in ((3, 4, 5), (2, 2, 2), (None, None)):
        interviewed(kit, cast, *ratings)
    assert spread_of(id) is None
    interviewed(kit, cast, 5, None)
    spread = spread_of(id)
    assert spread is not None
    assert (spread.candidates, spread.not_enough, spread.without_evidence) == (3, 1, 1 / 8)


def test_how_far_people_are_apart_is_told_from_ten_ratings_on(kit, id, cast):
    for _ in range(4):
        interviewed(kit, cast, 2, 4)
    assert spread_of(id).apart is None  # six ratings: of the first three candidates
    for _ in range(2):
        interviewed(kit, cast, 3, 3)
    spread = spread_of(id)
    assert (spread.rated, round(spread.apart, 2)) == (12, 1.33)


def test_a_cancelled_interview_counts_nowhere(kit, id, cast):
    for _ in range(3):
        interviewed(kit, cast, 3, 4)
    for interview in [interviewed(kit, cast, 1, 1) for _ in range(3)]:
        interview.cancelled_at = NOW
        keep(interview)
    assert spread_of(id).counts[1] == 0
    assert use_of(id, cast.rita, NOW).asked == 3


def test_places_are_named_to_who_may_see_the_plan_and_counted_for_everybody(kit, id, cast):
    told = {
        person.name: (use.plans, use.kits, [stage.id for stage in use.places])
        for person in (cast.rita, cast.hugo, cast.ivo)
        for use in [use_of(id, person, NOW)]
    }
    assert told == {
        "Rita Reyes": (1, 1, [kit.stage_id]),
        "Hugo Haas": (1, 1, [kit.stage_id]),
        "Ivo Ivanov": (1, 1, []),
    }


def test_candidates_count_in_threes():
    assert [len(rules.settled(range(number))) for number in range(8)] == [0, 0, 0, 3, 3, 3, 6, 6]
