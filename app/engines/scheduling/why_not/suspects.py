"""Where to look for what is impossible: rounds that cannot all be held, as few as can be found quickly.

Whatever is given is proven: a part of the problem that is impossible by itself makes the whole impossible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from time import monotonic

from app.engines.scheduling.exact import Answer, possible
from app.engines.scheduling.facts import Placed
from app.engines.scheduling.instance import Candidate
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.walks import TooLong, Walk
from app.engines.scheduling.why_not.overload import overload

MOST_STEPS = 5_000  # of a walk for one candidate, before the model is asked
MOST_TOGETHER = 160  # rounds in one model
MOST_COUNTED = 3_000  # rounds in one flow


def impossible_parts(
    scene: Scene, rounds: Sequence[Placed], missing: Collection[str], until: float
) -> Iterator[tuple[Placed, ...]]:
    """Parts of ``rounds`` that are impossible, the plainest first; ``missing``: whom a search found no place for."""
    pinned = tuple(each for each in rounds if each[2].id in scene.pins)
    if pinned and _impossible(scene, pinned, until):
        yield pinned
        return
    looked_at = [each for each in rounds if not missing or each[0].id in missing]
    yield from _alone(scene, looked_at, pinned, until)
    found = overload(scene, _near(rounds, looked_at))
    if found is not None:
        yield found.rounds
    yield from _rivals(scene, rounds, missing, pinned, until)
    yield from _scarce(scene, rounds, until)
    if len(rounds) <= MOST_TOGETHER and _impossible(scene, rounds, until, 10.0):
        yield tuple(rounds)


def _impossible(scene: Scene, rounds: Sequence[Placed], until: float, most: float = 2.0) -> bool:
    left = until - monotonic()
    return left > 0 and possible(scene, rounds, seconds=min(left, most)) is Answer.IMPOSSIBLE


def _alone(
    scene: Scene, rounds: Sequence[Placed], pinned: tuple[Placed, ...], until: float
) -> Iterator[tuple[Placed, ...]]:
    """Candidates who find no place even with nobody beside them but what is pinned."""
    every = {each[2].id for each in rounds}
    by_candidate: dict[str, list[Placed]] = {}
    for each in rounds:
        by_candidate.setdefault(each[0].id, []).append(each)
    for mine in by_candidate.values():
        candidate = mine[0][0]
        beside = [each for each in pinned if each[0] is not candidate]
        whole = all(r.id in every for stage in candidate.stages for r in stage.rounds)
        if whole and not pinned and _walks(scene, candidate):
            continue
        if monotonic() > until:
            return
        if _impossible(scene, mine, until):
            yield tuple(mine)
        elif beside and _impossible(scene, [*mine, *beside], until):
            yield (*mine, *beside)


def _near(rounds: Sequence[Placed], looked_at: Sequence[Placed]) -> list[Placed]:
    """Of very many rounds, those that compete with the ones looked at for scarce seats."""
    if len(rounds) <= MOST_COUNTED:
        return list(rounds)
    pools = [{p.id for p in seat.pool} for *_, r in looked_at[:MOST_COUNTED] for seat in r.seats]
    scarce = set().union(*(pool for pool in pools if len(pool) <= 12))
    return [
        each
        for each in rounds
        if any(seat.pool and {p.id for p in seat.pool} <= scarce for seat in each[2].seats)
    ][:MOST_COUNTED]


def _walks(scene: Scene, candidate: Candidate) -> bool:
    try:
        return Walk(scene, candidate, MOST_STEPS).is_possible()
    except TooLong:
        return False


def _rivals(
    scene: Scene,
    rounds: Sequence[Placed],
    missing: Collection[str],
    pinned: tuple[Placed, ...],
    until: float,
) -> Iterator[tuple[Placed, ...]]:
    """Somebody who was not placed, with more and more of those who compete for the same people and rooms."""
    by_candidate: dict[str, list[Placed]] = {}
    for each in rounds:
        by_candidate.setdefault(each[0].id, []).append(each)
    claims = {name: _claims(scene, mine) for name, mine in by_candidate.items()}
    for name in [each for each in missing if each in by_candidate][:5]:
        others = sorted(
            (key for key in by_candidate if key != name),
            key=lambda key: _rivalry(claims[name], claims[key]),
            reverse=True,
        )
        for size in (1, 3, 7, 15, 31):
            if monotonic() > until:
                return
            group = [name, *others[:size]]
            part = [each for key in group for each in by_candidate[key]]
            part += [each for each in pinned if each[0].id not in group]
            if len(part) > MOST_TOGETHER:
                break
            if _impossible(scene, part, until):
                yield tuple(part)
                break


def _claims(scene: Scene, rounds: Sequence[Placed]) -> dict[str, float]:
    """How much the rounds lean on each person and each room: more, the fewer there are and the fewer the times."""
    claims: dict[str, float] = {}
    for placed in rounds:
        scarce = 1 / max(1, scene.open_starts(placed).bit_count())
        for seat in placed[2].seats:
            for person in seat.pool:
                claims[person.id] = claims.get(person.id, 0) + seat.count / len(seat.pool) * (0.05 + scarce)
        for room in placed[2].rooms:
            key = f"room {room.id}"
            claims[key] = claims.get(key, 0) + 1 / len(placed[2].rooms) * (0.05 + scarce)
    return claims


def _rivalry(mine: dict[str, float], theirs: dict[str, float]) -> float:
    return sum(claim * theirs.get(key, 0) for key, claim in mine.items())


def _scarce(scene: Scene, rounds: Sequence[Placed], until: float) -> Iterator[tuple[Placed, ...]]:
    """All rounds that lean on the same few people, or on the rooms of one site."""
    groups: dict[str, list[Placed]] = {}
    for placed in rounds:
        if placed[2].onsite:
            groups.setdefault(f"site {placed[2].onsite}", []).append(placed)
    pools = {frozenset(p.id for p in seat.pool) for *_, r in rounds for seat in r.seats}
    for pool in sorted(pools, key=lambda each: (len(each), sorted(each))):
        if len(pool) > 4:
            break
        leaning = [
            each for each in rounds if any({p.id for p in seat.pool} <= pool for seat in each[2].seats)
        ]
        if len(leaning) > 1:
            groups[" ".join(sorted(pool))] = leaning
    for part in groups.values():
        if monotonic() > until:
            return
        if 1 < len(part) <= MOST_TOGETHER and _impossible(scene, part, until, 1.0):
            yield tuple(part)
