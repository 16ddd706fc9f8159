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
from app.engines.scheduling.instance import Assignment, Candidate
from app.engines.scheduling.least import Least
from app.engines.scheduling.placements import Placement, placement_of
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.slots import written
from app.engines.scheduling.speech import Speech
from app.engines.scheduling.validity import clashes
from app.engines.scheduling.walks import walks
from app.engines.scheduling.why_not import reasons_of

MOST_TOGETHER = 300  # rounds that may move in one model
REASONING = 1.5  # seconds to say why somebody finds no place
FEW = 60  # rounds: all may move at once
MOST_COUNTED = 300  # rounds whose people are looked at for the bound
MOST_SEATS = 160  # rounds whose people may change in one model


def repair(
    problem: dict[str, Any],
    solution: dict[str, Any],
    disturbances: Iterable[dict[str, Any]],
    *,
    seconds: float | None = None,
) -> dict[str, Any]:
    """``solution`` as it has to be after ``disturbances`` (see :mod:`disturbances`), changed as little as possible.

    Gives ``{"status": "repaired", "assignments", "changes", "changed", "cost", "bound", "proven"}``; with
    ``{"status": "partial", "unscheduled", "reasons"}`` where somebody finds no place any more: they are left out and it
    is said why. ``cost`` and ``bound`` weigh what changes (``change_time``, ``change_panel``, ``change_room``).
    Without ``seconds`` it takes at most about one, or three where there are more than a few hundred rounds; longer only
    where somebody would stay without a place. Raises :class:`Misshapen`.
    """
    began = monotonic()
    changed, barred = disturbed(problem, disturbances)
    scene = Scene(changed | {"previous": None})
    scene.barred = barred
    before = placement_of(scene, solution)
    limit = seconds or (0.9 if len(scene.rounds) <= 400 else 2.7)
    return _Repair(scene, before, max(0.1, limit - (monotonic() - began))).answer()


@dataclass
class Hit:
    """What a round has lost."""

    assignment: Assignment
    time: bool = False
    people: list[str] = field(default_factory=list)
    room: bool = False
    shadow: bool = False


