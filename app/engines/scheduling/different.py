"""Several good schedules that differ clearly, for people to choose between.

After the best, each further one is searched for with a price on every start that an earlier one has, and the price
rises until enough rounds have moved or met other people.
"""

from __future__ import annotations

from time import monotonic

from app.engines.scheduling.course import Course
from app.engines.scheduling.instance import Assignment, Instance
from app.engines.scheduling.search import Kept, Shun

ENOUGH = 0.3  # of the rounds that may move: they have another time or other people
PRICE = 0.1  # of the mean cost of a round, for keeping an earlier start; at first
RISES = 3


def others(
    instance: Instance,
    fixed: dict[str, Assignment],
    best: Kept,
    cost: float,
    many: int,
    *,
    seed: int,
    seconds: float,
    steps: int | None,
) -> list[Kept]:
    """Up to ``many`` complete schedules, each different from ``best`` and from one another in ENOUGH of the rounds.

    There are fewer where none could be found within ``seconds`` for each (or ``steps`` for each).
    """
    found: list[Kept] = []
    rounds = max(1, sum(len(held) for held in best.values()))
    for number in range(many):
        price = PRICE * max(cost, 1.0) / rounds
        for attempt in range(RISES):
            shun = _shun([best, *found], fixed, price * 3**attempt)
            kept = _search(instance, fixed, shun, best, seed + number, seconds / RISES, steps)
            if all(difference(kept, each) >= ENOUGH * (rounds - len(fixed)) for each in [best, *found]):
                found.append(kept)
                break
    return found


def difference(one: Kept, other: Kept) -> int:
    """How many rounds have another start or another panel."""
    before = {each.round.id: each for held in one.values() for each in held}
    after = {each.round.id: each for held in other.values() for each in held}
    return sum(
        key not in after
        or each.start != after[key].start
        or {p.id for p, _ in each.panel} != {p.id for p, _ in after[key].panel}
        for key, each in before.items()
    )


def _shun(known: list[Kept], fixed: dict[str, Assignment], price: float) -> Shun:
    shun: Shun = {}
    for kept in known:
        for each in (each for held in kept.values() for each in held):
            if each.round.id not in fixed:
                starts = shun.setdefault(each.round.id, {})
                starts[each.start] = starts.get(each.start, 0.0) + price
    return shun


def _search(
    instance: Instance,
    fixed: dict[str, Assignment],
    shun: Shun,
    start: Kept,
    seed: int,
    seconds: float,
    steps: int | None,
) -> Kept:
    course = Course(instance, seed, fixed, shun)
    course.search.restore(start)
    course.adopt(start, 0, course.search.board.cost)
    began, done = monotonic(), 0
    while done < steps if steps is not None else monotonic() - began < seconds:
        course.step(done / max(1, steps) if steps is not None else (monotonic() - began) / max(seconds, 1e-9))
        done += 1
    return course.kept
