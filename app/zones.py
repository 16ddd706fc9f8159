"""Time zones: which names exist, and what a wall clock means in one of them. Pure."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from app.refusals import Refused

# The locked tzdata package, not whatever the machine has: the same rules on every node.
zoneinfo.reset_tzpath(to=[])

_AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def all_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


@cache
def choices() -> tuple[str, ...]:
    """The zones offered in a list: one for each place, in the order of their names, UTC first."""
    return ("UTC", *sorted(name for name in all_zones() if name.startswith(_AREAS)))


def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA zone that this machine knows."""
    return name in all_zones()


def to_instant(day: date, clock: time, zone: str) -> datetime:
    """The instant at which the clocks of ``zone`` show ``clock`` on ``day``; the first where they show it twice.

    Raises :class:`Refused` for a time that the clocks skip, and for a zone that does not exist.
    """
    if not is_zone(zone):
        raise Refused(f"There is no time zone called {zone}.", field="zone")
    local = datetime.combine(day, clock, ZoneInfo(zone))
    try:
        instant = local.astimezone(UTC)
    except OverflowError:
        raise Refused(f"The year {day.year} is out of reach.", field="day") from None
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(
            f"{clock:%H:%M} does not exist on {day:%a} {day.day} {day:%b} in {zone}: the clocks are put forward then.",
            field="time",
        )
    return instant


def is_ambiguous(day: date, clock: time, zone: str) -> bool:
    """Whether the clocks of ``zone`` show ``clock`` twice on ``day``, because they are put back then."""
    local = datetime.combine(day, clock, ZoneInfo(zone))
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    return first is not None and second is not None and first > second
