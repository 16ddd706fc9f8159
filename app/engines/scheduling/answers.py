"""A schedule in the words of the format, and back."""

from __future__ import annotations

from typing import Any

from app.engines.scheduling.instance import Assignment, Instance
from app.engines.scheduling.search import Kept
from app.engines.scheduling.slots import written

# A schedule that can travel between processes: by candidate (round, start, ((person, skill), ...), shadow, room).
Packed = dict[str, list[tuple[str, int, tuple[tuple[str, str], ...], str | None, str | None]]]


def rows(instance: Instance, kept: Kept) -> list[dict[str, Any]]:
    """The assignments, in the order of the problem."""
    placed = {each.round.id: each for held in kept.values() for each in held}
    return [
        _row(instance, placed[round_.id])
        for candidate in instance.candidates
        for stage in candidate.stages
        for round_ in stage.rounds
        if round_.id in placed
    ]


def _row(instance: Instance, each: Assignment) -> dict[str, Any]:
    return {
        "round": each.round.id,
        "start": written(instance.grid.instant(each.start)),
        "panel": [{"interviewer": person.id, "skill": skill} for person, skill in each.panel],
        "shadow": [each.shadow.id] if each.shadow else [],
        "room": each.room.id if each.room else None,
    }


def unscheduled(instance: Instance, kept: Kept) -> list[str]:
    placed = {each.round.id for held in kept.values() for each in held}
    return [r.id for c in instance.candidates for s in c.stages for r in s.rounds if r.id not in placed]


def pack(kept: Kept) -> Packed:
    return {
        key: [
            (
                each.round.id,
                each.start,
                tuple((person.id, skill) for person, skill in each.panel),
                each.shadow.id if each.shadow else None,
                each.room.id if each.room else None,
            )
            for each in held
        ]
        for key, held in kept.items()
    }


def unpack(instance: Instance, packed: Packed) -> Kept:
    people = {person.id: person for person in instance.interviewers}
    rooms = {room.id: room for room in instance.rooms}
    rounds = {r.id: (c, r) for c in instance.candidates for s in c.stages for r in s.rounds}
    kept: Kept = {}
    for key, held in packed.items():
        kept[key] = []
        for round_id, start, panel, shadow, room in held:
            candidate, round_ = rounds[round_id]
            seats = tuple((people[person], skill) for person, skill in panel)
            learner = people[shadow] if shadow is not None else None
            place = rooms[room] if room is not None else None
            kept[key].append(Assignment(round_, candidate, start, seats, learner, place))
    return kept
