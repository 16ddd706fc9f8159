"""A judge of schedules for the tests: every rule and the cost of interview-sched/1, by wall clocks alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Session = tuple[datetime, datetime, str]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def faults(problem: dict[str, Any], solution: dict[str, Any]) -> list[str]:
    """Every rule that the solution breaks, in words; rounds that are absent break none."""
    return sorted(set(_Judge(problem, solution).faults()))


def cost(problem: dict[str, Any], solution: dict[str, Any]) -> float:
    return _Judge(problem, solution).cost()


class _Judge:
    def __init__(self, problem: dict[str, Any], solution: dict[str, Any]) -> None:
        self.problem = problem
        self.placed = {a["round"]: a for a in solution["assignments"]}
        self.people = {each["id"]: each for each in problem["interviewers"]}
        self.rooms = {each["id"]: each for each in problem["rooms"]}
        self.sessions: dict[str, list[Session]] = defaultdict(list)
        self.in_room: dict[str, list[Session]] = defaultdict(list)
        self.rounds = {
            each["id"]: each for c in problem["candidates"] for s in c["stages"] for each in s["rounds"]
        }
        for key, each in self.placed.items():
            start, end = self.times(key)
            for name in self.names(each):
                self.sessions[name].append((start, end, key))
            if each["room"]:
                self.in_room[each["room"]].append((start, end, key))

    def times(self, key: str) -> tuple[datetime, datetime]:
        start = instant(self.placed[key]["start"])
        return start, start + timedelta(minutes=self.rounds[key]["duration"])

    def names(self, each: dict[str, Any]) -> list[str]:
        return [seat["interviewer"] for seat in each["panel"]] + each["shadow"]

    def faults(self) -> list[str]:
        found = [f"{key} is unknown" for key in self.placed if key not in self.rounds]
        for who in self.problem["candidates"]:
            found += self.of_candidate(who)
        for name, many in self.sessions.items():
            found += self.of_person(self.people[name], sorted(many))
        for name, many in self.in_room.items():
            found += [
                f"{name} is used twice" for a, b in combinations(many, 2) if a[0] < b[1] and b[0] < a[1]
            ]
            for begins, ends in self.rooms[name]["busy"]:
                found += [f"{name} is busy" for s, e, _ in many if s < instant(ends) and instant(begins) < e]
        for pin in self.problem["pinned"]:
            now = self.placed.get(pin["round"])
            if not now or instant(now["start"]) != instant(pin["start"]) or now["panel"] != pin["panel"]:
                found.append(f"{pin['round']} was pinned")
        return found

    def of_candidate(self, who: dict[str, Any]) -> list[str]:
        found: list[str] = []
        zone = ZoneInfo(who["tz"])
        met: Counter[str] = Counter()
        all_times: list[tuple[datetime, datetime]] = []
        before: tuple[datetime, Any] | None = None
        for stage in who["stages"]:
            here = [each for each in stage["rounds"] if each["id"] in self.placed]
            for each in here:
                met.update(self.names(self.placed[each["id"]]))
                found += self.of_round(who, each)
            if not here:
                continue
            held = sorted((*self.times(each["id"]), each["id"]) for each in here)
            all_times += [(start, end) for start, end, _ in held]
            pause = timedelta(minutes=stage["min_break"])
            found += [f"no break after {a[2]}" for a, b in pairwise(held) if b[0] < a[1] + pause]
            if stage["order"] == "fixed" and [h[2] for h in held] != [each["id"] for each in here]:
                found.append(f"{stage['id']} is out of order")
            last_moment = timedelta(minutes=1)
            days = {
                moment.astimezone(zone).date()
                for start, end, _ in held
                for moment in (start, end - last_moment)
            }
            first, end = held[0][0], max(h[1] for h in held)
            if stage["same_day"] and len(days) > 1:
                found.append(f"{stage['id']} is on two days")
            if stage["same_day"] and end - first > timedelta(minutes=stage["max_span"]):
                found.append(f"{stage['id']} is too long")
            if before and first < before[0]:
                found.append(f"{stage['id']} comes before the stage before it")
            if before and (min(days) - before[1]).days < stage["min_days_after_prev"]:
                found.append(f"{stage['id']} comes too early")
            before = (end, max(days))
        all_times.sort()
        found += [f"{who['id']} is in two places" for a, b in pairwise(all_times) if b[0] < a[1]]
        return found + [f"{who['id']} meets {name} twice" for name, n in met.items() if n > 1]

    def of_round(self, who: dict[str, Any], each: dict[str, Any]) -> list[str]:
        key, placed = each["id"], self.placed[each["id"]]
        found: list[str] = []
        start, end = self.times(key)
        opens, closes = (instant(self.problem["horizon"][edge]) for edge in ("start", "end"))
        if (start - opens) % timedelta(minutes=self.problem["grid_minutes"]) or start < opens or end > closes:
            found.append(f"{key} is off the grid")
        if not any(instant(a) <= start and end <= instant(b) for a, b in who["available"]):
            found.append(f"{who['id']} is not free for {key}")
        if start < instant(who["ready"]):
            found.append(f"{key} is before {who['id']} is ready")
        if who["deadline"] and end > instant(who["deadline"]) + timedelta(minutes=15):
            found.append(f"{key} is after the deadline")
        seated = Counter(seat["skill"] for seat in placed["panel"])
        if seated != Counter({seat["skill"]: seat["count"] for seat in each["seats"]}):
            found.append(f"{key} has the wrong panel")
        named = {seat["skill"]: seat.get("only") for seat in each["seats"]}
        for seat in placed["panel"]:
            if seat["skill"] not in self.people[seat["interviewer"]]["skills"]:
                found.append(f"{seat['interviewer']} has not the skill for {key}")
            if (only := named.get(seat["skill"])) and seat["interviewer"] not in only:
                found.append(f"{seat['interviewer']} is not named for {key}")
        found += [
            f"{name} may not shadow {key}"
            for name in placed["shadow"]
            if not each["shadow_allowed"] or not set(named) & set(self.people[name]["training"])
        ]
        if len(placed["shadow"]) > 1:
            found.append(f"{key} has two shadows")
        for name in self.names(placed):
            if name in who["exclude"]:
                found.append(f"{name} must not meet {who['id']}")
            if each["onsite"] and self.people[name]["site"] != each["onsite"]:
                found.append(f"{name} is not at {each['onsite']}")
        site = self.rooms[placed["room"]]["site"] if placed["room"] else None
        if site != each["onsite"]:
            found.append(f"{key} has the wrong room")
        return found

    def of_person(self, person: dict[str, Any], many: list[Session]) -> list[str]:
        name, zone = person["id"], ZoneInfo(person["tz"])
        pause = timedelta(minutes=person["buffer_minutes"])
        found = [f"{name} has too little time after {a[2]}" for a, b in pairwise(many) if b[0] < a[1] + pause]
        days = Counter(start.astimezone(zone).date() for start, _, _ in many)
        weeks = Counter(start.astimezone(zone).isocalendar()[:2] for start, _, _ in many)
        found += [f"{name} has too many on {day}" for day, n in days.items() if n > person["max_per_day"]]
        found += [f"{name} has too many in week {w}" for w, n in weeks.items() if n > person["max_per_week"]]
        for start, end, key in many:
            if not any(
                a <= start and end <= b for a, b in self.hours(person["work"], start.astimezone(zone), zone)
            ):
                found.append(f"{name} does not work at the time of {key}")
            if any(instant(a) < end and start < instant(b) for a, b in person["busy"]):
                found.append(f"{name} is busy at the time of {key}")
        return found

    @staticmethod
    def hours(weekly: list[list[str]], local: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        """A day's hours of work as instants."""
        day = local.date()
        return [
            tuple(  # type: ignore[misc]
                datetime(day.year, day.month, day.day, int(c[:2]), int(c[3:]), tzinfo=zone).astimezone(
                    ZoneInfo("UTC")
                )
                for c in (opens, closes)
            )
            for weekday, opens, closes in weekly
            if DAYS[day.weekday()] == weekday
        ]

    def cost(self) -> float:
        weights, total = self.problem["weights"], 0.0
        for who in self.problem["candidates"]:
            ends = [
                self.times(r["id"])[1] for s in who["stages"] for r in s["rounds"] if r["id"] in self.placed
            ]
            zone = ZoneInfo(who["tz"])
            if ends:
                days = max(ends).astimezone(zone).date() - instant(who["ready"]).astimezone(zone).date()
                total += weights["day"] * who["priority"] * days.days
            for stage in who["stages"]:
                held = [self.times(r["id"]) for r in stage["rounds"] if r["id"] in self.placed]
                if stage["same_day"] and held:
                    span = max(e for _, e in held) - min(s for s, _ in held)
                    waiting = span - sum((e - s for s, e in held), timedelta())
                    total += weights["gap"] * waiting / timedelta(minutes=15)
        shadows = Counter(name for each in self.placed.values() for name in each["shadow"])
        for name, person in self.people.items():
            zone = ZoneInfo(person["tz"])
            weeks = Counter(s.astimezone(zone).isocalendar()[:2] for s, _, _ in self.sessions[name])
            total += weights["load"] * sum(n * (n - 1) / 2 for n in weeks.values())
            total += weights["shadow_missing"] * max(0, person["shadow_target"] - shadows[name])
            for start, end, _ in self.sessions[name]:
                avoided = [[day, *span] for span in person["avoid"] for day in DAYS]
                for a, b in self.hours(avoided, start.astimezone(zone), zone):
                    overlap = max(timedelta(), min(end, b) - max(start, a))
                    total += weights["avoid"] * overlap / timedelta(minutes=15)
        return total + self.changes()

    def changes(self) -> float:
        weights, total = self.problem["weights"], 0.0
        for old in (self.problem["previous"] or {"assignments": []})["assignments"]:
            if (new := self.placed.get(old["round"])) is None:
                continue
            before, after = (Counter(seat["interviewer"] for seat in each["panel"]) for each in (old, new))
            total += weights["change_time"] * (instant(old["start"]) != instant(new["start"]))
            total += weights["change_panel"] * (before - after).total()
            total += weights["change_room"] * (old["room"] != new["room"])
        return total
