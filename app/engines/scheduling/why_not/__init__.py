"""Why there is no schedule, in words and as data, and what would make it possible. Only what is proven is said."""

from __future__ import annotations

from collections.abc import Collection
from time import monotonic
from typing import Any

from app.engines.scheduling.exact import rounds_of
from app.engines.scheduling.facts import Placed
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.why_not.changes import cheapest_changes
from app.engines.scheduling.why_not.minimal import Conflict, minimal
from app.engines.scheduling.why_not.reason import kind_of, reason
from app.engines.scheduling.why_not.suspects import impossible_parts

__all__ = ["reasons_of", "why_not"]

MOST_REASONS = 8


def why_not(
    problem: dict[str, Any], *, missing: Collection[str] = (), seconds: float = 8.0
) -> list[dict[str, Any]]:
    """The reasons for which ``problem`` is impossible, each by itself; none where nothing could be proven.

    ``missing``: candidates for whom a search found no place, where to look first. Each reason names the smallest set
    of rounds, people and demands that cannot hold together (``facts``; without any one of them it can be done) and,
    under ``changes``, the cheapest changes that help, tried out. Raises :class:`Misshapen`.
    """
    return reasons_of(Scene(problem), missing=missing, seconds=seconds)


def reasons_of(
    scene: Scene,
    *,
    missing: Collection[str] = (),
    seconds: float = 8.0,
    patience: float | None = None,
    changes: bool = True,
) -> list[dict[str, Any]]:
    """As :func:`why_not`, beside what is booked in ``scene``; ``patience``: seconds until a first proof."""
    began = monotonic()
    until = began + seconds * 0.6  # the rest is for changes
    rounds = [each for each in rounds_of(scene.instance.candidates) if each[2].id not in scene.booked]
    found: list[tuple[Conflict, dict[str, Any]]] = []
    while rounds and len(found) < MOST_REASONS and monotonic() < until:
        look_until = until if patience is None else min(until, monotonic() + patience)
        part = next(impossible_parts(scene, rounds, missing, look_until), None)
        if part is None:
            break
        conflict = minimal(scene, part, until)
        said = reason(scene, conflict)
        found.append((conflict, said))
        rounds = _without(rounds, conflict, said)
    for at, (conflict, said) in enumerate(found):
        share = began + seconds * (0.6 + 0.4 * (at + 1) / len(found))
        said["changes"] = cheapest_changes(scene, conflict, said["rounds"], share) if changes else []
    return [said for _, said in found]


def _without(rounds: list[Placed], conflict: Conflict, said: dict[str, Any]) -> list[Placed]:
    """What is left to look at once this conflict is known."""
    gone = set(said["rounds"]) | {round_.id for _, _, round_ in conflict.rounds}
    whole = kind_of(conflict) in ("availability", "deadline", "ready")
    owners = {candidate.id for candidate, _, _ in conflict.rounds} if whole else set()
    return [each for each in rounds if each[2].id not in gone and each[0].id not in owners]
