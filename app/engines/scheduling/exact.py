"""The rules for a handful of candidates as a CP-SAT model, exact, beside bookings that stay.

Whatever is in ``loose`` is left out. A model is built for one question and thrown away; the library is imported
only then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any, cast

from app.engines.scheduling.beside import allowed_beside, from_day
from app.engines.scheduling.facts import NOTHING, Fact, Loose, Placed
from app.engines.scheduling.instance import Assignment, Candidate, Interviewer, Round, Stage
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import Days


class Answer(Enum):
    POSSIBLE = 1
    IMPOSSIBLE = 2
    UNKNOWN = 3  # not decided in the time given


class Impossible(Exception):
    """Seen while building: no need to search."""


@dataclass(eq=False)
class Terms:
    """The model's variables for one round."""

    placed: Placed
    start: Any
    mask: int  # where it may begin
    seats: dict[str, dict[str, Any]] = field(default_factory=dict)  # by skill, by person
    sits: dict[str, Any] = field(default_factory=dict)  # by person
    rooms: dict[str, Any] = field(default_factory=dict)
    periods: dict[tuple[int, str], dict[Any, Any]] = field(default_factory=dict)


def runs(mask: int) -> list[tuple[int, int]]:
    """The runs of slots in a mask: first and last of each."""
    found, at = [], 0
    while mask:
        skip = (mask & -mask).bit_length() - 1
        mask >>= skip
        long = (~mask & (mask + 1)).bit_length() - 1
        found.append((at + skip, at + skip + long - 1))
        mask >>= long
        at += skip + long
    return found


