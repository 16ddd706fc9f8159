"""From the format interview-sched/1 to an :class:`Instance`; what is not of the format is refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.engines.scheduling.hours import WEEKDAYS, Hours
from app.engines.scheduling.instance import (
    MOST_FREE,
    Candidate,
    Instance,
    Interviewer,
    Misshapen,
    Room,
    Round,
    Seat,
    Stage,
    Weights,
)
from app.engines.scheduling.slots import Grid, parse_instant

MOST_SLOTS = 200_000
MOST = 1_000_000  # of any weight, priority or number of minutes
MOST_NUMBERS = 60_000_000  # people, times slots, times lengths of sessions
GRACE = timedelta(minutes=15)  # a deadline may be passed by so much


def read(problem: Any) -> Instance:
    """Read a problem. Raises :class:`Misshapen` where it is not of the format."""
    try:
        return _read(problem)
    except Misshapen:
        raise
    except KeyError as error:
        raise Misshapen(f"there is no {error.args[0]!r} where one is needed") from error
    except (AttributeError, IndexError, OSError, OverflowError, TypeError, ValueError) as error:
        raise Misshapen(f"not of the format interview-sched/1: {error}") from error


def _read(problem: dict[str, Any]) -> Instance:
    if problem.get("format", "interview-sched/1") != "interview-sched/1":
        raise Misshapen(f"the format is {problem['format']!r}, not 'interview-sched/1'")
    minutes = problem["grid_minutes"]
    start, end = (parse_instant(problem["horizon"][key]) for key in ("start", "end"))
    if (
        not isinstance(minutes, int)
        or minutes < 1
        or not 0 < (end - start) / timedelta(minutes=minutes) <= MOST_SLOTS
    ):
        raise Misshapen("the horizon must end after it starts and the grid must have 1 minute or more")
    grid = Grid(start, end, minutes)
    hours = Hours(grid)
    interviewers = tuple(_interviewer(each, grid, hours) for each in problem["interviewers"])
    rooms = tuple(
        Room(str(each["id"]), str(each["site"]), grid.all & ~hours.busy(each["busy"]))
        for each in problem["rooms"]
    )
    for what, ids in (("interviewer", [i.id for i in interviewers]), ("room", [r.id for r in rooms])):
        if len(set(ids)) != len(ids):
            raise Misshapen(f"an {what} stands there twice")
    reader = _Candidates(grid, interviewers, rooms)
    candidates = tuple(reader.candidate(each) for each in problem["candidates"])
    lengths = {r.length for c in candidates for s in c.stages for r in s.rounds}
    if grid.slots * max(1, len(interviewers)) * len(lengths) > MOST_NUMBERS:
        raise Misshapen("the horizon is too long on so fine a grid for so many people: split it")
    return Instance(
        grid,
        Weights(
            **{
                key: _amount(problem["weights"][key], f"the weight {key}")
                for key in Weights.__dataclass_fields__
            }
        ),
        interviewers,
        rooms,
        candidates,
        _assignments(problem.get("pinned") or []),
        _assignments((problem.get("previous") or {}).get("assignments", [])),
        _is_exact(problem, grid),
        problem,
    )


def _is_exact(problem: dict[str, Any], grid: Grid) -> bool:
    """Whether sessions, buffers, breaks and local midnights all lie on the grid."""
    stages = [stage for candidate in problem["candidates"] for stage in candidate["stages"]]
    minutes = {int(each["buffer_minutes"]) for each in problem["interviewers"]}
    minutes |= {int(stage["min_break"]) for stage in stages}
    minutes |= {int(round_["duration"]) for stage in stages for round_ in stage["rounds"]}
    zones = {str(each["tz"]) for each in [*problem["interviewers"], *problem["candidates"]]}
    for moment in (grid.start, grid.end):
        midnight = moment.hour * 60 + moment.minute + moment.second
        offsets = (moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones)
        minutes |= {midnight + int(offset.total_seconds()) // 60 for offset in offsets if offset is not None}
    if any(stage["order"] != "fixed" and len(stage["rounds"]) > MOST_FREE for stage in stages):
        return False
    return all(each % grid.minutes == 0 for each in minutes - {0}) and grid.start.second == 0


def _assignments(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By round, each with a start that is an instant and people and a room that are named."""
    for each in rows:
        parse_instant(each["start"])
        names = [each["round"], each.get("room") or "", *(each.get("shadow") or [])]
        names += [seat[key] for seat in each["panel"] for key in ("interviewer", "skill")]
        if not all(isinstance(name, str) for name in names):
            raise Misshapen(
                "an assignment that is pinned or was made before names something by other than its id"
            )
    return {each["round"]: each for each in rows}


def _amount(value: Any, what: str) -> float:
    """A number from 0 to MOST."""
    amount = float(value)
    if not 0 <= amount <= MOST:
        raise Misshapen(f"{what} is {value!r}, which is not between 0 and {MOST:,}")
    return amount


