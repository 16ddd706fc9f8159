"""The letter: one candidate's interviews for one role, as the candidate reads them. Pure.

It is made from times, places, names and what a kit says for the candidate. Scorecards are not even loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.candidate_pages import rules
from app.engines import competencies


@dataclass(frozen=True)
class Session:
    """One interview: ``other_zone`` is the company's where its clocks differ; ``replaced`` where booked anew."""

    interview: Any
    countdown: str
    other_zone: str | None
    clock_change: date | None
    replaced: bool
    looks_for: list[str]
    panel: list[tuple[str, str]]

    @property
    def is_cancelled(self) -> bool:
        return self.interview.cancelled_at is not None

    @property
    def video_url(self) -> str | None:
        """Only an address of the web becomes a link."""
        url = self.interview.video_url
        return url if url.startswith(("https://", "http://")) else None


@dataclass(frozen=True)
class Letter:
    """``coming`` holds what is not over, cancelled ones too; ``past`` what took place."""

    application: Any
    zone: str
    coming: list[Session]
    past: list[Session]

    @property
    def bookable(self) -> list[Any]:
        """What belongs in a calendar: what is to come, and what was cancelled so that it vanishes from there."""
        return [session.interview for session in self.coming]

    @property
    def is_planned(self) -> bool:
        return any(not session.is_cancelled for session in self.coming)


def letter_of(application: Any, at: datetime) -> Letter:
    """The letter as it reads at that instant, in the candidate's own zone."""
    sessions = [_session(interview, application, at) for interview in application.interviews]
    return Letter(
        application=application,
        zone=application.candidate.zone,
        coming=[session for session in sessions if session.interview.ends_at > at],
        past=[s for s in sessions if s.interview.ends_at <= at and not s.is_cancelled],
    )


def _session(interview: Any, application: Any, at: datetime) -> Session:
    zone = application.candidate.zone
    panel = interview.panel
    other = panel[0].user.zone if panel else None
    differs = other is not None and rules.shows_another_time(interview.starts_at, zone, other)
    return Session(
        interview=interview,
        countdown=rules.countdown(interview.starts_at, interview.ends_at, at, zone),
        other_zone=other if differs else None,
        clock_change=rules.clock_change(at, interview.starts_at, zone),
        replaced=_is_replaced(interview, application.interviews),
        looks_for=_looks_for(interview.kit),
        panel=[(seat.user.name, rules.what_they_do(seat.user, application.role)) for seat in panel],
    )


def _is_replaced(interview: Any, all_of_them: Sequence[Any]) -> bool:
    return interview.cancelled_at is not None and any(
        other.cancelled_at is None and other.stage_id == interview.stage_id for other in all_of_them
    )


def _looks_for(kit: Any) -> list[str]:
    """The names of the kit's competencies, in the order of its questions; never a question."""
    identifiers = dict.fromkeys(question.competency for question in kit.questions)
    known = (competencies.get(identifier) for identifier in identifiers)
    return [competency.name for competency in known if competency is not None]
