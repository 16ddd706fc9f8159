"""The course of a search: everybody once, then whoever is missing by making room, then better step by step.

It can be stopped after any step and always holds the best schedule so far: fewest candidates missing, then least
cost.
"""

from __future__ import annotations

from app.engines.scheduling.eject import Ejection
from app.engines.scheduling.improve import Improvement
from app.engines.scheduling.instance import Assignment, Instance
from app.engines.scheduling.needs import Needs
from app.engines.scheduling.search import Kept, Search, Shun


class Course:
    """``missing`` and ``cost`` are those of ``kept``, the best schedule so far."""

    def __init__(
        self, instance: Instance, seed: int, fixed: dict[str, Assignment], shun: Shun | None = None
    ) -> None:
        self.search = Search(instance, seed, fixed, shun)
        self.waiting = sorted(self.search.movable, key=_room_to_move, reverse=True)
        self.missing = len(self.waiting)
        self.cost = self.search.board.cost
        self.kept: Kept = self.search.kept()
        self._ejection: Ejection | None = None
        self._improvement: Improvement | None = None

    def step(self, cooled: float = 1.0) -> None:
        """One piece of work, some milliseconds; ``cooled`` runs from 0 to 1 over the time for improving."""
        if self.waiting:
            self._place_next()
        elif self.search.missing:
            self._make_room()
        else:
            self._improve(cooled)

    @property
    def is_improving(self) -> bool:
        return not self.waiting and not self.search.missing

    def stop(self) -> None:
        """Keep what there is when time ends before everybody was asked."""
        if self.waiting:
            self.missing = len(self.search.missing) + len(self.waiting)
            self.cost, self.kept = self.search.board.cost, self.search.kept()

    def adopt(self, kept: Kept, missing: int, cost: float) -> None:
        """Go on from a better schedule that was found elsewhere."""
        self.waiting = []
        self.search.hopeless = []
        self.search.restore(kept)
        self.missing, self.cost, self.kept = missing, cost, self.search.kept()
        self._ejection = self._improvement = None

    def _place_next(self) -> None:
        candidate = self.waiting.pop().candidate
        if not self.search.insert(candidate):
            self.search.missing.append(candidate)
        if not self.waiting:
            self._note(len(self.search.missing))

    def _make_room(self) -> None:
        if self._ejection is None:
            self._ejection = Ejection(self.search)
        self._ejection.step()
        self._note(len(self.search.missing) + len(self.search.hopeless))

    def _note(self, missing: int) -> None:
        cost = self.search.board.cost
        if (missing, cost) < (self.missing, self.cost) or self.missing > missing:
            self.missing, self.cost, self.kept = missing, cost, self.search.kept()

    def _improve(self, cooled: float) -> None:
        if self._improvement is None:
            self._improvement = Improvement(self.search)
        if self._improvement.step(cooled):
            self.cost, self.kept = self._improvement.best, self._improvement.kept


def _room_to_move(needs: Needs) -> tuple[float, str]:
    """How many slots there are for each that is needed, weighed by how few people can take the scarcest seat."""
    pools = [pool for part in needs.parts for need in part.needs for pool in need.pools]
    scarcest = min((len(pool.people) / pool.count for pool in pools), default=9)
    free = sum(window.bit_count() for window in needs.candidate.windows)
    return free / max(1, sum(part.length for part in needs.parts)) * min(scarcest, 9), needs.candidate.id
