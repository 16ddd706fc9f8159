"""What holds for candidates, their applications, their availability and their links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.refusals import Conflict, Refused

LINK_DAYS = 60
MOST_WINDOWS = 200

Window = tuple[datetime, datetime]


def link_ends(at: datetime) -> datetime:
    return at + timedelta(days=LINK_DAYS)


def is_link_open(link: Any, at: datetime) -> bool:
    """Whether the private link still opens the candidate's page."""
    return link.revoked_at is None and at < link.expires_at


def check_takes_part(application: Any) -> None:
    """Nothing new is booked or sent for an application that was withdrawn."""
    if application.withdrawn_at is not None:
        raise Refused("This application was withdrawn. Take it up again first.")


def check_may_withdraw(application: Any, at: datetime) -> None:
    if application.withdrawn_at is not None:
        raise Conflict("This application was withdrawn a moment ago.")
    if any(interview.ends_at > at and not interview.is_cancelled for interview in application.interviews):
        raise Refused("Interviews are still booked for this application. Cancel them first.", field="reason")


def check_windows(windows: Iterable[Window], at: datetime) -> None:
    for starts_at, ends_at in windows:
        if ends_at <= starts_at:
            raise Refused("The end must be later than the start.", field="ends")
        if ends_at <= at:
            raise Refused("This time is over. Choose one that is still to come.", field="day")


def check_count(windows: Sequence[Window]) -> None:
    if len(windows) > MOST_WINDOWS:
        raise Refused(f"At most {MOST_WINDOWS} times are kept. Remove some first.", field="windows")


def united(windows: Iterable[Window]) -> list[Window]:
    """The same times in order, with those that touch or overlap made into one."""
    together: list[Window] = []
    for starts_at, ends_at in sorted(windows):
        if together and starts_at <= together[-1][1]:
            together[-1] = (together[-1][0], max(ends_at, together[-1][1]))
        else:
            together.append((starts_at, ends_at))
    return together


def next_stage(stages: Iterable[Any], booked_stage_ids: Iterable[int]) -> Any | None:
    """The first stage of the plan that is not booked; None where all are."""
    booked = set(booked_stage_ids)
    return next((stage for stage in stages if stage.id not in booked), None)
