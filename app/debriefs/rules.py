"""When a debrief is open, and what a decision needs. Reads plain attributes of an application."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.refusals import Conflict, Refused

SHORTEST_REASON = 20  # characters: a sentence, not a word
LONGEST_REASON = 5_000


def booked(application: Any) -> list[Any]:
    """The interviews that were or will be held: cancelled ones count nowhere."""
    return [interview for interview in application.interviews if interview.cancelled_at is None]


def counted(interview: Any) -> list[Any]:
    """The interview's scorecards without those that were withdrawn."""
    return [card for card in interview.scorecards if card.withdrawn_at is None]


def handed_in(interview: Any) -> list[Any]:
    return [card for card in counted(interview) if card.submitted_at is not None]


def owed(interview: Any) -> list[Any]:
    return [card for card in counted(interview) if card.submitted_at is None]


def sealed_cards(application: Any) -> list[Any]:
    """What the debrief is made of: every scorecard that is in. A draft takes no part in anything."""
    return [card for interview in booked(application) for card in handed_in(interview)]


def is_complete(application: Any) -> bool:
    """Every scorecard of every booked interview is in, and there is at least one."""
    return bool(sealed_cards(application)) and not any(owed(i) for i in booked(application))


def is_open(application: Any) -> bool:
    """Whether the panel may compare: all is in, or the hiring manager opened it early, or it was decided."""
    return (
        is_complete(application)
        or application.debrief_opened_at is not None
        or application.decision is not None
    )


def to_come(application: Any, at: datetime) -> list[Any]:
    """Booked interviews that are not over."""
    return [interview for interview in booked(application) if interview.ends_at > at]


def incomplete(application: Any) -> list[Any]:
    """Booked interviews that wait for a scorecard."""
    return [interview for interview in booked(application) if owed(interview)]


def check_may_open_early(application: Any) -> None:
    """Raises Conflict where it is open already, Refused where there is nothing to see."""
    if is_open(application):
        raise Conflict("The debrief is open already.")
    if not sealed_cards(application):
        raise Refused("No scorecard is in yet, so there is nothing to compare.", field="reason")


def check_may_decide(application: Any) -> None:
    """Raises Conflict where it is decided, Refused where it is too early or too late for a decision."""
    if application.decision is not None:
        raise Conflict("A decision is recorded already. It stands below; nothing was changed.")
    if application.withdrawn_at is not None:
        raise Refused("The application was withdrawn, so there is nothing to decide.")
    if not is_open(application):
        raise Refused("The debrief is not open yet: scorecards are still to come.")


def check_reasons(words: str, field: str) -> None:
    """A reason is at least a sentence, so that someone else can follow it a year later."""
    if len(words.strip()) < SHORTEST_REASON:
        raise Refused("Give the reasons in at least one sentence.", field=field)
