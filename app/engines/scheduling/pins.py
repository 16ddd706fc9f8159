"""What is pinned, as assignments that stay."""

from __future__ import annotations

from typing import Any

from app.engines.scheduling.instance import Assignment, Candidate, Instance, Misshapen, Round
from app.engines.scheduling.slots import parse_instant


def pinned(instance: Instance) -> dict[str, Assignment]:
    """By round; raises :class:`Misshapen` where what is pinned cannot be read."""
    people = {person.id: person for person in instance.interviewers}
    rooms = {room.id: room for room in instance.rooms}
    fixed = {}
    for candidate in instance.candidates:
        for stage in candidate.stages:
            for round_ in stage.rounds:
                if (pin := instance.pinned.get(round_.id)) is not None:
                    try:
                        fixed[round_.id] = read_assignment(instance, candidate, round_, pin, people, rooms)
                    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                        raise Misshapen(f"what is pinned for {round_.id} cannot be read: {error}") from error
    return fixed


def read_assignment(
    instance: Instance,
    candidate: Candidate,
    round_: Round,
    pin: dict[str, Any],
    people: dict[str, Any],
    rooms: dict[str, Any],
) -> Assignment:
    """One row of a solution or of what is pinned; raises KeyError, TypeError or ValueError where it is none."""
    start = instance.grid.floor(parse_instant(pin["start"]))
    if not 0 <= start <= instance.grid.slots - round_.length:
        raise Misshapen(f"what is pinned for {round_.id} lies outside the horizon")
    panel = tuple((people[seat["interviewer"]], str(seat["skill"])) for seat in pin["panel"])
    shadow = people[pin["shadow"][0]] if pin.get("shadow") else None
    return Assignment(
        round_, candidate, start, panel, shadow, rooms[pin["room"]] if pin.get("room") else None
    )
