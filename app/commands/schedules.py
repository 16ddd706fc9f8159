from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from app.commands.output import emit, fault
from app.engines import scheduling

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("schedules")
def schedules() -> None:
    """Arrangements of interviews."""


@schedules.command("solve")
@click.argument("instance", type=FILE)
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--steps", type=click.IntRange(0), help="Stop after so much work instead, whatever the clock says."
)
@click.option("--seed", type=int, default=scheduling.SEED, show_default=True)
@click.option(
    "--alternatives", type=click.IntRange(1, 9), default=1, show_default=True, help="Different schedules."
)
@click.option("--previous", type=FILE, help="A solution to stay close to.")
def solve(
    instance: Path,
    seconds: float,
    workers: int,
    steps: int | None,
    seed: int,
    alternatives: int,
    previous: Path | None,
) -> None:
    """Schedule INSTANCE (interview-sched/1); an impossible one gives the reasons."""
    problem = _json_of(instance)
    if previous is not None and isinstance(problem, dict):
        problem["previous"] = _json_of(previous)
    try:
        emit(
            scheduling.solve(
                problem, seconds=seconds, workers=workers, steps=steps, seed=seed, alternatives=alternatives
            )
        )
    except scheduling.Misshapen as reason:
        fault(f"{instance}: {reason}")


def _json_of(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as reason:
        fault(f"{file}: not JSON: {reason}")
