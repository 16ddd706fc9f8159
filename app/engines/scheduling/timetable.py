"""A timetable under construction: who and what is taken when, and what it costs.

The cost is that of the format: days, gaps, load, avoided hours, missing shadows, and what changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from app.engines.scheduling.instance import Assignment, Candidate, Instance, Interviewer, Room, Round, Stage
from app.engines.scheduling.slots import fits, parse_instant, starts


class Timetable:
    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.weights = instance.weights
        self.assignments: dict[str, Assignment] = {}
        self._open: dict[str, tuple[int, ...]] = {i.id: i.windows for i in instance.interviewers}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._sessions: dict[str, dict[str, Assignment]] = defaultdict(dict)
        self._weeks: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        self._room_open: dict[str, int] = {room.id: room.free for room in instance.rooms}
        self.shadowed: Counter[str] = Counter()
        self._earlier = {
            key: (
                instance.grid.floor(parse_instant(old["start"])),
                Counter(seat["interviewer"] for seat in old["panel"]),
                old.get("room"),
            )
            for key, old in instance.previous.items()
        }

    # what is possible

    def starts_of(self, person: Interviewer, length: int) -> int:
        """Where ``person`` could begin a session of ``length`` slots: free, with buffer, within their limits."""
        known = self._starts[person.id]
        if length not in known:
            known[length] = starts(self._open[person.id], length)
        return known[length]

    def room_at(self, round_: Round, start: int) -> Room | None:
        wanted = ((1 << round_.length) - 1) << start
        return next((room for room in round_.rooms if self._room_open[room.id] & wanted == wanted), None)

    def room_starts(self, round_: Round) -> int:
        mask = 0
        for room in round_.rooms:
            mask |= fits(self._room_open[room.id], round_.length)
        return mask

    # what it costs

    def seat_cost(self, person: Interviewer, start: int, length: int) -> float:
        """What one more session of ``person`` adds: pairs of sessions in a week, and minutes in avoided hours."""
        week = person.days.week_of_day[person.days.day_of[start]]
        avoided = (person.avoid >> start) & ((1 << length) - 1)
        cost = self.weights.load * self._weeks[person.id][week]
        return (
            cost + self.weights.avoid * avoided.bit_count() * self.instance.grid.minutes / 15
            if avoided
            else cost
        )

    def change_cost(self, placed: Assignment) -> float:
        """What differs from the schedule to stay close to."""
        if (old := self._earlier.get(placed.round.id)) is None:
            return 0
        start, panel, room = old
        gone = sum((panel - Counter(person.id for person, _ in placed.panel)).values())
        moved = self.weights.change_time * (start != placed.start) + self.weights.change_panel * gone
        return moved + self.weights.change_room * (room != (placed.room.id if placed.room else None))

    def earlier(self, round_: Round) -> tuple[int, Counter[str], str | None] | None:
        return self._earlier.get(round_.id)

    def candidate_cost(self, candidate: Candidate) -> float:
        """Days from ready to done, and waiting within same-day stages."""
        placed = [
            self.assignments[r.id] for s in candidate.stages for r in s.rounds if r.id in self.assignments
        ]
        if not placed:
            return 0
        last = max(each.end for each in placed)
        days = candidate.days.day_of[min(last, self.instance.grid.slots - 1)] - candidate.ready_day
        gaps = sum(self._gap(stage) for stage in candidate.stages if stage.same_day)
        return (
            self.weights.day * days * candidate.priority
            + self.weights.gap * gaps * self.instance.grid.minutes / 15
        )

    def _gap(self, stage: Stage) -> int:
        placed = [self.assignments[r.id] for r in stage.rounds if r.id in self.assignments]
        if not placed:
            return 0
        return max(e.end for e in placed) - min(e.start for e in placed) - sum(e.round.length for e in placed)

    def cost(self) -> float:
        """The whole timetable's cost; what is not scheduled is not counted here."""
        total = sum(self.candidate_cost(candidate) for candidate in self.instance.candidates)
        for person in self.instance.interviewers:
            total += sum(self.weights.load * n * (n - 1) / 2 for n in self._weeks[person.id].values())
            total += self.weights.shadow_missing * max(0, person.shadow_target - self.shadowed[person.id])
            for placed in self._sessions[person.id].values():
                avoided = (person.avoid >> placed.start) & ((1 << placed.round.length) - 1)
                total += self.weights.avoid * avoided.bit_count() * self.instance.grid.minutes / 15
        return total + sum(self.change_cost(placed) for placed in self.assignments.values())

    # changing it

    def place(self, placed: Assignment) -> None:
        self.assignments[placed.round.id] = placed
        for person in placed.people:
            self._sessions[person.id][placed.round.id] = placed
            self._reopen(person)
        if placed.shadow is not None:
            self.shadowed[placed.shadow.id] += 1
        if placed.room is not None:
            self._room_open[placed.room.id] &= ~(((1 << placed.round.length) - 1) << placed.start)

    def remove(self, placed: Assignment) -> None:
        del self.assignments[placed.round.id]
        for person in placed.people:
            del self._sessions[person.id][placed.round.id]
            self._reopen(person)
        if placed.shadow is not None:
            self.shadowed[placed.shadow.id] -= 1
        if placed.room is not None:
            self._room_open[placed.room.id] |= ((1 << placed.round.length) - 1) << placed.start

    def remove_candidate(self, candidate: Candidate) -> list[Assignment]:
        placed = [
            self.assignments[r.id] for s in candidate.stages for r in s.rounds if r.id in self.assignments
        ]
        for each in placed:
            self.remove(each)
        return placed

    def _reopen(self, person: Interviewer) -> None:
        """Work out what ``person`` still has free, after their sessions changed."""
        closed = 0
        per_day: Counter[int] = Counter()
        weeks = self._weeks[person.id] = Counter()
        for placed in self._sessions[person.id].values():
            first = max(placed.start - person.buffer, 0)
            closed |= ((1 << (placed.end + person.buffer - first)) - 1) << first
            day = person.days.day_of[placed.start]
            per_day[day] += 1
            weeks[person.days.week_of_day[day]] += 1
        for day, count in per_day.items():
            if count >= person.max_per_day:
                closed |= person.days.mask_of[day]
        for week, count in weeks.items():
            if count >= person.max_per_week:
                closed |= person.days.mask_of_week[week]
        self._open[person.id] = tuple(window & ~closed for window in person.windows)
        self._starts[person.id].clear()
