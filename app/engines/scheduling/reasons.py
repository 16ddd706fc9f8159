"""Why there is no schedule, as the solver asks it: in the midst of a search, with little time to spare."""

from __future__ import annotations

from typing import Any

from app.engines.scheduling.instance import Candidate, Instance
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.why_not import reasons_of

SECONDS = 6.0  # for all that there is to say, once it is known to be impossible


def why_impossible(
    instance: Instance, missing: list[Candidate], patience: float = 1.0
) -> list[dict[str, Any]]:
    """The reasons, proven; none where nothing was shown within ``patience`` seconds.

    ``missing``: for whom the search found no place; everybody else has one.
    """
    names = [candidate.id for candidate in missing]
    return reasons_of(Scene(instance.problem, instance), missing=names, seconds=SECONDS, patience=patience)


def no_place_found(round_id: str) -> dict[str, Any]:
    """Not a proof: the search found no place in the time it had."""
    return {
        "type": "not_placed",
        "rounds": [round_id],
        "words": f"No place was found for {round_id} beside the others in the time given. More time may find one.",
    }
