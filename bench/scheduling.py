"""Schedules: how soon valid, how good after how long, and how near to what is proven.

Without files, problems of every size are generated (`tests/engines/scheduling/generate.py`), free and nearly full;
with files (interview-sched/1) those are solved. `valid_after` is in seconds from the call; `cost_after` and
`bound_after` by seconds; `faults` is what the judge of the tests finds broken.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from app.engines.scheduling import Progress, solve
from tests.engines.scheduling.generate import problem_of
from tests.engines.scheduling.judge import cost, faults

MARKS = (1, 3, 10, 30, 60, 120)
GENERATED = (("S", 0.4, 60), ("M", 0.4, 60), ("M", 0.9, 30), ("L", 0.4, 60), ("L", 0.9, 30), ("XL", 0.4, 120))


def measure(options: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="dev.py bench scheduling")
    parser.add_argument("files", nargs="*", type=Path, help="problems to solve instead of generated ones")
    parser.add_argument("--sizes", default="S,M,L", help="of the generated ones; XL takes two minutes more")
    parser.add_argument("--seconds", type=float, help="for each, instead of what suits its size")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="of the generated problems")
    chosen = parser.parse_args(options)
    if chosen.files:
        return {
            file.stem: _one(json.loads(file.read_text("utf-8")), chosen.seconds or 60, chosen.workers)
            for file in chosen.files
        }
    return {
        f"{size}, {full:.0%} full": _one(
            problem_of(size, chosen.seed, full), chosen.seconds or seconds, chosen.workers
        )
        for size, full, seconds in GENERATED
        if size in chosen.sizes.split(",")
    }


def _one(problem: dict[str, Any], seconds: float, workers: int) -> dict[str, Any]:
    seen: list[Progress] = []
    solution = solve(problem, seconds=seconds, workers=workers, on_progress=seen.append)
    if solution["status"] == "infeasible":
        return {"status": "infeasible", "seconds": solution["seconds"], "reasons": solution["reasons"]}
    complete = [each for each in seen if each.cost is not None]
    marks = [mark for mark in MARKS if mark <= seconds]
    return {
        "status": solution["status"],
        "candidates": len(problem["candidates"]),
        "rounds": len(solution["assignments"]) + len(solution.get("unscheduled", [])),
        "valid_after": round(complete[0].seconds, 2) if complete else None,
        "cost_after": {mark: _at(complete, mark, "cost") for mark in marks},
        "bound_after": {mark: _at(complete, mark, "bound") for mark in marks},
        "cost": solution.get("cost"),
        "bound": solution.get("bound"),
        "gap": solution.get("gap"),
        "seconds": solution["seconds"],
        "cost_is_right": solution.get("cost") in (None, round(cost(problem, solution), 3)),
        "faults": faults(problem, solution),
    }


def _at(seen: list[Progress], seconds: float, what: str) -> float | None:
    """What had been reached by then."""
    return next((getattr(each, what) for each in reversed(seen) if each.seconds <= seconds), None)
