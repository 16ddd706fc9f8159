"""Why there is no schedule, in data and in words. Only what is shown is said: each reason makes it impossible."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.engines.scheduling import panels
from app.engines.scheduling.instance import Candidate, Instance, Interviewer, Round, Stage
from app.engines.scheduling.slots import bits, starts
from app.engines.scheduling.timetable import Timetable


def at_once(instance: Instance) -> list[dict[str, Any]]:
    """What can be seen in the problem itself, before any search; the first kind of cause that is found."""
    stages = [(candidate, stage) for candidate in instance.candidates for stage in candidate.stages]
    rounds = [(candidate, stage, round_) for candidate, stage in stages for round_ in stage.rounds]
    return (
        [found for _, _, round_ in rounds for found in _nobody_qualified(round_)]
        or [found for _, stage in stages for found in _span_too_short(instance, stage)]
        or _limits(instance, [round_ for _, _, round_ in rounds])
        or _never_together(instance, [(candidate, round_) for candidate, _, round_ in rounds])
    )


def after_trying(instance: Instance, missing: list[Candidate]) -> list[dict[str, Any]]:
    """What shows only between rounds: two that need the one room at the same time."""
    return _one_room(instance, {candidate.id for candidate in missing})


def no_place_found(round_id: str) -> dict[str, Any]:
    """Not a proof: the search found no place in the time it had."""
    return {
        "type": "not_placed",
        "rounds": [round_id],
        "words": f"No place was found for {round_id} beside the others in the time given. More time may find one.",
    }


def _nobody_qualified(round_: Round) -> Iterable[dict[str, Any]]:
    for seat in round_.seats:
        if len(seat.pool) < seat.count:
            found = f"only {len(seat.pool)}" if seat.pool else "nobody"
            yield {
                "type": "no_qualified",
                "rounds": [round_.id],
                "skill": seat.skill,
                "interviewers": [person.id for person in seat.pool],
                "words": f"{round_.id} needs {seat.count} for {seat.skill}, and {found} may take that seat.",
            }


def _span_too_short(instance: Instance, stage: Stage) -> Iterable[dict[str, Any]]:
    breaks = stage.min_break * (len(stage.rounds) - 1)
    needed = (sum(round_.length for round_ in stage.rounds) + breaks) * instance.grid.minutes
    if stage.same_day and stage.rounds and needed > stage.max_span_minutes:
        yield {
            "type": "same_day_loop",
            "stages": [stage.id],
            "needed_minutes": needed,
            "max_span": stage.max_span_minutes,
            "words": f"{stage.id} takes {needed} minutes with its breaks, and may last {stage.max_span_minutes}.",
        }


def _limits(instance: Instance, rounds: list[Round]) -> list[dict[str, Any]]:
    """Seats that only a few people may take, against how many sessions those few have left in all."""
    by_pool: dict[frozenset[str], list[tuple[Round, str, int]]] = {}
    people: dict[frozenset[str], tuple[Interviewer, ...]] = {}
    for round_ in rounds:
        for seat in round_.seats:
            pool = frozenset(person.id for person in seat.pool)
            by_pool.setdefault(pool, []).append((round_, seat.skill, seat.count))
            people[pool] = seat.pool
    found = []
    for pool, seats in by_pool.items():
        within = [each for other, many in by_pool.items() if other <= pool for each in many]
        demand = sum(count for _, _, count in within)
        capacity = sum(_capacity(person) for person in people[pool])
        if demand > capacity:
            skill = seats[0][1]
            found.append(
                {
                    "type": "weekly_limit",
                    "skill": skill,
                    "interviewers": sorted(pool),
                    "rounds": sorted(round_.id for round_, _, _ in within),
                    "demand": demand,
                    "capacity": capacity,
                    "words": f"{demand} seats need one of {', '.join(sorted(pool))} for {skill}, "
                    f"who have {capacity} sessions left within their limits.",
                }
            )
    return found[:1]


def _capacity(person: Interviewer) -> int:
    """The most sessions a person can hold in the horizon: daily and weekly limits over the days they work."""
    free = 0
    for window in person.windows:
        free |= window
    total = 0
    for week, mask in person.days.mask_of_week.items():
        days = [
            d
            for d, of_week in person.days.week_of_day.items()
            if of_week == week and person.days.mask_of[d] & free
        ]
        total += min(person.max_per_week, person.max_per_day * len(days)) if mask & free else 0
    return total


def _never_together(instance: Instance, rounds: list[tuple[Candidate, Round]]) -> list[dict[str, Any]]:
    """Rounds for which the candidate and enough people (and a room) are never free at once, whatever else is booked."""
    empty = Timetable(instance)
    found = []
    for candidate, round_ in rounds:
        if starts(candidate.windows, round_.length) & panels.starts_of(empty, round_, frozenset()):
            continue
        skills = " and ".join(seat.skill for seat in round_.seats)
        found.append(
            {
                "type": "availability",
                "candidates": [candidate.id],
                "rounds": [round_.id],
                "words": f"{candidate.id} is never free for {round_.id} when enough people for {skills} are"
                + (f", with a room at {round_.onsite}." if round_.onsite else "."),
            }
        )
    return found


def _one_room(instance: Instance, missing: set[str]) -> list[dict[str, Any]]:
    """Two rounds that need the same single room, each possible only at times that exclude the other's."""
    empty = Timetable(instance)
    here = []
    for candidate in instance.candidates:
        for round_ in (r for stage in candidate.stages for r in stage.rounds if len(r.rooms) == 1):
            times = starts(candidate.windows, round_.length) & panels.starts_of(empty, round_, frozenset())
            if times.bit_count() <= 64:
                here.append((candidate, round_, list(bits(times))))
    for at, (candidate, round_, times) in enumerate(here):
        for other, second, others in here[at + 1 :]:
            if round_.rooms != second.rooms or not missing & {candidate.id, other.id} or candidate is other:
                continue
            if all(a < b + second.length and b < a + round_.length for a in times for b in others):
                room = round_.rooms[0].id
                return [
                    {
                        "type": "room",
                        "rounds": [round_.id, second.id],
                        "rooms": [room],
                        "words": f"{round_.id} and {second.id} both need {room}, each only while the other does.",
                    }
                ]
    return []
