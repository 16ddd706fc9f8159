"""Staying close to the schedule before: what moves costs, weighed as the format does (time, people, room)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.engines.scheduling.exact import Exact
from app.engines.scheduling.instance import Assignment, Weights

SCALE = 100  # the model counts in whole numbers


@dataclass(frozen=True)
class Moved:
    """How much differs, as ``check`` counts: rounds at other times, people replaced, rounds in other rooms."""

    times: int = 0
    panel: int = 0
    rooms: int = 0

    def cost(self, weights: Weights) -> float:
        return (
            weights.change_time * self.times
            + weights.change_panel * self.panel
            + weights.change_room * self.rooms
        )


def moved(before: Mapping[str, Assignment], after: Mapping[str, Assignment]) -> Moved:
    """Over the rounds that are in both."""
    times = panel = rooms = 0
    for name, old in before.items():
        if (new := after.get(name)) is not None:
            times += old.start != new.start
            gone = Counter(p.id for p, _ in old.panel) - Counter(p.id for p, _ in new.panel)
            panel += sum(gone.values())
            rooms += old.room != new.room
    return Moved(times, panel, rooms)


def stay_close(exact: Exact, before: Mapping[str, Assignment]) -> None:
    """Let the model change as little as it can; what was is given to it as a hint."""
    weights, model = exact.scene.instance.weights, exact.model
    time, person, room = (
        max(1, round(SCALE * each))
        for each in (weights.change_time, weights.change_panel, weights.change_room)
    )
    for name, terms in exact.terms.items():
        if (old := before.get(name)) is None:
            continue
        model.add_hint(terms.start, old.start)
        if terms.mask == 1 << old.start:
            pass
        elif terms.mask >> old.start & 1:
            moves = model.new_bool_var("")
            model.add(terms.start == old.start).only_enforce_if(moves.negated())
            model.add_hint(moves, 0)
            exact.objective.append(time * moves)
        else:
            exact.objective.append(time)
        for seated, skill in old.panel:
            literal = terms.sits.get(seated.id)
            exact.objective.append(person if literal is None else person * (1 - literal))
            if literal is not None and seated.id in terms.seats.get(skill, {}):
                model.add_hint(terms.seats[skill][seated.id], 1)
        if old.room is not None:
            literal = terms.rooms.get(old.room.id)
            exact.objective.append(room if literal is None else room * (1 - literal))


def gently(exact: Exact, before: Mapping[str, Assignment]) -> None:
    """Among ways that change as little: who has fewest sessions that week, and times that are near."""
    changes = sum(exact.objective)
    exact.model.add(changes <= round(exact.solver.objective_value))
    exact.objective = []
    scene, model = exact.scene, exact.model
    for name, terms in exact.terms.items():
        old = before.get(name)
        if old is None:
            continue
        for person, literal in terms.sits.items():
            who = scene.people[person]
            week = who.days.week_of_day[who.days.day_of[old.start]]
            held = who.max_per_week - scene.left_by_week(who)[week]
            exact.objective.append(4 * max(0, held) * literal)
        if terms.mask != 1 << old.start:
            far = model.new_int_var(0, scene.grid.slots, "")
            model.add_abs_equality(far, terms.start - old.start)
            exact.objective.append(far)
