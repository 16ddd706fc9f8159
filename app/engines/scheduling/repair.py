"""Something happened to a schedule: the fewest changes after which it is valid again.

What is hit is found first. Then, from the smallest neighbourhood to larger ones: only the seats and rooms that were
lost, with every time kept; the candidates who are hit, beside all others; and those with more and more of their
rivals. What a neighbourhood costs while nobody else is there is a bound from below: where both meet, no repair changes
less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from app.engines.scheduling.answers import rows
from app.engines.scheduling.closeness import SCALE, gently, moved, stay_close
from app.engines.scheduling.disturbances import disturbed
from app.engines.scheduling.exact import Answer, Exact, rounds_of
from app.engines.scheduling.instance import Assignment, Candidate, Misshapen
from app.engines.scheduling.pins import read_assignment
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import written
from app.engines.scheduling.speech import Speech
from app.engines.scheduling.why_not import reasons_of

Placement = dict[str, Assignment]  # by round
MOST_TOGETHER = 300  # rounds in one model


def repair(
    problem: dict[str, Any],
    solution: dict[str, Any],
    disturbances: Iterable[dict[str, Any]],
    *,
    seconds: float = 3.0,
) -> dict[str, Any]:
    """``solution`` as it has to be after ``disturbances`` (see :mod:`disturbances`), changed as little as possible.

    Gives ``{"status": "repaired", "assignments", "changes", "changed", "cost", "bound", "proven"}``; with
    ``{"status": "partial", "unscheduled", "reasons"}`` where somebody finds no place any more: they are left out and it
    is said why. ``cost`` and ``bound`` weigh what changes (``change_time``, ``change_panel``, ``change_room``).
    Raises :class:`Misshapen`.
    """
    changed, barred = disturbed(problem, disturbances)
    scene = Scene(changed | {"previous": None})
    scene.barred = barred
    before = placement_of(scene, solution)
    return _Repair(scene, before, monotonic() + seconds).answer()


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


@dataclass
class Hit:
    """What a round has lost."""

    assignment: Assignment
    time: bool = False
    people: list[str] = field(default_factory=list)
    room: bool = False
    shadow: bool = False


class _Repair:
    def __init__(self, scene: Scene, before: Placement, until: float) -> None:
        self.scene, self.before, self.until = scene, before, until
        self.weights = scene.instance.weights
        self.hits = {name: hit for name, each in before.items() if (hit := _hit(scene, each))}
        for name in self.hits:  # what was pinned cannot stay as it was
            scene.pins.pop(name, None)
        self.after: Placement = self._unshadowed()
        self.serious = {n: h for n, h in self.hits.items() if h.time or h.people or h.room}
        self.bound = sum(self._least(hit) for hit in self.serious.values())
        self.cost: float | None = None if self.serious else 0.0

    def _least(self, hit: Hit) -> float:
        """What the hit costs at least: another time, or other people and another room at the same time."""
        weights = self.weights
        if hit.time:
            return weights.change_time
        stays = weights.change_panel * len(hit.people) + weights.change_room * hit.room
        return min(weights.change_time, stays)

    def answer(self) -> dict[str, Any]:
        if self.serious:
            self._search()
        unscheduled: list[str] = []
        reasons: list[dict[str, Any]] = []
        if self.cost is None:
            unscheduled, reasons = self._one_by_one()
        self._seat_shadows()
        changed = moved(self.before, self.after)
        kept: dict[str, list[Assignment]] = {}
        for each in self.after.values():
            kept.setdefault(each.candidate.id, []).append(each)
        cost = changed.cost(self.weights)
        return {
            "status": "partial" if unscheduled else "repaired",
            "assignments": rows(self.scene.instance, kept),
            "changes": list(_changes(self.scene, self.before, self.after)),
            "changed": {"times": changed.times, "panel": changed.panel, "rooms": changed.rooms},
            "cost": cost,
            "bound": min(self.bound, cost) if not unscheduled else None,
            "proven": not unscheduled and cost <= self.bound + 1e-6,
            "unscheduled": unscheduled,
            "reasons": reasons,
        }

    # growing neighbourhoods

    def _search(self) -> None:
        fixed_times = {n: 1 << h.assignment.start for n, h in self.serious.items() if not h.time}
        self._try([self.scene.rounds[name] for name in self.serious], fixed_times)
        if self._is_proven:
            return
        struck = list(
            {h.assignment.candidate.id: h.assignment.candidate for h in self.serious.values()}.values()
        )
        rivals = self._rivals(struck)
        sizes = [size for size in (0, 4, 12, 36) if size < len(rivals)] + [len(rivals)]
        for size in sizes:
            rounds = [r for r in rounds_of([*struck, *rivals[:size]]) if r[2].id in self.before]
            if self._is_proven or monotonic() > self.until or len(rounds) > MOST_TOGETHER:
                return
            self._raise_bound(rounds)
            if not self._is_proven:
                self._try(rounds, {})

    @property
    def _is_proven(self) -> bool:
        return self.cost is not None and self.cost <= self.bound + 1e-6

    def _try(self, rounds: list[Any], starts: dict[str, int]) -> None:
        """Move these rounds only, all others stay."""
        free = {round_.id for _, _, round_ in rounds}
        self.scene.book(each for name, each in self._unshadowed().items() if name not in free)
        exact = Exact(self.scene, rounds, starts=starts)
        stay_close(exact, self.before)
        if exact.solve(self._left()) is not Answer.POSSIBLE:
            return
        cost = exact.solver.objective_value / SCALE
        if self.cost is not None and cost >= self.cost - 1e-6:
            return
        self.cost = cost
        found = exact.assignments()
        gently(exact, self.before)
        if self._left() > 0.05 and exact.solve(min(0.2, self._left())) is Answer.POSSIBLE:
            found = exact.assignments()
        self.after = self.after | {each.round.id: each for each in found}

    def _unshadowed(self) -> Placement:
        """The schedule before, without shadows that cannot come."""
        return {
            name: replace(each, shadow=None) if name in self.hits and self.hits[name].shadow else each
            for name, each in self.before.items()
        }

    def _raise_bound(self, rounds: list[Any]) -> None:
        """What these rounds cost if all others were gone: no repair costs less."""
        self.scene.book(())
        exact = Exact(self.scene, rounds)
        stay_close(exact, self.before)
        if exact.solve(self._left()) is Answer.POSSIBLE:
            self.bound = max(self.bound, exact.solver.best_objective_bound / SCALE)

    def _left(self) -> float:
        return max(0.02, self.until - monotonic())

    def _rivals(self, struck: list[Candidate]) -> list[Candidate]:
        """Others who hold the people and rooms that those hit could use, the closest in time first."""
        wanted: dict[str, int] = {}
        for hit in self.serious.values():
            round_ = hit.assignment.round
            for name in [p.id for s in round_.seats for p in s.pool] + [room.id for room in round_.rooms]:
                wanted[name] = hit.assignment.start
        near: dict[str, float] = {}
        for each in self.before.values():
            if each.candidate not in struck:
                holds = [p.id for p in each.people] + ([each.room.id] if each.room else [])
                for name in holds:
                    if name in wanted:
                        score = 1 / (1 + abs(each.start - wanted[name]))
                        near[each.candidate.id] = near.get(each.candidate.id, 0) + score
        return [self.scene.candidates[name] for name in sorted(near, key=near.__getitem__, reverse=True)]

    # where it cannot be whole

    def _one_by_one(self) -> tuple[list[str], list[dict[str, Any]]]:
        """Each candidate who is hit by themselves; who finds no place is left out, and why is said."""
        owners = {h.assignment.candidate.id: h.assignment.candidate for h in self.serious.values()}
        hit_rounds = [name for name, each in self.before.items() if each.candidate.id in owners]
        placed = {name: each for name, each in self._unshadowed().items() if name not in hit_rounds}
        lost: list[str] = []
        reasons: list[dict[str, Any]] = []
        for candidate in sorted(owners.values(), key=lambda c: -c.priority):
            mine = [each for each in rounds_of([candidate]) if each[2].id in self.before]
            self.scene.book(placed.values())
            exact = Exact(self.scene, mine)
            stay_close(exact, self.before)
            if exact.solve(1.0) is Answer.POSSIBLE:
                placed |= {each.round.id: each for each in exact.assignments()}
                continue
            lost += [round_.id for _, _, round_ in mine]
            alone = Scene(_only(self.scene, candidate))
            alone.barred = self.scene.barred
            alone.book(_again(alone, placed.values()))
            reasons += reasons_of(alone, seconds=2.0)
        self.after = placed
        return lost, reasons

    def _seat_shadows(self) -> None:
        """Who sat in goes on sitting in where that is still possible."""
        for name, old in self.before.items():
            new = self.after.get(name)
            hit = self.hits.get(name)
            if new is None or new.shadow is not None or old.shadow is None or (hit and hit.shadow):
                continue
            self.scene.book(self.after.values())
            shadow = old.shadow
            free = self.scene.person_starts(shadow, new.round.length) >> new.start & 1
            if free and shadow.id not in self.scene.met(new.candidate) and shadow in new.round.shadows:
                self.after[name] = replace(new, shadow=shadow)


def _hit(scene: Scene, each: Assignment) -> Hit | None:
    """What of the assignment no longer holds in the problem as it is now, if anything."""
    round_, bit = each.round, 1 << each.start
    skills = {
        skill: {p.id for s in round_.seats if s.skill == skill for p in s.pool} for _, skill in each.panel
    }
    hit = Hit(each)
    hit.time = not scene.candidate_starts(each.candidate, round_.length) & bit
    hit.people = [
        person.id
        for person, skill in each.panel
        if person.id not in skills[skill]
        or (round_.id, person.id) in scene.barred
        or not scene.person_starts(person, round_.length) & bit
    ]
    hit.room = each.room is not None and not scene.room_starts(each.room, round_.length) & bit
    hit.shadow = each.shadow is not None and (
        (round_.id, each.shadow.id) in scene.barred
        or not scene.person_starts(each.shadow, round_.length) & bit
    )
    return hit if hit.time or hit.people or hit.room or hit.shadow else None


def _only(scene: Scene, candidate: Candidate) -> dict[str, Any]:
    mine = [each for each in scene.problem["candidates"] if str(each["id"]) == candidate.id]
    return scene.problem | {"candidates": mine, "pinned": []}


def _again(scene: Scene, assignments: Iterable[Assignment]) -> Iterator[Assignment]:
    """Others' assignments with the people and rooms of another reading of the same problem."""
    for each in assignments:
        panel = tuple((scene.people[person.id], skill) for person, skill in each.panel)
        shadow = scene.people[each.shadow.id] if each.shadow else None
        yield replace(each, panel=panel, shadow=shadow, room=scene.rooms[each.room.id] if each.room else None)


