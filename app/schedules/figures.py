"""How scheduling goes, from what happened in the last ninety days: how long, why anew, what is short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.schedules.problem import ids_of_round
from app.schedules.rules import percentile
from app.store.candidate import Application
from app.store.database import db
from app.store.event import Event
from app.store.interview import Interview
from app.store.interview_plan import InterviewPlan, Stage
from app.store.schedule_run import ScheduleRun

BACK = timedelta(days=90)
MOST = 6  # rows of each list


@dataclass(frozen=True)
class Figures:
    """``days``: from the application to the booking that left nothing to book, in days: (median, 80 %)."""

    scheduled: int
    days: tuple[float, float] | None
    moves: int
    cancellations: int
    reasons: Sequence[tuple[str, int]]
    short: Sequence[tuple[str, int]]  # stages for which searches found no place, and how many candidates


def figures(at: datetime) -> Figures:
    since = at - BACK
    waits = sorted(_waits(since))
    events = db.session.execute(
        select(Event.name, Event.details)
        .where(Event.name.in_(("interview.moved", "interview.cancelled")), Event.at >= since)
        .order_by(Event.id)
    ).all()
    reasons = Counter(str(details.get("reason") or "").strip() for _, details in events)
    return Figures(
        scheduled=len(waits),
        days=(percentile(waits, 0.5), percentile(waits, 0.8)) if waits else None,
        moves=sum(name == "interview.moved" for name, _ in events),
        cancellations=sum(name == "interview.cancelled" for name, _ in events),
        reasons=[(words, count) for words, count in reasons.most_common(MOST) if words],
        short=_short(since),
    )


def _waits(since: datetime) -> list[float]:
    """For each application whose last stage was booked since: days from the application to that booking."""
    booked = (
        select(
            Interview.application_id,
            func.count(Interview.stage_id.distinct()).label("stages"),
            func.max(Interview.booked_at).label("booked_at"),
        )
        .where(Interview.cancelled_at.is_(None))
        .group_by(Interview.application_id)
        .having(func.max(Interview.booked_at) >= since)
        .subquery()
    )
    planned = (
        select(InterviewPlan.role_id, func.count(Stage.id).label("stages"))
        .join(Stage, Stage.plan_id == InterviewPlan.id)
        .group_by(InterviewPlan.role_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Application.applied_at, booked.c.booked_at)
        .join(booked, booked.c.application_id == Application.id)
        .join(planned, planned.c.role_id == Application.role_id)
        .where(booked.c.stages >= planned.c.stages)
    )
    return [max(0.0, (booked_at - applied_at) / timedelta(days=1)) for applied_at, booked_at in rows]


def _short(since: datetime) -> list[tuple[str, int]]:
    """Stages without a place in the first proposal of searches, the most frequent first; each candidate once."""
    found = db.session.scalars(
        select(ScheduleRun.proposals).where(ScheduleRun.ended_at >= since, ScheduleRun.proposals.is_not(None))
    )
    rounds = [r for proposals in found if proposals for r in _without_place(proposals[0])]
    unplaced = {ids for each in rounds if (ids := ids_of_round(each))}
    counts = Counter(stage_id for _, stage_id in unplaced)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST]
    names = {
        s.id: s.name for s in db.session.scalars(select(Stage).where(Stage.id.in_([id for id, _ in most])))
    }
    return [(names[id], count) for id, count in most if id in names]


def _without_place(proposal: Mapping[str, Any]) -> list[str]:
    """The rounds that found no place, and those of who was left out that are among the reasons."""
    reasons = [(each["candidate"], reason) for each in proposal["left_out"] for reason in each["reasons"]]
    named = [
        r for candidate, reason in reasons for r in reason.get("rounds", ()) if r.startswith(f"{candidate}-")
    ]
    return [*proposal["unplaced"], *named]
