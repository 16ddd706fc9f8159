"""Means of ratings: of a question, of a rater, of the candidate. "Not enough evidence" is no rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Rating:
    """What one rater gave for one question, on the scale from 1 to 5."""

    rater: int
    question: int
    value: int


Weights = Mapping[int, float]  # by question; a question that is not named weighs 1


def question_means(ratings: Iterable[Rating]) -> dict[int, float]:
    """The plain mean over raters, 1 to 5, of each question that anybody rated."""
    return {question: fmean(values) for question, values in _grouped(ratings, "question").items()}


def weighted_mean(ratings: Iterable[Rating], weights: Weights) -> float | None:
    """``sum(w_q m_q) / sum(w_q)`` over the rated questions, 1 to 5; None where nothing is rated.

    Each question counts by its weight, however many people rated it: a question asked by a panel of four
    is not worth four. Raises ValueError for a weight that is not above 0.
    """
    means = question_means(ratings)
    shares = {question: weights.get(question, 1) for question in means}
    if any(share <= 0 for share in shares.values()):
        raise ValueError("a weight must be above 0")
    if not means:
        return None
    return sum(shares[q] * mean for q, mean in means.items()) / sum(shares.values())


def rater_means(ratings: Iterable[Rating], weights: Weights) -> dict[int, float]:
    """The weighted mean of what each rater gave, 1 to 5; not comparable where they rated other questions."""
    by_rater: dict[int, list[Rating]] = {}
    for rating in ratings:
        by_rater.setdefault(rating.rater, []).append(rating)
    return {rater: weighted_mean(given, weights) or 0.0 for rater, given in by_rater.items()}


def _grouped(ratings: Iterable[Rating], by: str) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for rating in ratings:
        groups.setdefault(getattr(rating, by), []).append(rating.value)
    return groups
