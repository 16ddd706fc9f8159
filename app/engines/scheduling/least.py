"""The least that a repair can cost, whatever it does: a bound from below that looks at everybody at once.

Every round either keeps its time, with its seats and room filled there, or moves and costs that much. Where a moved
round ends up is not asked, so nothing that is possible is left out; what remains is an assignment of people at fixed
times, which is quick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.engines.scheduling.closeness import SCALE
from app.engines.scheduling.instance import Assignment, Interviewer, Room
from app.engines.scheduling.scene import Scene


class Least:
    """After :meth:`solve`: ``bound``; of the cheapest way ``moves``, the rounds that leave their times, and ``plan``.

    ``plan`` holds all the others, with their people and rooms.
    """

    def __init__(self, scene: Scene, before: Iterable[Assignment], beside: Iterable[Assignment] = ()) -> None:
        """``beside``: what stays as it is; with any, ``bound`` holds only for repairs that leave it alone."""
        from ortools.sat.python import cp_model

        self.cp, self.model, self.scene = cp_model, cp_model.CpModel(), scene
        scene.book(beside)
        weights = scene.instance.weights
        self.time, self.person, self.room = (
            max(1, round(SCALE * each))
            for each in (weights.change_time, weights.change_panel, weights.change_room)
        )
        self.costs: list[Any] = []
        self.cost_of: dict[str, list[Any]] = defaultdict(list)  # by candidate
        self.rounds_of: dict[str, list[str]] = defaultdict(list)  # by candidate
        self.seats: dict[str, list[tuple[Interviewer, str, Any]]] = defaultdict(list)
        self.rooms: dict[str, list[tuple[Room, Any]]] = defaultdict(list)
        self.moved: dict[str, Any] = {}
        self.sits: dict[str, list[tuple[Assignment, Any]]] = defaultdict(list)
        self.in_room: dict[str, list[tuple[Assignment, Any]]] = defaultdict(list)
        self.meets: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.bound, self.moves = 0.0, set[str]()
        self.plan: dict[str, Assignment] = {}
        self.spent: dict[str, float] = {}  # by candidate, in the cheapest way
        self.before = {each.round.id: each for each in before}
        for each in self.before.values():
            self._round(each)
        for name, many in self.sits.items():
            self._person(scene.people[name], many)
        for many in self.in_room.values():
            self._apart(many, 0)
        for literals in self.meets.values():
            if len(literals) > 1:
                self.model.add_at_most_one(literals)

    def _round(self, each: Assignment) -> None:
        round_, candidate, bit = each.round, each.candidate, 1 << each.start
        moved = self.moved[round_.id] = self.model.new_bool_var("")
        self.rounds_of[candidate.id].append(round_.id)
        self.model.add_hint(moved, 0)
        open_ = self.scene.candidate_starts(candidate, round_.length)
        if not open_ & bit:
            self.model.add(moved == 1)
        self._cost(candidate.id, self.time * moved)
        old = {person.id: skill for person, skill in each.panel}
        here: dict[str, list[Any]] = defaultdict(list)
        for seat in round_.seats:
            mine = []
            for person in self.scene.pool(candidate, round_, seat):
                if self.scene.person_starts(person, round_.length) & bit:
                    literal = self.model.new_bool_var("")
                    self.model.add_hint(literal, old.get(person.id) == seat.skill)
                    mine.append(literal)
                    self.seats[round_.id].append((person, seat.skill, literal))
                    here[person.id].append(literal)
            self.model.add(sum(mine) == seat.count * (1 - moved))
        for name, literals in here.items():
            sits = literals[0] if len(literals) == 1 else self.model.new_bool_var("")
            if len(literals) > 1:
                self.model.add(sum(literals) == sits)
            self.sits[name].append((each, sits))
            self.meets[candidate.id, name].append(sits)
            here[name] = [sits]
        for name in old:
            stays = sum(here.get(name, []))
            elsewhere = self.scene.person_starts(self.scene.people[name], round_.length) & open_ & ~bit
            may = elsewhere and (round_.id, name) not in self.scene.barred
            self._cost(candidate.id, self.person * (1 - stays - (moved if may else 0)))
        if round_.onsite and each.room is not None:
            self._room(each, moved)

    def _cost(self, candidate: str, cost: Any) -> None:
        self.costs.append(cost)
        self.cost_of[candidate].append(cost)

    def unless_more_move(self, candidate: str, moves: set[str], cost: float | None) -> None:
        """While of the candidate's rounds at most ``moves`` leave their times, it costs so much (None: cannot be)."""
        others = [self.moved[name] for name in self.rounds_of[candidate] if name not in moves]
        if cost is None:
            self.model.add_bool_or(others)
        else:
            constraint = self.model.add(sum(self.cost_of[candidate]) >= round(SCALE * cost))
            if others:
                constraint.only_enforce_if([literal.negated() for literal in others])

    def _room(self, each: Assignment, moved: Any) -> None:
        rooms = []
        for room in each.round.rooms:
            if self.scene.room_starts(room, each.round.length) >> each.start & 1:
                literal = self.model.new_bool_var("")
                rooms.append(literal)
                self.rooms[each.round.id].append((room, literal))
                self.in_room[room.id].append((each, literal))
                if each.room is not None and room.id == each.room.id:
                    self._cost(each.candidate.id, self.room * (1 - literal - moved))
        self.model.add(sum(rooms) == 1 - moved)

    def _person(self, person: Interviewer, many: list[tuple[Assignment, Any]]) -> None:
        self._apart(many, person.buffer)
        days: dict[Any, list[Any]] = defaultdict(list)
        weeks: dict[Any, list[Any]] = defaultdict(list)
        for each, literal in many:
            day = person.days.day_of[each.start]
            days[day].append(literal)
            weeks[person.days.week_of_day[day]].append(literal)
        for periods, left in (
            (days, self.scene.left_by_day(person)),
            (weeks, self.scene.left_by_week(person)),
        ):
            for period, literals in periods.items():
                if len(literals) > left[period]:
                    self.model.add(sum(literals) <= max(0, left[period]))

    def _apart(self, many: list[tuple[Assignment, Any]], buffer: int) -> None:
        """Of sessions that contain the same moment, one."""
        inorder = sorted(many, key=lambda pair: pair[0].start)
        for at, (each, literal) in enumerate(inorder):
            clique = [literal]
            clique += [other for before, other in inorder[:at] if before.end + buffer > each.start]
            if len(clique) > 1:
                self.model.add_at_most_one(clique)

    def solve(self, seconds: float) -> bool:
        """Find the cheapest way; False where there is none, or none in time."""
        self.model.minimize(sum(self.costs))
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.02, seconds)
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 7
        status = solver.solve(self.model)
        self.is_impossible = status == self.cp.INFEASIBLE
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return False
        self.bound = max(self.bound, solver.best_objective_bound / SCALE)
        value = solver.value
        self.moves = {name for name, literal in self.moved.items() if value(literal)}
        self.spent = {name: value(sum(costs)) / SCALE for name, costs in self.cost_of.items()}
        self.plan = {
            name: replace(
                each,
                panel=tuple((person, skill) for person, skill, sits in self.seats[name] if value(sits)),
                room=next((room for room, literal in self.rooms[name] if value(literal)), None),
            )
            for name, each in self.before.items()
            if name not in self.moves
        }
        return True
