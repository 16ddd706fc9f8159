"""The cheapest complete loop for one candidate: all stages, orders, times, panels, a shadow and rooms together.

Times come first, each round at the price of its cheapest people; that is a relaxation only where somebody would
meet the candidate twice. Such a clash is resolved by branching: this person not here, or not there. Given the
prices of a :class:`~app.engines.scheduling.board.Market` the result is exact unless ``most`` branches are used up.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

import numpy as np

from app.engines.scheduling.axis import Floats
from app.engines.scheduling.board import Market, Prices
from app.engines.scheduling.instance import Assignment, Instance, Interviewer
from app.engines.scheduling.needs import Need, Needs
from app.engines.scheduling.panels_at import SHADOW, Bans, Seat, seats_at, share_out
from app.engines.scheduling.spread import Spread
from app.engines.scheduling.stages import Loops

CLOSE = 1e-3


@dataclass
class Found:
    cost: float
    loop: list[Assignment]
    bound: float  # no loop is cheaper than this at these prices


def cheapest(
    instance: Instance,
    needs: Needs,
    market: Market,
    *,
    noise: np.random.Generator | None = None,
    amount: float = 0.0,
    most: int = 8,
) -> Found | None:
    """The cheapest loop, or None where there is none (or, with clashes, none within ``most`` branches)."""
    if not needs.parts:
        return Found(0.0, [], 0.0)
    order = count()
    blur = noise.random(len(needs.axis)) * amount if noise is not None and amount else None
    root = _times(instance, needs, market, frozenset(), blur)
    if root is None:
        return None
    heap = [(root[0], next(order), root, frozenset())]
    best: Found | None = None
    bound = root[0]
    for _ in range(most):
        if not heap or (best is not None and heap[0][0] >= best.cost - CLOSE):
            break
        value, _, (_, starts), bans = heappop(heap)
        bound = value
        seats = seats_at(needs, market, starts, bans)
        shared = share_out(seats)
        if shared is not None:
            cost = value + shared.cost - shared.relaxed
            if best is None or cost < best.cost:
                loop = _assignments(instance, needs, market, starts, seats, shared.chosen)
                best = Found(cost, loop, value)
            if shared.cost <= shared.relaxed + CLOSE:
                break
        for ban in _branches(seats):
            if (child := _times(instance, needs, market, bans | ban, blur)) is not None:
                heappush(heap, (child[0], next(order), child, bans | ban))
    if best is not None:
        best.bound = min(bound if not heap else min(heap[0][0], best.cost), best.cost)
    return best


def least(instance: Instance, needs: Needs, market: Market) -> float:
    """A lower bound on the cheapest loop: somebody may be counted on twice. Infinite where there is none."""
    found = _times(instance, needs, market, frozenset(), None, only_cost=True)
    return found[0] if found else np.inf


def _times(
    instance: Instance,
    needs: Needs,
    market: Market,
    bans: Bans,
    blur: Floats | None,
    *,
    only_cost: bool = False,
) -> tuple[float, dict[str, int]] | None:
    """The least cost, people counted on twice or not, and the position at which each round begins."""
    axis, positions = needs.axis, len(needs.axis)
    if not positions:
        return None
    gap = instance.weights.gap * instance.grid.minutes / 15
    read: dict[tuple[int, int], Prices] = {}
    before = np.zeros(positions)
    held: list[Loops | Spread] = []
    for at, part in enumerate(needs.parts):
        costs = np.array([round_costs(needs, need, market, bans, read) for need in part.needs])
        if blur is not None:
            costs += blur
        done = needs.done if at == len(needs.parts) - 1 else None
        if at:
            least_by = np.minimum.accumulate(held[-1].by_end(positions))
            before = np.concatenate([[np.inf], least_by])[part.before]
        if part.stage.same_day:
            found = Loops(part, costs, before, gap, axis.runs, done)
        else:
            found = Spread(part, costs, before, axis, done)
        if not np.isfinite(found.best):
            return None
        held.append(found)
    best = held[-1].best
    return (best, {}) if only_cost else (best, _back(needs, held))


def _back(needs: Needs, held: list[Loops | Spread]) -> dict[str, int]:
    starts: dict[str, int] = {}
    cost, last = 0.0, None
    for at in range(len(held) - 1, -1, -1):
        part = needs.parts[at]
        first, rounds = held[at].find(cost, last)
        for number, position in rounds:
            starts[part.needs[number].round.id] = position
        if at:
            by_end = held[at - 1].by_end(len(needs.axis))[: part.before[first]]
            last = int(by_end.argmin())
            cost = float(by_end[last])
    return starts


def round_costs(
    needs: Needs, need: Need, market: Market, bans: Bans, read: dict[tuple[int, int], Prices]
) -> Floats:
    """By position: the least that beginning the round there costs, in people, a shadow and a room."""
    slots = needs.axis.slots
    if need.fixed is not None:
        return need.open
    costs = need.open + need.constant if need.constant else need.open.copy()
    length = need.round.length
    here = [(skill, person) for round_, skill, person in bans if round_ == need.round.id]
    for pool in need.pools:
        if len(pool.people) < pool.count:
            return np.full(len(slots), np.inf)
        key = (id(pool.people), length)
        if key not in read:
            read[key] = market.price[length][pool.people[:, None], slots]
        prices = read[key]
        if pool.bonus is not None:
            prices = prices + pool.bonus[:, None]
        banned = needs.met.union(person for skill, person in here if skill == pool.skill)
        if banned and (out := np.isin(pool.people, list(banned))).any():
            prices = np.where(out[:, None], np.float32(np.inf), prices)
        if pool.count == 1:
            costs += prices.min(axis=0)
        else:
            costs += np.partition(prices, pool.count - 1, axis=0)[: pool.count].sum(axis=0)
    if len(need.learners):
        saved = market.shadow[need.learners]
        wanted = need.learners[saved > 0]
        if banned := needs.met.union(person for skill, person in here if skill == SHADOW):
            wanted = wanted[~np.isin(wanted, list(banned))]
        if len(wanted):
            prices = market.price[length][wanted[:, None], slots] - market.shadow[wanted][:, None]
            costs += np.minimum(prices.min(axis=0), 0)
    if need.round.onsite:
        if not len(need.rooms):
            return np.full(len(slots), np.inf)
        rooms = market.room[length][need.rooms[:, None], slots]
        if need.room_bonus is not None:
            rooms = rooms + need.room_bonus[:, None]
        costs += rooms.min(axis=0)
    return costs


def _branches(seats: list[Seat]) -> list[Bans]:
    """Two ways to keep one person, whom several seats count on, out of all but one: not here, or not there."""
    wishes: dict[int, set[tuple[str, str]]] = {}
    for seat in seats:
        if len(seat.offers) > seat.rank:
            wishes.setdefault(seat.offers[seat.rank][1], set()).add((seat.round, seat.skill))
    clashes = [(len(where), person) for person, where in wishes.items() if len(where) > 1]
    if not clashes:
        return []
    _, person = max(clashes)
    here, *there = sorted(wishes[person])
    return [frozenset([(*here, person)]), frozenset((*each, person) for each in there)]


def _assignments(
    instance: Instance,
    needs: Needs,
    market: Market,
    starts: dict[str, int],
    seats: list[Seat],
    chosen: list[int | None],
) -> list[Assignment]:
    people = instance.interviewers
    panel: dict[str, list[tuple[Interviewer, str]]] = {}
    shadow: dict[str, int] = {}
    for seat, person in zip(seats, chosen, strict=True):
        if person is None:
            continue
        if seat.skill == SHADOW:
            shadow[seat.round] = person
        else:
            panel.setdefault(seat.round, []).append((people[person], seat.skill))
    loop = []
    for part in needs.parts:
        for need in part.needs:
            if need.fixed is not None:
                continue
            key = need.round.id
            position = starts[key]
            start = int(needs.axis.slots[position])
            room = None
            if need.round.onsite:
                prices = market.room[need.round.length][need.rooms, start]
                if need.room_bonus is not None:
                    prices = prices + need.room_bonus
                room = instance.rooms[int(need.rooms[int(prices.argmin())])]
            learner = people[shadow[key]] if key in shadow else None
            loop.append(
                Assignment(need.round, needs.candidate, start, tuple(panel.get(key, ())), learner, room)
            )
    return loop
