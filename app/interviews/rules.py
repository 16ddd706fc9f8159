"""What stands for and against a booking, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from app.interviewers import rules as interviewing
from app.interviewers.rules import Terms
from app.refusals import Conflict, Refused

DAY_BEGINS, DAY_ENDS = time(8), time(18)  # on each person's own clock
REFUSED, CONFLICT, WARNING, NOTE = "refused", "conflict", "warning", "note"

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Group:
    """One seat of a stage: ``count`` people of ``members``; None: one or more of them."""

    id: int
    count: int | None
    members: tuple[int, ...]


@dataclass(frozen=True)
class Finding:
    """What stands against a time or a panel. A warning can be overridden by its ``code``; a note only informs."""

    kind: str
    code: str
    message: str


@dataclass(frozen=True)
class Situation:
    """What is known of a wanted time. ``busy`` says with what, by user id; people without an entry are free."""

    span: Span
    at: datetime
    candidate_name: str
    candidate_zone: str
    candidate_busy: str | None = None
    windows: Sequence[Span] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    zones: Mapping[int, str] = field(default_factory=dict)
    busy: Mapping[int, str] = field(default_factory=dict)
    stage_booked: str | None = None
    terms: Mapping[int, Terms] = field(default_factory=dict)
    booked: Mapping[int, Sequence[Span]] = field(default_factory=dict)  # in the weeks around, by user id
    met: Sequence[str] = ()  # the words of questions that the candidate has met in interviews for other roles


def time_findings(situation: Situation) -> list[Finding]:
    """What stands against the time itself, whoever sits on the panel."""
    found = []
    who = situation.candidate_name
    if situation.candidate_busy:
        found.append(Finding(CONFLICT, "candidate-busy", f"{who} is busy then: {situation.candidate_busy}."))
    if situation.span[0] <= situation.at:
        found.append(Finding(WARNING, "past", "This time has passed already."))
    if situation.stage_booked:
        found.append(
            Finding(WARNING, "stage-booked", f"This stage is booked already: {situation.stage_booked}.")
        )
    if situation.met:
        questions = ", ".join(f"“{words}”" for words in situation.met)
        message = (
            f"{who} has met questions of this stage before, in an interview for another role: {questions}"
        )
        found.append(Finding(WARNING, "met-before", message))
    if not situation.windows:
        found.append(Finding(NOTE, "no-windows", f"No times at which {who} is free are noted."))
    elif not any(start <= situation.span[0] and situation.span[1] <= end for start, end in situation.windows):
        found.append(Finding(WARNING, "outside", f"{who} did not say that they are free at this time."))
    if is_outside_day(situation.span, situation.candidate_zone):
        found.append(Finding(NOTE, "early-or-late", f"For {who} this is {_on_clock(situation)}."))
    return found


def _on_clock(situation: Situation) -> str:
    start, end = (instant.astimezone(ZoneInfo(situation.candidate_zone)) for instant in situation.span)
    return f"{start:%H:%M} to {end:%H:%M}, outside {DAY_BEGINS.hour}:00 to {DAY_ENDS.hour}:00"


def busy_findings(situation: Situation, people: Iterable[int]) -> list[Finding]:
    return [
        Finding(
            CONFLICT,
            "busy",
            f"{situation.names.get(person, 'Someone')} is busy then: {situation.busy[person]}.",
        )
        for person in people
        if person in situation.busy
    ]


def terms_findings(situation: Situation, people: Iterable[int]) -> list[Finding]:
    """What the terms of these people, their hours, limits and pauses, say against the time; never a refusal."""
    return [
        Finding(found.kind, found.code, found.message)
        for person in dict.fromkeys(people)
        for found in against(situation, person)
    ]


def against(situation: Situation, person: int) -> list[interviewing.Finding]:
    if person not in situation.terms:
        return []
    who, booked = situation.names.get(person, "Someone"), situation.booked.get(person, ())
    return interviewing.findings(situation.terms[person], situation.span, booked, who, person)


def panel_findings(
    groups: Sequence[Group], chosen: Mapping[int, Sequence[int]], names: Mapping[int, str]
) -> list[Finding]:
    """Whether every seat is filled exactly, by those who may sit in it, nobody twice."""
    found = []
    for number, group in enumerate(groups, 1):
        people = list(chosen.get(group.id, ()))
        which = f"Seat {number}" if len(groups) > 1 else "The panel"
        strangers = [names.get(person, "Someone") for person in people if person not in group.members]
        if strangers:
            found.append(Finding(REFUSED, "stranger", f"{', '.join(strangers)} cannot sit in this seat."))
        if group.count is None and not people:
            found.append(Finding(REFUSED, "seats", "Choose at least one person."))
        elif group.count is not None and len(people) != group.count:
            needs = f"{group.count} {'person' if group.count == 1 else 'people'}"
            found.append(
                Finding(REFUSED, "seats", f"{which} needs {needs}; {len(people) or 'nobody'} chosen.")
            )
    everybody = [person for group in groups for person in chosen.get(group.id, ())]
    twice = {person for person in everybody if everybody.count(person) > 1}
    found += [
        Finding(REFUSED, "twice", f"{names.get(person, 'Someone')} is chosen for two seats.")
        for person in sorted(twice)
    ]
    return found


def codes_of(findings: Iterable[Finding]) -> str:
    """The warnings among them, as one word list: what a person accepts by overriding them."""
    return " ".join(sorted({finding.code for finding in findings if finding.kind == WARNING}))


def status_of(findings: Sequence[Finding], accepted: str) -> int:
    """200 where nothing stands against it, 409 where somebody is busy, else 422."""
    if any(finding.kind == CONFLICT for finding in findings):
        return 409
    refused = any(finding.kind == REFUSED for finding in findings)
    return 422 if refused or not set(codes_of(findings).split()) <= set(accepted.split()) else 200


def check(findings: Sequence[Finding], accepted: str) -> None:
    """Raise what stands against it; warnings pass where exactly these were accepted."""
    status = status_of(findings, accepted)
    if status == 200:
        return
    against = [f.message for f in findings if f.kind in (REFUSED, CONFLICT, WARNING)]
    raise (Conflict if status == 409 else Refused)(" ".join(against))


def is_outside_day(span: Span, zone: str) -> bool:
    """Whether the time reaches beyond 8:00 to 18:00 on the clocks of ``zone``."""
    start, end = (instant.astimezone(ZoneInfo(zone)) for instant in span)
    return start.time() < DAY_BEGINS or end.time() > DAY_ENDS or start.date() != end.date()


def check_stands(interview: Any) -> None:
    if interview.cancelled_at is not None:
        raise Conflict("This interview was cancelled. Nothing more can be changed in it.")


def check_revision(interview: Any, seen: int | None) -> None:
    """``seen``: the revision that the form was made from."""
    if seen != interview.revision:
        raise Conflict(
            "Someone changed this interview after you opened the page. Above is how it stands now; what you "
            "typed is still here. Send it again if it is still right."
        )


def check_replacement(interview: Any, leaves: int, comes: Any, members: Iterable[int] | None) -> None:
    """``members``: who may sit in this seat; None where anyone may."""
    panel = [seat.user_id for seat in interview.panel]
    if leaves not in panel:
        raise Conflict("This person is no longer on the panel.", field="leaves")
    if comes is None or not comes.is_active or (members is not None and comes.id not in members):
        raise Refused("This person cannot sit in that seat.", field="comes")
    if comes.id in panel:
        raise Refused(f"{comes.name} is on the panel already.", field="comes")
