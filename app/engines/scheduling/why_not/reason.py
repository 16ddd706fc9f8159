"""A conflict as a reason: its kind, whom and what it concerns, and a sentence a coordinator would say."""

from __future__ import annotations

from typing import Any

from app.engines.scheduling.exact import rounds_of
from app.engines.scheduling.facts import Fact
from app.engines.scheduling.instance import Interviewer, Stage
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.speech import Speech, counted, listed
from app.engines.scheduling.why_not.fact_words import fact_words, stage_named
from app.engines.scheduling.why_not.minimal import Conflict

# What names the conflict, if it takes part: the first of these.
RANK = (
    "pinned",
    "room",
    "weekly_limit",
    "daily_limit",
    "days_between",
    "stage_order",
    "order",
    "max_span",
    "same_day",
    "break",
    "buffer",
    "nobody_twice",
    "deadline",
    "ready",
    "availability",
    "site",
    "named",
    "exclusion",
    "calendar",
    "seat",
    "round",
)
TYPES = {"max_span": "same_day_loop", "same_day": "same_day_loop", "seat": "no_qualified", "round": "horizon"}


def kind_of(conflict: Conflict) -> str:
    """Which kind of demand names the conflict; first of all, why nobody may take a seat at all."""
    kinds = {fact.kind for fact in conflict.facts}
    if len(conflict.rounds) == 1 and "pinned" not in kinds:
        round_ = conflict.rounds[0][2]
        if any(len(seat.pool) < seat.count for seat in round_.seats):
            return next((kind for kind in ("exclusion", "named", "site") if kind in kinds), "seat")
    return next(kind for kind in RANK if kind in kinds)


def reason(scene: Scene, conflict: Conflict) -> dict[str, Any]:
    """``type``, ``words``, the entities involved, and every fact of the conflict with its own words."""
    return _Reason(scene, conflict).as_data()


