"""From a problem to a schedule: always an answer in time, better with each second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from app.engines.scheduling import answers, reasons
from app.engines.scheduling.course import Course
from app.engines.scheduling.instance import Instance
from app.engines.scheduling.pins import pinned
from app.engines.scheduling.reading import read

SEED = 7


@dataclass(frozen=True)
class Progress:
    """How far a search is. ``cost`` is None until a schedule is complete; ``unscheduled`` counts rounds."""

    seconds: float
    cost: float | None
    bound: float | None
    unscheduled: int


def solve(
    problem: Any,
    *,
    seconds: float = 10.0,
    workers: int = 1,
    steps: int | None = None,
    seed: int = SEED,
    on_progress: Callable[[Progress], bool | None] | None = None,
) -> dict[str, Any]:
    """Schedule ``problem`` (interview-sched/1) within about ``seconds``, or within ``steps`` of improvement.

    Gives ``{"status": "feasible", "cost", "assignments"}``; ``{"status": "infeasible", "reasons"}`` where that
    is shown; or ``{"status": "partial", "assignments", "unscheduled", "reasons"}`` where some rounds found no place.
    Raises :class:`Misshapen` for a problem not of the format.
    """
    began = monotonic()
    instance = read(problem)
    course = Course(instance, seed, pinned(instance))
    while course.waiting and (monotonic() - began < seconds or steps is not None):
        course.step()
    if course.missing and (proven := _proven(instance, course)):
        return {"status": "infeasible", "reasons": proven}
    done = 0
    while course.search.movable and monotonic() - began < seconds and (steps is None or done < steps):
        done += 1
        course.step((monotonic() - began) / seconds if steps is None else done / steps)
    return answer(instance, course)


def _proven(instance: Instance, course: Course) -> list[dict[str, Any]]:
    return reasons.at_once(instance) or reasons.after_trying(instance, list(course.search.missing))


def answer(instance: Instance, course: Course) -> dict[str, Any]:
    rows = answers.rows(instance, course.kept)
    if left := answers.unscheduled(instance, course.kept):
        why = [reasons.no_place_found(round_id) for round_id in left]
        return {"status": "partial", "assignments": rows, "unscheduled": left, "reasons": why}
    return {"status": "feasible", "cost": round(course.cost, 3), "assignments": rows}
