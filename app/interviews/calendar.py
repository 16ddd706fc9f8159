"""Interviews as a calendar file (RFC 5545), for an interviewer or for the candidate. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from icalendar import Calendar, Event


def calendar_of(
    interviews: Iterable[Any], host: str, for_candidate: bool, reader_id: int | None = None
) -> bytes:
    """The interviews as an iCalendar file, all times in UTC.

    ``host`` is the portal's own address, such as ``https://hire.example.com``; links begin with it.
    The candidate's file names the stage, who they meet, how to prepare and where: no link into the portal,
    nothing of interviewers' notes or scorecards. An interviewer's adds the candidate's name and links to the
    interview and, where ``reader_id`` sits on the panel, to that person's own scorecard.

    ``UID`` never changes and ``SEQUENCE`` is the revision, so that a newer file replaces an older one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Colloquy//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for interview in interviews:
        calendar.add_component(_event(interview, host.rstrip("/"), for_candidate, reader_id))
    return calendar.to_ical()


def _event(interview: Any, host: str, for_candidate: bool, reader_id: int | None) -> Event:
    event = Event()
    event.add("uid", interview.calendar_uid)
    event.add("sequence", interview.revision)
    event.add("dtstamp", interview.cancelled_at or interview.booked_at)
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("status", "CANCELLED" if interview.cancelled_at else "CONFIRMED")
    event.add("summary", _summary(interview, for_candidate))
    event.add("description", "\n\n".join(_description(interview, host, for_candidate, reader_id)))
    if where := interview.place or interview.video_url:
        event.add("location", where)
    if interview.video_url:
        event.add("url", interview.video_url)
    return event


def _summary(interview: Any, for_candidate: bool) -> str:
    role = interview.application.role.title
    if for_candidate:
        return f"Interview: {interview.kit.name} ({role})"
    return f"Interview: {interview.application.candidate.name}, {interview.kit.name} ({role})"


def _description(interview: Any, host: str, for_candidate: bool, reader_id: int | None) -> list[str]:
    names = [seat.user.name for seat in interview.panel if for_candidate or seat.user_id != reader_id]
    parts = [f"With {', '.join(names)}."] if names else []
    if interview.video_url:
        parts.append(f"Video link: {interview.video_url}")
    if for_candidate:
        return [*parts, interview.kit.preparation] if interview.kit.preparation else parts
    parts.append(f"Interview: {host}/interviews/{interview.id}")
    own = [c for c in interview.scorecards if c.user_id == reader_id and c.withdrawn_at is None]
    return [*parts, *(f"Your scorecard: {host}/scorecards/{card.id}" for card in own)]
