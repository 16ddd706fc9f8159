"""The figures of a debrief: the mean, how sure one may be of it, and where people differ."""

from __future__ import annotations

import math
import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engines.agreement import (
    Interval,
    Pairs,
    Rating,
    figures,
    interval,
    is_apart,
    pairs,
    question_means,
    rater_means,
    weighted_mean,
)
from app.engines.agreement.interval import rounding_variance, t_quantile

IVO, INES, RITA = 1, 2, 3


def table(**of_raters: dict[int, int]) -> list[Rating]:
    names = {"ivo": IVO, "ines": INES, "rita": RITA}
    return [Rating(names[name], q, v) for name, given in of_raters.items() for q, v in given.items()]


def test_a_question_counts_once_however_many_rated_it() -> None:
    ratings = table(ivo={1: 5, 2: 1}, ines={1: 5}, rita={1: 5})
    assert question_means(ratings) == {1: 5.0, 2: 1.0}
    assert weighted_mean(ratings, {}) == 3.0


def test_a_weight_counts_as_so_many_questions() -> None:
    assert weighted_mean(table(ivo={1: 5, 2: 1}), {1: 3}) == 4.0


def test_the_weight_of_a_question_that_nobody_rated_counts_nowhere() -> None:
    assert weighted_mean(table(ivo={1: 4}), {1: 1, 2: 9}) == 4.0


def test_nothing_rated_has_no_mean() -> None:
    empty = figures([], {})
    assert (empty.mean, empty.interval, empty.lowest, empty.highest, empty.pairs) == (
        None,
        None,
        None,
        None,
        Pairs(),
    )


def test_a_weight_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        weighted_mean(table(ivo={1: 4}), {1: 0})


def test_each_interviewer_has_a_mean_of_their_own() -> None:
    assert rater_means(table(ivo={1: 5, 2: 2}, ines={1: 3}), {1: 2}) == {IVO: 4.0, INES: 3.0}


def test_one_interviewer_or_two_ratings_are_too_few_to_say() -> None:
    assert interval(table(ivo={1: 4, 2: 4, 3: 4, 4: 4}), {}) is None
    assert interval(table(ivo={1: 4}, ines={1: 3}), {}) is None
    assert interval(table(ivo={1: 4, 2: 4}, ines={1: 3}), {}) is not None


def test_the_interval_is_the_mean_and_t_standard_errors_of_the_jackknife() -> None:
    # Three raters, one question: leaving each out gives 3.5, 3 and 2.5, so se² = 2/3 * 0.5 = 1/3.
    half = 2.920 * math.sqrt(1 / 3)
    found = interval(table(ivo={1: 2}, ines={1: 3}, rita={1: 4}), {})
    assert found == Interval(pytest.approx(3 - half), pytest.approx(3 + half))


def test_people_who_agree_to_the_point_are_not_certain() -> None:
    agreed = table(ivo={1: 3, 2: 3, 3: 3}, ines={1: 3, 2: 3, 3: 3})
    half = 6.314 * math.sqrt(1 / 12 / 6)
    assert interval(agreed, {}) == Interval(pytest.approx(3 - half), pytest.approx(3 + half))


def test_rounding_leaves_a_twelfth_of_a_step_squared_for_each_rating() -> None:
    assert rounding_variance(table(ivo={1: 3}), {}) == pytest.approx(1 / 12)
    assert rounding_variance(table(ivo={1: 3, 2: 3}), {1: 3}) == pytest.approx((9 + 1) / 16 / 12)


def test_the_interval_stays_on_the_scale() -> None:
    found = interval(table(ivo={1: 1, 2: 1}, ines={1: 5, 2: 5}), {})
    assert found == Interval(1.0, 5.0)


def test_the_table_of_t_is_students_distribution() -> None:
    def up_to(t: float, df: int, steps: int = 4000) -> float:
        """Simpson's rule over the density from 0 to ``t``."""
        scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
        h = t / steps
        weights = [1 if i in (0, steps) else 4 if i % 2 else 2 for i in range(steps + 1)]
        return 0.5 + scale * h / 3 * sum(
            w * (1 + (i * h) ** 2 / df) ** (-(df + 1) / 2) for i, w in enumerate(weights)
        )

    assert [round(up_to(t_quantile(df), df), 3) for df in range(1, 31)] == [0.95] * 30


@pytest.mark.parametrize(
    "rounds", [[(3, 6)], [(1, 4)] * 3, [(2, 2)] * 3], ids=["panel of 3", "3 alone", "3 pairs"]
)
def test_the_interval_holds_the_true_mean_about_nine_times_in_ten(rounds: list[tuple[int, int]]) -> None:
    """Components of variance of one interview study, in squared steps; see the engine's interval."""
    chance = random.Random(7)
    held, panels = 0, 600
    for _ in range(panels):
        true = min(4.6, max(1.4, chance.gauss(3.2, 0.53)))
        found = interval(_panel(chance, rounds, true), {})
        assert found is not None
        held += found.low <= true <= found.high
    assert 0.84 <= held / panels <= 0.96


def _panel(chance: random.Random, rounds: list[tuple[int, int]], true: float) -> list[Rating]:
    rater, question, ratings = count(1), count(1), []
    for people, questions in rounds:
        panel = [(next(rater), chance.gauss(0, 0.49**0.5)) for _ in range(people)]
        for number in [next(question) for _ in range(questions)]:
            about = true + chance.gauss(0, 0.19**0.5)
            ratings += [
                Rating(who, number, min(5, max(1, round(about + bent + chance.gauss(0, 0.03**0.5)))))
                for who, bent in panel
            ]
    return ratings


def test_two_steps_are_apart_and_one_is_not() -> None:
    assert [is_apart(v) for v in ([], [3], [3, 4], [2, 3, 4], [1, 5])] == [False, False, False, True, True]


def test_pairs_are_counted_between_people_on_the_same_question() -> None:
    ratings = table(ivo={1: 3, 2: 2}, ines={1: 3, 2: 3}, rita={1: 4, 2: 5, 3: 1})
    assert pairs(ratings) == Pairs(same=1, one_step=3, apart=2)


def test_a_person_who_rated_a_question_twice_is_no_pair() -> None:
    assert pairs([Rating(IVO, 1, 2), Rating(IVO, 1, 5)]).total == 0


some_ratings = st.lists(
    st.builds(Rating, st.integers(1, 5), st.integers(1, 6), st.integers(1, 5)), max_size=30
)


@given(some_ratings, st.dictionaries(st.integers(1, 6), st.integers(1, 5)))
def test_whatever_is_rated_the_mean_lies_in_its_interval_and_on_the_scale(
    ratings: list[Rating], weights: dict[int, float]
) -> None:
    found = figures(ratings, weights)
    if found.mean is None:
        assert ratings == []
        return
    assert 1 <= found.mean <= 5
    if found.interval is not None:
        assert 1 <= found.interval.low <= found.mean <= found.interval.high <= 5


@given(some_ratings, st.randoms())
def test_the_order_of_the_ratings_changes_nothing(ratings: list[Rating], chance: random.Random) -> None:
    mixed = chance.sample(ratings, len(ratings))
    one, other = figures(ratings, {}), figures(mixed, {})
    assert (one.pairs, one.ratings, one.raters) == (other.pairs, other.ratings, other.raters)
    assert one.mean == (None if other.mean is None else pytest.approx(other.mean))
