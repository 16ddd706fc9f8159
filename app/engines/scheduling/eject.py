"""Making room: who found no place takes one, and exactly those who stand in the way look for another.

The loop is chosen for which the least is taken away; whoever has failed to find a place more often is dearer to
take away, so that the hard ones settle and the easy ones move. Ejection with growing weights: Nagata and Braysy
2009, Oper. Res. Lett. 37:333. In between, somebody at random moves a little, so that no circle closes.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from app.engines.scheduling.board import INFINITE, Market, Prices
from app.engines.scheduling.instance import Assignment, Candidate
from app.engines.scheduling.search import Search

IN_THE_WAY = 100.0  # what taking away somebody of weight 1 costs beside the cost of the format


class Ejection:
    def __init__(self, search: Search) -> None:
        self.search, self.board = search, search.board
        board = self.board
        self.weight = {needs.candidate.id: 1.0 for needs in search.movable}
        self.price = {length: base.copy() for length, base in board.base.items()}
        self.room = {length: base.copy() for length, base in board.room_base.items()}
        self.seen = [0] * len(board.people)

    def step(self) -> bool:
        """Place one who is missing, taking others away where needed. False where nobody is missing."""
        search, board = self.search, self.board
        if not search.missing:
            return False
        candidate = search.missing.pop()
        if search.insert(candidate, amount=2.0):
            return True
        self.weight[candidate.id] += 1
        self._refresh()
        found = search.cheapest(
            candidate, Market(self.price, self.room, board.shadow_value), amount=20.0, most=30
        )
        if found is None:
            search.hopeless.append(candidate)
            return True
        for other in self._in_the_way(found.loop):
            search.missing.append(other)
            search.take(other)
        board.place(candidate, found.loop)
        self._stir()
        return True

    def _stir(self) -> None:
        """Move one candidate at random to a place that is about as good."""
        search = self.search
        if (someone := search.any_placed()) is None:
            return
        held = search.take(someone)
        if not search.insert(someone, amount=30.0):
            search.board.place(someone, held)

    # what a place costs in others

    def _refresh(self) -> None:
        """Bring the prices in conflicts up to date for everybody whose sessions have changed."""
        board = self.board
        for at, version in enumerate(board.versions):
            if self.seen[at] != version:
                self.seen[at] = version
                self._reprice(at)
        for at, held in enumerate(board.in_room):
            for length, prices in self.room.items():
                prices[at] = board.room_base[length][at]
                for each in held.values():
                    prices[at][max(0, each.start - length + 1) : each.end] += self._worth(each)

    def _worth(self, each: Assignment) -> np.float32:
        if each.round.id in self.search.fixed:
            return INFINITE
        return np.float32(IN_THE_WAY * self.weight.get(each.candidate.id, 1.0))

    def _reprice(self, at: int) -> None:
        board, person, calendar = self.board, self.board.people[at], self.board.calendar[at]
        sessions = [(each, self._worth(each)) for each in board.sessions[at].values()]
        load = (board.weights.load * board.week_counts[at])[calendar.week]
        for length, matrix in self.price.items():
            conflict = np.zeros(len(load), np.float32)
            for each, worth in sessions:
                conflict[max(0, each.start - person.buffer - length + 1) : each.end + person.buffer] += worth
            self._limits(at, sessions, conflict)
            np.add(board.base[length][at] + load, conflict, out=matrix[at])

    def _limits(self, at: int, sessions: list[tuple[Assignment, np.float32]], conflict: Prices) -> None:
        """Where a day or a week is full and nothing else stands in the way, the least of its sessions does."""
        person, calendar = self.board.people[at], self.board.calendar[at]
        for counts, number, most, where in (
            (self.board.day_counts[at], calendar.day, person.max_per_day, calendar.days),
            (self.board.week_counts[at], calendar.week, person.max_per_week, calendar.weeks),
        ):
            for which, many in enumerate(counts):
                if many >= most:
                    worths = [worth for each, worth in sessions if number[each.start] == which]
                    part = conflict[where[which]]
                    part[part == 0] = min(worths, default=INFINITE)

    def _in_the_way(self, loop: list[Assignment]) -> Iterable[Candidate]:
        """Who must give way to this loop: as few and as light as possible."""
        board = self.board
        away: dict[str, Candidate] = {}

        def left(held: Iterable[Assignment]) -> list[Assignment]:
            return [each for each in held if each.candidate.id not in away]

        for each in loop:
            if each.room is not None:
                for other in board.in_room[board.room_number[each.room.id]].values():
                    if other.start < each.end and each.start < other.end:
                        away[other.candidate.id] = other.candidate
            for person in each.people:
                buffer = person.buffer
                for other in board.sessions[board.number[person.id]].values():
                    if other.start < each.end + buffer and each.start < other.end + buffer:
                        away[other.candidate.id] = other.candidate
        for each in loop:
            for person in each.people:
                at = board.number[person.id]
                calendar = board.calendar[at]
                for number, most in (
                    (calendar.day, person.max_per_day),
                    (calendar.week, person.max_per_week),
                ):
                    same = [
                        other
                        for other in left(board.sessions[at].values())
                        if number[other.start] == number[each.start]
                    ]
                    for other in sorted(same, key=lambda o: (self._worth(o), o.round.id))[
                        : len(same) + 1 - most
                    ]:
                        away[other.candidate.id] = other.candidate
        return away.values()
