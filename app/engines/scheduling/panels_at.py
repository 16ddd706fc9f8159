"""Who takes which seat once the times are known: the cheapest way in which nobody sits twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engines.scheduling.board import Market
from app.engines.scheduling.needs import Needs

MOST_TRIES = 3000
SHADOW = ""  # stands for the skill of a shadow seat, which may stay empty

Bans = frozenset[tuple[str, str, int]]  # (round, skill, person): not in this seat


@dataclass(eq=False)
class Seat:
    round: str
    skill: str
    offers: list[tuple[float, int]]  # (price, person), cheapest first
    rank: int = 0  # the how manieth of equal seats


@dataclass
class Shared:
    cost: float
    relaxed: float  # what it would cost if people could sit twice
    chosen: list[int | None]


def seats_at(needs: Needs, market: Market, starts: dict[str, int], bans: Bans) -> list[Seat]:
    """Every seat of every round at these positions, with who could take it at what price."""
    wanted = [need for part in needs.parts for need in part.needs if need.fixed is None]
    total = sum(pool.count for need in wanted for pool in need.pools) + len(wanted)
    seats: list[Seat] = []
    for need in wanted:
        key, length = need.round.id, need.round.length
        slot = needs.axis.slots[starts[key]]
        row = market.price[length][:, slot]
        here = [(skill, person) for round_, skill, person in bans if round_ == key]
        for pool in need.pools:
            prices = row[pool.people].astype(float)
            if pool.bonus is not None:
                prices = prices + pool.bonus
            banned = needs.met.union(person for skill, person in here if skill == pool.skill)
            offers = _offers(prices, pool.people, banned, total)
            seats += [Seat(key, pool.skill, offers, rank) for rank in range(pool.count)]
        if len(need.learners):
            learners = need.learners[market.shadow[need.learners] > 0]
            if len(learners):
                prices = row[learners].astype(float) - market.shadow[learners]
                banned = needs.met.union(person for skill, person in here if skill == SHADOW)
                offers = [offer for offer in _offers(prices, learners, banned, total) if offer[0] < 0]
                seats.append(Seat(key, SHADOW, offers))
    return seats


def _offers(prices: np.ndarray, people: np.ndarray, banned: set[int], most: int) -> list[tuple[float, int]]:
    best = np.argsort(prices, kind="stable")[: most + len(banned)]
    offers = [(float(prices[at]), int(people[at])) for at in best if np.isfinite(prices[at])]
    return [offer for offer in offers if offer[1] not in banned][:most]


def share_out(seats: list[Seat]) -> Shared | None:
    """The cheapest way to seat distinct people; None where there is none (or none was found in some thousand tries)."""
    floors = []
    for seat in seats:
        if seat.skill == SHADOW:
            floors.append(min(0.0, seat.offers[0][0]) if seat.offers else 0.0)
        elif len(seat.offers) <= seat.rank:
            return None
        else:
            floors.append(seat.offers[seat.rank][0])
    order = sorted(range(len(seats)), key=lambda at: (seats[at].skill == SHADOW, len(seats[at].offers)))
    left = [0.0] * (len(order) + 1)
    for place in range(len(order) - 1, -1, -1):
        left[place] = left[place + 1] + floors[order[place]]
    best: tuple[float, list[int | None]] | None = None
    chosen: list[int | None] = [None] * len(seats)
    taken: set[int] = set()
    tries = 0

    def fill(place: int, cost: float) -> bool:
        """Depth first; True where it can end because nothing cheaper exists."""
        nonlocal best, tries
        if place == len(order):
            best = (cost, chosen.copy())
            return cost <= left[0] + 1e-9
        tries += 1
        if tries > MOST_TRIES:
            return True
        at = order[place]
        seat = seats[at]
        rest = left[place + 1]
        for price, person in seat.offers:
            if best is not None and cost + price + rest >= best[0] - 1e-9:
                break
            if person in taken:
                continue
            chosen[at] = person
            taken.add(person)
            ended = fill(place + 1, cost + price)
            taken.discard(person)
            if ended:
                return True
        chosen[at] = None
        if seat.skill == SHADOW and (best is None or cost + rest < best[0] - 1e-9):
            return fill(place + 1, cost)
        return False

    fill(0, 0.0)
    return None if best is None else Shared(best[0], left[0], best[1])
