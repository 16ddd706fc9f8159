"""Small problems to schedule, and a checker of our own that knows the rules and nothing of the solver."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

WEEK = [[day, "09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def interviewer(name: str, *skills: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "tz": "Europe/Berlin",
        "site": "BER",
        "skills": list(skills) or ["coding"],
        "training": [],
        "shadow_target": 0,
        "work": WEEK,
        "avoid": [],
        "max_per_day": 3,
        "max_per_week": 6,
        "buffer_minutes": 15,
        "busy": [],
    } | changes


def round_(name: str, skill: str = "coding", **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "duration": 60,
        "seats": [{"skill": skill, "count": 1}],
        "shadow_allowed": False,
        "onsite": None,
    } | changes


def stage(name: str, *rounds: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "order": "any",
        "same_day": True,
        "min_break": 15,
        "max_span": 300,
        "min_days_after_prev": 0,
        "rounds": list(rounds),
    } | changes


def candidate(name: str, *stages: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "tz": "Europe/Berlin",
        "role": "back-end",
        "priority": 1,
        "ready": "2027-03-08T00:00Z",
        "deadline": None,
        "available": [[f"2027-03-{day:02}T08:00Z", f"2027-03-{day:02}T16:00Z"] for day in range(8, 13)],
        "exclude": [],
        "stages": list(stages),
    } | changes


def problem(interviewers: list[Any], candidates: list[Any], **changes: Any) -> dict[str, Any]:
    weights = {"day": 10, "gap": 1, "load": 2, "avoid": 1, "shadow_missing": 6}
    return {
        "format": "interview-sched/1",
        "name": "small",
        "grid_minutes": 15,
        "horizon": {"start": "2027-03-07T00:00Z", "end": "2027-03-15T00:00Z"},
        "weights": weights | {"change_time": 30, "change_panel": 10, "change_room": 2},
        "interviewers": interviewers,
        "rooms": [],
        "candidates": candidates,
        "previous": None,
        "pinned": [],
    } | changes


def broken_rules(given: dict[str, Any], solution: dict[str, Any]) -> list[str]:
    """Every rule that the solution breaks, in words; by wall clocks and plain loops."""
    people = {each["id"]: each for each in given["interviewers"]}
    by_round = {a["round"]: a for a in solution["assignments"]}
    faults: list[str] = []
    sessions: dict[str, list[tuple[datetime, datetime]]] = {}
    for who in given["candidates"]:
        met: list[str] = []
        before: datetime | None = None
        for part in who["stages"]:
            held = []
            for each in part["rounds"]:
                if each["id"] not in by_round:
                    faults.append(f"{each['id']} is not scheduled")
                    continue
                placed = by_round[each["id"]]
                start = _instant(placed["start"])
                end = start + timedelta(minutes=each["duration"])
                held.append((start, end, each["id"]))
                if not any(_instant(a) <= start and end <= _instant(b) for a, b in who["available"]):
                    faults.append(f"{who['id']} is not free for {each['id']}")
                wanted = sorted(seat["skill"] for seat in each["seats"] for _ in range(seat["count"]))
                if sorted(seat["skill"] for seat in placed["panel"]) != wanted:
                    faults.append(f"{each['id']} has the wrong panel")
                names = [seat["interviewer"] for seat in placed["panel"]] + placed["shadow"]
                met += names
                for name in names:
                    sessions.setdefault(name, []).append((start, end))
                    if name in who["exclude"]:
                        faults.append(f"{name} must not meet {who['id']}")
                faults += [
                    f"{seat['interviewer']} is not qualified for {seat['skill']}"
                    for seat in placed["panel"]
                    if seat["skill"] not in people[seat["interviewer"]]["skills"]
                ]
            held.sort()
            for (_, end, one), (start, _, other) in pairwise(held):
                if start < end + timedelta(minutes=part["min_break"]):
                    faults.append(f"no break between {one} and {other}")
            if part["same_day"] and held:
                if held[-1][1] - held[0][0] > timedelta(minutes=part["max_span"]):
                    faults.append(f"{part['id']} is too long")
                zone = ZoneInfo(who["tz"])
                if held[0][0].astimezone(zone).date() != held[-1][0].astimezone(zone).date():
                    faults.append(f"{part['id']} is on two days")
            if before and held and held[0][0] < before:
                faults.append(f"{part['id']} comes too early")
            before = held[-1][1] if held else before
        if len(set(met)) != len(met):
            faults.append(f"{who['id']} meets somebody twice")
    return faults + [
        fault for name, many in sessions.items() for fault in _person_faults(people[name], sorted(many))
    ]


def _person_faults(person: dict[str, Any], many: list[tuple[datetime, datetime]]) -> list[str]:
    faults, zone = [], ZoneInfo(person["tz"])
    for (_, end), (start, _) in pairwise(many):
        if start < end + timedelta(minutes=person["buffer_minutes"]):
            faults.append(f"{person['id']} has two sessions too close")
    days = [start.astimezone(zone).date() for start, _ in many]
    if any(days.count(day) > person["max_per_day"] for day in days):
        faults.append(f"{person['id']} has too many on a day")
    if len(many) > person["max_per_week"]:
        faults.append(f"{person['id']} has too many in the week")
    for start, end in many:
        local = start.astimezone(zone)
        hours = [w for w in person["work"] if w[0] == DAYS[local.weekday()]]
        if not any(a <= f"{local:%H:%M}" and f"{end.astimezone(zone):%H:%M}" <= b for _, a, b in hours):
            faults.append(f"{person['id']} works outside their hours")
        if any(_instant(a) < end and start < _instant(b) for a, b in person["busy"]):
            faults.append(f"{person['id']} is busy")
    return faults


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