class Exact:
    def __init__(
        self,
        scene: Scene,
        rounds: Iterable[Placed],
        loose: Loose = NOTHING,
        starts: dict[str, int] | None = None,
    ) -> None:
        """``starts``: by round, the only slots that come into question, where that is known."""
        from ortools.sat.python import cp_model

        self.cp, self.model = cp_model, cp_model.CpModel()
        self.scene, self.loose, self.starts = scene, loose, starts or {}
        self.terms: dict[str, Terms] = {}
        self.by_person: dict[str, list[Terms]] = defaultdict(list)
        self.objective: list[Any] = []
        self.impossible = False
        try:
            self._build([each for each in rounds if Fact("round", each[2].id) not in loose])
        except Impossible:
            self.impossible = True

    def _build(self, rounds: list[Placed]) -> None:
        met = {c.id: frozenset(self.scene.met(c)) for c, _, _ in rounds}
        for placed in rounds:
            candidate = placed[0]
            twice = Fact("nobody_twice", candidate.id) in self.loose
            self._round(placed, frozenset() if twice else met[candidate.id])
        by_candidate: dict[str, list[Terms]] = defaultdict(list)
        for terms in self.terms.values():
            by_candidate[terms.placed[0].id].append(terms)
        for many in by_candidate.values():
            self._candidate(many[0].placed[0], many)
        for name, many in self.by_person.items():
            self._person(self.scene.people[name], many)
        self._rooms()

    def _domain(self, mask: int) -> Any:
        return self.cp.Domain.from_intervals(runs(mask))

    def _only_from(self, terms: Terms, mask: int, literal: Any) -> None:
        """Where ``literal`` holds the round begins within ``mask``."""
        if (terms.mask & ~mask) == 0:
            return
        if not terms.mask & mask:
            self.model.add(literal == 0)
            return
        self.model.add_linear_expression_in_domain(
            terms.start, self._domain(mask & terms.mask)
        ).only_enforce_if(literal)

    # one round

    def _round(self, placed: Placed, met: frozenset[str]) -> None:
        candidate, _, round_ = placed
        mask = self.scene.open_starts(placed, self.loose, met) & self.starts.get(round_.id, -1)
        mask &= allowed_beside(self.scene, placed, self.loose)
        pin = self.scene.pins.get(round_.id) if Fact("pinned", round_.id) not in self.loose else None
        if pin is not None:
            mask &= 1 << pin.start
        if not mask:
            raise Impossible
        terms = Terms(placed, self.model.new_int_var_from_domain(self._domain(mask), round_.id), mask)
        self.terms[round_.id] = terms
        for seat in round_.seats:
            if Fact("seat", round_.id, seat.skill) in self.loose:
                continue
            here = terms.seats.setdefault(seat.skill, {})
            for person in self.scene.pool(candidate, round_, seat, self.loose):
                free = self.scene.person_starts(person, round_.length, self.loose)
                if person.id not in met and free & mask:
                    here[person.id] = self.model.new_bool_var("")
            self.model.add(sum(here.values()) == seat.count)
        for name in {name for here in terms.seats.values() for name in here}:
            mine = [here[name] for here in terms.seats.values() if name in here]
            sits = mine[0] if len(mine) == 1 else self.model.new_bool_var("")
            if len(mine) > 1:
                self.model.add(sum(mine) == sits)
            self._sit(terms, self.scene.people[name], sits)
        if pin is not None:
            self._pin(terms, pin)
        site = Fact("site", round_.id) in self.loose
        if round_.onsite and not site and Fact("room", round_.onsite) not in self.loose:
            for room in round_.rooms:
                free = self.scene.room_starts(room, round_.length)
                if free & mask:
                    terms.rooms[room.id] = self.model.new_bool_var("")
                    self._only_from(terms, free, terms.rooms[room.id])
            self.model.add_exactly_one(list(terms.rooms.values()))

    def _sit(self, terms: Terms, person: Interviewer, literal: Any) -> None:
        terms.sits[person.id] = literal
        self.by_person[person.id].append(terms)
        free = self.scene.person_starts(person, terms.placed[2].length, self.loose)
        self._only_from(terms, free, literal)

    def _pin(self, terms: Terms, pin: Assignment) -> None:
        for person, _ in pin.panel:
            if person.id in terms.sits:
                self.model.add(terms.sits[person.id] == 1)
            elif terms.seats:
                raise Impossible
        if pin.shadow is not None and pin.shadow.id not in terms.sits:
            free = self.scene.person_starts(pin.shadow, pin.round.length, self.loose)
            if not free >> pin.start & 1:
                raise Impossible
            terms.sits[pin.shadow.id] = self.model.new_constant(1)
            self.by_person[pin.shadow.id].append(terms)

    # one candidate

    def _candidate(self, candidate: Candidate, many: list[Terms]) -> None:
        if Fact("nobody_twice", candidate.id) not in self.loose:
            for name in {name for terms in many for name in terms.sits}:
                here = [terms.sits[name] for terms in many if name in terms.sits]
                if len(here) > 1:
                    self.model.add_at_most_one(here)
        self._apart(many, 0)
        stages: list[list[Terms]] = []
        for stage in candidate.stages:
            here = [terms for terms in many if terms.placed[1] is stage]
            if here:
                self._stage(candidate, stage, here)
                stages.append(here)
        for before, after in pairwise(stages):
            self._after(candidate, before, after)

    def _apart(self, many: list[Terms], pause: int) -> None:
        if len(many) > 1:
            self.model.add_no_overlap(
                self.model.new_fixed_size_interval_var(t.start, t.placed[2].length + pause, "") for t in many
            )

    def _stage(self, candidate: Candidate, stage: Stage, many: list[Terms]) -> None:
        if Fact("break", stage.id) not in self.loose and stage.min_break:
            self._apart(many, stage.min_break)
        if stage.is_ordered and Fact("order", stage.id) not in self.loose:
            inorder = sorted(many, key=lambda terms: terms.placed[2].number)
            for one, other in pairwise(inorder):
                self.model.add(other.start >= one.start + one.placed[2].length)
        if not stage.same_day or Fact("same_day", stage.id) in self.loose:
            return
        if len(many) > 1:
            shared = self._periods(many[0], candidate.days, "day")
            for terms in many[1:]:
                for day, literal in shared.items():
                    self._only_from(terms, candidate.days.mask_of[day], literal)
        if Fact("max_span", stage.id) not in self.loose:
            for one in many:
                if one.placed[2].length > stage.max_span:
                    raise Impossible
                for other in many:
                    if one is not other:
                        self.model.add(other.start + other.placed[2].length - one.start <= stage.max_span)

    def _after(self, candidate: Candidate, before: list[Terms], after: list[Terms]) -> None:
        stage = after[0].placed[1]
        if Fact("stage_order", stage.id) in self.loose:
            return
        apart = 0 if Fact("days_between", stage.id) in self.loose else stage.min_days_after
        for one in before:
            length = one.placed[2].length
            for other in after:
                self.model.add(other.start >= one.start + length)
            if apart > 0:
                ends = self._periods(one, candidate.days, "day", length - 1)
                for day, literal in ends.items():
                    for other in after:
                        self._only_from(other, from_day(candidate.days, day + apart), literal)

    def _periods(self, terms: Terms, days: Days, what: str, shift: int = 0) -> dict[Any, Any]:
        """Exactly one literal for each day or week in which the round's slot ``shift`` may lie."""
        key = (id(days), f"{what}+{shift}")
        if key not in terms.periods:
            masks = days.mask_of if what == "day" else days.mask_of_week
            possible = {period: mask for period, mask in masks.items() if terms.mask & (mask >> shift)}
            literals = terms.periods[key] = {period: self.model.new_bool_var("") for period in possible}
            self.model.add_exactly_one(list(literals.values()))
            for period, literal in literals.items():
                self._only_from(terms, possible[period] >> shift, literal)
        return terms.periods[key]

    # one person, and the rooms

    def _person(self, person: Interviewer, many: list[Terms]) -> None:
        if len(many) < 2:
            return
        buffer = 0 if Fact("buffer", person.id) in self.loose else person.buffer
        self.model.add_no_overlap(
            self.model.new_optional_fixed_size_interval_var(
                terms.start, terms.placed[2].length + buffer, terms.sits[person.id], ""
            )
            for terms in many
        )
        limits: tuple[tuple[str, str, dict[Any, int], dict[Any, int]], ...] = (
            (
                "daily_limit",
                "day",
                cast("dict[Any, int]", person.days.mask_of),
                self.scene.left_by_day(person),
            ),
            (
                "weekly_limit",
                "week",
                cast("dict[Any, int]", person.days.mask_of_week),
                self.scene.left_by_week(person),
            ),
        )
        for kind, what, masks, left in limits:
            if Fact(kind, person.id) in self.loose:
                continue
            for period, mask in masks.items():
                here = [terms for terms in many if terms.mask & mask]
                if len(here) > left[period]:
                    counted = [self._counted(terms, person, what, period, mask) for terms in here]
                    self.model.add(sum(counted) <= max(0, left[period]))

    def _counted(self, terms: Terms, person: Interviewer, what: str, period: Any, mask: int) -> Any:
        """1 where the person sits in the round and it lies in that day or week."""
        sits = terms.sits[person.id]
        if not terms.mask & ~mask:
            return sits
        here = self._periods(terms, person.days, what)[period]
        both = self.model.new_bool_var("")
        self.model.add_bool_or([sits.negated(), here.negated(), both])
        return both

    def _rooms(self) -> None:
        by_room: dict[str, list[Any]] = defaultdict(list)
        for terms in self.terms.values():
            for room, literal in terms.rooms.items():
                length = terms.placed[2].length
                by_room[room].append(
                    self.model.new_optional_fixed_size_interval_var(terms.start, length, literal, "")
                )
        for intervals in by_room.values():
            if len(intervals) > 1:
                self.model.add_no_overlap(intervals)

    # asking

    def solve(self, seconds: float = 2.0, workers: int = 1) -> Answer:
        """Whether it is possible (or, with an objective, the best); values are read afterwards."""
        if self.impossible:
            return Answer.IMPOSSIBLE
        self.solver = self.cp.CpSolver()
        parameters = self.solver.parameters
        parameters.max_time_in_seconds = max(0.01, seconds)
        parameters.num_workers = workers
        parameters.random_seed = 7
        if self.objective:
            self.model.minimize(sum(self.objective))
        self.status = self.solver.solve(self.model)
        if self.status in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return Answer.POSSIBLE
        return Answer.IMPOSSIBLE if self.status == self.cp.INFEASIBLE else Answer.UNKNOWN

    @property
    def is_best(self) -> bool:
        return self.status == self.cp.OPTIMAL

    def assignments(self) -> list[Assignment]:
        """The rounds as found, without shadows."""
        value = self.solver.value
        found = []
        for terms in self.terms.values():
            candidate, _, round_ = terms.placed
            panel = tuple(
                (self.scene.people[name], skill)
                for skill, here in terms.seats.items()
                for name, literal in here.items()
                if value(literal)
            )
            room = next((self.scene.rooms[room] for room, lit in terms.rooms.items() if value(lit)), None)
            found.append(Assignment(round_, candidate, int(value(terms.start)), panel, None, room))
        return found


def possible(scene: Scene, rounds: Iterable[Placed], loose: Loose = NOTHING, seconds: float = 2.0) -> Answer:
    return Exact(scene, rounds, loose).solve(seconds)


def rounds_of(candidates: Iterable[Candidate]) -> list[tuple[Candidate, Stage, Round]]:
    return [(c, s, r) for c in candidates for s in c.stages for r in s.rounds]
