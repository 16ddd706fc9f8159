"""Placing one candidate: every round of every stage, stages in order, same-day loops as a whole.

The earliest day is tried first, since days cost most; within a day every order of the rounds, each round as soon
as it fits, the loop with the least waiting and the cheapest panels kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.engines.scheduling import panels
from app.engines.scheduling.instance import Assignment, Candidate, Round, Stage
from app.engines.scheduling.slots import next_bit, starts
from app.engines.scheduling.timetable import Timetable

MOST_STEPS = 400  # of the search within one day
MOST_DAYS = 4  # with a possible loop that are compared for one stage before the earliest is settled


@dataclass
class _Best:
    cost: float = float("inf")
    loop: tuple[Assignment, ...] = ()
    steps: int = 0


def place(timetable: Timetable, candidate: Candidate) -> bool:
    """Place all of the candidate's rounds, or none: False where no way was found."""
    return _place_stages(timetable, candidate, 0, None, frozenset())


def _place_stages(
    timetable: Timetable, candidate: Candidate, at: int, last: tuple[int, int] | None, met: frozenset[str]
) -> bool:
    """Place the stages from ``at`` on. ``last``: the day on which the stage before ended, and its last slot."""
    if at == len(candidate.stages):
        return True
    stage = candidate.stages[at]
    if not stage.rounds:
        return _place_stages(timetable, candidate, at + 1, last, met)
    for loop in _loops(timetable, candidate, stage, last, met):
        for each in loop:
            timetable.place(each)
        people = met | {person.id for each in loop for person in each.people}
        end = max(each.end for each in loop)
        if _place_stages(timetable, candidate, at + 1, (candidate.days.day_of[end - 1], end), people):
            return True
        for each in loop:
            timetable.remove(each)
    return False


def _loops(
    timetable: Timetable,
    candidate: Candidate,
    stage: Stage,
    last: tuple[int, int] | None,
    met: frozenset[str],
) -> Iterator[tuple[Assignment, ...]]:
    """Ways to hold a stage, a good one for each possible day, earliest days first, a few of them."""
    after = 0
    if last is not None:
        first_day = last[0] + stage.min_days_after
        after = max(last[1], _first_slot(candidate, first_day))
    possible = {}
    for round_ in stage.rounds:
        mask = starts(candidate.windows, round_.length) & panels.starts_of(timetable, round_, met)
        possible[round_.id] = mask >> after << after
        if not possible[round_.id]:
            return
    found = 0
    for day_mask in _days(candidate, stage, timetable):
        today = {key: mask & day_mask for key, mask in possible.items()}
        if all(today.values()):
            best = _Best()
            _search(timetable, candidate, stage, today, stage.rounds, (), met, 0.0, best)
            if best.loop:
                yield best.loop
                found += 1
                if found == MOST_DAYS:
                    return


def _first_slot(candidate: Candidate, day: int) -> int:
    mask = candidate.days.mask_of.get(day)
    if mask:
        return (mask & -mask).bit_length() - 1
    return len(candidate.days.day_of) if day > candidate.days.day_of[-1] else 0


def _days(candidate: Candidate, stage: Stage, timetable: Timetable) -> Iterator[int]:
    """Where a stage may lie: one local day after another; or anywhere, where it need not be one day."""
    if stage.same_day:
        yield from candidate.days.mask_of.values()
    else:
        yield timetable.instance.grid.all


def _search(
    timetable: Timetable,
    candidate: Candidate,
    stage: Stage,
    today: dict[str, int],
    left: tuple[Round, ...],
    placed: tuple[Assignment, ...],
    met: frozenset[str],
    cost: float,
    best: _Best,
) -> None:
    """Depth first over orders and starts; ``best`` keeps the cheapest whole loop."""
    if not left:
        waiting = placed[-1].end - placed[0].start - sum(each.round.length for each in placed)
        gap = timetable.weights.gap * waiting * timetable.instance.grid.minutes / 15 if stage.same_day else 0
        # Later costs nothing by itself within a day; the slot breaks ties towards the morning.
        if cost + gap + placed[0].start * 1e-6 < best.cost:
            best.cost, best.loop = cost + gap + placed[0].start * 1e-6, placed
        return
    for round_ in left if not stage.is_ordered else left[:1]:
        earliest = placed[-1].end + stage.min_break if placed else 0
        latest = placed[0].start + stage.max_span - round_.length if placed else 1 << 40
        start = next_bit(today[round_.id], earliest)
        tries = 0
        while 0 <= start <= latest and best.steps < MOST_STEPS and cost < best.cost:
            best.steps += 1
            if (here := _held(timetable, candidate, stage, round_, start, met)) is not None:
                assignment, added = here
                people = met | {person.id for person in assignment.people}
                rest = tuple(each for each in left if each is not round_)
                _search(
                    timetable,
                    candidate,
                    stage,
                    today,
                    rest,
                    (*placed, assignment),
                    people,
                    cost + added,
                    best,
                )
                tries += 1
                if placed and tries == 2:  # further on in the loop a later start only adds waiting
                    break
            start = next_bit(today[round_.id], start + 1)


def _held(
    timetable: Timetable, candidate: Candidate, stage: Stage, round_: Round, start: int, met: frozenset[str]
) -> tuple[Assignment, float] | None:
    """The round at this slot with the cheapest panel, a shadow and a room; and what it adds to the cost."""
    if stage.same_day and candidate.days.day_of[start] != candidate.days.day_of[start + round_.length - 1]:
        return None
    chosen = panels.choose(timetable, round_, start, met)
    if chosen is None:
        return None
    panel, cost = chosen
    room = timetable.room_at(round_, start) if round_.onsite else None
    if round_.onsite and room is None:
        return None
    seated = met | {person.id for person, _ in panel}
    shadow = panels.choose_shadow(timetable, round_, start, seated) if round_.shadows else None
    if shadow is not None:
        cost += timetable.seat_cost(shadow, start, round_.length) - timetable.weights.shadow_missing
    assignment = Assignment(round_, candidate, start, panel, shadow, room)
    return assignment, cost + timetable.change_cost(assignment)
