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
@click.option("--previous", type=FILE, help="A solution to stay close to.")
def solve(instance: Path, seconds: float, workers: int, previous: Path | None) -> None:
    """Schedule INSTANCE (interview-sched/1); an impossible one gives the reasons."""
    problem = _json_of(instance)
    if previous is not None and isinstance(problem, dict):
        problem["previous"] = _json_of(previous)
    try:
        emit(scheduling.solve(problem, seconds=seconds, workers=workers))
    except scheduling.Misshapen as reason:
        fault(f"{instance}: {reason}")


def _json_of(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError) as reason:
        fault(f"{file}: not JSON: {reason}")
