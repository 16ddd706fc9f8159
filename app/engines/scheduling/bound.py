"""A proven lower bound: no schedule costs less.

What ties candidates together is replaced by prices: one for each person and week (the load), one for each shadow
seat, and, where they begin to matter, one for each person and day (the limit) and for each person and slot (one
session at a time). With any such prices every candidate can be asked alone for their cheapest loop, and the sum of
the answers, less what the prices themselves bring in, is a bound (Lagrangian duality: Held and Karp 1971, Math.
Program. 1:6; Geoffrion 1974). The prices follow the schedules that the candidates would choose: too many with one
person in one week, and that week becomes dearer. Rooms are left out, which only lowers the bound.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from app.engines.scheduling.axis import Floats
from app.engines.scheduling.board import Board, Market
from app.engines.scheduling.cheapest import cheapest
from app.engines.scheduling.instance import Assignment, Instance
from app.engines.scheduling.needs import Compiler
from app.engines.scheduling.search import Kept

FIRST_STEP, SHORTER, PATIENCE = 1.25, 0.7, 6  # of the length towards the best known cost; and when it shrinks
MEMORY = 0.6  # how much of the way before is kept
SMALLEST_STEP = 1e-3  # of the length towards the best known cost; below it nothing more is gained
MOST_BRANCHES = 40  # for one candidate; their part of the bound holds with fewer, only lower


class Bound:
    """``best`` rises with every useful :meth:`step`; minus infinity until the first is done."""

    def __init__(self, instance: Instance, fixed: dict[str, Assignment]) -> None:
        self.instance = instance
        board = Board(instance)
        compiler = Compiler(instance, fixed)
        self.constant = 0.0
        for candidate in instance.candidates:
            held = [fixed[r.id] for s in candidate.stages for r in s.rounds if r.id in fixed]
            if held:
                board.place(candidate, held)
                self.constant += sum(board.change_cost(each) for each in held)
                if len(held) == sum(len(s.rounds) for s in candidate.stages):
                    self.constant += board.cost_of(candidate, held) - sum(board.change_cost(e) for e in held)
        self.constant += sum(board.avoided(at) for at in range(len(board.people)))
        self.needs = [
            compiler.needs(candidate)
            for candidate in instance.candidates
            if any(r.id not in fixed for s in candidate.stages for r in s.rounds)
        ]
        self.people, self.weights, self.number = board.people, board.weights, board.number
        self.calendar = board.calendar
        self.open = {
            length: np.where(np.isfinite(board.price[length]), base, np.inf)
            for length, base in board.base.items()
        }
        self.room = board.room_price
        slots = instance.grid.slots
        many = len(self.people)
        self.weeks = max((len(c.weeks) for c in self.calendar), default=0)
        self.days = max((len(c.days) for c in self.calendar), default=0)
        self.week = np.array([c.week for c in self.calendar], np.int64).reshape(many, slots)
        self.day = np.array([c.day for c in self.calendar], np.int64).reshape(many, slots)
        self.held = np.zeros((many, self.weeks))
        for at, counts in enumerate(board.week_counts):
            self.held[at, : len(counts)] = counts
        self.day_left = np.zeros((many, self.days))
        self.week_most = np.zeros((many, self.weeks))
        self.target = np.zeros(many)
        for at, person in enumerate(self.people):
            held = board.day_counts[at]
            self.day_left[at, : len(held)] = [max(0, person.max_per_day - n) for n in held]
            self.week_most[at] = person.max_per_week
            self.target[at] = max(0, person.shadow_target - board.shadowed[at])
        # the prices
        self.of_week = np.zeros((many, self.weeks))
        self.of_shadow = np.where(self.target > 0, self.weights.shadow_missing / 2, 0.0)
        self.of_day = np.zeros((many, self.days))
        self.of_slot = np.zeros((many, slots))
        self.best = -np.inf
        self.grain = _grain(instance)
        self.step_length = FIRST_STEP
        self.stale = 0
        self.way: tuple[Floats, ...] | None = None  # in which the prices moved last

    @property
    def proven(self) -> float:
        """The bound, raised to the next value that a cost can have."""
        if not self.grain:
            return self.best
        return float(np.ceil(round(self.best / self.grain, 6))) * self.grain

    @property
    def is_settled(self) -> bool:
        return self.step_length < SMALLEST_STEP

    def learn(self, kept: Kept) -> None:
        """Begin with the prices that the weeks of a good schedule suggest: what its last and its next session add."""
        counts = np.zeros_like(self.of_week)
        for each in (each for held in kept.values() for each in held):
            for person in each.people:
                at = self.number[person.id]
                counts[at, self.week[at, each.start]] += 1
        self.of_week = self.weights.load * np.maximum(counts - 0.5, 0)

    def market(self) -> Market:
        rows = np.arange(len(self.people))[:, None]
        flat = self.of_week[rows, self.week] + self.of_day[rows, self.day]
        price = {}
        slots = self.instance.grid.slots
        running = np.concatenate([np.zeros((len(self.people), 1)), np.cumsum(self.of_slot, axis=1)], axis=1)
        buffers = np.array([p.buffer for p in self.people])[:, None]
        for length, open_ in self.open.items():
            price[length] = open_ + flat
            if self.of_slot.any():
                ends = np.minimum(np.arange(slots)[None, :] + length + buffers, slots)
                price[length] += running[rows, ends] - running[:, :slots]
        return Market(price, self.room, self.of_shadow)

    def step(self, cost: float, is_late: Callable[[], bool] = lambda: False) -> bool:
        """Ask every candidate at the present prices, and move the prices. ``cost`` is that of the best schedule.

        False where it shows that there is no schedule: a candidate has no loop even alone. Where ``is_late``
        the step is given up.
        """
        market = self.market()
        used = np.zeros_like(self.of_week)
        by_day = np.zeros_like(self.of_day)
        covered = np.zeros((len(self.people), self.instance.grid.slots + 1))
        shadows = np.zeros(len(self.people))
        total = self.constant
        for needs in self.needs:
            if is_late():
                return True
            found = cheapest(self.instance, needs, market, most=MOST_BRANCHES)
            if found is None:
                return False
            total += found.bound
            for each in found.loop:
                for person in each.people:
                    at = self.number[person.id]
                    used[at, self.week[at, each.start]] += 1
                    by_day[at, self.day[at, each.start]] += 1
                    covered[at, each.start] += 1
                    covered[at, min(each.end + person.buffer, self.instance.grid.slots)] -= 1
                if each.shadow is not None:
                    shadows[self.number[each.shadow.id]] += 1
        load, wanted = self._load(used)
        income = (
            (self.of_day * self.day_left).sum() + self.of_slot.sum() - (self.of_shadow * self.target).sum()
        )
        bound = total + load - float(income)
        if bound > self.best + 1e-9:
            self.best, self.stale = bound, 0
        else:
            self.stale += 1
        if self.stale >= PATIENCE:
            self.stale = 0
            self.step_length *= SHORTER
        crowded = np.cumsum(covered, axis=1)[:, :-1] - 1
        self._move(bound, cost, used - wanted, by_day - self.day_left, crowded, self.target - shadows)
        return True

    def _load(self, used: Floats) -> tuple[float, Floats]:
        """The least of load less income over how many sessions each week holds, and that number nearest to ``used``."""
        weight = self.weights.load
        best = np.full_like(self.of_week, np.inf)
        wanted = np.zeros_like(best)
        top = int(max(1, self.week_most.max(initial=0)))
        for n in range(top + 1):
            total = self.held + n
            value = weight * total * (total - 1) / 2 - self.of_week * n
            value = np.where((n > 0) & (total > self.week_most), np.inf, value)
            better = (value < best - 1e-9) | ((value < best + 1e-9) & (abs(n - used) < abs(wanted - used)))
            best, wanted = np.where(better, value, best), np.where(better, n, wanted)
        return float(best.sum()), wanted

    def _move(
        self, bound: float, cost: float, weeks: Floats, days: Floats, slots: Floats, shadows: Floats
    ) -> None:
        """A step of Polyak's length along the subgradient, smoothed (Camerini et al. 1975, Math. Program. Study 3)."""
        days = np.where((days > 0) | (self.of_day > 0), days, 0)
        slots = np.where((slots > 0) | (self.of_slot > 0), slots, 0)
        shadows = np.where(self.target > 0, shadows, 0)
        now = (weeks, days, slots, shadows)
        if self.way is not None:
            now = tuple(
                MEMORY * before + (1 - MEMORY) * each for before, each in zip(self.way, now, strict=True)
            )
        size = max(_square(now), _square((weeks, days, slots, shadows)))
        self.way = now
        if size == 0:
            return
        length = self.step_length * max(cost - bound, 1e-3) / size
        weeks, days, slots, shadows = now
        self.of_week = self.of_week + length * weeks
        self.of_day = np.maximum(0, self.of_day + length * days)
        self.of_slot = np.maximum(0, self.of_slot + length * slots)
        self.of_shadow = np.clip(self.of_shadow + length * shadows, 0, self.weights.shadow_missing)


def _square(way: tuple[Floats, ...]) -> float:
    return sum(float((part**2).sum()) for part in way)


def _grain(instance: Instance) -> float:
    """The greatest amount of which every cost is a multiple; 0 where the weights have no such amount in thousandths."""
    weights, quarter = instance.weights, Fraction(instance.grid.minutes, 15)
    amounts = [Fraction(str(weights.day)) * Fraction(str(c.priority)) for c in instance.candidates]
    amounts += [Fraction(str(weights.gap)) * quarter, Fraction(str(weights.avoid)) * quarter]
    amounts += [Fraction(str(weights.load)), Fraction(str(weights.shadow_missing))]
    if instance.previous:
        amounts += [
            Fraction(str(w)) for w in (weights.change_time, weights.change_panel, weights.change_room)
        ]
    parts = [amount for amount in amounts if amount]
    if not parts:
        return 0.0
    below = lcm(*(part.denominator for part in parts))
    grain = Fraction(gcd(*(int(part * below) for part in parts)), below)
    return float(grain) if grain >= Fraction(1, 1000) else 0.0
