"""The cheapest changes that make an impossible request possible, each tried out on the changed problem."""

from __future__ import annotations

from itertools import chain
from time import monotonic
from typing import Any

from app.engines.scheduling.exact import Answer, rounds_of
from app.engines.scheduling.facts import NOTHING
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.why_not.edits import Edit, Edits, Problem
from app.engines.scheduling.why_not.minimal import MOST_CALENDARS, Conflict, decide
from app.engines.scheduling.why_not.overload import overload

MOST = 6  # changes are proposed


def cheapest_changes(
    scene: Scene, conflict: Conflict, widened: list[str], until: float
) -> list[dict[str, Any]]:
    """The cheapest first. ``widened``: rounds beyond the conflict that lean on the same people."""
    try_out = _TryOut(scene, conflict, widened, until)
    found: dict[str, Edit] = {}
    edits = Edits(scene, conflict.rounds)
    demanded = [fact for fact in conflict.facts if fact.kind == "round"]
    others = [fact for fact in conflict.facts if fact.kind != "round"]
    if sum(fact.kind == "calendar" for fact in others) > MOST_CALENDARS:  # too many to ask one by one
        others = [fact for fact in others if fact.kind != "calendar"]
    limited = [fact.who for fact in others if fact.kind == "weekly_limit"]
    every = [ladder for fact in chain(others, demanded[:2]) for ladder in edits.ladders(fact) if ladder]
    ladders = sorted(
        chain(every, edits.together(limited, len(try_out.rounds))),
        key=lambda ladder: ladder[0].burden,
    )
    for ladder in ladders:
        if len(found) >= MOST and ladder[0].burden >= sorted(e.burden for e in found.values())[MOST - 1]:
            break
        if monotonic() > until:
            break
        helps = next((edit for edit in ladder if try_out.helps(edit)), None)
        if helps is not None:
            found.setdefault(helps.words, helps)
    ranked = sorted(found.values(), key=lambda edit: (edit.burden, edit.words))[:MOST]
    return [{"kind": e.kind, "who": e.who, "words": f"{e.words}.", "burden": e.burden} for e in ranked]


class _TryOut:
    """A problem cut down to what takes part: the conflict's candidates, who could meet them, their rooms."""

    def __init__(self, scene: Scene, conflict: Conflict, widened: list[str], until: float) -> None:
        self.until = until
        wanted = {r.id for _, _, r in conflict.rounds} | set(widened)
        placed = [scene.rounds[name] for name in wanted]
        owners = {candidate.id for candidate, _, _ in placed}
        # Their other rounds count as well: what is proposed must leave room for them.
        self.rounds = {r.id for _, _, r in rounds_of(c for c in scene.instance.candidates if c.id in owners)}
        if len(self.rounds) > 60:
            self.rounds = wanted
        for fact in conflict.loose:
            if fact.kind == "round" and fact.who in scene.pins:
                owners.add(scene.rounds[fact.who][0].id)
                self.rounds.add(fact.who)
        self.problem: Problem = scene.problem | {
            "candidates": [c for c in scene.problem["candidates"] if str(c["id"]) in owners],
            "pinned": [p for p in scene.problem.get("pinned") or [] if p["round"] in self.rounds],
            "previous": None,
        }

    def helps(self, edit: Edit) -> bool:
        left = self.until - monotonic()
        if left <= 0:
            return False
        scene = Scene(edit.apply(self.problem))
        rounds = [each for name, each in scene.rounds.items() if name in self.rounds]
        owners = {candidate.id: candidate for candidate, _, _ in rounds}
        if len(owners) > 1 and overload(scene, rounds) is not None:
            return False
        return decide(scene, rounds, NOTHING, min(left, 1.5)) is Answer.POSSIBLE