def _interviewer(each: dict[str, Any], grid: Grid, hours: Hours) -> Interviewer:
    zone = str(each["tz"])
    free = grid.all & ~hours.busy(each["busy"])
    avoid = [[day, *span] for span in each["avoid"] for day in WEEKDAYS]
    return Interviewer(
        id=str(each["id"]),
        site=each.get("site"),
        skills=frozenset(each["skills"]),
        training=frozenset(each["training"]),
        shadow_target=int(_amount(each["shadow_target"], "shadow_target")),
        windows=_apart(tuple(window & free for window in hours.weekly(each["work"], zone))),
        avoid=_union(hours.weekly(avoid, zone)),
        max_per_day=int(_amount(each["max_per_day"], "max_per_day")),
        max_per_week=int(_amount(each["max_per_week"], "max_per_week")),
        buffer=grid.length(int(_amount(each["buffer_minutes"], "a buffer"))),
        days=grid.days(zone),
    )


def _union(masks: list[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together


def _apart(windows: tuple[int, ...]) -> tuple[int, ...]:
    """The windows joined into as few masks as possible, such that no two in one mask touch."""
    joined: list[int] = []
    for window in windows:
        for at, mask in enumerate(joined):
            if not mask & (window | window << 1 | window >> 1):
                joined[at] |= window
                break
        else:
            joined.append(window)
    return tuple(mask for mask in joined if mask)


class _Candidates:
    """Reads candidates against the people and rooms they may meet."""

    def __init__(self, grid: Grid, interviewers: tuple[Interviewer, ...], rooms: tuple[Room, ...]) -> None:
        self.grid, self.interviewers, self.rooms = grid, interviewers, rooms
        self.seen: set[str] = set()
        self._meets: dict[tuple[frozenset[str], Any], tuple[Interviewer, ...]] = {}
        self._pools: dict[tuple[Any, ...], tuple[Interviewer, ...]] = {}
        self._instants: dict[str, datetime] = {}

    def candidate(self, each: dict[str, Any]) -> Candidate:
        ready = self._instant(each["ready"])
        limit = self.grid.all & ~self.grid.span(0, self.grid.ceil(ready))
        if each.get("deadline"):
            limit &= self.grid.inside(self.grid.start, self._instant(each["deadline"]) + GRACE)
        windows = (self.grid.inside(*map(self._instant, window)) & limit for window in each["available"])
        excluded = frozenset(each["exclude"])
        zone = str(each["tz"])
        return Candidate(
            id=str(each["id"]),
            priority=_amount(each["priority"], "a priority"),
            ready_day=ready.astimezone(ZoneInfo(zone)).date().toordinal(),
            days=self.grid.days(zone),
            windows=_apart(tuple(windows)),
            excluded=excluded,
            stages=tuple(self._stage(stage, excluded) for stage in each["stages"]),
        )

    def _stage(self, each: dict[str, Any], excluded: frozenset[str]) -> Stage:
        span = (
            int(_amount(each["max_span"], "a span"))
            if each["same_day"]
            else self.grid.slots * self.grid.minutes
        )
        return Stage(
            id=str(each["id"]),
            is_ordered=each["order"] == "fixed",
            same_day=bool(each["same_day"]),
            min_break=self.grid.length(int(_amount(each["min_break"], "a break"))),
            max_span=span // self.grid.minutes,
            max_span_minutes=span,
            min_days_after=int(_amount(each["min_days_after_prev"], "min_days_after_prev")),
            rounds=tuple(
                self._round(round_, number, excluded) for number, round_ in enumerate(each["rounds"])
            ),
        )

    def _round(self, each: dict[str, Any], number: int, excluded: frozenset[str]) -> Round:
        if each["id"] in self.seen:
            raise Misshapen(f"the round {each['id']} stands there twice")
        self.seen.add(each["id"])
        if _amount(each["duration"], "a duration") < 1:
            raise Misshapen(f"the round {each['id']} takes no time")
        site = each["onsite"]
        key = (excluded, site)
        if key not in self._meets:
            self._meets[key] = tuple(
                i for i in self.interviewers if i.id not in excluded and (not site or i.site == site)
            )
        seats = [
            Seat(
                str(seat["skill"]),
                int(_amount(seat["count"], "a count")),
                self._pool(key, seat["skill"], seat.get("only")),
            )
            for seat in each["seats"]
        ]
        skills = {seat.skill for seat in seats}
        return Round(
            id=str(each["id"]),
            number=number,
            minutes=int(each["duration"]),
            length=self.grid.length(int(each["duration"])),
            seats=tuple(sorted(seats, key=lambda seat: (len(seat.pool) - seat.count, seat.skill))),
            shadows=self._learners(key, frozenset(skills)) if each["shadow_allowed"] else (),
            rooms=tuple(room for room in self.rooms if room.site == site) if site else (),
            onsite=site,
        )

    def _pool(self, who: tuple[frozenset[str], Any], skill: str, only: Any) -> tuple[Interviewer, ...]:
        key = (who, skill, tuple(only or ()))
        if key not in self._pools:
            self._pools[key] = tuple(
                i for i in self._meets[who] if skill in i.skills and (not only or i.id in only)
            )
        return self._pools[key]

    def _learners(self, who: tuple[frozenset[str], Any], skills: frozenset[str]) -> tuple[Interviewer, ...]:
        key = (who, skills)
        if key not in self._pools:
            self._pools[key] = tuple(i for i in self._meets[who] if i.training & skills)
        return self._pools[key]

    def _instant(self, text: str) -> datetime:
        if text not in self._instants:
            self._instants[text] = parse_instant(text)
        return self._instants[text]
