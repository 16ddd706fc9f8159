"""Who and what is booked, as prices: what it costs to begin a session of so many slots at each slot.

``price[length][person, slot]`` is what one more session would add to the cost (load, avoided hours), or infinite
where it cannot be: a busy calendar, a buffer, a limit. It is kept up to date as sessions are placed and taken
away, so that searching is reading arrays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engines.scheduling.axis import as_array
from app.engines.scheduling.instance import Assignment, Candidate, Instance, Room
from app.engines.scheduling.slots import Days, fits, parse_instant, starts

Prices = NDArray[np.floating]
INFINITE = np.float32(np.inf)


@dataclass(frozen=True)
class Market:
    """All that a search for one candidate's cheapest loop asks of the rest of the world."""

    price: dict[int, Prices]  # by length: (people, slots)
    room: dict[int, Prices]  # by length: (rooms, slots)
    shadow: Prices  # by person: what one more shadow seat of theirs saves


class Calendar:
    """The local days and ISO weeks of one zone as numbers and slices of slots."""

    def __init__(self, days: Days) -> None:
        ordinals = list(days.mask_of)
        number = {day: n for n, day in enumerate(ordinals)}
        weeks = {week: n for n, week in enumerate(days.mask_of_week)}
        self.day = np.array([number[day] for day in days.day_of])
        self.week = np.array([weeks[days.week_of_day[day]] for day in days.day_of])
        self.days = [_slice(days.mask_of[day]) for day in ordinals]
        self.weeks = [_slice(mask) for mask in days.mask_of_week.values()]


def _slice(mask: int) -> slice:
    return slice((mask & -mask).bit_length() - 1, mask.bit_length())


