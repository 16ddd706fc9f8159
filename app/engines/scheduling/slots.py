"""Time as slots of the grid, and sets of slots as the bits of one integer.

Slot 0 begins at the horizon's start. A mask has bit ``s`` set where slot ``s`` belongs to the set. Finding where
an hour fits is a handful of shifts and ANDs over the whole horizon at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Days:
    """The local days of one zone over the horizon: for each slot its date's ordinal and its ISO week."""

    day_of: tuple[int, ...]
    week_of_day: dict[int, tuple[int, int]]
    mask_of: dict[int, int]  # slots of each day

    @cached_property
    def mask_of_week(self) -> dict[tuple[int, int], int]:
        weeks: dict[tuple[int, int], int] = {}
        for day, mask in self.mask_of.items():
            weeks[self.week_of_day[day]] = weeks.get(self.week_of_day[day], 0) | mask
        return weeks


class Grid:
    """The horizon cut into slots of ``minutes``."""

    def __init__(self, start: datetime, end: datetime, minutes: int) -> None:
        self.start, self.end, self.minutes = start, end, minutes
        self.slots = int((end - start) / timedelta(minutes=minutes))
        self.all = (1 << self.slots) - 1
        self._days: dict[str, Days] = {}

    def instant(self, slot: int) -> datetime:
        return self.start + timedelta(minutes=slot * self.minutes)

    def length(self, minutes: int) -> int:
        """How many slots ``minutes`` take, rounded up."""
        return -(-minutes // self.minutes)

    def slot_at(self, instant: datetime) -> int:
        """The slot that begins at this instant; -1 where none does."""
        slot, rest = divmod(instant - self.start, timedelta(minutes=self.minutes))
        return slot if not rest and 0 <= slot < self.slots else -1

    def floor(self, instant: datetime) -> int:
        return (instant - self.start) // timedelta(minutes=self.minutes)

    def ceil(self, instant: datetime) -> int:
        return -((self.start - instant) // timedelta(minutes=self.minutes))

    def inside(self, start: datetime, end: datetime) -> int:
        """The slots that lie whole in [start, end)."""
        return self.span(self.ceil(start), self.floor(end))

    def touched(self, start: datetime, end: datetime) -> int:
        """The slots that [start, end) touches."""
        return self.span(self.floor(start), self.ceil(end))

    def span(self, first: int, end: int) -> int:
        first, end = max(first, 0), min(end, self.slots)
        return ((1 << (end - first)) - 1) << first if end > first else 0

    def days(self, zone: str) -> Days:
        """The local days of ``zone``, worked out once."""
        if zone not in self._days:
            self._days[zone] = self._count_days(ZoneInfo(zone))
        return self._days[zone]

    def _count_days(self, zone: ZoneInfo) -> Days:
        day_of: list[int] = []
        weeks: dict[int, tuple[int, int]] = {}
        masks: dict[int, int] = {}
        for slot in range(self.slots):
            date = self.instant(slot).astimezone(zone).date()
            day = date.toordinal()
            day_of.append(day)
            if day not in weeks:
                weeks[day] = date.isocalendar()[:2]
                masks[day] = 0
            masks[day] |= 1 << slot
        return Days(tuple(day_of), weeks, masks)


def starts(windows: tuple[int, ...], length: int) -> int:
    """Where ``length`` slots fit whole into one of ``windows``."""
    found = 0
    for window in windows:
        found |= fits(window, length)
    return found


def fits(mask: int, length: int) -> int:
    """Slots from which ``length`` slots in a row belong to ``mask`` (by doubling: log2 of ``length`` steps)."""
    have = 1
    while have < length and mask:
        step = min(have, length - have)
        mask &= mask >> step
        have += step
    return mask


def bits(mask: int) -> Iterator[int]:
    """The slots of a mask, first to last."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def next_bit(mask: int, at_least: int) -> int:
    """The first slot of ``mask`` from ``at_least`` on; -1 where there is none."""
    mask >>= at_least
    return at_least + (mask & -mask).bit_length() - 1 if mask else -1


def parse_instant(text: str) -> datetime:
    """2027-03-08T14:30Z as an aware instant; ValueError for anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no zone")
    return instant.astimezone(UTC)


def written(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%MZ}"
