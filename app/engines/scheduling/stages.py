"""The cheapest way to hold one stage, over all orders and times at once, given what each round costs at each start.

A table has a row for each start of the stage and a column for each number of slots after it. Sets of rounds grow
one round at a time (a subset dynamic program, Held and Karp 1962), every row and column in one step.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.engines.scheduling.axis import Floats, Ints
from app.engines.scheduling.needs import Part


class Loops:
    """All same-day loops of a stage: ``total[row, end]`` with ``rows`` their first positions."""

    def __init__(
        self, part: Part, costs: Floats, before: Floats, gap: float, runs: Ints, done: Floats | None
    ) -> None:
        """``costs``: (rounds, positions); ``before``: what has been spent by position; ``gap``: for one slot."""
        self.part = part
        stage, lengths = part.stage, [need.round.length for need in part.needs]
        self.lengths, self.pause = lengths, stage.min_break
        finite = np.isfinite(costs)
        good_day = np.logical_or.reduceat(finite, runs, axis=1).all(axis=0)
        first = finite[0] if part.is_ordered else finite.any(axis=0)
        possible = first & np.repeat(good_day, np.diff(np.append(runs, costs.shape[1]))) & np.isfinite(before)
        self.rows = np.flatnonzero(possible)
        width = part.ahead.shape[1]  # columns: ends 0 .. width - 1
        self.width = width
        if not len(self.rows) or part.length + stage.min_break * (len(lengths) - 1) >= width:
            self.best = np.inf
            return
        there = part.ahead[self.rows]
        padded = np.concatenate([costs, np.full((len(lengths), 1), np.inf)], axis=1)
        self.at = padded[:, there]  # (rounds, rows, columns)
        self.ready: dict[int, Floats] = {}
        full = (1 << len(lengths)) - 1
        if part.is_ordered:
            self._in_order(full)
        else:
            self._any_order(full)
        waiting = gap * (np.arange(width) - part.length)
        self.total = self.ready[full] + (before[self.rows][:, None] + waiting)
        if done is not None:
            ends = np.append(done, np.inf)[part.ahead[self.rows]]
            self.total[:, 1:] += ends[:, :-1]
        self.best = float(self.total.min())

    def _grow(self, have: int, number: int, is_last: bool) -> tuple[int, Floats]:
        """The set ``have`` with one more round: from which column on it is ready, and at what cost."""
        length = self.lengths[number] + (0 if is_last else self.pause)
        if not have:
            return length, self.at[number][:, :1]
        return length, self.ready[have][:, : self.width - length] + self.at[number][:, : self.width - length]

    def _in_order(self, full: int) -> None:
        have = 0
        for number in range(len(self.lengths)):
            self._settle(have | 1 << number, [(have, number)], full)
            have |= 1 << number

    def _any_order(self, full: int) -> None:
        many = range(len(self.lengths))
        for have in range(1, full + 1):
            self._settle(have, [(have ^ 1 << n, n) for n in many if have >> n & 1], full)

    def _settle(self, have: int, ways: list[tuple[int, int]], full: int) -> None:
        table = np.full((len(self.rows), self.width), np.inf)
        for less, number in ways:
            length, cost = self._grow(less, number, have == full)
            if not less:
                if length < self.width:
                    column = table[:, length : length + 1]
                    np.minimum(column, cost, out=column)
            else:
                np.minimum(table[:, length:], cost, out=table[:, length:])
        self.ready[have] = table if have == full else np.minimum.accumulate(table, axis=1)

    def by_end(self, positions: int) -> Floats:
        """The least cost by the position of the last slot."""
        least = np.full(positions + 1, np.inf)
        if np.isfinite(self.best):
            for column in range(1, self.width):
                there = self.part.ahead[self.rows, column - 1]
                least[there] = np.minimum(least[there], self.total[:, column])
        return least[:positions]

    def find(self, cost: float, last: int | None) -> tuple[int, list[tuple[int, int]]]:
        """Where the loop of this cost begins that ends with position ``last`` (any for None), and each round in it."""
        if last is None:
            row, end = divmod(int(self.total.argmin()), self.width)
        else:
            ends = self.rows + np.arange(self.width)[:, None] - 1 == last
            hits = np.flatnonzero((ends.T & (self.total == cost)).ravel())
            row, end = divmod(int(hits[0]), self.width)
        return int(self.rows[row]), list(self._back(row, end))

    def _back(self, row: int, end: int) -> Iterator[tuple[int, int]]:
        have, ready = (1 << len(self.lengths)) - 1, end
        full = have
        while have:
            value = self.ready[have][row, ready]
            for number in [n for n in range(len(self.lengths)) if have >> n & 1][::-1]:
                less = have ^ 1 << number
                if less not in self.ready and less:
                    continue
                length = self.lengths[number] + (0 if have == full else self.pause)
                found = self._start(less, number, row, ready, length, value, exact=have == full)
                if found is not None:
                    yield number, int(self.rows[row]) + found
                    have, ready = less, found
                    break
            else:
                raise AssertionError("a table that was filled cannot be read back")

    def _start(
        self, less: int, number: int, row: int, ready: int, length: int, value: float, *, exact: bool
    ) -> int | None:
        """The column at which the round began, where it is what gave ``value``."""
        latest = ready - length
        if latest < 0:
            return None
        if not less:
            return 0 if self.at[number][row, 0] == value and (not exact or latest == 0) else None
        if exact:
            return latest if self.ready[less][row, latest] + self.at[number][row, latest] == value else None
        here = self.ready[less][row, : latest + 1] + self.at[number][row, : latest + 1]
        hits = np.flatnonzero(here == value)
        return int(hits[-1]) if len(hits) else None
