"""A problem and what is booked in it: who could be where when, with any of its demands set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from app.engines.scheduling.facts import NOTHING, Fact, Loose, Placed
from app.engines.scheduling.instance import Assignment, Candidate, Instance, Interviewer, Room, Round, Seat
from app.engines.scheduling.pins import pinned
from app.engines.scheduling.reading import GRACE, read
from app.engines.scheduling.slots import Days, fits, parse_instant, starts


class Scene:
    """``problem`` is of the format interview-sched/1; raises :class:`Misshapen` where it is not."""

    def __init__(self, problem: dict[str, Any], instance: Instance | None = None) -> None:
        self.problem, self.instance = problem, instance or read(problem)
        self.grid = self.instance.grid
        self.people = {person.id: person for person in self.instance.interviewers}
        self.rooms = {room.id: room for room in self.instance.rooms}
        self.candidates = {each.id: each for each in self.instance.candidates}
        self.rounds: dict[str, Placed] = {
            r.id: (c, s, r) for c in self.instance.candidates for s in c.stages for r in s.rounds
        }
        self.pins = pinned(self.instance)
        self.raw = {str(each["id"]): each for each in problem["candidates"]}
        self.barred: set[tuple[str, str]] = set()  # (round, person): declined
        self._raw_rounds = {
            r["id"]: r for c in problem["candidates"] for s in c["stages"] for r in s["rounds"]
        }
        self.booked: dict[str, Assignment] = {}
        self._sessions: dict[str, list[Assignment]] = {}
        self._in_room: dict[str, list[Assignment]] = {}
        self._memo: dict[Any, Any] = {}

    def book(self, assignments: Iterable[Assignment]) -> None:
        """What is booked and stays; takes the place of what was booked before."""
        self.booked = {each.round.id: each for each in assignments}
        self._sessions, self._in_room, self._memo = {}, {}, {}
        for each in self.booked.values():
            for person in each.people:
                self._sessions.setdefault(person.id, []).append(each)
            if each.room is not None:
                self._in_room.setdefault(each.room.id, []).append(each)

    # the candidate's side

    def windows(self, candidate: Candidate, loose: Loose = NOTHING) -> tuple[int, ...]:
        """The candidate's free times, each of which holds a round as a whole."""
        set_aside = [k for k in ("availability", "ready", "deadline") if Fact(k, candidate.id) in loose]
        if not set_aside:
            return candidate.windows
        raw, limit = self.raw[candidate.id], self.grid.all
        if "ready" not in set_aside:
            limit &= ~self.grid.span(0, self.grid.ceil(parse_instant(raw["ready"])))
        if raw.get("deadline") and "deadline" not in set_aside:
            limit &= self.grid.inside(self.grid.start, parse_instant(raw["deadline"]) + GRACE)
        if "availability" in set_aside:
            return (limit,)
        return tuple(self.grid.inside(*map(parse_instant, w)) & limit for w in raw["available"])

    def candidate_starts(self, candidate: Candidate, length: int, loose: Loose = NOTHING) -> int:
        key = ("candidate", candidate.id, length)
        if loose:
            return starts(self.windows(candidate, loose), length)
        if key not in self._memo:
            self._memo[key] = starts(candidate.windows, length)
        return self._memo[key]

    def met(self, candidate: Candidate) -> set[str]:
        """Whom the candidate meets in what is booked."""
        return {p.id for each in self.booked.values() if each.candidate is candidate for p in each.people}

    # the interviewers' side

    def pool(
        self, candidate: Candidate, round_: Round, seat: Seat, loose: Loose = NOTHING
    ) -> list[Interviewer]:
        """Who may take the seat, whether free or not."""
        widened = {
            kind
            for kind, fact in (
                ("named", Fact("named", round_.id, seat.skill)),
                ("site", Fact("site", round_.id)),
            )
            if fact in loose
        }
        admitted = {fact.whom for fact in loose if fact.kind == "exclusion" and fact.who == candidate.id}
        if not widened and not admitted:
            return [p for p in seat.pool if (round_.id, p.id) not in self.barred]
        only = self.named(round_, seat) if "named" not in widened else None
        site = round_.onsite if "site" not in widened else None
        return [
            p
            for p in self.instance.interviewers
            if seat.skill in p.skills
            and (not only or p.id in only)
            and (not site or p.site == site)
            and (p.id not in candidate.excluded or p.id in admitted)
            and (round_.id, p.id) not in self.barred
        ]

    def named(self, round_: Round, seat: Seat) -> list[str] | None:
        """Who alone may take the seat, where they are named."""
        raw = self._raw_rounds[round_.id]["seats"]
        return next((each.get("only") for each in raw if each["skill"] == seat.skill), None)

    def person_starts(self, person: Interviewer, length: int, loose: Loose = NOTHING) -> int:
        """Where the person could begin one more session beside those booked: free, with buffer, within limits."""
        kinds = ("calendar", "weekly_limit", "daily_limit", "buffer")
        set_aside = tuple(kind for kind in kinds if Fact(kind, person.id) in loose)
        key = ("person", person.id, length, set_aside)
        if key not in self._memo:
            self._memo[key] = starts(self._open(person, set_aside), length)
        return self._memo[key]

    def _open(self, person: Interviewer, set_aside: tuple[str, ...]) -> tuple[int, ...]:
        windows = (self.grid.all,) if "calendar" in set_aside else person.windows
        buffer = 0 if "buffer" in set_aside else person.buffer
        closed = 0
        for each in self._sessions.get(person.id, ()):
            closed |= self.grid.span(each.start - buffer, each.end + buffer)
        limits: tuple[tuple[str, dict[Any, int], dict[Any, int]], ...] = (
            ("daily_limit", self.left_by_day(person), cast("dict[Any, int]", person.days.mask_of)),
            ("weekly_limit", self.left_by_week(person), cast("dict[Any, int]", person.days.mask_of_week)),
        )
        for kind, left, masks in limits:
            if kind not in set_aside:
                for period, most in left.items():
                    closed |= masks[period] if most < 1 else 0
        return tuple(window & ~closed for window in windows) if closed else windows

    def left_by_day(self, person: Interviewer) -> dict[Any, int]:
        held = Counter(person.days.day_of[each.start] for each in self._sessions.get(person.id, ()))
        return {day: person.max_per_day - held[day] for day in person.days.mask_of}

    def left_by_week(self, person: Interviewer) -> dict[Any, int]:
        days: Days = person.days
        held = Counter(
            days.week_of_day[days.day_of[each.start]] for each in self._sessions.get(person.id, ())
        )
        return {week: person.max_per_week - held[week] for week in days.mask_of_week}

    # rooms

    def room_starts(self, room: Room, length: int) -> int:
        key = ("room", room.id, length)
        if key not in self._memo:
            free = room.free
            for each in self._in_room.get(room.id, ()):
                free &= ~self.grid.span(each.start, each.end)
            self._memo[key] = fits(free, length)
        return self._memo[key]

    # all sides together

    def open_starts(self, placed: Placed, loose: Loose = NOTHING, met: frozenset[str] = frozenset()) -> int:
        """Where the round could begin: the candidate, enough people for each seat and a room are free.

        A necessary condition: one person may be what two seats count on.
        """
        candidate, stage, round_ = placed
        mask = self.candidate_starts(candidate, round_.length, loose)
        if stage.same_day and Fact("same_day", stage.id) not in loose:
            mask &= self._within_a_day(candidate, round_.length)
        for seat in round_.seats:
            if not mask:
                return 0
            if Fact("seat", round_.id, seat.skill) not in loose:
                pool = self.pool(candidate, round_, seat, loose)
                free = [self.person_starts(p, round_.length, loose) for p in pool if p.id not in met]
                mask &= at_least(free, seat.count)
        if round_.onsite and not loose & {Fact("site", round_.id), Fact("room", round_.onsite)}:
            anywhere = 0
            for room in round_.rooms:
                anywhere |= self.room_starts(room, round_.length)
            mask &= anywhere
        return mask

    def _within_a_day(self, candidate: Candidate, length: int) -> int:
        key = ("within a day", id(candidate.days), length)
        if key not in self._memo:
            self._memo[key] = starts(tuple(candidate.days.mask_of.values()), length)
        return self._memo[key]


def at_least(masks: list[int], count: int) -> int:
    """The slots that belong to ``count`` of the masks or more."""
    reached = [0] * (count + 1)
    for mask in masks:
        for have in range(count, 1, -1):
            reached[have] |= reached[have - 1] & mask
        reached[min(1, count)] |= mask
    return reached[count] if count > 0 else -1
