"""A solution of the format as assignments by round."""

from __future__ import annotations

from typing import Any

from app.engines.scheduling.instance import Assignment, Misshapen
from app.engines.scheduling.pins import read_assignment
from app.engines.scheduling.scene import Scene

Placement = dict[str, Assignment]  # by round


def placement_of(scene: Scene, solution: dict[str, Any]) -> Placement:
    """A solution of the format as assignments; what belongs to nobody in the problem is left out."""
    found: Placement = {}
    try:
        for row in solution["assignments"]:
            if (placed := scene.rounds.get(row["round"])) is not None:
                candidate, _, round_ = placed
                found[round_.id] = read_assignment(
                    scene.instance, candidate, round_, row, scene.people, scene.rooms
                )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Misshapen(f"the solution cannot be read: {error!r}") from error
    return found
