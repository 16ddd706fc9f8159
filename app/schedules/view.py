"""A run's proposals as its page shows them: names for ids, times, and what a proposal costs in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.clock import in_zone
from app.interviews.queries import get_people
from app.schedules import queries
from app.schedules.problem import read, round_of
from app.schedules.rules import Options
from app.store.candidate import Application
from app.store.schedule_run import ScheduleRun
from app.store.user import User
from app.web.filters import plural

MANY_A_WEEK = 3  # sessions that a person holds in one week before the page says so


@dataclass(frozen=True)
class Session:
    round: str
    stage: str
    starts_at: datetime
    ends_at: datetime
    people: Sequence[str]
    is_kept: bool  # pinned in this run
    differs: bool  # from the first proposal


@dataclass(frozen=True)
class Loop:
    """One candidate's sessions of a proposal, or why there are none."""

    application: Application
    sessions: Sequence[Session]
    missing: Sequence[str] = ()  # stages without a place
    reasons: Sequence[str] = ()
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class Proposal:
    number: int
    title: str
    loops: Sequence[Loop]
    costs: Sequence[str]
    count: int  # sessions

    @property
    def placed(self) -> list[Loop]:
        return [loop for loop in self.loops if loop.sessions]

    @property
    def unplaced(self) -> list[Loop]:
        return [loop for loop in self.loops if loop.missing or not loop.sessions]


def proposals_of(run: ScheduleRun) -> list[Proposal]:
    """Everything that the run found, in a fixed number of queries."""
    found = run.proposals or []
    if not found:
        return []
    applications = {each.id: each for each in queries.applications_of(run.application_ids)}
    ids = {p for proposal in found for s in proposal["sessions"] for _, group in s["panel"] for p in group}
    people = {person.id: person for person in get_people(ids)}
    kept = {pin["round"] for pin in run.problem.get("pinned", ())}
    options = Options.read(run.options)
    return [
        _proposal(number, each, found[0], applications, people, kept, options)
        for number, each in enumerate(found)
    ]


def _proposal(
    number: int,
    written: Mapping[str, Any],
    first: Mapping[str, Any],
    applications: Mapping[int, Application],
    people: Mapping[int, User],
    kept: set[str],
    options: Options,
) -> Proposal:
    of_first = {_key(session): session for session in first["sessions"]}
    sessions: dict[int, list[Session]] = defaultdict(list)
    for each in sorted(written["sessions"], key=lambda session: session["start"]):
        starts_at = read(each["start"])
        application = applications.get(each["application_id"])
        if application is None:
            continue
        sessions[application.id].append(
            Session(
                round=round_of(*_key(each)),
                stage=_stage_name(application, each["stage_id"]),
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=each["minutes"]),
                people=[people[p].name for _, group in each["panel"] for p in group if p in people],
                is_kept=round_of(*_key(each)) in kept,
                differs=number > 0 and not _same(each, of_first.get(_key(each))),
            )
        )
    left_out = {each["candidate"]: each["reasons"] for each in written["left_out"]}
    unplaced = set(written["unplaced"])
    loops = [
        _loop(application, sessions[application.id], unplaced, left_out.get(f"a{application.id}", ()))
        for application in applications.values()
    ]
    loops.sort(
        key=lambda loop: (not loop.sessions, loop.sessions[0].starts_at.isoformat() if loop.sessions else "")
    )
    count = len(written["sessions"])
    return Proposal(number, written["title"], loops, _costs(written, loops, people, options, number), count)


def _loop(
    application: Application,
    sessions: Sequence[Session],
    unplaced: set[str],
    reasons: Sequence[Mapping[str, Any]],
) -> Loop:
    missing = [
        stage.name
        for stage in queries.stages_left(application)
        if round_of(application.id, stage.id) in unplaced
    ]
    words = [reason["words"] for reason in reasons]
    if missing and not words:
        words = ["No place was found in the time given. Look longer, or choose more days."]
    changes = list(dict.fromkeys(change for reason in reasons for change in reason["changes"]))
    return Loop(application, sessions, missing, words, changes)


def _costs(
    written: Mapping[str, Any],
    loops: Sequence[Loop],
    people: Mapping[int, User],
    options: Options,
    number: int,
) -> list[str]:
    """What the proposal costs, as sentences."""
    placed = [loop for loop in loops if loop.sessions]
    if not placed:
        return ["Nobody could be placed."]
    first = options.first_on
    days = [(in_zone(loop.sessions[-1].starts_at, options.zone).date() - first).days + 1 for loop in placed]
    weeks: Counter[tuple[int, int, int]] = Counter()
    for session in written["sessions"]:
        for _, group in session["panel"]:
            for person in group:
                zone = people[person].zone if person in people else options.zone
                weeks[person, *in_zone(read(session["start"]), zone).isocalendar()[:2]] += 1
    above = len({person for (person, *_), count in weeks.items() if count > MANY_A_WEEK})
    waits = [
        int((b.starts_at - a.ends_at).total_seconds() // 60)
        for loop in placed
        for a, b in zip(loop.sessions, loop.sessions[1:], strict=False)
        if b.starts_at - a.ends_at < timedelta(hours=12)
    ]
    busiest = max(weeks.values(), default=0)
    sentences = [
        f"{plural(len(placed), 'candidate')} placed, on average by day {sum(days) / len(days):.1f}",
        f"{plural(len({person for person, *_ in weeks}), 'interviewer')}, the busiest with {busiest} in a week"
        + (f"; {plural(above, 'person', 'people')} above {MANY_A_WEEK}" if above else ""),
    ]
    if waits:
        sentences.append(f"{sum(waits) // len(waits)} min between two interviews on average")
    if number:
        differing = sum(session.differs for loop in placed for session in loop.sessions)
        sentences.append(
            f"{differing} of {len(written['sessions'])} interviews differ from the first proposal"
        )
    return sentences


def _key(session: Mapping[str, Any]) -> tuple[int, int]:
    return session["application_id"], session["stage_id"]


def _same(one: Mapping[str, Any], other: Mapping[str, Any] | None) -> bool:
    return other is not None and (one["start"], one["panel"]) == (other["start"], other["panel"])


def _stage_name(application: Application, stage_id: int) -> str:
    plan = application.role.interview_plan
    return (
        next((stage.name for stage in plan.stages if stage.id == stage_id), "a removed stage") if plan else ""
    )
