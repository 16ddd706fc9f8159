"""How near two lines are to saying the same: the share of their terms that both have (Jaccard 1901, over stems)."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from app.engines.competencies.terms import terms

NEARLY_THE_SAME = 0.75


@lru_cache(maxsize=16_384)
def _bag(text: str) -> frozenset[str]:
    return frozenset(terms(text))


class Nearest:
    """Lines by key, asked for the one that says nearly the same as another line."""

    def __init__(self, lines: Mapping[int, str]) -> None:
        self._bags = {key: _bag(text) for key, text in lines.items()}
        self._having: dict[str, list[int]] = {}
        for key, bag in self._bags.items():
            for term in bag:
                self._having.setdefault(term, []).append(key)

    def to(self, text: str) -> int | None:
        """The key of the nearest line; of equally near ones the first; None where none is nearly the same."""
        bag = _bag(text)
        shared = Counter(key for term in bag for key in self._having.get(term, ()))
        near = {key: count / len(bag | self._bags[key]) for key, count in shared.items()}
        enough = [key for key in self._bags if near.get(key, 0.0) >= NEARLY_THE_SAME]
        return max(enough, key=near.__getitem__, default=None)
