"""Better step by step: take a few related candidates out, put each back where it is now cheapest, keep what pays.

Ruin and recreate: Schrimpf et al. 2000, J. Comput. Phys. 159:139; slightly worse schedules are accepted less and
less, as in simulated annealing.
"""

from __future__ import annotations

from math import log

from app.engines.scheduling.instance import Candidate
from app.engines.scheduling.search import Kept, Search

BLURS = (0.0, 0.5, 1.5, 4.0)  # by how much prices are shaken while putting back


class Improvement:
    def __init__(self, search: Search, warmth: float = 3.0) -> None:
        self.search, self.warmth = search, warmth
        self.cost = self.best = search.board.cost
        self.kept: Kept = search.kept()
        self.moved: set[str] = set()  # since the best

    def step(self, cooled: float) -> bool:
        """One try; ``cooled`` runs from 0 to 1 over the search. True where a new best was found."""
        search = self.search
        out = self._related()
        before = [(candidate, search.take(candidate)) for candidate in out]
        order = list(out)
        search.random.shuffle(order)
        amount = search.random.choice(BLURS)
        put_back = all(search.insert(candidate, amount=amount, most=4) for candidate in order)
        cost = search.board.cost if put_back else float("inf")
        allowed = self.cost - self.warmth * (1 - cooled) ** 2 * log(1 - search.random.random())
        if cost > allowed:
            for candidate in out:
                search.take(candidate)
            for candidate, loop in before:
                search.board.place(candidate, loop)
            return False
        self.cost = cost
        if cost < self.best - 1e-6:
            self.best = cost
            self.moved.update(c.id for c in out)
            for key in self.moved:
                self.kept[key] = list(search.board.placed[key])
            self.moved.clear()
            return True
        self.moved.update(c.id for c in out)
        return False

    def _related(self) -> list[Candidate]:
        """A few candidates who compete for the same people in the same weeks."""
        search, board = self.search, self.search.board
        chance = search.random
        if (first := search.any_placed()) is None:
            return []
        most = chance.choice((1, 2, 2, 3, 3, 4, 5))
        each = chance.choice(board.placed[first.id])
        rivals = {first.id: first}
        pool = [p for seat in each.round.seats for p in seat.pool]
        chance.shuffle(pool)
        movable = search.movable_ids
        near = 96 * chance.choice((1, 1, 3, 7))
        for person in pool:
            held = board.sessions[board.number[person.id]].values()
            for other in held:
                if other.candidate.id in movable and abs(other.start - each.start) <= near:
                    rivals[other.candidate.id] = other.candidate
            if len(rivals) > 3 * most:
                break
        others = [c for c in rivals.values() if c is not first]
        return [first, *chance.sample(others, min(most - 1, len(others)))]
