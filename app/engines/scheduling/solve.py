"""From a problem to a schedule: place everybody once, then take some out and put them back better.

The search is deterministic for a seed and a number of steps; seconds only end it. Ruin and recreate: Schrimpf et
al. 2000, J. Comput. Phys. 159:139; the acceptance of slightly worse schedules cools like simulated annealing.
"""

from __future__ import annotations

import random
from collections import Counter
from time import monotonic
from typing import Any

from app.engines.scheduling import loops, reasons
from app.engines.scheduling.instance import Assignment, Candidate, Instance, Misshapen
from app.engines.scheduling.reading import read
from app.engines.scheduling.slots import parse_instant, written
from app.engines.scheduling.timetable import Timetable

SEED = 7


def solve(
    problem: Any, *, seconds: float = 10.0, workers: int = 1, steps: int | None = None
) -> dict[str, Any]:
    """Schedule ``problem`` (interview-sched/1) within about ``seconds``, or within ``steps`` of improvement.

    Gives ``{"status": "feasible", "cost", "assignments"}``; ``{"status": "infeasible", "reasons"}`` where that
    is shown; or ``{"status": "partial", "assignments", "unscheduled", "reasons"}`` where some rounds found no place.
    One thread is used whatever ``workers`` says. Raises :class:`Misshapen` for a problem not of the format.
    """
    ends = monotonic() + seconds
    instance = read(problem)
    if proven := reasons.at_once(instance):
        return {"status": "infeasible", "reasons": proven}
    search = _Search(instance, ends, steps)
    search.construct()
    if search.missing and (proven := reasons.after_trying(instance, search.missing)):
        return {"status": "infeasible", "reasons": proven}
    search.improve()
    return search.answer()


