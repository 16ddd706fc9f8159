"""Small changes to a problem: each gives the changed problem and says in words what it is.

``burden`` orders them: what is asked of one person for a moment comes before what is asked of many or for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.engines.scheduling.facts import Fact, Placed
from app.engines.scheduling.reading import WEEKDAYS
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import parse_instant, written
from app.engines.scheduling.speech import Speech, counted, listed
from app.engines.scheduling.walks import TooLong, Walk

Problem = dict[str, Any]
MOST_PEOPLE = 12  # tried for one seat
MOST_STEPS = 20_000  # of a walk for other times


@dataclass(frozen=True)
class Edit:
    kind: str
    who: str
    words: str
    burden: float
    apply: Callable[[Problem], Problem]


def entry(problem: Problem, table: str, name: str, change: Callable[[Problem], Problem]) -> Problem:
    """The problem with one entry of a table replaced by what ``change`` adds to it."""
    return problem | {
        table: [each | change(each) if str(each["id"]) == name else each for each in problem[table]]
    }


def stage_entry(problem: Problem, name: str, change: Callable[[Problem], Problem]) -> Problem:
    def within(candidate: Problem) -> Problem:
        return {"stages": [s | change(s) if str(s["id"]) == name else s for s in candidate["stages"]]}

    owner = next(c["id"] for c in problem["candidates"] for s in c["stages"] if str(s["id"]) == name)
    return entry(problem, "candidates", str(owner), within)


def round_entry(problem: Problem, name: str, change: Callable[[Problem], Problem]) -> Problem:
    owner = next(
        s["id"] for c in problem["candidates"] for s in c["stages"] for r in s["rounds"] if r["id"] == name
    )

    def within(stage: Problem) -> Problem:
        return {"rounds": [r | change(r) if r["id"] == name else r for r in stage["rounds"]]}

    return stage_entry(problem, str(owner), within)


class Edits:
    """For a fact of a conflict, ladders of edits: the first rung of each that helps is the smallest."""

    def __init__(self, scene: Scene, rounds: tuple[Placed, ...]) -> None:
        self.scene, self.rounds, self.say = scene, rounds, Speech(scene)

    def ladders(self, fact: Fact) -> Iterator[list[Edit]]:
        made = getattr(self, f"_{fact.kind}", None)
        if made is not None:
            yield from made(fact)

    def _entry(self, table: str, fact: Fact, words: str, burden: float, **new: Any) -> Edit:
        def apply(problem: Problem) -> Problem:
            return entry(problem, table, fact.who, lambda _: new)

        return Edit(fact.kind, fact.who, words, burden, apply)

    def _stage_edit(self, fact: Fact, words: str, burden: float, **new: Any) -> Edit:
        def apply(problem: Problem) -> Problem:
            return stage_entry(problem, fact.who, lambda _: new)

        return Edit(fact.kind, fact.who, words, burden, apply)

    def _stage(self, fact: Fact) -> tuple[Any, str]:
        stage = next(s for _, s, _ in self.rounds if s.id == fact.who)
        return stage, self.say.stage(stage.id)

    # people

    def _weekly_limit(self, fact: Fact) -> Iterator[list[Edit]]:
        most, who = self.scene.people[fact.who].max_per_week, self.say.person(fact.who)
        yield [
            self._entry(
                "interviewers", fact, f"Raise {who}'s limit a week from {most} to {most + more}", 1.0 + more,
                max_per_week=most + more,
            )
            for more in (1, 2, 3, 4, 6, 8)
        ]  # fmt: skip

    def together(self, names: list[str], demand: int) -> Iterator[list[Edit]]:
        """The weekly limits of all who are at theirs, raised alike."""
        if len(names) > 1:
            who = self.say.people(names)
            most = max(self.scene.people[name].max_per_week for name in names)
            yield [
                Edit(
                    "weekly_limit",
                    names[0],
                    f"Raise the limits a week of {who} to {limit}",
                    (limit - most) * len(names) + 1.5,
                    self._raised(names, limit),
                )
                for limit in range(most + 1, min(most + 9, demand + 1))
            ]

    @staticmethod
    def _raised(names: list[str], limit: int) -> Callable[[Problem], Problem]:
        def apply(problem: Problem) -> Problem:
            for name in names:
                problem = entry(problem, "interviewers", name, lambda _: {"max_per_week": limit})
            return problem

        return apply

    def _daily_limit(self, fact: Fact) -> Iterator[list[Edit]]:
        most, who = self.scene.people[fact.who].max_per_day, self.say.person(fact.who)
        yield [
            self._entry(
                "interviewers", fact, f"Raise {who}'s limit a day from {most} to {most + more}", 1.0 + more,
                max_per_day=most + more,
            )
            for more in (1, 2, 3)
        ]  # fmt: skip

    def _buffer(self, fact: Fact) -> Iterator[list[Edit]]:
        step = self.scene.grid.minutes
        whole, who = self.scene.people[fact.who].buffer * step, self.say.person(fact.who)
        yield [
            self._entry(
                "interviewers", fact, f"Allow {less} minutes less between {who}'s sessions", 0.8 + less / 60,
                buffer_minutes=whole - less,
            )
            for less in range(step, whole + 1, step)
        ]  # fmt: skip

    def _calendar(self, fact: Fact) -> Iterator[list[Edit]]:
        """One of the person's meetings moved away, or an hour outside their usual ones, where the candidate can."""
        person, grid = self.scene.people[fact.who], self.scene.grid
        free = frozenset({fact})
        tried = 0
        for placed in self.rounds:
            candidate, _, round_ = placed
            if not any(person in seat.pool for seat in round_.seats):
                continue
            now = self.scene.person_starts(person, round_.length)
            wanted = self.scene.open_starts(placed, free) & ~now
            best = sorted(_first_of_each_day(wanted, candidate.days.mask_of))[: 4 - tried]
            tried += len(best)
            ladder = []
            for start in best:
                end = start + round_.length
                words = f"Ask {self.say.person(person.id)} to be free {self.say.span(start, end, candidate)}"
                ladder.append(Edit(fact.kind, fact.who, words, 4.0, self._freed(fact.who, start, end)))
            if ladder:
                yield ladder
        del grid

    def _freed(self, name: str, start: int, end: int) -> Callable[[Problem], Problem]:
        first, last = self.scene.grid.instant(start), self.scene.grid.instant(end)

        def change(person: Problem) -> Problem:
            busy = []
            for one, other in person["busy"]:
                begins, ends = parse_instant(one), parse_instant(other)
                if ends <= first or last <= begins:
                    busy.append([one, other])
                    continue
                busy += [[one, written(first)]] if begins < first else []
                busy += [[written(last), other]] if ends > last else []
            zone = ZoneInfo(person["tz"])
            here, there = first.astimezone(zone), last.astimezone(zone)
            hours = [WEEKDAYS[here.weekday()], f"{here:%H:%M}", f"{there:%H:%M}"]
            usual = any(
                day == hours[0] and opens <= hours[1] and hours[2] <= closes
                for day, opens, closes in person["work"]
            )
            return {"busy": busy, "work": person["work"] if usual else [*person["work"], hours]}

        return lambda problem: entry(problem, "interviewers", name, change)

    def _exclusion(self, fact: Fact) -> Iterator[list[Edit]]:
        left = [name for name in self.scene.raw[fact.who]["exclude"] if name != fact.whom]
        words = f"Allow {self.say.person(fact.whom)} to meet {self.say.candidate(fact.who)}"
        yield [self._entry("candidates", fact, words, 20.0, exclude=left)]

    # the candidate

    def _availability(self, fact: Fact) -> Iterator[list[Edit]]:
        windows = self.scene.raw[fact.who]["available"]
        name = self.say.candidate(fact.who)
        wider = []
        for minutes in (15, 30, 60, 120):
            more = timedelta(minutes=minutes)
            new = [[written(parse_instant(a) - more), written(parse_instant(b) + more)] for a, b in windows]
            words = f"If {name} can begin {minutes} minutes earlier or stay {minutes} minutes longer"
            wider.append(self._entry("candidates", fact, words, 2.5 + minutes / 60, available=new))
        yield wider
        candidate = self.scene.candidates[fact.who]
        mine = [each for each in self.rounds if each[0] is candidate]
        if len(mine) == 1:
            starts = self.scene.open_starts(mine[0], frozenset({fact}))
            ladder = []
            for start in _first_of_each_day(starts, candidate.days.mask_of)[:3]:
                end = start + mine[0][2].length
                grid = self.scene.grid
                new = [*windows, [written(grid.instant(start)), written(grid.instant(end))]]
                words = f"If {name} can come {self.say.span(start, end, candidate)}"
                ladder.append(self._entry("candidates", fact, words, 4.0, available=new))
            yield ladder
        yield from self._other_times(fact, windows, name)
        whole = [[written(self.scene.grid.start), written(self.scene.grid.end)]]
        words = f"If {name} can come at the interviewers' hours"
        yield [self._entry("candidates", fact, words, 7.0, available=whole)]

    def _other_times(self, fact: Fact, windows: list[list[str]], name: str) -> Iterator[list[Edit]]:
        """The first times at which all of the candidate's rounds could be held."""
        candidate, grid = self.scene.candidates[fact.who], self.scene.grid
        try:
            way = Walk(self.scene, candidate, MOST_STEPS, loose=frozenset({fact})).first_way()
        except TooLong:
            way = None
        if way and not self.scene.pins:
            spans = [(loop[0][1], max(start + r.length for r, start in loop)) for loop in way]
            times = listed(self.say.span(start, end, candidate) for start, end in spans)
            new = [[written(grid.instant(slot)) for slot in span] for span in spans]
            words = f"If {name} can come {times}"
            yield [self._entry("candidates", fact, words, 4.0 + len(spans), available=[*windows, *new])]

    def _deadline(self, fact: Fact) -> Iterator[list[Edit]]:
        deadline = self.scene.raw[fact.who].get("deadline")
        if deadline:
            name = self.say.candidate(fact.who)
            yield [
                self._entry(
                    "candidates", fact, f"Extend {name}'s deadline by {counted(days, 'day')}", 2.0 + days,
                    deadline=written(parse_instant(deadline) + timedelta(days=days)),
                )
                for days in (1, 2, 3, 5, 7)
            ]  # fmt: skip

    def _ready(self, fact: Fact) -> Iterator[list[Edit]]:
        ready, name = parse_instant(self.scene.raw[fact.who]["ready"]), self.say.candidate(fact.who)
        yield [
            self._entry(
                "candidates", fact, f"Let {name} begin {counted(days, 'day')} earlier", 3.0 + days,
                ready=written(ready - timedelta(days=days)),
            )
            for days in (1, 2, 3, 5, 7)
        ]  # fmt: skip

    # stages and rounds

    def _max_span(self, fact: Fact) -> Iterator[list[Edit]]:
        stage, name = self._stage(fact)
        most = stage.max_span_minutes
        ladder = [
            self._stage_edit(
                fact, f"Let {name} last up to {most + more} minutes instead of {most}", 1.5 + more / 60,
                max_span=most + more,
            )
            for more in (15, 30, 45, 60, 90, 120, 180, 240)
        ]  # fmt: skip
        yield ladder

    def _same_day(self, fact: Fact) -> Iterator[list[Edit]]:
        words = f"Spread {self._stage(fact)[1]} over more than one day"
        yield [self._stage_edit(fact, words, 6.0, same_day=False)]

    def _break(self, fact: Fact) -> Iterator[list[Edit]]:
        stage, name = self._stage(fact)
        step = self.scene.grid.minutes
        whole = stage.min_break * step
        yield [
            self._stage_edit(
                fact, f"Allow {less} minutes less break in {name}", 0.8 + less / 60, min_break=whole - less
            )
            for less in range(step, whole + 1, step)
        ]

    def _order(self, fact: Fact) -> Iterator[list[Edit]]:
        words = f"Let the rounds of {self._stage(fact)[1]} be in any order"
        yield [self._stage_edit(fact, words, 2.0, order="any")]

    def _days_between(self, fact: Fact) -> Iterator[list[Edit]]:
        stage, name = self._stage(fact)
        yield [
            self._stage_edit(
                fact, f"Leave {counted(left, 'day')} instead of {stage.min_days_after} before {name}",
                2.0 + stage.min_days_after - left, min_days_after_prev=left,
            )
            for left in range(stage.min_days_after - 1, -1, -1)
        ]  # fmt: skip

    def _seat(self, fact: Fact) -> Iterator[list[Edit]]:
        """Somebody who learns it already, or else anybody, sits in for the skill."""
        candidate, _, round_ = next(each for each in self.rounds if each[2].id == fact.who)
        skill, length = fact.whom, round_.length
        others = [
            p
            for p in self.scene.instance.interviewers
            if skill not in p.skills
            and p.id not in candidate.excluded
            and (not round_.onsite or p.site == round_.onsite)
        ]
        can = self.scene.candidate_starts(candidate, length)
        others.sort(
            key=lambda p: (skill not in p.training, -(self.scene.person_starts(p, length) & can).bit_count())
        )
        for person in others[:MOST_PEOPLE]:
            words = f"Let {self.say.person(person.id)} sit in for {skill}"
            learns = skill in person.training
            new = sorted({*person.skills, skill})
            about = Fact("seat", person.id)
            edit = self._entry("interviewers", about, words, 4.0 if learns else 8.0, skills=new)
            yield [edit]

    def _named(self, fact: Fact) -> Iterator[list[Edit]]:
        def change(round_: Problem) -> Problem:
            return {
                "seats": [
                    {k: v for k, v in s.items() if k != "only"} if s["skill"] == fact.whom else s
                    for s in round_["seats"]
                ]
            }

        words = f"Let anybody qualified for {fact.whom} take {self.say.round(fact.who)}, not only those named"
        yield [Edit(fact.kind, fact.who, words, 3.0, lambda p: round_entry(p, fact.who, change))]

    def _site(self, fact: Fact) -> Iterator[list[Edit]]:
        words = f"Hold {self.say.round(fact.who)} remotely"
        yield [
            Edit(
                fact.kind,
                fact.who,
                words,
                5.0,
                lambda p: round_entry(p, fact.who, lambda _: {"onsite": None}),
            )
        ]

    def _room(self, fact: Fact) -> Iterator[list[Edit]]:
        new = {"id": f"{fact.who}-extra", "site": fact.who, "busy": [], "name": f"one more at {fact.who}"}
        words = f"Find one more room at {fact.who}"
        yield [Edit(fact.kind, fact.who, words, 4.5, lambda p: p | {"rooms": [*p["rooms"], new]})]

    def _pinned(self, fact: Fact) -> Iterator[list[Edit]]:
        words = f"Unpin {self.say.round(fact.who)}"

        def apply(problem: Problem) -> Problem:
            return problem | {"pinned": [p for p in problem["pinned"] if p["round"] != fact.who]}

        yield [Edit(fact.kind, fact.who, words, 2.0, apply)]

    def _round(self, fact: Fact) -> Iterator[list[Edit]]:
        owner = next(s for _, s, r in self.rounds if r.id == fact.who)
        words = f"Leave out {self.say.round(fact.who)}"

        def apply(problem: Problem) -> Problem:
            pins = [p for p in problem.get("pinned") or [] if p["round"] != fact.who]
            left = problem | {"pinned": pins}
            return stage_entry(
                left, owner.id, lambda s: {"rounds": [r for r in s["rounds"] if r["id"] != fact.who]}
            )

        yield [Edit(fact.kind, fact.who, words, 30.0, apply)]


def _first_of_each_day(starts: int, days: dict[int, int]) -> list[int]:
    return [(today & -today).bit_length() - 1 for mask in days.values() if (today := starts & mask)]
