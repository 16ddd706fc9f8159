"""The next times at which a candidate and enough people for every seat are free. Pure.

Times begin on the hour and half hour, inside the candidate's availability. People are asked inside their own
hours and limits: first those who would not rather keep the time free, then those with least booked. Who sits
where is a matching between seats and people (augmenting paths), so that somebody who is needed in one seat is
not used up by another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.interviewers.rules import Terms, reluctance
from app.interviews.rules import Group, Span

STEP = timedelta(minutes=30)
MOST, MOST_PER_DAY = 6, 2
HORIZON = timedelta(days=28)


@dataclass(frozen=True)
class Proposal:
    """A time, and who would sit in which seat (group id to user ids)."""

    starts_at: datetime
    panel: Mapping[int, tuple[int, ...]]


def propose(
    groups: Sequence[Group],
    minutes: int,
    windows: Iterable[Span],
    busy: Mapping[int | None, Sequence[Span]],
    terms: Mapping[int, Terms],
    after: datetime,
) -> list[Proposal]:
    """At most six times, two on a day, the earliest first. ``busy`` is by user id; None is the candidate.

    It reaches over whole weeks, since limits are counted by week. Only people with ``terms`` are asked.
    """
    length = timedelta(minutes=minutes)
    found: list[Proposal] = []
    for window_start, window_end in sorted(windows):
        starts_at = _on_the_half_hour(max(window_start, after))
        while starts_at + length <= min(window_end, after + HORIZON):
            if len(found) == MOST:
                return found
            span = (starts_at, starts_at + length)
            panel = _panel_at(span, groups, busy, terms)
            same_day = sum(p.starts_at.date() == starts_at.date() for p in found)
            if panel is not None and same_day < MOST_PER_DAY:
                found.append(Proposal(starts_at, panel))
                starts_at += length
            else:
                starts_at += STEP
    return found


def seated(groups: Sequence[Group], free: Collection[int]) -> dict[int, tuple[int, ...]] | None:
    """Who of ``free`` sits in which group, everybody once; None where they cannot fill all seats.

    People earlier in ``free`` are preferred.
    """
    order = {person: place for place, person in enumerate(free)}
    seats = [
        (group.id, [person for person in free if person in group.members])
        for group in groups
        for _ in range(1 if group.count is None else group.count)
    ]
    sits: dict[int, int] = {}  # person to the number of their seat

    def find(seat: int, tried: set[int]) -> bool:
        for person in seats[seat][1]:
            if person not in tried:
                tried.add(person)
                if person not in sits or find(sits[person], tried):
                    sits[person] = seat
                    return True
        return False

    if not all(find(seat, set()) for seat in range(len(seats))):
        return None
    return {
        group.id: tuple(
            sorted(
                (person for person, seat in sits.items() if seats[seat][0] == group.id), key=order.__getitem__
            )
        )
        for group in groups
    }


def _panel_at(
    span: Span, groups: Sequence[Group], busy: Mapping[int | None, Sequence[Span]], terms: Mapping[int, Terms]
) -> dict[int, tuple[int, ...]] | None:
    if _is_busy(span, busy.get(None, ())):
        return None
    asked = {
        person: reluctance(terms[person], span, busy.get(person, ()))
        for person in {person for group in groups for person in group.members} & terms.keys()
        if not _is_busy(span, busy.get(person, ()))
    }
    free = sorted(
        (person for person, against in asked.items() if against < 2),
        key=lambda person: (asked[person], len(busy.get(person, ())), person),
    )
    return seated(groups, free)


def _is_busy(span: Span, taken: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _on_the_half_hour(instant: datetime) -> datetime:
    """The next full or half hour, or ``instant`` itself if it is one."""
    past = timedelta(minutes=instant.minute % 30, seconds=instant.second, microseconds=instant.microsecond)
    return instant if not past else instant - past + STEP
