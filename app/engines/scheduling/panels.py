"""Who sits in a round that begins at a given slot: the seats filled at the least cost, scarce skills first."""

from __future__ import annotations

from app.engines.scheduling.instance import Interviewer, Round
from app.engines.scheduling.timetable import Timetable

Panel = tuple[tuple[Interviewer, str], ...]


def starts_of(timetable: Timetable, round_: Round, met: frozenset[str]) -> int:
    """Where enough people are free for each seat by itself, and a room where one is needed.

    A necessary condition: one person may be what two seats count on.
    """
    mask = timetable.instance.grid.all
    for seat in round_.seats:
        mask &= _enough(
            [timetable.starts_of(p, round_.length) for p in seat.pool if p.id not in met], seat.count
        )
        if not mask:
            return 0
    if round_.onsite:
        mask &= timetable.room_starts(round_)
    return mask


def _enough(masks: list[int], count: int) -> int:
    """Slots that belong to at least ``count`` of the masks."""
    if count == 1:
        together = 0
        for mask in masks:
            together |= mask
        return together
    at_least = [-1] + [0] * count  # at_least[n]: slots in n or more of the masks so far
    for mask in masks:
        for n in range(count, 0, -1):
            at_least[n] |= at_least[n - 1] & mask
    return at_least[count]


def choose(
    timetable: Timetable, round_: Round, start: int, met: frozenset[str]
) -> tuple[Panel, float] | None:
    """The cheapest panel found and what it adds to the cost; None where the seats cannot all be filled."""
    bit = 1 << start
    earlier = timetable.earlier(round_)
    kept = earlier[1] if earlier else {}
    offers: list[list[tuple[float, str, Interviewer]]] = []
    for seat in round_.seats:
        free = [
            (
                timetable.seat_cost(p, start, round_.length)
                - (timetable.weights.change_panel if p.id in kept else 0),
                p.id,
                p,
            )
            for p in seat.pool
            if p.id not in met and timetable.starts_of(p, round_.length) & bit
        ]
        if len(free) < seat.count:
            return None
        offers.append(sorted(free, key=lambda offer: offer[:2]))
    return _fill(round_, offers, 0, (), 0.0)


def _fill(
    round_: Round, offers: list[list[tuple[float, str, Interviewer]]], at: int, taken: Panel, cost: float
) -> tuple[Panel, float] | None:
    """Fill seat ``at`` with its cheapest people who are not taken yet; go on to the next best where that fails."""
    if at == len(round_.seats):
        return taken, cost
    seat, ids = round_.seats[at], {person.id for person, _ in taken}
    free = [offer for offer in offers[at] if offer[1] not in ids]
    for first in range(len(free) - seat.count + 1):
        chosen = free[first : first + seat.count]
        seated = taken + tuple((person, seat.skill) for _, _, person in chosen)
        filled = _fill(round_, offers, at + 1, seated, cost + sum(offer[0] for offer in chosen))
        if filled is not None:
            return filled
    return None


def choose_shadow(timetable: Timetable, round_: Round, start: int, met: frozenset[str]) -> Interviewer | None:
    """Who learns most cheaply by sitting in: someone still short of their target, where that lowers the cost."""
    bit = 1 << start
    learners = [
        (timetable.seat_cost(p, start, round_.length), p.id, p)
        for p in round_.shadows
        if p.id not in met
        and timetable.shadowed[p.id] < p.shadow_target
        and timetable.starts_of(p, round_.length) & bit
    ]
    if not learners:
        return None
    cost, _, person = min(learners, key=lambda learner: learner[:2])
    return person if cost < timetable.weights.shadow_missing else None
