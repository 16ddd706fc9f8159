"""What a link is good for, and how times read to the person they concern. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CONTACT_KINDS = (
    ("is_interviewer", "interviewer"),
    ("is_hiring_manager", "hiring manager"),
    ("is_coordinator", "coordinator"),
)


def is_good(link: Any, at: datetime) -> bool:
    """Whether the private link still opens the page."""
    return link.revoked_at is None and at < link.expires_at


def countdown(starts_at: datetime, ends_at: datetime, at: datetime, zone: str) -> str:
    """How far away it is, as one says it: by the calendar of ``zone``, and by the clock on the day itself."""
    if at >= ends_at:
        return "Over"
    if at >= starts_at:
        return "Now"
    place = ZoneInfo(zone)
    days = (starts_at.astimezone(place).date() - at.astimezone(place).date()).days
    if days > 1:
        return f"In {days} days"
    if days == 1:
        return "Tomorrow"
    minutes = -(-(starts_at - at).total_seconds() // 60)
    if minutes < 60:
        return f"In {minutes:.0f} {'minute' if minutes == 1 else 'minutes'}"
    hours = round(minutes / 60)
    return f"Today, in {hours} {'hour' if hours == 1 else 'hours'}"


def clock_change(at: datetime, starts_at: datetime, zone: str) -> date | None:
    """The day, in ``zone``, of the last change of its clocks after ``at`` and before ``starts_at``; None without."""
    place = ZoneInfo(zone)

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(place).utcoffset()

    after = starts_at
    while after > at and offset(max(at, after - timedelta(days=1))) == offset(starts_at):
        after = max(at, after - timedelta(days=1))
    if after <= at:
        return None
    before = max(at, after - timedelta(days=1))
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        before, after = (before, middle) if offset(middle) == offset(starts_at) else (middle, after)
    return after.astimezone(place).date()


def shows_another_time(instant: datetime, zone: str, other: str) -> bool:
    """Whether the clocks of two zones differ at that instant, so that both times are worth saying."""
    return instant.astimezone(ZoneInfo(zone)).utcoffset() != instant.astimezone(ZoneInfo(other)).utcoffset()


def what_they_do(person: Any, role: Any) -> str:
    """What a panel member does here, for someone who has never met them."""
    if person.id == role.hiring_manager_id:
        return "hiring manager for this role"
    return next((words for kind, words in CONTACT_KINDS if getattr(person, kind)), "colleague")
