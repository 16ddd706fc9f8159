"""Every schedule of a tiny problem, by trying everything: wall clocks and plain loops, nothing of the engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import Any
from zoneinfo import ZoneInfo

from tests.engines.scheduling.small import DAYS, candidate, interviewer, problem, round_, stage

Choice = tuple[datetime, datetime, tuple[tuple[str, str], ...], str | None]  # start, end, panel, room
Schedule = dict[str, Choice]


def tiny(seed: int, people: int = 2, most_rounds: int = 3) -> dict[str, Any]:
    """A random problem of two or three days of some hours, with every kind of rule somewhere."""
    chance = random.Random(seed)
    hours = [[day, "09:00", chance.choice(["11:00", "12:00"])] for day in ("mon", "tue", "wed")]
    team = [
        interviewer(
            f"i{n}",
            *chance.sample(["coding", "design"], chance.choice([1, 2, 2])),
            work=hours,
            site=chance.choice(["BER", "BER", "BER", "NYC"]),
            buffer_minutes=chance.choice([0, 0, 30]),
            max_per_day=chance.choice([1, 2, 3]),
            max_per_week=chance.choice([1, 2, 4]),
            busy=chance.choice([[], [], [["2027-03-08T08:30Z", "2027-03-08T09:30Z"]]]),
        )
        for n in range(chance.choice([3, 4, 5]))
    ]
    names = [each["id"] for each in team]
    candidates = []
    for n in range(people):
        left = chance.randint(1, most_rounds)
        stages = []
        while left:
            size = chance.randint(1, left)
            left -= size
            at = len(stages)
            rounds = [
                round_(
                    f"c{n}-{at}{k}",
                    duration=chance.choice([30, 60]),
                    seats=chance.choice(
                        [
                            [{"skill": "coding", "count": 1}],
                            [{"skill": "design", "count": 1}],
                            [{"skill": "coding", "count": 1, "only": chance.sample(names, 2)}],
                            [{"skill": "coding", "count": 1}, {"skill": "design", "count": 1}],
                        ]
                    ),
                    onsite=chance.choice([None, None, None, "BER"]),
                )
                for k in range(size)
            ]
            stages.append(
                stage(
                    f"c{n}-{at}",
                    *rounds,
                    order=chance.choice(["any", "fixed"]),
                    same_day=chance.random() < 0.8,
                    min_break=chance.choice([0, 30]),
                    max_span=chance.choice([90, 150, 300]),
                    min_days_after_prev=chance.choice([0, 0, 1]),
                )
            )
        free = [
            [f"2027-03-{day:02}T08:00Z", f"2027-03-{day:02}T{chance.choice(['09:30', '11:00'])}Z"]
            for day in chance.sample([8, 9, 10], chance.choice([1, 2, 2]))
        ]
        candidates.append(
            candidate(
                f"c{n}",
                *stages,
                available=sorted(free),
                exclude=chance.sample(names, chance.choice([0, 0, 0, 1])),
                deadline=chance.choice([None, None, "2027-03-09T10:00Z"]),
            )
        )
    return problem(
        team,
        candidates,
        grid_minutes=30,
        horizon={"start": "2027-03-08T06:00Z", "end": "2027-03-11T06:00Z"},
        rooms=[{"id": "BER-1", "site": "BER", "busy": []}],
    )


def schedules(given: dict[str, Any], keep: dict[str, Choice] | None = None) -> Iterator[Schedule]:
    """Every valid schedule; ``keep``: rounds that are booked as they are."""
    rounds = [
        (c, k, s, n, r)
        for c in given["candidates"]
        for k, s in enumerate(c["stages"])
        for n, r in enumerate(s["rounds"])
    ]
    options = [
        [keep[r["id"]]] if keep and r["id"] in keep else list(_choices(given, c, r))
        for c, _, _, _, r in rounds
    ]
    yield from _extend(given, rounds, options, {}, 0)


def _extend(given: Any, rounds: Any, options: Any, held: Schedule, at: int) -> Iterator[Schedule]:
    if at == len(rounds):
        yield dict(held)
        return
    name = rounds[at][4]["id"]
    for choice in options[at]:
        held[name] = choice
        if _goes_together(given, rounds[: at + 1], held):
            yield from _extend(given, rounds, options, held, at + 1)
        del held[name]


def _choices(given: dict[str, Any], who: dict[str, Any], part: dict[str, Any]) -> Iterator[Choice]:
    """Every start, panel and room that is possible for the round by itself."""
    first, last = (_instant(given["horizon"][key]) for key in ("start", "end"))
    long = timedelta(minutes=part["duration"])
    rooms = [r["id"] for r in given["rooms"] if r["site"] == part["onsite"]] if part["onsite"] else [None]
    start = first
    while start + long <= last:
        end = start + long
        in_time = not who["deadline"] or end <= _instant(who["deadline"]) + timedelta(minutes=15)
        free = any(_instant(a) <= start and end <= _instant(b) for a, b in who["available"])
        if free and in_time and start >= _instant(who["ready"]):
            seats = [
                combinations(
                    [p["id"] for p in given["interviewers"] if _may(p, who, part, seat, start, end)],
                    seat["count"],
                )
                for seat in part["seats"]
            ]
            for panel in product(*seats):
                names = [name for group in panel for name in group]
                if len(set(names)) == len(names):
                    pairs = tuple(
                        (n, s["skill"]) for s, group in zip(part["seats"], panel, strict=True) for n in group
                    )
                    for room in rooms:
                        busy = next((r["busy"] for r in given["rooms"] if r["id"] == room), [])
                        if not any(_instant(a) < end and start < _instant(b) for a, b in busy):
                            yield start, end, pairs, room
        start += timedelta(minutes=given["grid_minutes"])


def _may(p: Any, who: Any, part: Any, seat: Any, start: datetime, end: datetime) -> bool:
    local, over = (each.astimezone(ZoneInfo(p["tz"])) for each in (start, end))
    return (
        seat["skill"] in p["skills"]
        and (not seat.get("only") or p["id"] in seat["only"])
        and p["id"] not in who["exclude"]
        and (not part["onsite"] or p["site"] == part["onsite"])
        and (part["id"], p["id"]) not in p.get("declined", [])
        and any(
            d == DAYS[local.weekday()] and a <= f"{local:%H:%M}" and f"{over:%H:%M}" <= b
            for d, a, b in p["work"]
        )
        and not any(_instant(a) < end and start < _instant(b) for a, b in p["busy"])
    )


def _goes_together(given: Any, rounds: Any, held: Schedule) -> bool:
    """Whether the last round goes with those before it (and limits hold over all)."""
    who, at, part, number, newest = rounds[-1]
    start, end, panel, room = held[newest["id"]]
    people = {p["id"]: p for p in given["interviewers"]}
    mine = {name for name, _ in panel}
    zone = ZoneInfo(who["tz"])
    for other, before, _, earlier, old in rounds[:-1]:
        begins, ends, seated, place = held[old["id"]]
        if room and room == place and begins < end and start < ends:
            return False
        for name in mine & {name for name, _ in seated}:
            pause = timedelta(minutes=people[name]["buffer_minutes"])
            if other is who or (begins < end + pause and start < ends + pause):
                return False
        if other is not who:
            continue
        if begins < end and start < ends:
            return False
        one, two = (each.astimezone(zone).date() for each in (begins, start))
        if before == at:
            pause = timedelta(minutes=part["min_break"])
            if begins < end + pause and start < ends + pause:
                return False
            if part["order"] == "fixed" and (earlier < number) != (begins < start):
                return False
            if part["same_day"] and (
                one != two or max(end, ends) - min(start, begins) > timedelta(minutes=part["max_span"])
            ):
                return False
        elif start < ends or (before == at - 1 and (two - one).days < part["min_days_after_prev"]):
            return False
    if part["same_day"] and end - start > timedelta(minutes=part["max_span"]):
        return False
    for name in mine:
        local = ZoneInfo(people[name]["tz"])
        dates = [c[0].astimezone(local).date() for c in held.values() if name in {n for n, _ in c[2]}]
        if (
            any(dates.count(day) > people[name]["max_per_day"] for day in dates)
            or len(dates) > people[name]["max_per_week"]
        ):
            return False
    return True


def as_solution(schedule: Schedule) -> dict[str, Any]:
    return {
        "assignments": [
            {
                "round": name,
                "start": f"{start:%Y-%m-%dT%H:%MZ}",
                "panel": [{"interviewer": person, "skill": skill} for person, skill in panel],
                "shadow": [],
                "room": room,
            }
            for name, (start, _, panel, room) in schedule.items()
        ]
    }


def changes(before: Schedule, after: Schedule) -> float:
    """What differs, weighed as in ``small.problem``: 30 a time, 10 a person, 2 a room."""
    cost = 0.0
    for name, (start, _, panel, room) in before.items():
        other = after[name]
        gone = {n for n, _ in panel} - {n for n, _ in other[2]}
        cost += 30 * (start != other[0]) + 10 * len(gone) + 2 * (room != other[3])
    return cost


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
