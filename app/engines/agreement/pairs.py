"""Where two people rated the same answer: how often they agree, and where they are apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.engines.agreement.means import Rating

APART = 2  # steps; one step is what careful people differ by


@dataclass(frozen=True)
class Pairs:
    """Pairs of different raters on the same question: the same rating, one step between, two or more."""

    same: int = 0
    one_step: int = 0
    apart: int = 0

    @property
    def total(self) -> int:
        return self.same + self.one_step + self.apart


def spread(values: Sequence[int]) -> int:
    """Steps between the lowest and the highest; 0 for fewer than two."""
    return max(values) - min(values) if values else 0


def is_apart(values: Sequence[int]) -> bool:
    """Whether people differ by two steps or more."""
    return spread(values) >= APART


def pairs(ratings: Iterable[Rating]) -> Pairs:
    """Count every pair of raters on every question that both rated."""
    by_question: dict[int, list[Rating]] = {}
    for rating in ratings:
        by_question.setdefault(rating.question, []).append(rating)
    steps = [
        abs(one.value - other.value)
        for given in by_question.values()
        for one, other in combinations(given, 2)
        if one.rater != other.rater
    ]
    return Pairs(
        same=steps.count(0), one_step=steps.count(1), apart=sum(distance >= APART for distance in steps)
    )
