"""For a candidate who books alone: every loop that is really possible beside all that is booked, and none that is not.

A loop is one way to hold the next stage that is not booked yet, after which the stages that follow are still possible.
Who sits in it stays hidden; that there is somebody is guaranteed at the moment of asking. Book what is chosen under the
same constraint as any booking: somebody else may have been faster.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from app.engines.scheduling.answers import rows
from app.engines.scheduling.exact import Answer, Exact
from app.engines.scheduling.instance import Candidate, Interviewer, Misshapen
from app.engines.scheduling.placements import placement_of
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import parse_instant, written
from app.engines.scheduling.walks import Loop, TooLong, Walk

MOST_STEPS = 400_000  # of the walk; beyond it the count is a count of what was seen
SECONDS = 2.0  # to seat a chosen loop


def offers(
    problem: dict[str, Any],
    solution: dict[str, Any],
    candidate: str,
    *,
    per_day: int | None = None,
    most_steps: int | None = MOST_STEPS,
) -> dict[str, Any]:
    """Every loop that ``candidate`` can choose, given the bookings of ``solution`` (the candidate's own among them).

    Gives ``{"candidate", "stage", "count", "complete", "days": [{"date", "zone", "count", "loops": [{"start", "end",
    "sessions": [{"round", "start", "end"}]}]}]}``, days and loops in the order of time; ``stage`` is None where all
    is booked. ``per_day``: so many loops of each day are listed, the others only counted. Where the walk needs more
    than ``most_steps``, ``complete`` is False. Raises :class:`Misshapen` (also where nobody has that id).
    """
    scene, person = _scene_for(problem, solution, candidate)
    walk = Walk(scene, person, most_steps)
    zone = str(scene.raw[person.id]["tz"])
    days: dict[int, list[Loop]] = {}
    is_complete = True
    try:
        for loop in walk.loops():
            days.setdefault(person.days.day_of[loop[0][1]], []).append(loop)
    except TooLong:
        is_complete = False
    return {
        "candidate": person.id,
        "stage": walk.stages[0][0].id if walk.stages else None,
        "count": sum(map(len, days.values())),
        "complete": is_complete,
        "days": [
            {
                "date": date.fromordinal(day).isoformat(),
                "zone": zone,
                "count": len(days[day]),
                "loops": [_row(scene, loop) for loop in sorted(days[day], key=_when)[:per_day]],
            }
            for day in sorted(days)
        ],
    }


def take(
    problem: dict[str, Any], solution: dict[str, Any], candidate: str, sessions: list[dict[str, Any]]
) -> list[dict[str, Any]] | None:
    """The chosen loop with people and rooms: those with least to do that week, and who saw others of the role.

    ``sessions``: ``[{"round", "start"}]`` of a loop that was offered. Gives rows of assignments, or None where it
    is no longer possible. Raises :class:`Misshapen`.
    """
    scene, person = _scene_for(problem, solution, candidate)
    try:
        chosen = {str(each["round"]): scene.grid.slot_at(parse_instant(each["start"])) for each in sessions}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Misshapen(f"what was chosen cannot be read: {error!r}") from error
    walk = Walk(scene, person)
    wanted = {round_.id for round_ in walk.stages[0][1]} if walk.stages else set()
    if chosen.keys() != wanted or any(
        start < 0 or not walk.open[name] >> start & 1 for name, start in chosen.items()
    ):
        return None
    rounds = [scene.rounds[r.id] for _, free in walk.stages for r in free]
    exact = Exact(scene, rounds, starts={name: 1 << start for name, start in chosen.items()})
    role = {p.id for p in _seen_by_role(scene, person)}
    for name in chosen:
        terms = exact.terms.get(name)
        for who, literal in terms.sits.items() if terms else ():
            exact.objective.append(_price(scene, scene.people[who], chosen[name], who in role) * literal)
    if exact.solve(SECONDS) is not Answer.POSSIBLE:
        return None
    return rows(scene.instance, {person.id: [a for a in exact.assignments() if a.round.id in chosen]})


def _scene_for(problem: dict[str, Any], solution: dict[str, Any], candidate: str) -> tuple[Scene, Candidate]:
    scene = Scene(problem | {"previous": None} if isinstance(problem, dict) else problem)
    if candidate not in scene.candidates:
        raise Misshapen(f"there is no candidate {candidate}")
    placement = placement_of(scene, solution)
    own = {r.id for stage in scene.candidates[candidate].stages for r in stage.rounds}
    # What is pinned for others is as good as booked; the candidate's own pins bind the walk.
    pins = {name: pin for name, pin in scene.pins.items() if name not in own}
    scene.book((pins | placement).values())
    return scene, scene.candidates[candidate]


def _seen_by_role(scene: Scene, candidate: Candidate) -> list[Interviewer]:
    """Who interviews others of the same role: their ratings can then be compared (a connected panel)."""
    role = scene.raw[candidate.id].get("role")
    same = {name for name, raw in scene.raw.items() if raw.get("role") == role}
    return [p for each in scene.booked.values() if each.candidate.id in same for p in each.people]


def _price(scene: Scene, person: Interviewer, start: int, knows_role: bool) -> int:
    """Sessions that week, counted twice, and one less for who knows the role."""
    week = person.days.week_of_day[person.days.day_of[start]]
    held = person.max_per_week - scene.left_by_week(person)[week]
    return 2 * max(0, held) + (0 if knows_role else 1)


def _when(loop: Loop) -> tuple[int, int, tuple[str, ...]]:
    return loop[0][1], loop[-1][1] + loop[-1][0].length, tuple(round_.id for round_, _ in loop)


def _row(scene: Scene, loop: Loop) -> dict[str, Any]:
    sessions = [
        {
            "round": round_.id,
            "start": written(scene.grid.instant(start)),
            "end": written(scene.grid.instant(start + round_.length)),
        }
        for round_, start in loop
    ]
    return {
        "start": sessions[0]["start"],
        "end": max(each["end"] for each in sessions),
        "sessions": sessions,
    }
