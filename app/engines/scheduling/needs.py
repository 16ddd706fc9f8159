"""What one candidate needs, compiled to arrays once: their axis, and for each round its pools and open starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from app.engines.scheduling.axis import Axis, Floats, Ints, as_array
from app.engines.scheduling.instance import MOST_FREE, Assignment, Candidate, Instance, Round, Stage
from app.engines.scheduling.slots import parse_instant, starts


@dataclass(eq=False)
class Pool:
    """``count`` of ``people`` (their numbers) for ``skill``; ``bonus``: what seating somebody costs apart."""

    skill: str
    count: int
    people: Ints
    bonus: Floats | None = None


@dataclass(eq=False)
class Need:
    round: Round
    open: Floats  # by position: 0 (or what moving it there costs) where it may begin, infinite elsewhere
    pools: list[Pool]
    learners: Ints
    rooms: Ints
    room_bonus: Floats | None = None
    fixed: Assignment | None = None  # pinned: it stays, and only limits the rest
    constant: float = 0.0  # what it costs to change all of the panel


@dataclass(eq=False)
class Part:
    """A stage: its needs and how the axis runs for it."""

    stage: Stage
    needs: list[Need]
    ahead: Ints
    before: Ints  # positions at which the stage before may end its last slot
    is_ordered: bool
    length: int = 0  # slots of all rounds


@dataclass(eq=False)
class Needs:
    candidate: Candidate
    axis: Axis
    parts: list[Part]
    done: Floats  # by position of the last slot: what being done then costs
    met: set[int] = field(default_factory=set)  # who is in pinned rounds


class Compiler:
    """Compiles the candidates of one instance; ``fixed``: pinned assignments by round, ``shun``: dear starts."""

    def __init__(
        self,
        instance: Instance,
        fixed: dict[str, Assignment],
        shun: Mapping[str, dict[int, float]] = MappingProxyType({}),
    ) -> None:
        self.instance, self.fixed, self.shun = instance, fixed, shun
        self.number = {person.id: n for n, person in enumerate(instance.interviewers)}
        self.room_number = {room.id: n for n, room in enumerate(instance.rooms)}
        self.pools: dict[tuple[int, ...], Ints] = {}

    def needs(self, candidate: Candidate) -> Needs:
        fixed = [self.fixed[r.id] for s in candidate.stages for r in s.rounds if r.id in self.fixed]
        extra = 0
        for each in fixed:
            extra |= ((1 << each.round.length) - 1) << each.start
        axis = Axis(candidate, extra)
        opens: dict[int, Floats] = {}
        parts = [self._part(candidate, stage, axis, opens) for stage in candidate.stages if stage.rounds]
        weight = self.instance.weights.day * candidate.priority
        day_of = candidate.days.day_of
        last = np.minimum(axis.slots + 1, self.instance.grid.slots - 1)
        done = weight * (np.array([day_of[slot] for slot in last], float) - candidate.ready_day)
        met = {self.number[person.id] for each in fixed for person in each.people}
        return Needs(candidate, axis, parts, done, met)

    def _part(self, candidate: Candidate, stage: Stage, axis: Axis, opens: dict[int, Floats]) -> Part:
        columns = min(stage.max_span, int((axis.ends - np.arange(len(axis))).max(initial=0))) + 1
        return Part(
            stage,
            [self._need(candidate, stage, round_, axis, opens) for round_ in stage.rounds],
            axis.ahead(columns) if stage.same_day else np.zeros((0, 0), np.int64),
            axis.positions_before(stage.min_days_after),
            stage.is_ordered or len(stage.rounds) > MOST_FREE,
            sum(round_.length for round_ in stage.rounds),
        )

    def _need(
        self, candidate: Candidate, stage: Stage, round_: Round, axis: Axis, opens: dict[int, Floats]
    ) -> Need:
        if round_.id in self.fixed:
            fixed = self.fixed[round_.id]
            open_ = np.where(axis.slots == fixed.start, 0.0, np.inf)
            return Need(round_, open_, [], self._numbers(()), self._numbers(()), fixed=fixed)
        if round_.length not in opens:
            possible = as_array(starts(candidate.windows, round_.length), self.instance.grid.slots)
            opens[round_.length] = np.where(possible[axis.slots], 0.0, np.inf)
        open_ = opens[round_.length]
        if stage.same_day:  # a window may run past midnight; such a stage may not
            open_ = np.where(np.arange(len(axis)) + round_.length <= axis.ends, open_, np.inf)
        pools = [
            Pool(seat.skill, seat.count, self._numbers(tuple(self.number[p.id] for p in seat.pool)))
            for seat in round_.seats
        ]
        learners = self._numbers(tuple(self.number[p.id] for p in round_.shadows))
        rooms = self._numbers(tuple(self.room_number[room.id] for room in round_.rooms))
        need = Need(round_, open_, [pool for pool in pools if pool.count > 0], learners, rooms)
        if dear := self.shun.get(round_.id):
            need.open = need.open + np.array([dear.get(slot, 0.0) for slot in axis.slots.tolist()])
        if old := self.instance.previous.get(round_.id):
            self._stay_close(need, old, axis)
        return need

    def _stay_close(self, need: Need, old: dict[str, Any], axis: Axis) -> None:
        """Moving the round, replacing people of its panel and changing its room cost what the weights say."""
        weights, grid = self.instance.weights, self.instance.grid
        slot = grid.slot_at(parse_instant(old["start"]))
        need.open = need.open + np.where(axis.slots == slot, 0.0, weights.change_time)
        panel = Counter(self.number.get(seat["interviewer"], -1) for seat in old["panel"])
        need.constant = weights.change_panel * panel.total()
        for pool in need.pools:
            pool.bonus = np.array([-weights.change_panel if p in panel else 0.0 for p in pool.people])
        room = self.room_number.get(old.get("room") or "", -1)
        if len(need.rooms):
            need.room_bonus = np.where(need.rooms == room, 0.0, weights.change_room)
        elif old.get("room") is not None:
            need.constant += weights.change_room

    def _numbers(self, numbers: tuple[int, ...]) -> Ints:
        """The same array for the same people, so that what is read for one round serves the others."""
        if numbers not in self.pools:
            self.pools[numbers] = np.array(numbers, np.int64)
        return self.pools[numbers]