class _Repair:
    def __init__(self, scene: Scene, before: Placement, seconds: float) -> None:
        self.scene, self.before = scene, before
        self.seconds, self.until = seconds, monotonic() + seconds
        self.weights = scene.instance.weights
        self.hits = {name: hit for name, each in before.items() if (hit := _hit(scene, each))}
        for name in self.hits:  # what was pinned cannot stay as it was
            scene.pins.pop(name, None)
        self.after: Placement = self._unshadowed()
        self.serious = {n: h for n, h in self.hits.items() if h.time or h.people or h.room}
        self.bound = sum(self._least(hit) for hit in self.serious.values())
        self.learnt: list[tuple[str, frozenset[str], float | None]] = []  # see Least.unless_more_move
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
        kept_times = {n: 1 << h.assignment.start for n, h in self.serious.items() if not h.time}
        self._try(list(self.serious), kept_times)
        if self._is_proven:
            return
        if len(self.before) <= FEW:
            self._try(list(self.before), {})
            return
        struck = list(dict.fromkeys(hit.assignment.candidate for hit in self.serious.values()))
        self.scene.book(())
        if not all(walks(self.scene, candidate) for candidate in struck if self._is_whole(candidate)):
            return  # somebody has no place even if all others make way
        rivals = self._rivals()
        own = [name for name, each in self.before.items() if each.candidate in struck]
        near = list(dict.fromkeys([*own, *rivals[:MOST_COUNTED]]))
        least = self._least_of(near, self.until - 0.5 * self.seconds)
        movers = {self.before[name].candidate.id for name in [*least.moves, *self.serious]}
        self._plan(near)
        near = list(dict.fromkeys([*own, *rivals[:MOST_SEATS]]))
        self._try([n for n, each in self.before.items() if each.candidate.id in movers], {})
        self._grow(movers, near, rivals)
        if self.cost is None:  # better late than somebody without a place
            self.until = monotonic() + self.seconds
            self._grow(movers, near, rivals)

    def _plan(self, near: list[str]) -> None:
        """Other people for those who stay at their times, then other times for those who do not."""
        whole = self._unshadowed()
        inside = set(near)
        beside = [each for name, each in whole.items() if name not in inside]
        plan = Least(self.scene, [whole[name] for name in near], beside)
        for candidate, moves, cost in self.learnt:
            plan.unless_more_move(candidate, set(moves), cost)
        if self._is_proven or not plan.solve(0.3 * self._left()):
            return
        leavers = {self.before[name].candidate.id for name in plan.moves}
        free = [name for name, each in self.before.items() if each.candidate.id in leavers]
        self._try(free, {}, {name: each for name, each in plan.plan.items() if name not in set(free)})

    def _is_whole(self, candidate: Candidate) -> bool:
        return all(r.id in self.before for stage in candidate.stages for r in stage.rounds)

    def _grow(self, movers: set[str], near: list[str], rivals: list[str]) -> None:
        """More and more candidates may move; those near them only change people."""
        for size in (0, 3, 10, 30, len(rivals)):
            movers = movers | {self.before[name].candidate.id for name in rivals[:size]}
            free = [name for name, each in self.before.items() if each.candidate.id in movers]
            if self._is_proven or monotonic() > self.until or len(free) > MOST_TOGETHER:
                return
            kept_times = {n: 1 << self.before[n].start for n in near if n not in set(free)}
            self._try([*free, *kept_times], kept_times)

    def _least_of(self, near: list[str], until: float) -> Least:
        """The bound over these rounds, made stronger by what each candidate's moves cost them alone.

        Logic-based Benders decomposition: Hooker and Ottosson 2003, Math. Program. 96:33.
        """
        whole = self._unshadowed()
        least = Least(self.scene, [whole[name] for name in near])
        known: set[tuple[str, frozenset[str]]] = set()
        while least.solve(until - monotonic()) and not least.is_impossible:
            has_learnt = False
            by_candidate: dict[str, set[str]] = {}
            for name in [*least.moves, *self.serious]:
                moves = by_candidate.setdefault(self.before[name].candidate.id, set())
                moves |= {name} & least.moves
            for candidate, moves in by_candidate.items():
                key = (candidate, frozenset(moves))
                if key in known or monotonic() > until:
                    continue
                known.add(key)
                cost = self._alone(self.scene.candidates[candidate], moves)
                if cost is None or cost > least.spent[candidate] + 1e-6:
                    least.unless_more_move(candidate, moves, cost)
                    self.learnt.append((candidate, frozenset(moves), cost))
                    has_learnt = True
            self.bound = max(self.bound, least.bound)
            if not has_learnt or monotonic() > until:
                break
        return least

    def _alone(self, candidate: Candidate, moves: set[str]) -> float | None:
        """What the candidate's rounds cost at least if only ``moves`` leave their times and nobody else has any."""
        rounds = [each for each in rounds_of([candidate]) if each[2].id in self.before]
        stay = {r.id: 1 << self.before[r.id].start for _, _, r in rounds if r.id not in moves}
        self.scene.book(())
        exact = Exact(self.scene, rounds, starts=stay)
        stay_close(exact, self.before)
        answer = exact.solve(min(0.3, self._left()))
        if answer is Answer.POSSIBLE:
            return exact.solver.best_objective_bound / SCALE
        return None if answer is Answer.IMPOSSIBLE else 0.0

    @property
    def _is_proven(self) -> bool:
        return self.cost is not None and self.cost <= self.bound + 1e-6

    def _try(self, free: list[str], starts: dict[str, int], plan: Placement | None = None) -> None:
        """Change these rounds only; all others stay as they were, or as planned."""
        if self._is_proven or not self.serious.keys() <= {*free, *(plan or {})}:
            return
        base = self._unshadowed() | (plan or {})
        self.scene.book(each for name, each in base.items() if name not in set(free))
        exact = Exact(self.scene, [self.scene.rounds[name] for name in free], starts=starts)
        stay_close(exact, self.before)
        if exact.solve(self._left()) is not Answer.POSSIBLE:
            return
        after = self._sound(base | {each.round.id: each for each in exact.assignments()})
        if after is None:
            return
        cost = moved(self.before, after).cost(self.weights)
        if exact.is_best and not starts and len(free) == len(self.before):
            self.bound = max(self.bound, cost)
        if self.cost is not None and cost >= self.cost - 1e-6:
            return
        gently(exact, self.before)
        if self._left() > 0.05 and exact.solve(min(0.15, self._left())) is Answer.POSSIBLE:
            after = self._sound(base | {each.round.id: each for each in exact.assignments()}) or after
        self.cost, self.after = cost, after

    def _sound(self, after: Placement) -> Placement | None:
        """The schedule if nobody is asked too much, without the shadows of those who would be; else None.

        A plan knows neither shadows nor rounds that are far away.
        """
        strained = clashes(after.values())
        if strained:
            after = {
                name: replace(each, shadow=None)
                if each.shadow and strained & {each.shadow.id, each.candidate.id}
                else each
                for name, each in after.items()
            }
            strained = clashes(after.values())
        return None if strained else after

    def _unshadowed(self) -> Placement:
        """The schedule before, without shadows that cannot come."""
        return {
            name: replace(each, shadow=None) if name in self.hits and self.hits[name].shadow else each
            for name, each in self.before.items()
        }

    def _left(self) -> float:
        return max(0.02, self.until - monotonic())

    def _rivals(self) -> list[str]:
        """Other rounds that hold the people and rooms which those hit could use, the closest in time first."""
        wanted: dict[str, list[int]] = {}
        for hit in self.serious.values():
            round_ = hit.assignment.round
            for name in [p.id for s in round_.seats for p in s.pool] + [room.id for room in round_.rooms]:
                wanted.setdefault(name, []).append(hit.assignment.start)
        near: dict[str, float] = {}
        for name, each in self.before.items():
            if name not in self.serious:
                holds = [p.id for p in each.people] + ([each.room.id] if each.room else [])
                close = [abs(each.start - start) for held in holds for start in wanted.get(held, ())]
                if close:
                    near[name] = min(close)
        return sorted(near, key=lambda name: near[name])

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
            reasons += reasons_of(alone, seconds=REASONING)
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
