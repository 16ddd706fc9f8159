"""The cheapest way to hold a stage that may be spread over days: the same growth of sets, along the whole axis."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.engines.scheduling.axis import Axis, Floats
from app.engines.scheduling.needs import Part


class Spread:
    def __init__(self, part: Part, costs: Floats, before: Floats, axis: Axis, done: Floats | None) -> None:
        self.part, self.costs, self.axis, self.done = part, costs, axis, done
        self.lengths = [need.round.length for need in part.needs]
        self.pause, self.ordered = part.stage.min_break, part.is_ordered
        self.before = before
        self.full = (1 << len(self.lengths)) - 1
        self.ready: dict[
            int, Floats
        ] = {}  # by position: the least cost of having the set and being free there
        self._fill()
        self.best = float(self.ends.min(initial=np.inf))

    def _fill(self) -> None:
        many = range(len(self.lengths))
        self.ends = np.full(len(self.axis), np.inf)
        for have in range(1, self.full + 1):
            table = np.full(len(self.axis), np.inf)
            for number in many:
                less = have ^ 1 << number
                if not have >> number & 1 or (self.ordered and less != (1 << number) - 1):
                    continue
                held = self._held(less, number)
                if have == self.full:
                    last = np.searchsorted(self.axis.slots, self.axis.slots + self.lengths[number] - 1)
                    good = np.isfinite(held)
                    np.minimum.at(self.ends, last[good], held[good])
                else:
                    np.minimum(table, self._onward(held, number), out=table)
            self.ready[have] = table
        if self.done is not None:
            self.ends = self.ends + self.done

    def _held(self, less: int, number: int) -> Floats:
        return (self.ready[less] if less else self.before) + self.costs[number]

    def _onward(self, held: Floats, number: int) -> Floats:
        """From the cost of beginning a round somewhere to that of being free again at each position."""
        free = self.axis.slots + self.lengths[number] + self.pause
        began = np.searchsorted(free, self.axis.slots, side="right")  # how many starts are over by then
        return np.concatenate([[np.inf], np.minimum.accumulate(held)])[began]

    def by_end(self, positions: int) -> Floats:
        return self.ends[:positions]

    def find(self, cost: float, last: int | None) -> tuple[int, list[tuple[int, int]]]:
        """As for a loop; the first of the pair is the position at which the stage begins."""
        end = int(self.ends.argmin()) if last is None else last
        value = float(self.ends[end]) - (float(self.done[end]) if self.done is not None else 0.0)
        found = list(self._back(end, value))
        return min(position for _, position in found), found

    def _back(self, end: int, value: float) -> Iterator[tuple[int, int]]:
        have, free_at = self.full, int(self.axis.slots[end]) + 1
        while have:
            best: tuple[float, int, int] | None = None
            for number in (n for n in range(len(self.lengths)) if have >> n & 1):
                less = have ^ 1 << number
                if self.ordered and less != (1 << number) - 1:
                    continue
                held = self._held(less, number)
                over = self.axis.slots + self.lengths[number] + (0 if have == self.full else self.pause)
                fits = over == free_at if have == self.full else over <= free_at
                if fits.any():
                    at = int(np.where(fits, held, np.inf).argmin())
                    if best is None or held[at] < best[0]:
                        best = (float(held[at]), number, at)
            if best is None:
                raise AssertionError("a table that was filled cannot be read back")
            _, number, at = best
            yield number, at
            have ^= 1 << number
            free_at = int(self.axis.slots[at])
