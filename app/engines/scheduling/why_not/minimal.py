"""The smallest set of demands that cannot hold together: whatever can be set aside without making it possible, is.

Deletion with halving (a whole kind at first, then parts of it): what remains is needed, each line of it; without any
one of them the rest can be done. Dershowitz, Hanna and Nadel 2006 (SAT, LNCS 4121:36) for the idea of a deletion
filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from time import monotonic

from app.engines.scheduling.exact import Answer, possible
from app.engines.scheduling.facts import Fact, Loose, Placed, facts_of
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.walks import WALKED, TooLong, Walk

MOST_STEPS = 20_000  # of a walk
MOST_CALENDARS = 12  # the hours of more people than that are one demand: when enough of them are free at all


def decide(scene: Scene, rounds: Sequence[Placed], loose: Loose, seconds: float) -> Answer:
    """Whether the rounds are possible: by a walk where there is one candidate, else by the model."""
    left = [each for each in rounds if Fact("round", each[2].id) not in loose]
    candidates = {candidate.id: candidate for candidate, _, _ in left}
    plain = all(f.kind in WALKED or not f.who or f.who not in _owners(left) for f in loose)
    if len(candidates) == 1 and plain and not scene.pins:
        only = frozenset(round_.id for _, _, round_ in left)
        try:
            walk = Walk(scene, left[0][0], MOST_STEPS, only=only, loose=loose)
            return Answer.POSSIBLE if walk.is_possible() else Answer.IMPOSSIBLE
        except TooLong:
            pass
    return possible(scene, rounds, loose, seconds)


def _owners(rounds: Sequence[Placed]) -> set[str]:
    """Whose demands a walk through these rounds meets: candidates and stages."""
    return {candidate.id for candidate, _, _ in rounds} | {stage.id for _, stage, _ in rounds}


@dataclass(frozen=True)
class Conflict:
    """Rounds and demands that cannot hold together. ``is_minimal``: without any one of them they can."""

    rounds: tuple[Placed, ...]
    facts: tuple[Fact, ...]
    loose: Loose  # what was set aside: it takes no part
    is_minimal: bool


def minimal(scene: Scene, rounds: Iterable[Placed], until: float) -> Conflict:
    """Shrink rounds that are known to be impossible together; ``until``: when (monotonic) to give up shrinking."""
    rounds = tuple(rounds)
    filter_ = _Filter(scene, rounds, until)
    facts = facts_of(rounds, scene.pins)
    demanded = [fact for fact in facts if fact.kind == "round"]
    # Candidate by candidate at first, since most take no part.
    owner = {round_.id: candidate.id for candidate, _, round_ in rounds}
    kept: list[Fact] = []
    for _, many in groupby(demanded, key=lambda fact: owner[fact.who]):
        kept += filter_.shrink(list(many))
    left = tuple(each for each in rounds if Fact("round", each[2].id) in kept)
    filter_.rounds = left
    for _, many in groupby(
        (fact for fact in facts_of(left, scene.pins) if fact.kind != "round"), key=lambda fact: fact.kind
    ):
        kept += filter_.shrink(list(many))
    return Conflict(left, tuple(kept), frozenset(filter_.loose), filter_.decided)


class _Filter:
    def __init__(self, scene: Scene, rounds: Sequence[Placed], until: float) -> None:
        self.scene, self.rounds, self.until = scene, rounds, until
        self.loose: set[Fact] = set()
        self.decided = True

    def shrink(self, facts: list[Fact]) -> list[Fact]:
        """Set aside what can be; gives what cannot."""
        if not facts or self._still_impossible(facts):
            self.loose.update(facts)
            return []
        if len(facts) == 1 or (facts[0].kind == "calendar" and len(facts) > MOST_CALENDARS):
            return facts
        half = len(facts) // 2
        return self.shrink(facts[:half]) + self.shrink(facts[half:])

    def _still_impossible(self, also: list[Fact]) -> bool:
        left = self.until - monotonic()
        if left <= 0:
            self.decided = False
            return False
        answer = decide(self.scene, self.rounds, frozenset(self.loose | set(also)), min(left, 1.5))
        if answer is Answer.UNKNOWN:
            self.decided = False
        return answer is Answer.IMPOSSIBLE
