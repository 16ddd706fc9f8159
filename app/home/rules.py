"""What is urgent, what is late, and how a length of time is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

SOON = timedelta(hours=1)  # an interview this near comes before everything else
LATE_AFTER = timedelta(hours=1)  # a scorecard is owed at once, and overdue this long after the interview
WEEK = timedelta(days=7)
FEW = 10  # rows of each kind: home says what to do now, lists say everything


def most_urgent(next_card: Any, owed: Any, decisions: Any, stuck: Any, at: datetime) -> str:
    """Which part of the page gets the one primary action: "next", "owed", "decisions", "stuck" or ""."""
    if next_card is not None and not next_card.is_submitted and next_card.interview.starts_at - at <= SOON:
        return "next"
    for name, there in (("owed", owed), ("decisions", decisions), ("stuck", stuck), ("next", next_card)):
        if there:
            return name
    return ""


def until_words(instant: datetime, at: datetime) -> str:
    """ "in 2 h 5 min", "3 days ago", "now": as static/js/countdown.js says it."""
    minutes = round(abs((instant - at).total_seconds()) / 60)
    if minutes == 0:
        return "now"
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        length = f"{hours // 24} days"
    elif hours:
        length = f"{hours} h {rest} min" if rest else f"{hours} h"
    else:
        length = f"{minutes} min"
    return f"in {length}" if instant > at else f"{length} ago"


def unbooked_stages(application: Any) -> list[Any]:
    """The stages of the role's plan for which no interview stands, in the plan's order."""
    booked = {interview.stage_id for interview in application.interviews if not interview.is_cancelled}
    plan = application.role.interview_plan
    return [stage for stage in (plan.stages if plan else ()) if stage.id not in booked]


def first_steps(state: Any, *, administrator: bool, coordinator: bool) -> list[tuple[str, str, bool]]:
    """(what to do, the endpoint where it is done, whether it is done) while the portal has no interview yet."""
    steps = []
    if administrator:
        steps += [
            ("Invite someone who coordinates", "people.invite", state.has_coordinator),
            ("Invite the people who interview", "people.invite", state.has_interviewer),
        ]
    if coordinator:
        steps += [
            ("Make a role from its document", "roles.new", state.has_role),
            ("Plan its stages and their questions", "roles.index", state.has_questions),
            ("Add a candidate", "candidates.new", state.has_candidate),
            ("Book the first interview", "candidates.index", state.has_interview),
        ]
    return [] if all(done for *_, done in steps) else steps
