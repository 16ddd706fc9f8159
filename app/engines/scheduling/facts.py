"""What a problem demands, line by line: each line is a fact that can be set aside to see whether it is the cause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.engines.scheduling.instance import Candidate, Round, Stage


class Fact(NamedTuple):
    """One demand. ``who`` is the person, room's site, stage or round it is about; ``whom`` the other side, if any."""

    kind: str
    who: str
    whom: str = ""


Loose = frozenset[Fact]  # what is set aside
NOTHING: Loose = frozenset()

# In the order in which they are set aside when a cause is looked for: what is left at the end explains best.
KINDS = (
    "round",  # the round takes place
    "pinned",
    "buffer",  # an interviewer's time between two sessions
    "ready",
    "exclusion",  # candidate, interviewer
    "named",  # only the people named for the round's seat
    "nobody_twice",  # nobody meets the candidate twice
    "order",  # the stage's rounds in their order
    "break",
    "days_between",  # the stage and the one before
    "stage_order",
    "site",  # the round takes place at its site, with people of that site
    "daily_limit",
    "deadline",
    "room",  # as many rooms as the site has
    "weekly_limit",
    "max_span",
    "same_day",
    "availability",
    "calendar",  # an interviewer's hours and what they are busy with
    "seat",  # round, skill: somebody qualified sits there
)

Placed = tuple[Candidate, Stage, Round]  # a round with whose it is and in which stage


def facts_of(rounds: Iterable[Placed], pinned: Iterable[str] = ()) -> list[Fact]:
    """Every demand that bears on these rounds, in the order of :data:`KINDS`."""
    found: dict[Fact, None] = {}
    pins = set(pinned)
    for candidate, stage, round_ in rounds:
        name = candidate.id
        for kind in ("availability", "ready", "deadline", "nobody_twice"):
            found[Fact(kind, name)] = None
        for person in sorted(candidate.excluded):
            found[Fact("exclusion", name, person)] = None
        kinds = ["break", "stage_order", "days_between"]
        kinds += ["order"] if stage.is_ordered else []
        kinds += ["same_day", "max_span"] if stage.same_day else []
        for kind in kinds:
            found[Fact(kind, stage.id)] = None
        found[Fact("round", round_.id)] = None
        if round_.id in pins:
            found[Fact("pinned", round_.id)] = None
        if round_.onsite:
            found[Fact("site", round_.id)] = None
            found[Fact("room", round_.onsite)] = None
        for seat in round_.seats:
            found[Fact("seat", round_.id, seat.skill)] = None
            found[Fact("named", round_.id, seat.skill)] = None
            for person in seat.pool:
                for kind in ("calendar", "weekly_limit", "daily_limit", "buffer"):
                    found[Fact(kind, person.id)] = None
    return sorted(found, key=lambda fact: KINDS.index(fact.kind))
