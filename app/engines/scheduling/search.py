"""A schedule in the making: the board, each candidate's needs, who is missing, and chance with a seed."""

from __future__ import annotations

import random

import numpy as np

from app.engines.scheduling.board import Board, Market
from app.engines.scheduling.cheapest import Found, cheapest
from app.engines.scheduling.instance import Assignment, Candidate, Instance
from app.engines.scheduling.needs import Compiler, Needs

Kept = dict[str, list[Assignment]]  # by candidate
Shun = dict[str, dict[int, float]]  # by round and start: what it costs beside the cost of the format


class Search:
    def __init__(
        self, instance: Instance, seed: int, fixed: dict[str, Assignment], shun: Shun | None = None
    ) -> None:
        self.instance, self.fixed = instance, fixed
        self.board = Board(instance)
        self.board.shun = shun or {}
        self.random = random.Random(seed)  # noqa: S311  a search, not a secret
        self.noise = np.random.default_rng(abs(seed))
        compiler = Compiler(instance, fixed, self.board.shun)
        self.needs = {candidate.id: compiler.needs(candidate) for candidate in instance.candidates}
        self.fixed_rounds = frozenset(fixed)
        self.movable: list[Needs] = []
        for needs in self.needs.values():
            held = [need.fixed for part in needs.parts for need in part.needs if need.fixed is not None]
            if held:
                self.board.place(needs.candidate, held)
            if len(held) < sum(len(part.needs) for part in needs.parts):
                self.movable.append(needs)
        self.movable_ids = {needs.candidate.id for needs in self.movable}
        self.missing: list[Candidate] = []
        self.hopeless: list[Candidate] = []  # for whom there is no place even if everybody else gives way

    def cheapest(
        self, candidate: Candidate, market: Market | None = None, *, amount: float = 0.0, most: int = 8
    ) -> Found | None:
        needs = self.needs[candidate.id]
        return cheapest(
            self.instance, needs, market or self.board.market, noise=self.noise, amount=amount, most=most
        )

    def insert(self, candidate: Candidate, *, amount: float = 0.0, most: int = 8) -> bool:
        """Place the candidate where it is cheapest; False where there is no place."""
        found = self.cheapest(candidate, amount=amount, most=most)
        if found is None:
            return False
        self.board.place(candidate, found.loop)
        return True

    def take(self, candidate: Candidate) -> list[Assignment]:
        return self.board.take(candidate, but=self.fixed_rounds)

    def any_placed(self) -> Candidate | None:
        """Somebody who has a place and may move; None where there is nobody."""
        for _ in range(20):
            candidate = self.random.choice(self.movable).candidate
            if self.is_placed(candidate):
                return candidate
        return next((n.candidate for n in self.movable if self.is_placed(n.candidate)), None)

    def is_placed(self, candidate: Candidate) -> bool:
        held = self.board.placed.get(candidate.id, [])
        return len(held) == sum(len(stage.rounds) for stage in candidate.stages)

    # whole schedules

    def kept(self) -> Kept:
        return {key: list(held) for key, held in self.board.placed.items()}

    def restore(self, kept: Kept) -> None:
        """Make the board hold this schedule."""
        changed = []
        for needs in self.movable:
            candidate = needs.candidate
            have, want = self.board.placed.get(candidate.id, []), kept.get(candidate.id, [])
            if {id(each) for each in have} != {id(each) for each in want}:
                self.take(candidate)
                changed.append((candidate, [e for e in want if e.round.id not in self.fixed]))
        for candidate, loop in changed:
            if loop:
                self.board.place(candidate, loop)
        self.missing = [n.candidate for n in self.movable if not self.is_placed(n.candidate)]
