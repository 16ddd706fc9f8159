"""From a problem to a schedule: always an answer in time, better with each second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from app.engines.scheduling import answers, reasons
from app.engines.scheduling.board import Board
from app.engines.scheduling.course import Course
from app.engines.scheduling.crew import Crew
from app.engines.scheduling.different import difference, others
from app.engines.scheduling.instance import Instance
from app.engines.scheduling.pins import pinned
from app.engines.scheduling.reading import read
from app.engines.scheduling.search import Kept
from app.engines.scheduling.shift import Limit

SEED = 7
# Before it is asked whether it is possible at all: steps of making room; or this share of the time, or these seconds.
PATIENCE, SHARE_TO_MAKE_ROOM, LATEST = 1000, 0.35, 10.0


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
    weights: dict[str, float] | None = None,
    alternatives: int = 1,
    on_progress: Callable[[Progress], bool | None] | None = None,
) -> dict[str, Any]:
    """Schedule ``problem`` (interview-sched/1) within about ``seconds``; or, whatever the clock says, in ``steps``.

    The same problem, seed, steps and workers give the same schedule. ``weights`` replace some of the problem's.
    ``on_progress`` is called several times a second; where it gives False the search ends and the best is kept.
    With ``alternatives`` of 2 or more there are up to so many clearly different schedules under that name, the
    best one first; they take half of the time.

    Gives ``{"status": "feasible", "cost", "assignments", "bound", "gap", ...}``, where no schedule costs less than
    ``bound`` (None where there was no time for one); ``{"status": "infeasible", "reasons"}`` where that is shown;
    or ``{"status": "partial", "assignments", "unscheduled", "reasons"}`` where some rounds found no place.
    Raises :class:`Misshapen` for a problem not of the format.
    """
    began = monotonic()
    instance = read(with_weights(problem, weights) if weights else problem)
    fixed = pinned(instance)
    limit = Limit(began, began + (seconds if alternatives < 2 else seconds / 2), steps)
    crew = Crew(instance, fixed, seed, limit, workers)
    try:
        proven = _run(instance, crew, began, seconds, on_progress)
    finally:
        crew.dismiss()
    course = crew.shift.course
    answer = {"status": "infeasible", "reasons": proven} if proven else _answer(instance, crew)
    if alternatives > 1 and answer["status"] == "feasible":
        each = max(0.0, began + seconds - monotonic()) / (alternatives - 1)
        found = others(
            instance, fixed, course.kept, course.cost, alternatives - 1, seed=seed, seconds=each, steps=steps
        )
        answer["alternatives"] = [_alternative(instance, course.kept, kept) for kept in [course.kept, *found]]
    return answer | {"seconds": round(monotonic() - began, 2), "seed": seed, "steps": crew.shift.steps}


def _alternative(instance: Instance, best: Kept, kept: Kept) -> dict[str, Any]:
    """Another schedule with its cost, and in how many rounds it differs from the best."""
    board = Board(instance)
    for candidate in instance.candidates:
        board.place(candidate, kept.get(candidate.id, []))
    rows = answers.rows(instance, kept)
    return {"cost": round(board.cost, 3), "different": difference(best, kept), "assignments": rows}


def with_weights(problem: Any, weights: dict[str, float]) -> Any:
    if isinstance(problem, dict) and isinstance(problem.get("weights"), dict):
        return problem | {"weights": problem["weights"] | weights}
    return problem


def _run(
    instance: Instance,
    crew: Crew,
    began: float,
    seconds: float,
    on_progress: Callable[[Progress], bool | None] | None,
) -> list[dict[str, Any]]:
    """Search until the time is up, all is proven or somebody says stop; gives the reasons where it is impossible."""
    course = crew.shift.course
    has_asked = False
    while not crew.is_over:
        crew.turn()
        is_late = crew.shift.steps >= PATIENCE or (
            crew.limit.steps is None and monotonic() - began >= min(SHARE_TO_MAKE_ROOM * seconds, LATEST)
        )
        is_stuck = course.missing and (is_late or course.search.hopeless)
        if is_stuck and not has_asked and not course.waiting:
            has_asked = True
            if proven := _reasons(instance, course):
                return proven
        if on_progress is not None:
            unscheduled = len(answers.unscheduled(instance, course.kept))
            cost = None if unscheduled else course.cost
            if on_progress(Progress(monotonic() - began, cost, crew.bound, unscheduled)) is False:
                has_asked = True
                break
    course.stop()
    return _reasons(instance, course) if course.missing and not has_asked else []


def _reasons(instance: Instance, course: Course) -> list[dict[str, Any]]:
    without = {
        c.id
        for c in (*course.search.missing, *course.search.hopeless, *(n.candidate for n in course.waiting))
    }
    missing = [candidate for candidate in instance.candidates if candidate.id in without]
    patience = (
        4.0 if course.search.hopeless else 2.0
    )  # seconds; with somebody hopeless there is a reason to be found
    return reasons.why_impossible(instance, missing, patience)


def _answer(instance: Instance, crew: Crew) -> dict[str, Any]:
    course = crew.shift.course
    rows = answers.rows(instance, course.kept)
    if left := answers.unscheduled(instance, course.kept):
        why = [reasons.no_place_found(round_id) for round_id in left]
        return {"status": "partial", "assignments": rows, "unscheduled": left, "reasons": why}
    cost, bound = course.cost, crew.bound
    gap = None if bound is None else round((cost - bound) / cost, 4) if cost else 0.0
    return {
        "status": "feasible",
        "cost": round(cost, 3),
        "bound": None if bound is None else round(bound, 3),
        "gap": gap,
        "assignments": rows,
    }
