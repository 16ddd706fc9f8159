"""The figures of a debrief, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.engines.agreement.interval import Interval, interval
from app.engines.agreement.means import Rating, Weights, question_means, rater_means, weighted_mean
from app.engines.agreement.pairs import Pairs, pairs


@dataclass(frozen=True)
class Figures:
    """``mean`` is None where nothing is rated; ``interval`` where there is too little to say."""

    mean: float | None
    interval: Interval | None
    of_questions: dict[int, float]
    of_raters: dict[int, float]
    pairs: Pairs
    ratings: int

    @property
    def raters(self) -> int:
        return len(self.of_raters)

    @property
    def lowest(self) -> float | None:
        """The lowest mean that any one rater gave."""
        return min(self.of_raters.values(), default=None)

    @property
    def highest(self) -> float | None:
        return max(self.of_raters.values(), default=None)


def figures(ratings: Sequence[Rating], weights: Weights) -> Figures:
    """Work out everything from the ratings and the weights that were set before."""
    return Figures(
        mean=weighted_mean(ratings, weights),
        interval=interval(ratings, weights),
        of_questions=question_means(ratings),
        of_raters=rater_means(ratings, weights),
        pairs=pairs(ratings),
        ratings=len(ratings),
    )
