"""Problems to schedule, of any size and tightness, from a seed: the kinds of interview-sched/1, people of our own.

``problem_of`` makes problems that are possible: everybody is scheduled on free calendars first, and the calendars
are then filled around those sessions. ``little`` makes tiny problems, possible or not, with everything that the
format knows in them, clock changes included.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.engines.scheduling.course import Course
from app.engines.scheduling.reading import read

ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata")
SITES = dict(zip(ZONES, ("BER", "NYC", "SFO", "BLR"), strict=True))
SKILLS = ("coding", "design", "behaviour", "manager", "data", "support")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEIGHTS = {"day": 10, "gap": 1, "load": 2, "avoid": 1, "shadow_missing": 6}
LITTLE_TEAM = 10
CHANGES = {"change_time": 30, "change_panel": 10, "change_room": 2}
SIZES = {"S": (10, 12, 7), "M": (60, 50, 14), "L": (300, 150, 28), "XL": (2000, 600, 56)}


def text(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%MZ}"


def problem_of(size: str, seed: int, full: float = 0.4) -> dict[str, Any]:
    """``full``: the share of working hours that calendars are busy with other things, 0 to 0.95."""
    candidates, interviewers, days = SIZES[size]
    dice = random.Random(seed)
    maker = _Maker(dice, candidates, interviewers, days)
    problem = maker.problem(f"{size}-{seed}")
    planted = Course(read(problem), seed, {})
    while planted.waiting:
        planted.step()
    problem["candidates"] = [c for c in problem["candidates"] if c["id"] in planted.kept]
    held: dict[str, list[tuple[datetime, datetime]]] = {}
    grid = planted.search.instance.grid
    for each in (each for loop in planted.kept.values() for each in loop):
        for person in each.people:
            held.setdefault(person.id, []).append((grid.instant(each.start), grid.instant(each.end)))
    for person in problem["interviewers"]:
        person["busy"] = maker.busy(person, held.get(person["id"], []), full)
    return problem


class _Maker:
    def __init__(self, dice: random.Random, candidates: int, interviewers: int, days: int) -> None:
        self.dice, self.days = dice, days
        self.candidates, self.interviewers = candidates, interviewers
        self.start = datetime(2027, 3, 7, tzinfo=ZoneInfo("UTC"))

    def problem(self, name: str) -> dict[str, Any]:
        people = [self.interviewer(n) for n in range(self.interviewers)]
        rooms = [
            {"id": f"{site}-{n}", "site": site, "busy": []}
            for site in SITES.values()
            for n in range(1 + self.interviewers // 40)
        ]
        return {
            "format": "interview-sched/1",
            "name": name,
            "grid_minutes": 15,
            "horizon": {"start": text(self.start), "end": text(self.start + timedelta(days=self.days + 1))},
            "weights": WEIGHTS | CHANGES,
            "interviewers": people,
            "rooms": rooms,
            "candidates": [self.candidate(n, people) for n in range(self.candidates)],
            "previous": None,
            "pinned": [],
        }

    def interviewer(self, n: int) -> dict[str, Any]:
        dice = self.dice
        zone = dice.choice(ZONES)
        opens = dice.choice((8, 9, 9, 10))
        skills = dice.sample(SKILLS[:4] if n % 5 else SKILLS, 2)
        training = [skill for skill in SKILLS[:4] if skill not in skills and dice.random() < 0.1]
        return {
            "id": f"I{n:03}",
            "tz": zone,
            "site": SITES[zone],
            "skills": skills,
            "training": training,
            "shadow_target": dice.choice((1, 2)) if training else 0,
            "work": [[day, f"{opens:02}:00", f"{opens + 8:02}:00"] for day in WEEKDAYS],
            "avoid": dice.choice(([], [["12:00", "13:00"]], [["16:00", "18:00"]])),
            "max_per_day": dice.choice((2, 3, 3, 4)),
            "max_per_week": dice.choice((4, 5, 6, 8)),
            "buffer_minutes": dice.choice((0, 15, 15, 30)),
            "busy": [],
        }

    def busy(
        self, person: dict[str, Any], held: list[tuple[datetime, datetime]], full: float
    ) -> list[list[str]]:
        """Blocks of half an hour to two hours through the working days, beside the sessions that are held."""
        blocks = []
        opens = int(person["work"][0][1][:2])
        for day in range(self.days + 1):
            at = (self.start + timedelta(days=day)).replace(tzinfo=ZoneInfo(person["tz"]), hour=opens)
            end = at + timedelta(hours=8)
            while at < end:
                until = min(at + timedelta(minutes=self.dice.choice((30, 30, 60, 60, 90, 120))), end)
                if self.dice.random() < full and not any(s < until and at < e for s, e in held):
                    blocks.append([text(at), text(until)])
                at = until
        return blocks

    def candidate(self, n: int, people: list[dict[str, Any]]) -> dict[str, Any]:
        dice = self.dice
        zone = dice.choice(ZONES[:3])
        first = dice.randrange(max(1, self.days - 9))
        ready = (self.start + timedelta(days=first)).replace(tzinfo=ZoneInfo(zone), hour=0)
        available = []
        for day in range(dice.choice((6, 8, 10))):
            if dice.random() < 0.75:
                opens = ready.replace(hour=dice.choice((7, 8, 9, 12))) + timedelta(days=day)
                available.append([text(opens), text(opens + timedelta(hours=dice.choice((3, 5, 8, 8))))])
        deadline = text(ready + timedelta(days=dice.choice((9, 12)))) if dice.random() < 0.7 else None
        return {
            "id": f"C{n:04}",
            "tz": zone,
            "role": "engineer",
            "priority": dice.choice((1, 1, 1, 2, 3)),
            "ready": text(ready),
            "deadline": deadline,
            "available": available,
            "exclude": [p["id"] for p in dice.sample(people, 1)] if dice.random() < 0.1 else [],
            "stages": self.stages(f"C{n:04}", people),
        }

    def stages(self, name: str, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        dice = self.dice
        many = dice.choice(((1, 3), (1, 4), (3,), (4,), (5,)))
        stages = []
        for at, count in enumerate(many):
            skills = [SKILLS[k % 4] for k in dice.sample(range(max(4, count)), count)]
            rounds = [self.round(f"{name}-S{at + 1}R{k + 1}", skill) for k, skill in enumerate(skills)]
            pause = dice.choice((0, 15))
            needed = sum(each["duration"] for each in rounds) + pause * (count - 1)
            stages.append(
                {
                    "id": f"{name}-S{at + 1}",
                    "order": dice.choice(("any", "any", "fixed")),
                    "same_day": True,
                    "min_break": pause,
                    "max_span": needed + 60,
                    "min_days_after_prev": dice.choice((0, 1)) if at else 0,
                    "rounds": rounds,
                }
            )
        return stages

    def round(self, name: str, skill: str) -> dict[str, Any]:
        dice = self.dice
        return {
            "id": name,
            "duration": dice.choice((45, 45, 60)),
            "seats": [{"skill": skill, "count": 2 if dice.random() < 0.08 else 1}],
            "shadow_allowed": dice.random() < 0.3,
            "onsite": None,
        }


def little(seed: int, candidates: int = 3) -> dict[str, Any]:
    """A tiny problem with all that the format knows: sites and rooms, shadows, orders, spread stages, folds in time."""
    dice = random.Random(seed)
    start = datetime(*dice.choice(((2027, 3, 26), (2027, 10, 29), (2027, 3, 12))), tzinfo=ZoneInfo("UTC"))
    zones = dice.sample(ZONES, 2)
    days = [start + timedelta(days=n) for n in range(5)]
    people = [
        {
            "id": f"i{n}",
            "tz": (zone := dice.choice(zones)),
            "site": dice.choice(("BER", "BER", "NYC")),
            "skills": dice.sample(SKILLS[:3], dice.choice((1, 2, 2, 3))),
            "training": dice.sample(SKILLS[:3], dice.choice((0, 1))),
            "shadow_target": dice.choice((0, 1)),
            "work": [[day, "08:00", "19:00"] for day in (*WEEKDAYS, "sat", "sun")],
            "avoid": dice.choice(([], [["12:00", "13:00"]])),
            "max_per_day": dice.choice((1, 2, 3)),
            "max_per_week": dice.choice((2, 4, 6)),
            "buffer_minutes": dice.choice((0, 15, 30)),
            "busy": [
                [
                    text(day.replace(tzinfo=ZoneInfo(zone), hour=h)),
                    text(day.replace(tzinfo=ZoneInfo(zone), hour=h + 2)),
                ]
                for day in days
                if (h := dice.choice((0, 0, 9, 11, 14)))
            ],
        }
        for n in range(LITTLE_TEAM)
    ]
    return {
        "format": "interview-sched/1",
        "name": f"little-{seed}",
        "grid_minutes": dice.choice((15, 30)),
        "horizon": {"start": text(start), "end": text(start + timedelta(days=5))},
        "weights": WEIGHTS | CHANGES,
        "interviewers": people,
        "rooms": [{"id": "BER-1", "site": "BER", "busy": []}, {"id": "NYC-1", "site": "NYC", "busy": []}],
        "candidates": [_little_candidate(dice, f"c{n}", zones, days) for n in range(candidates)],
        "previous": None,
        "pinned": [],
    }


def _little_candidate(
    dice: random.Random, name: str, zones: list[str], days: list[datetime]
) -> dict[str, Any]:
    zone = ZoneInfo(dice.choice(zones))
    available = []
    for day in days:
        opens = day.replace(tzinfo=zone, hour=dice.choice((8, 10, 14, 21)))
        if dice.random() < 0.9:
            available.append([text(opens), text(opens + timedelta(hours=dice.choice((4, 6, 9))))])
    stages = []
    for at, count in enumerate(dice.choice(((1,), (2,), (1, 2), (3,), (2, 1)))):
        rounds = [
            {
                "id": f"{name}-{at}{k}",
                "duration": dice.choice((30, 60, 45)),
                "seats": [
                    {"skill": skill, "count": dice.choice((1, 1, 1, 2))}
                    for skill in dice.sample(SKILLS[:3], dice.choice((1, 1, 1, 2)))
                ],
                "shadow_allowed": dice.random() < 0.5,
                "onsite": dice.choice((None, None, None, "BER")),
            }
            for k in range(count)
        ]
        if dice.random() < 0.2:
            rounds[0]["seats"][0]["only"] = [f"i{n}" for n in dice.sample(range(LITTLE_TEAM), 4)]
        stages.append(
            {
                "id": f"{name}-{at}",
                "order": dice.choice(("any", "fixed")),
                "same_day": dice.random() < 0.7,
                "min_break": dice.choice((0, 15)),
                "max_span": dice.choice((240, 360)),
                "min_days_after_prev": dice.choice((0, 0, 1)) if at else 0,
                "rounds": rounds,
            }
        )
    return {
        "id": name,
        "tz": str(zone),
        "role": "engineer",
        "priority": dice.choice((1, 2)),
        "ready": text(days[0]),
        "deadline": None,
        "available": available,
        "exclude": dice.sample([f"i{n}" for n in range(LITTLE_TEAM)], dice.choice((0, 0, 1))),
        "stages": stages,
    }
