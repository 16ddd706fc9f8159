"""Names, days and times as a coordinator says them. A ``name`` beside an ``id`` in the problem is used where given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from app.engines.scheduling.instance import Candidate, Round
from app.engines.scheduling.scene import Scene


def listed(names: Iterable[str], word: str = "and") -> str:
    """a; a and b; a, b and c."""
    every = list(names)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {word} {every[-1]}" if every else ""


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day_words(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day:%a} {day.day} {day:%B}"


class Speech:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        problem = scene.problem
        self.zone_name = str(problem.get("tz") or "")
        self._names = {
            (table, str(each["id"])): str(each.get("name") or each["id"])
            for table in ("interviewers", "rooms", "candidates")
            for each in problem[table]
        }
        for candidate in problem["candidates"]:
            for stage in candidate["stages"]:
                self._names["stages", str(stage["id"])] = str(stage.get("name") or stage["id"])
                for round_ in stage["rounds"]:
                    self._names["rounds", str(round_["id"])] = str(round_.get("name") or round_["id"])

    def person(self, name: str) -> str:
        return self._names.get(("interviewers", name), name)

    def people(self, names: Iterable[str], word: str = "and", most: int = 6) -> str:
        said = [self.person(name) for name in names]
        if len(said) > most:
            said = [*said[: most - 1], f"{len(said) - most + 1} others"]
        return listed(said, word)

    def candidate(self, name: str) -> str:
        return self._names.get(("candidates", name), name)

    def room(self, name: str) -> str:
        return self._names.get(("rooms", name), name)

    def stage(self, name: str) -> str:
        return self._names.get(("stages", name), name)

    def round(self, name: str) -> str:
        """The round with whose it is, unless its name says so."""
        said = self._names.get(("rounds", name), name)
        if said == name:
            return name
        return f"{self.candidate(self.scene.rounds[name][0].id)}'s {said}"

    def rounds(self, names: Sequence[str], most: int = 6) -> str:
        said = [self.round(name) for name in names]
        if len(said) > most:
            said = [*said[: most - 1], f"{len(said) - most + 1} more"]
        return listed(said)

    # times

    def zone(self, candidate: Candidate | None) -> str:
        """The problem's own zone where it names one (the coordinator's), else the candidate's."""
        return self.zone_name or (str(self.scene.raw[candidate.id]["tz"]) if candidate else "UTC")

    def time(self, slot: int, candidate: Candidate | None) -> str:
        """Tue 9 March 10:00 (Europe/Berlin)."""
        zone = self.zone(candidate)
        local = self.scene.grid.instant(slot).astimezone(ZoneInfo(zone))
        return f"{day_words(local.toordinal())} {local:%H:%M} ({zone})"

    def span(self, start: int, end: int, candidate: Candidate | None) -> str:
        """Tue 9 March 10:00 to 11:00 (Europe/Berlin)."""
        zone = self.zone(candidate)
        first, last = (self.scene.grid.instant(slot).astimezone(ZoneInfo(zone)) for slot in (start, end))
        other = "" if first.date() == last.date() else f"{day_words(last.toordinal())} "
        return f"{day_words(first.toordinal())} {first:%H:%M} to {other}{last:%H:%M} ({zone})"

    def days(self, first: int, last: int) -> str:
        """Between Tue 9 and Thu 11 March; on Tue 9 March. Local days, as ordinals."""
        if first == last:
            return f"on {day_words(first)}"
        one, other = date.fromordinal(first), date.fromordinal(last)
        early = f"{one:%a} {one.day}" if one.month == other.month else day_words(first)
        return f"between {early} and {day_words(last)}"

    def seats(self, round_: Round) -> str:
        return listed(sorted({seat.skill for seat in round_.seats}))
