"""What changes a debrief: it is opened early, and decided."""

from __future__ import annotations

from datetime import datetime

from app.debriefs import rules
from app.debriefs.sheet import sheet_of
from app.debriefs.snapshot import fingerprint, snapshot_of
from app.history.record import record
from app.refusals import Conflict
from app.store.candidate import Application
from app.store.database import db, lock
from app.store.decision import Decision
from app.store.user import User

FIGURES_CHANGED = (
    "The figures have changed since you opened this page, because another scorecard came in. "
    "Read them again; your words are still here."
)


def open_early(application: Application, reason: str, *, by: User, at: datetime) -> None:
    """Let the panel compare before every scorecard is in.

    The reason stays with the application and out of the histories, which people read who still owe a card.
    """
    lock(application)
    rules.check_may_open_early(application)
    rules.check_reasons(reason, field="reason")
    application.debrief_opened_at = at
    application.debrief_opened_by_id = by.id
    application.debrief_opened_reason = reason.strip()
    record(
        "debrief.opened",
        application,
        by=by,
        at=at,
        role_id=application.role_id,
        candidate_id=application.candidate_id,
        candidate=application.candidate.name,
        role=application.role.title,
    )


def decide(
    application: Application, outcome: str, reasons: str, *, seen: str, by: User, at: datetime
) -> Decision:
    """Record a person's decision with the figures they had before them.

    ``seen`` is the fingerprint of those figures; raises Conflict where they have changed since, and where
    someone else has decided. The outcome stays out of the histories.
    """
    lock(application)
    rules.check_may_decide(application)
    rules.check_reasons(reasons, field="reasons")
    figures = snapshot_of(sheet_of(application))
    if fingerprint(figures) != seen:
        raise Conflict(FIGURES_CHANGED)
    decision = Decision(
        application=application,
        outcome=outcome,
        reasons=reasons.strip(),
        figures=figures,
        decided_by_id=by.id,
        decided_at=at,
    )
    db.session.add(decision)
    db.session.flush()
    record(
        "decision.recorded",
        decision,
        by=by,
        at=at,
        role_id=application.role_id,
        candidate_id=application.candidate_id,
        candidate=application.candidate.name,
        role=application.role.title,
    )
    return decision
