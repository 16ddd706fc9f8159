"""The only place that asks what time it is. Views, jobs and commands call it; rules and actions take ``at=``."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def in_zone(instant: datetime, zone: str) -> datetime:
    """``instant`` on the wall clock of an IANA zone."""
    return instant.astimezone(ZoneInfo(zone))
