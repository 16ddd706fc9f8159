"""Busy times and weekly hours as masks of slots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.engines.scheduling.slots import Grid, parse_instant

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours:
    """What many people share is worked out once."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._spans: dict[tuple[str, str], int] = {}
        self._weekly: dict[tuple[Any, ...], list[int]] = {}

    def busy(self, times: list[list[str]]) -> int:
        mask = 0
        for start, end in times:
            if (start, end) not in self._spans:
                self._spans[start, end] = self.grid.touched(parse_instant(start), parse_instant(end))
            mask |= self._spans[start, end]
        return mask

    def weekly(self, hours: list[list[str]], zone: str) -> list[int]:
        """Weekly local hours as one mask for each day they fall on, right through changes of the clock."""
        key = (zone, *(tuple(each) for each in hours))
        if key not in self._weekly:
            self._weekly[key] = [
                mask for day in self.grid.days(zone).mask_of for mask in self._on(day, hours, zone)
            ]
        return self._weekly[key]

    def _on(self, day: int, hours: list[list[str]], zone: str) -> Iterator[int]:
        place, date = ZoneInfo(zone), datetime.fromordinal(day)
        for weekday, opens, closes in hours:
            if WEEKDAYS.index(weekday) == date.weekday():
                first, last = (
                    date.replace(hour=int(clock[:2]), minute=int(clock[3:]), tzinfo=place)
                    for clock in (opens, closes)
                )
                yield self.grid.inside(first, last)