class Board:
    def __init__(self, instance: Instance) -> None:
        self.instance, self.weights = instance, instance.weights
        self.people, self.rooms = instance.interviewers, instance.rooms
        self.number = {person.id: n for n, person in enumerate(self.people)}
        self.room_number = {room.id: n for n, room in enumerate(self.rooms)}
        self.lengths = sorted({r.length for c in instance.candidates for s in c.stages for r in s.rounds})
        calendars = {key: Calendar(days) for key, days in {id(p.days): p.days for p in self.people}.items()}
        self.calendar = [calendars[id(person.days)] for person in self.people]
        self.base = {length: self._base(length) for length in self.lengths}
        self.price = {length: base.copy() for length, base in self.base.items()}
        self.room_price = {length: self._room_base(length) for length in self.lengths}
        self.room_base = {length: base.copy() for length, base in self.room_price.items()}
        self.sessions: list[dict[str, Assignment]] = [{} for _ in self.people]
        self.in_room: list[dict[str, Assignment]] = [{} for _ in self.rooms]
        self.shadowed = [0] * len(self.people)
        self.shadow_value = np.array(
            [self.weights.shadow_missing if p.shadow_target > 0 else 0 for p in self.people], np.float32
        )
        self.week_counts = [np.zeros(len(c.weeks), np.float32) for c in self.calendar]
        self.day_counts = [[0] * len(c.days) for c in self.calendar]
        self.placed: dict[str, list[Assignment]] = {}  # by candidate
        self.person_cost = [self.weights.shadow_missing * max(0, p.shadow_target) for p in self.people]
        self.candidate_cost: dict[str, float] = {}
        self.shun: dict[
            str, dict[int, float]
        ] = {}  # what a round's start costs beside the cost of the format
        self.versions = [0] * len(self.people)  # counts the changes of each person's sessions

    @property
    def market(self) -> Market:
        return Market(self.price, self.room_price, self.shadow_value)

    @property
    def cost(self) -> float:
        """The cost of the format of all that is placed; what is missing is not counted."""
        return sum(self.person_cost) + sum(self.candidate_cost.values())

    def _base(self, length: int) -> Prices:
        """Empty calendars: what avoided hours cost where a session fits, infinite elsewhere."""
        slots, minutes = self.instance.grid.slots, self.instance.grid.minutes
        base = np.full((len(self.people), slots), INFINITE)
        for row, person in zip(base, self.people, strict=True):
            if person.max_per_day < 1 or person.max_per_week < 1:
                continue
            possible = as_array(starts(person.windows, length), slots)
            if not person.avoid:
                row[possible] = 0
                continue
            running = np.concatenate([[0], np.cumsum(as_array(person.avoid, slots))])
            ahead = np.minimum(np.arange(slots) + length, slots)
            avoided = (running[ahead] - running[:-1]) * (self.weights.avoid * minutes / 15)
            row[possible] = avoided[possible]
        return base

    def _room_base(self, length: int) -> Prices:
        slots = self.instance.grid.slots
        rows = [np.where(as_array(fits(room.free, length), slots), 0, INFINITE) for room in self.rooms]
        return np.array(rows, np.float32).reshape(len(self.rooms), slots)

    # placing and taking away

    def place(self, candidate: Candidate, loop: list[Assignment]) -> None:
        """Book these rounds of one candidate, who has none of them yet."""
        self.placed[candidate.id] = self.placed.get(candidate.id, []) + loop
        for each in loop:
            self._count(each, 1)
        self._settle(candidate, loop)

    def take(self, candidate: Candidate, *, but: frozenset[str] = frozenset()) -> list[Assignment]:
        """Take away the candidate's rounds, all but those named; gives what was taken."""
        held = self.placed.pop(candidate.id, [])
        taken = [each for each in held if each.round.id not in but]
        if kept := [each for each in held if each.round.id in but]:
            self.placed[candidate.id] = kept
        for each in taken:
            self._count(each, -1)
        self._settle(candidate, taken)
        return taken

    def _count(self, each: Assignment, change: int) -> None:
        for person in each.people:
            at = self.number[person.id]
            calendar = self.calendar[at]
            self.week_counts[at][calendar.week[each.start]] += change
            self.day_counts[at][calendar.day[each.start]] += change
            if change > 0:
                self.sessions[at][each.round.id] = each
            else:
                del self.sessions[at][each.round.id]
        if each.shadow is not None:
            self.shadowed[self.number[each.shadow.id]] += change
        if each.room is not None:
            held = self.in_room[self.room_number[each.room.id]]
            if change > 0:
                held[each.round.id] = each
            else:
                del held[each.round.id]

    def _settle(self, candidate: Candidate, changed: list[Assignment]) -> None:
        """Bring the prices and costs of everybody and everything that changed up to date."""
        for at in {self.number[person.id] for each in changed for person in each.people}:
            self._reprice(at)
        for room in {each.room for each in changed if each.room is not None}:
            self._reprice_room(room)
        if held := self.placed.get(candidate.id):
            self.candidate_cost[candidate.id] = self.cost_of(candidate, held)
        else:
            self.candidate_cost.pop(candidate.id, None)

    def _reprice(self, at: int) -> None:
        person, calendar = self.people[at], self.calendar[at]
        counts, sessions = self.week_counts[at], self.sessions[at].values()
        self.versions[at] += 1
        load = (self.weights.load * counts)[calendar.week]
        full = [calendar.days[day] for day, n in enumerate(self.day_counts[at]) if n >= person.max_per_day]
        full += [calendar.weeks[week] for week, n in enumerate(counts) if n >= person.max_per_week]
        buffer = person.buffer
        for length, prices in self.price.items():
            row = prices[at]
            np.add(self.base[length][at], load, out=row)
            for each in sessions:
                row[max(0, each.start - buffer - length + 1) : each.end + buffer] = INFINITE
            for closed in full:
                row[closed] = INFINITE
        missing = max(0, person.shadow_target - self.shadowed[at])
        self.shadow_value[at] = self.weights.shadow_missing if missing else 0
        pairs = float((counts * (counts - 1)).sum()) / 2
        self.person_cost[at] = (
            self.weights.load * pairs + self.avoided(at) + self.weights.shadow_missing * missing
        )

    def avoided(self, at: int) -> float:
        """What this person's sessions in hours they would rather keep free cost."""
        avoid, grid, minutes = self.people[at].avoid, self.instance.grid.minutes, 0
        for each in self.sessions[at].values():
            hours = (avoid >> each.start) & ((1 << each.round.length) - 1)
            unused = each.round.length * grid - each.round.minutes  # of the last slot
            minutes += hours.bit_count() * grid - (unused if hours >> (each.round.length - 1) else 0)
        return self.weights.avoid * minutes / 15

    def _reprice_room(self, room: Room) -> None:
        at = self.room_number[room.id]
        for length, prices in self.room_price.items():
            row = prices[at]
            row[:] = self.room_base[length][at]
            for each in self.in_room[at].values():
                row[max(0, each.start - length + 1) : each.end] = INFINITE

    # the candidate's part of the cost

    def cost_of(self, candidate: Candidate, held: list[Assignment]) -> float:
        """Days from ready to done, waiting within same-day stages, and what changed."""
        minutes = self.instance.grid.minutes
        last = min(max(_ends(each, minutes) for each in held) // minutes, self.instance.grid.slots - 1)
        days = candidate.days.day_of[last] - candidate.ready_day
        starts_ = {each.round.id: each for each in held}
        waiting = 0
        for stage in candidate.stages:
            here = [starts_[r.id] for r in stage.rounds if r.id in starts_]
            if stage.same_day and here:
                span = max(_ends(e, minutes) for e in here) - min(e.start for e in here) * minutes
                waiting += span - sum(e.round.minutes for e in here)
        cost = self.weights.day * days * candidate.priority + self.weights.gap * waiting / 15
        if self.shun:
            cost += sum(self.shun.get(each.round.id, {}).get(each.start, 0.0) for each in held)
        if self.instance.previous:
            cost += sum(self.change_cost(each) for each in held)
        return cost

    def change_cost(self, placed: Assignment) -> float:
        """What differs from the schedule to stay close to."""
        if (old := self.instance.previous.get(placed.round.id)) is None:
            return 0
        moved = self.instance.grid.slot_at(parse_instant(old["start"])) != placed.start
        panel = Counter(seat["interviewer"] for seat in old["panel"])
        gone = sum((panel - Counter(person.id for person, _ in placed.panel)).values())
        room = old.get("room") != (placed.room.id if placed.room else None)
        weights = self.weights
        return weights.change_time * moved + weights.change_panel * gone + weights.change_room * room


def _ends(each: Assignment, minutes: int) -> int:
    """Minutes from the horizon's start to the end of the session, which a slot may outlast."""
    return each.start * minutes + each.round.minutes