class _Search:
    def __init__(self, instance: Instance, ends: float, steps: int | None) -> None:
        self.instance, self.ends, self.steps = instance, ends, steps
        self.random = random.Random(SEED)  # noqa: S311  a search, not a secret
        self.timetable = Timetable(instance)
        self.movable = [c for c in instance.candidates if not self._is_pinned(c)]
        self.missing: list[Candidate] = []

    def _is_pinned(self, candidate: Candidate) -> bool:
        return any(r.id in self.instance.pinned for s in candidate.stages for r in s.rounds)

    def construct(self) -> None:
        """Everybody once: pinned first, then who has the least room to move."""
        for candidate in self.instance.candidates:
            if self._is_pinned(candidate):
                self._place_pinned(candidate)
        for candidate in sorted(self.movable, key=self._room_to_move):
            if not loops.place(self.timetable, candidate):
                self.missing.append(candidate)

    def _room_to_move(self, candidate: Candidate) -> tuple[float, str]:
        """Free slots for each slot needed, weighed by how many people can take the scarcest seat."""
        free = sum(window.bit_count() for window in candidate.windows)
        needed = sum(r.length for s in candidate.stages for r in s.rounds) or 1
        scarcest = min(
            (len(seat.pool) / seat.count for s in candidate.stages for r in s.rounds for seat in r.seats),
            default=9,
        )
        return free / needed * min(scarcest, 9), candidate.id

    def _place_pinned(self, candidate: Candidate) -> None:
        """What is pinned stands as it was given; a candidate with a pinned round keeps all of theirs."""
        people = {person.id: person for person in self.instance.interviewers}
        rooms = {room.id: room for room in self.instance.rooms}
        given = self.instance.previous | self.instance.pinned
        for stage in candidate.stages:
            for round_ in stage.rounds:
                if (pin := given.get(round_.id)) is None:
                    continue
                try:
                    panel = tuple((people[seat["interviewer"]], str(seat["skill"])) for seat in pin["panel"])
                    shadow = people[pin["shadow"][0]] if pin.get("shadow") else None
                    start = self.instance.grid.floor(parse_instant(pin["start"]))
                    room = rooms[pin["room"]] if pin.get("room") else None
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    raise Misshapen(f"what is pinned for {round_.id} cannot be read: {error}") from error
                if not 0 <= start <= self.instance.grid.slots - round_.length:
                    raise Misshapen(f"what is pinned for {round_.id} lies outside the horizon")
                self.timetable.place(Assignment(round_, candidate, start, panel, shadow, room))

    def improve(self) -> None:
        """Take a few related candidates out, put them back in another order, keep what is not worse."""
        best = cost = self.timetable.cost()
        kept = dict(self.timetable.assignments)
        step = 0
        while self.movable and monotonic() < self.ends and (self.steps is None or step < self.steps):
            step += 1
            warmth = max(0.0, 1 - step / 4000) * 4
            out = self._related()
            before = [self.timetable.remove_candidate(candidate) for candidate in out]
            missing = list(self.missing)
            if self._put_back(out, missing):
                new = (
                    self.timetable.cost()
                    if len(self.instance.candidates) <= 80
                    else cost + self._difference(out, before)
                )
                fewer = len(missing) < len(self.missing)
                if fewer or (
                    len(missing) == len(self.missing) and new <= cost + warmth * self.random.random()
                ):
                    self.missing, cost = missing, new
                    if fewer or cost < best:
                        best, kept = cost, dict(self.timetable.assignments)
                    continue
            for candidate in [*out, *self.missing]:
                self.timetable.remove_candidate(candidate)
            for placed in before:
                for each in placed:
                    self.timetable.place(each)
        self._restore(kept)

    def _related(self) -> list[Candidate]:
        """A few candidates who compete for the same people on the same days; who is missing pulls in their rivals."""
        count = self.random.randint(1, 5)
        first = self.random.choice(self.missing or self.movable)
        pool = {p.id for s in first.stages for r in s.rounds for seat in r.seats for p in seat.pool}
        around = self.random.sample(self.movable, min(len(self.movable), 30))
        placed = self.timetable.assignments
        shared: Counter[str] = Counter()
        for candidate in around:
            for stage in candidate.stages:
                for round_ in stage.rounds:
                    if round_.id in placed:
                        shared[candidate.id] += sum(person.id in pool for person in placed[round_.id].people)
        others = sorted(around, key=lambda c: (-shared[c.id] * self.random.random(), c.id))[:count]
        chosen = [c for c in others if c not in self.missing and c is not first]
        return chosen if first in self.missing else [first, *chosen]

    def _put_back(self, out: list[Candidate], missing: list[Candidate]) -> bool:
        """Who was missing first, then the others shuffled. False where one who had a place finds none."""
        for candidate in list(missing):
            if loops.place(self.timetable, candidate):
                missing.remove(candidate)
        self.random.shuffle(out)
        return all(loops.place(self.timetable, candidate) for candidate in out)

    def _difference(self, out: list[Candidate], before: list[list[Assignment]]) -> float:
        """What the change of these candidates did to the cost, by their own costs and their people's seats."""
        after = [self.timetable.remove_candidate(candidate) for candidate in out]
        difference = self._worth(after)
        for placed in after:
            for each in placed:
                self.timetable.remove(each)
        difference -= self._worth(before)
        for placed in before:
            for each in placed:
                self.timetable.remove(each)
        for placed in after:
            for each in placed:
                self.timetable.place(each)
        return difference

    def _worth(self, loops_: list[list[Assignment]]) -> float:
        """Place these loops one by one and add up what each seat costs at that moment."""
        table, cost = self.timetable, 0.0
        for placed in loops_:
            for each in placed:
                for person in each.people:
                    cost += table.seat_cost(person, each.start, each.round.length)
                if each.shadow is not None and table.shadowed[each.shadow.id] < each.shadow.shadow_target:
                    cost -= table.weights.shadow_missing
                cost += table.change_cost(each)
                table.place(each)
            if placed:
                cost += table.candidate_cost(placed[0].candidate)
        return cost

    def _restore(self, kept: dict[str, Assignment]) -> None:
        for placed in list(self.timetable.assignments.values()):
            if kept.get(placed.round.id) is not placed:
                self.timetable.remove(placed)
        for key, placed in kept.items():
            if key not in self.timetable.assignments:
                self.timetable.place(placed)

    def answer(self) -> dict[str, Any]:
        placed = self.timetable.assignments
        grid = self.instance.grid
        rows = [
            {
                "round": round_.id,
                "start": written(grid.instant(placed[round_.id].start)),
                "panel": [{"interviewer": p.id, "skill": skill} for p, skill in placed[round_.id].panel],
                "shadow": [shadow.id] if (shadow := placed[round_.id].shadow) else [],
                "room": room.id if (room := placed[round_.id].room) else None,
            }
            for candidate in self.instance.candidates
            for stage in candidate.stages
            for round_ in stage.rounds
            if round_.id in placed
        ]
        left = [
            r.id for c in self.instance.candidates for s in c.stages for r in s.rounds if r.id not in placed
        ]
        if left:
            return {
                "status": "partial",
                "assignments": rows,
                "unscheduled": left,
                "reasons": [reasons.no_place_found(round_id) for round_id in left],
            }
        return {"status": "feasible", "cost": round(self.timetable.cost(), 3), "assignments": rows}
