"""The days that a list of interviews shows, on one person's calendar. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.clock import in_zone
from app.refusals import Refused
from app.zones import to_instant


@dataclass(frozen=True)
class Week:
    """Seven days from ``first``, by the clocks of ``zone``."""

    first: date
    zone: str

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def starts_at(self) -> datetime:
        return _midnight(self.first, self.zone)

    @property
    def ends_at(self) -> datetime:
        return _midnight(self.first + timedelta(days=7), self.zone)

    def later(self, weeks: int) -> Week:
        return Week(self.first + timedelta(days=7 * weeks), self.zone)

    def day_of(self, instant: datetime) -> date:
        return in_zone(instant, self.zone).date()


def week_of(asked: str, at: datetime, zone: str) -> Week:
    """The week from the day ``asked`` for (2026-11-24), else from this week's Monday."""
    try:
        first = date.fromisoformat(asked)
        if 2000 <= first.year <= 2100:
            return Week(first, zone)
    except ValueError:
        pass
    today = in_zone(at, zone).date()
    return Week(today - timedelta(days=today.weekday()), zone)


def _midnight(day: date, zone: str) -> datetime:
    """When ``day`` begins; an hour later where the clocks skip midnight."""
    try:
        return to_instant(day, time(), zone)
    except Refused:
        return to_instant(day, time(1), zone)