class _Reason:
    def __init__(self, scene: Scene, conflict: Conflict) -> None:
        self.scene, self.conflict = scene, conflict
        self.say = Speech(scene)
        self.kind = kind_of(conflict)
        self.rounds = [r.id for _, _, r in conflict.rounds]
        self.candidates = list(dict.fromkeys(c.id for c, _, _ in conflict.rounds))
        facts = conflict.facts
        self.seats = [fact for fact in facts if fact.kind == "seat"]
        self.skills = sorted({fact.whom for fact in self.seats})
        personal = ("weekly_limit", "daily_limit", "buffer", "calendar")
        named = {fact.who for fact in facts if fact.kind in personal}
        named |= {fact.whom for fact in facts if fact.kind == "exclusion"}
        self.people: list[Interviewer] = [p for p in scene.instance.interviewers if p.id in named]

    def about(self, kind: str) -> list[str]:
        return list(dict.fromkeys(fact.who for fact in self.conflict.facts if fact.kind == kind))

    def as_data(self) -> dict[str, Any]:
        found: dict[str, Any] = {"type": TYPES.get(self.kind, self.kind), "words": ""}
        found |= {"candidates": self.candidates, "rounds": self.rounds}
        if self.people:
            found["interviewers"] = [person.id for person in self.people]
        if self.skills:
            found["skill"] = self.skills[0]
            found["skills"] = self.skills
        found |= self._own()
        words = getattr(self, f"_{self.kind}")()
        found["words"] = words[0].upper() + words[1:]
        found["facts"] = [
            {"kind": f.kind, "who": f.who, "whom": f.whom, "words": fact_words(self.scene, self.say, f)}
            for f in self.conflict.facts
            if f.kind != "round"
        ]
        found["minimal"] = self.conflict.is_minimal
        return found

    # what belongs to one kind only

    def _own(self) -> dict[str, Any]:
        if self.kind in ("weekly_limit", "daily_limit"):
            self._widen()
            return {
                "rounds": self.rounds,
                "candidates": self.candidates,
                "interviewers": [person.id for person in self.people],
                "demand": self.demand,
                "capacity": self.capacity,
            }
        if self.kind == "room":
            rooms = [r.id for r in self.scene.instance.rooms if r.site in self.about("room")]
            return {"rooms": rooms, "sites": self.about("room")}
        if self.kind in ("max_span", "same_day"):
            stage = self._stage(self.about(self.kind)[0])
            breaks = stage.min_break * (len(stage.rounds) - 1)
            needed = (sum(r.length for r in stage.rounds) + breaks) * self.scene.grid.minutes
            return {"stages": [stage.id], "needed_minutes": needed, "max_span": stage.max_span_minutes}
        if self.kind in ("days_between", "stage_order", "order", "break"):
            return {"stages": self.about(self.kind)}
        return {}

    def _widen(self) -> None:
        """All that leans on the same people alone, not only as much as is too much."""
        limited = set(self.about("weekly_limit")) | set(self.about("daily_limit"))
        self.people = [p for p in self.scene.instance.interviewers if p.id in limited]
        pools = {
            frozenset(p.id for p in seat.pool) & limited
            for _, _, r in self.conflict.rounds
            for seat in r.seats
            if {p.id for p in seat.pool} & limited
        }
        leaning = [
            (placed, seat)
            for placed in rounds_of(self.scene.instance.candidates)
            for seat in placed[2].seats
            if seat.pool and any(frozenset(p.id for p in seat.pool) <= pool for pool in pools)
        ]
        self.capacity = sum(_sessions_left(self.scene, person) for person in self.people)
        whole = sum(seat.count for _, seat in leaning)
        if self.kind == "weekly_limit" and whole > self.capacity:
            self.rounds = list(dict.fromkeys(p[2].id for p, _ in leaning))
            self.candidates = list(dict.fromkeys(p[0].id for p, _ in leaning))
            self.demand = whole
        else:
            self.demand = sum(
                seat.count
                for _, _, r in self.conflict.rounds
                for seat in r.seats
                if Fact("seat", r.id, seat.skill) in self.seats
            )
            self.capacity = min(self.capacity, self.demand - 1)

    # sentences

    def _weekly_limit(self) -> str:
        return self._limit("week", [p.max_per_week for p in self.people])

    def _daily_limit(self) -> str:
        return self._limit("day", [p.max_per_day for p in self.people])

    def _limit(self, period: str, limits: list[int]) -> str:
        who = self.say.people(p.id for p in self.people)
        most = f"{limits[0]}" if len(set(limits)) == 1 else listed(str(n) for n in limits)
        each = " each" if len(limits) > 1 else ""
        return (
            f"{self._when()} {counted(self.demand, 'seat')} for {listed(self.skills)} can be taken only by {who}, "
            f"and at {most} a {period}{each} they have {counted(self.capacity, 'session')} left."
        ).strip()

    def _when(self) -> str:
        """The days on which the rounds could be at all."""
        masks = 0
        for placed in self.conflict.rounds:
            masks |= self.scene.candidate_starts(placed[0], placed[2].length)
        if not masks:
            return ""
        days = self.conflict.rounds[0][0].days
        first, last = (masks & -masks).bit_length() - 1, masks.bit_length() - 1
        return self.say.days(days.day_of[first], days.day_of[last])

    def _room(self) -> str:
        sites = listed(self.about("room"))
        rooms = self._own()["rooms"]
        which = f"only {listed(self.say.room(r) for r in rooms)}" if rooms else "no room at all"
        return (
            f"{self.say.rounds(self.rounds)} need a room at {sites} at the same time, and there is {which}."
        )

    def _availability(self) -> str:
        names = listed(self.say.candidate(c) for c in self.about("availability"))
        if len(self.rounds) == 1:
            placed = self.conflict.rounds[0]
            who = self.say.people([p.id for p in self.people]) or "enough people"
            return (
                f"{names} is never free for {self.say.round(self.rounds[0])} when {who} could take "
                f"{self.say.seats(placed[2])}."
            )
        return f"The times at which {names} can come leave no way to hold {self.say.rounds(self.rounds)}{self._with()}."

    def _with(self) -> str:
        return f" with {self.say.people(p.id for p in self.people)}" if self.people else ""

    def _deadline(self) -> str:
        names = listed(self.say.candidate(c) for c in self.about("deadline"))
        return f"Before the deadline of {names} there is no time for {self.say.rounds(self.rounds)}{self._with()}."

    def _ready(self) -> str:
        names = listed(self.say.candidate(c) for c in self.about("ready"))
        return f"{self.say.rounds(self.rounds)} would have to be before {names} is ready."

    def _seat(self) -> str:
        parts = []
        for candidate, _, round_ in self.conflict.rounds:
            for seat in round_.seats:
                if Fact("seat", round_.id, seat.skill) in self.seats:
                    pool = self.scene.pool(candidate, round_, seat)
                    have = f"only {self.say.people(p.id for p in pool)}" if pool else "nobody"
                    needs = f"{self.say.round(round_.id)} needs {seat.count} for {seat.skill}"
                    parts.append(f"{needs}, and {have} may take that seat")
        if len(parts) > 1 and len(self.rounds) == 1:
            return f"{listed(parts)}: there are too few people for these seats together."
        return f"{listed(parts)}."

    def _max_span(self) -> str:
        stage = self._stage(self.about("max_span")[0])
        needed = self._own()["needed_minutes"]
        most = stage.max_span_minutes
        if needed > most:
            return f"{self.say.stage(stage.id)} takes {needed} minutes with its breaks, and may last {most}."
        return (
            f"{self.say.stage(stage.id)} does not fit into {most} minutes of one day at the times when its people "
            f"are free{self._with()}."
        )

    def _same_day(self) -> str:
        stages = listed(self.say.stage(s) for s in self.about("same_day"))
        return f"The rounds of {stages} cannot all be held on one day{self._with()}."

    def _days_between(self) -> str:
        stage = self._stage(self.about("days_between")[0])
        apart = counted(stage.min_days_after, "day")
        said = self.say.stage(stage.id)
        return f"{said} must keep {apart} from the stage before, and {self._names()} has no such days."

    def _stage_order(self) -> str:
        stages = listed(self.say.stage(s) for s in self.about("stage_order"))
        return f"{stages} must come after the stage before, and the times of {self._names()} are the other way round."

    def _order(self) -> str:
        stages = listed(self.say.stage(s) for s in self.about("order"))
        return f"The rounds of {stages} cannot be held in their fixed order{self._with()}."

    def _break(self) -> str:
        stage = self._stage(self.about("break")[0])
        minutes = stage.min_break * self.scene.grid.minutes
        return f"{self.say.stage(stage.id)} leaves no room for breaks of {minutes} minutes{self._with()}."

    def _buffer(self) -> str:
        who = self.say.people(self.about("buffer"))
        return f"{self.say.rounds(self.rounds)} lie too close together for the time that {who} needs between sessions."

    def _nobody_twice(self) -> str:
        who = f"only {self.say.people(p.id for p in self.people)}" if self.people else "too few people"
        return f"{self._names()} must not meet anybody twice, and for {self.say.rounds(self.rounds)} there are {who}."

    def _names(self) -> str:
        return listed(self.say.candidate(c) for c in self.candidates)

    def _site(self) -> str:
        sites = listed(sorted({str(r.onsite) for _, _, r in self.conflict.rounds if r.onsite}))
        return f"Nobody (or no room) at {sites} could take {self.say.rounds(self.rounds)}."

    def _named(self) -> str:
        return f"None of those named for {self.say.rounds(self.rounds)} can take it."

    def _exclusion(self) -> str:
        who = self.say.people([f.whom for f in self.conflict.facts if f.kind == "exclusion"])
        return (
            f"{who} must not meet {self._names()}, and nobody else could take {self.say.rounds(self.rounds)}."
        )

    def _calendar(self) -> str:
        who = self.say.people(p.id for p in self.people)
        return f"{who} have no time for {self.say.rounds(self.rounds)} in the whole window."

    def _pinned(self) -> str:
        pins = self.about("pinned")
        also = {f.kind for f in self.conflict.facts} - {"pinned", "round", "seat"}
        why = f" ({listed(sorted(kind.replace('_', ' ') for kind in also))})" if also else ""
        return f"What is pinned for {self.say.rounds(pins)} breaks a rule{why}."

    def _round(self) -> str:
        return f"{self.say.rounds(self.rounds)} cannot be held in the window at all."

    def _stage(self, name: str) -> Stage:
        return stage_named(self.scene, name)


def _sessions_left(scene: Scene, person: Interviewer) -> int:
    """The most that the person can still hold within their limits on days on which they are free at all."""
    free = scene.person_starts(person, 1)
    days, weeks = scene.left_by_day(person), scene.left_by_week(person)
    total = 0
    for week, mask in person.days.mask_of_week.items():
        open_days = [d for d, slots in person.days.mask_of.items() if slots & mask & free]
        total += max(0, min(weeks[week], sum(max(0, days[d]) for d in open_days)))
    return total
