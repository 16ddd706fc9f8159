"""More seats than the people who may take them have sessions left: Hall's condition by a maximum flow.

Every seat sends its people, who may take so many a day and so many a week; what does not get through is too much.
Nothing is said about times within a day beyond how many sessions fit into it, so that a surplus is a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.engines.scheduling.facts import Placed
from app.engines.scheduling.instance import Interviewer
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import bits


@dataclass(frozen=True)
class Overload:
    """``rounds`` need ``demand`` seats from ``people``, who can take ``capacity``."""

    rounds: tuple[Placed, ...]
    people: tuple[Interviewer, ...]
    demand: int
    capacity: int


def overload(scene: Scene, rounds: Sequence[Placed]) -> Overload | None:
    """The rounds that ask too much of their people; None where the flow finds seats for all."""
    return _Flow(scene, rounds).overload()


class _Flow:
    def __init__(self, scene: Scene, rounds: Sequence[Placed]) -> None:
        from ortools.graph.python import max_flow

        self.scene, self.rounds = scene, rounds
        self.flow = max_flow.SimpleMaxFlow()
        self.source, self.sink, self.count = 0, 1, 2
        self.days: dict[tuple[str, int], int] = {}  # node of a person's day
        self.weeks: dict[tuple[str, tuple[int, int]], int] = {}
        self.seats: list[tuple[int, Placed, int]] = []
        shortest: dict[str, int] = {}
        for placed in rounds:
            for seat in placed[2].seats:
                for person in seat.pool:
                    shortest[person.id] = min(shortest.get(person.id, 1 << 30), placed[2].length)
        self.shortest = shortest
        self.met = {c.id: frozenset(scene.met(c)) for c, _, _ in rounds}
        for placed in rounds:
            self._add(placed)

    def _node(self) -> int:
        self.count += 1
        return self.count - 1

    def _add(self, placed: Placed) -> None:
        candidate, _, round_ = placed
        met = self.met[candidate.id]
        mask = self.scene.open_starts(placed, met=met)
        for seat in round_.seats:
            node = self._node()
            self.seats.append((node, placed, seat.count))
            self.flow.add_arc_with_capacity(self.source, node, seat.count)
            for person in self.scene.pool(candidate, round_, seat):
                free = self.scene.person_starts(person, round_.length) & mask
                if not free or person.id in met:
                    continue
                one = self._node()  # a person takes one of the seat's places
                self.flow.add_arc_with_capacity(node, one, 1)
                for day, slots in person.days.mask_of.items():
                    if free & slots:
                        self.flow.add_arc_with_capacity(one, self._day(person, day), 1)

    def _day(self, person: Interviewer, day: int) -> int:
        key = (person.id, day)
        if key not in self.days:
            self.days[key] = self._node()
            left = max(0, self.scene.left_by_day(person)[day])
            most = min(left, self._fit(person, person.days.mask_of[day]))
            week = person.days.week_of_day[day]
            self.flow.add_arc_with_capacity(self.days[key], self._week(person, week), most)
        return self.days[key]

    def _week(self, person: Interviewer, week: tuple[int, int]) -> int:
        key = (person.id, week)
        if key not in self.weeks:
            self.weeks[key] = self._node()
            left = max(0, self.scene.left_by_week(person)[week])
            self.flow.add_arc_with_capacity(self.weeks[key], self.sink, left)
        return self.weeks[key]

    def _fit(self, person: Interviewer, slots: int) -> int:
        """How many of the shortest sessions fit into the person's day."""
        length = self.shortest[person.id]
        count, over = 0, 0
        for start in bits(self.scene.person_starts(person, length) & slots):
            if start >= over:
                count, over = count + 1, start + length + person.buffer
        return count

    def overload(self) -> Overload | None:
        demand = sum(count for _, _, count in self.seats)
        if not self.seats or demand == 0:
            return None
        if self.sink >= self.flow.num_nodes():
            flow, within = 0, {self.source} | {node for node, _, _ in self.seats}
        else:
            self.flow.solve(self.source, self.sink)
            flow = self.flow.optimal_flow()
            within = set(self.flow.get_source_side_min_cut())
        if flow >= demand:
            return None
        found = {p[2].id: p for node, p, _ in self.seats if node in within}
        people = {name for (name, _), node in self.days.items() if node in within}
        asked = sum(count for node, _, count in self.seats if node in within)
        return Overload(
            tuple(found.values()),
            tuple(p for p in self.scene.instance.interviewers if p.id in people),
            asked,
            asked - (demand - flow),
        )
