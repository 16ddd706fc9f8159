"""Believable hours for the demo: working days around today, on the coordinator's clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.clock import in_zone
from app.zones import to_instant

ZONE = "Europe/Amsterdam"


class Days:
    def __init__(self, at: datetime) -> None:
        self.at = at
        self.today = in_zone(at, ZONE).date()

    def on(self, working_days: int, clock: str) -> datetime:
        """So many working days from today, at this hour. Day 0 is today, or Monday where today is no working day."""
        day = self.today
        while day.weekday() > 4:
            day += timedelta(days=1)
        step = timedelta(days=1 if working_days > 0 else -1)
        for _ in range(abs(working_days)):
            day += step
            while day.weekday() > 4:
                day += step
        return to_instant(day, time.fromisoformat(clock), ZONE)

    def soon(self) -> datetime:
        """The next full hour that leaves a moment to prepare, within working hours."""
        hour = self.at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
        local = in_zone(hour, ZONE)
        if local.date() == self.today and local.weekday() < 5 and time(9) <= local.time() <= time(15):
            return hour
        return self.on(1 if local.weekday() < 5 else 0, "10:00")

    def windows(self, *working_days: int) -> list[tuple[date, time, time]]:
        """Nine to five on these days."""
        return [(in_zone(self.on(n, "09:00"), ZONE).date(), time(9), time(17)) for n in working_days]