def _changes(scene: Scene, before: Placement, after: Placement) -> Iterator[dict[str, Any]]:
    """Each change as data and in words, in the order of the problem."""
    say = Speech(scene)
    for name, (candidate, _, _) in scene.rounds.items():
        old, new = before.get(name), after.get(name)
        if old is None:
            continue
        said, about = say.round(name), {"round": name, "candidate": candidate.id}
        if new is None:
            yield about | {"kind": "unscheduled", "words": f"{said} has no place any more."}
            continue
        if old.start != new.start:
            was = say.span(old.start, old.end, candidate)
            now = say.span(new.start, new.end, candidate)
            yield about | {
                "kind": "time",
                "from": written(scene.grid.instant(old.start)),
                "to": written(scene.grid.instant(new.start)),
                "words": f"{said} moves from {was} to {now}.",
            }
        gone = [p for p, _ in old.panel if p not in [q for q, _ in new.panel]]
        come = [p for p, _ in new.panel if p not in [q for q, _ in old.panel]]
        when = "same time" if old.start == new.start else "at the new time"
        for one, other in zip(gone, come, strict=False):
            words = f"{say.person(one.id)} is replaced by {say.person(other.id)} in {said}, {when}."
            yield about | {"kind": "panel", "from": one.id, "to": other.id, "words": words}
        if old.room != new.room and new.room is not None and old.room is not None:
            words = f"{said} is held in {say.room(new.room.id)} instead of {say.room(old.room.id)}."
            yield about | {"kind": "room", "from": old.room.id, "to": new.room.id, "words": words}
        if old.shadow is not None and new.shadow is None:
            words = f"{say.person(old.shadow.id)} no longer sits in on {said}."
            yield about | {"kind": "shadow", "from": old.shadow.id, "to": None, "words": words}
