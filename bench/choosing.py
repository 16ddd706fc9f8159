"""How near the chooser comes to the proven optimum, over random plans from the real library.

Every plan is chosen for and then solved by OR-Tools CP-SAT (`tests/engines/questions/proven.py`). Shares are of
the worth above the empty plan, without the large bonuses beside which a difference would not show: `share` of the
proven optimum, and where the solver proved none in its time, `beside_solver` of the best that it found. `seconds`
are the chooser's own, `of_solver` their ratio to the solver's.
"""

from __future__ import annotations

import argparse
import random
import time
from typing import Any

from app.engines.questions import LEVELS, Stage, Wanted, board, library
from app.engines.questions.board import Board
from app.engines.questions.chooser import best_board, candidates_for
from tests.engines.questions.proven import proven

BONUSES = ("HIGH_COVERED", "TWO_KINDS", "TOO_FEW", "BOTH_SIDES")


def measure(options: list[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="dev.py bench choosing")
    parser.add_argument("--plans", type=int, default=30)
    parser.add_argument(
        "--work", type=float, default=20, help="the solver's limit for one plan, about seconds"
    )
    chosen = parser.parse_args(options)
    kept = {name: getattr(board, name) for name in BONUSES}
    try:
        for name in BONUSES:
            setattr(board, name, 0)
        rows = [_one(seed, chosen.work) for seed in range(chosen.plans)]
    finally:
        for name, value in kept.items():
            setattr(board, name, value)
    shares = [row["share"] for row in rows if row["proven"]]
    unproven = [row["share"] for row in rows if not row["proven"]]
    ours = [row["seconds"] for row in rows]
    return {
        "plans": len(rows),
        "proven": len(shares),
        "share_mean": round(sum(shares) / len(shares), 4) if shares else None,
        "share_worst": min(shares, default=None),
        "beside_solver_mean": round(sum(unproven) / len(unproven), 4) if unproven else None,
        "beside_solver_worst": min(unproven, default=None),
        "seconds_mean": round(sum(ours) / len(ours), 3),
        "seconds_most": max(ours),
        "of_solver": round(sum(ours) / sum(row["solver_seconds"] for row in rows), 4),
        "library": len(library().entries),
    }


def _one(seed: int, work: float) -> dict[str, Any]:
    dice = random.Random(seed)
    names = sorted({entry.competency for entry in library().entries})
    wanted = [
        Wanted(f"r{n}", dice.randint(1, 5), tuple(dice.sample(names, dice.randint(1, 3))))
        for n in range(dice.randint(4, 22))
    ]
    stages = [Stage(f"s{n}", dice.choice([30, 45, 60, 60, 90])) for n in range(dice.randint(1, 5))]
    candidates = candidates_for(wanted, dice.choice(LEVELS), library())
    started = time.perf_counter()
    found = best_board(wanted, stages, (), candidates, 1).worth()
    chosen = time.perf_counter()
    best, bound = proven(wanted, stages, candidates, work)
    solved = time.perf_counter()
    empty = Board(wanted, stages).worth()
    return {
        "share": round((found - empty) / (best - empty), 4),
        "proven": best == bound,
        "seconds": round(chosen - started, 3),
        "solver_seconds": solved - chosen,
    }
