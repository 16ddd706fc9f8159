"""What a plan proposes at first, and what is odd about one. Seats are (count, who may take it) pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

MINUTES = (10, 480)  # of one stage
MOST_STAGES = 20
MOST_SEATS = 10  # of one stage


class ProposedStage(NamedTuple):
    name: str
    minutes: int
    instructions: str
    preparation: str


_OPENING = (
    "Begin with who you are and how the time is used. Ask everybody the same questions in the same order. "
    "Note what was said, then rate; leave the last minutes for the candidate's own questions."
)
_FIRST = ProposedStage(
    "First conversation", 45, _OPENING, "Think of two or three pieces of your own work to tell us about."
)
_SKILLS = ProposedStage(
    "Skills interview",
    60,
    _OPENING + " Where a question has material, share it on screen or paper and give time to read.",
    "We ask about work you have done and give you something short to look at. There is nothing to prepare.",
)
_TOGETHER = ProposedStage(
    "Working together",
    60,
    _OPENING,
    "We ask how you have worked with colleagues and the people you work for. Think of recent examples.",
)
_DEPTH = ProposedStage(
    "Second skills interview",
    60,
    _OPENING + " Ask about what the first skills interview left open; do not repeat its questions.",
    "Other colleagues ask about other parts of the job. There is nothing to prepare.",
)


def proposal(responsibilities: int) -> tuple[ProposedStage, ...]:
    """Stages to begin with: an hour holds about five questions, so more responsibilities need more stages."""
    if responsibilities <= 5:
        return _FIRST, _SKILLS
    if responsibilities <= 14:
        return _FIRST, _SKILLS, _TOGETHER
    return _FIRST, _SKILLS, _DEPTH, _TOGETHER


def summary(seats: Sequence[tuple[int, Sequence[str]]]) -> str:
    """Who is needed, in words: "2 of Ivo, Ines, Otto and 1 of Hugo, Rita"; a seat of one is named alone."""
    return " and ".join(_seat(count, names) for count, names in seats)


def _seat(count: int, names: Sequence[str]) -> str:
    if count == len(names):
        return ", ".join(names)
    return f"{count} of {', '.join(names) if names else 'nobody'}"


def warnings(seats: Sequence[tuple[int, Sequence[Hashable]]]) -> list[str]:
    """What would make booking a stage impossible. ``seats`` hold those who can still sign in."""
    if not seats:
        return ["Nobody is asked to sit in this stage yet."]
    short = [
        f"{count} {'is' if count == 1 else 'are'} needed, but only {len(members)} can be asked."
        for count, members in seats
        if count > len(members)
    ]
    if short or most_seated(seats) == sum(count for count, _ in seats):
        return short
    return ["The same people are named more than once, so that not every seat can be taken by someone else."]


def most_seated(seats: Sequence[tuple[int, Sequence[Hashable]]]) -> int:
    """How many places can be taken at once when each person takes one (augmenting paths, Kuhn 1955)."""
    places = [members for count, members in seats for _ in range(count)]
    taken: dict[Hashable, int] = {}

    def seat(place: int, tried: set[Hashable]) -> bool:
        for person in places[place]:
            if person not in tried:
                tried.add(person)
                if person not in taken or seat(taken[person], tried):
                    taken[person] = place
                    return True
        return False

    return sum(seat(place, set()) for place in range(len(places)))


def people(stages: Sequence[Sequence[tuple[int, Sequence[Hashable]]]]) -> tuple[int, int]:
    """How many different people will sit in these stages together: surely at least, and at most.

    ``stages`` hold the seats of each. The lower bound is exact up to two, which is what the advice asks for:
    one person can hold all stages only where each has one place and that person may take it everywhere.
    """
    manned = [seats for seats in stages if any(members for _, members in seats)]
    if not manned:
        return 0, 0
    most = most_seated([seat for seats in manned for seat in seats])
    largest = max(most_seated(seats) for seats in manned)
    if largest > 1 or most == 1:
        return largest, most
    each = [{person for _, members in seats for person in members} for seats in manned]
    return (1 if set.intersection(*each) else 2), most


def reading(*values: Any) -> str:
    """A short hash of what someone read before they began to type; another one means it has changed since."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]


def moved(count: int, position: int, to: int) -> list[int]:
    """The order of ``count`` things, as positions from 1, after the one at ``position`` went ``to``."""
    order = [place for place in range(1, count + 1) if place != position]
    order.insert(min(max(to, 1), count) - 1, position)
    return order
