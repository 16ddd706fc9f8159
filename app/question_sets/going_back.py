"""What the last generating changed, and the way back to the questions as they stood before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.history.record import record
from app.question_sets import queries, rules
from app.refusals import Refused
from app.store.database import db, lock
from app.store.interview_plan import InterviewPlan
from app.store.planned_question import PlannedQuestion
from app.store.user import User

_COLUMNS = tuple(
    column.key for column in PlannedQuestion.__table__.columns if column.key not in ("id", "stage_id")
)
_OF_PLAN = ("seed", "library_version", "input_hash", "weights_reason")


@dataclass(frozen=True)
class Changes:
    """What came and what went, as (stage, words of the question); how many others moved to another stage,
    stayed, and stayed because a person had decided about them."""

    came: tuple[tuple[str, str], ...]
    went: tuple[tuple[str, str], ...]
    moved: int
    stayed: int
    yours: int

    def __str__(self) -> str:
        """ "2 replaced, 1 new, 5 stayed, 2 of yours kept"."""
        replaced = min(len(self.came), len(self.went))
        counts = {
            "replaced": replaced,
            "new": len(self.came) - replaced,
            "gone": len(self.went) - replaced,
            "moved to another stage": self.moved,
            "stayed": self.stayed,
            "of yours kept": self.yours,
        }
        return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def picture(plan: InterviewPlan) -> dict[str, Any]:
    """The questions of a plan and what they came from, as plain JSON values."""
    generated_at = plan.generated_at.isoformat() if plan.generated_at else None
    return {name: getattr(plan, name) for name in _OF_PLAN} | {
        "generated_at": generated_at,
        "questions": [
            {name: getattr(question, name) for name in _COLUMNS}
            | {
                "id": question.id,
                "stage": stage.id,
                "serves": sorted(r.id for r in question.responsibilities),
            }
            for stage in plan.stages
            # Rows that were put in a moment ago stand at the end until they are read again.
            for question in sorted(stage.questions, key=lambda question: question.position)
        ],
    }


def remember(plan: InterviewPlan, before: Mapping[str, Any]) -> None:
    """Keep ``before``, taken ahead of a change of all questions, where that changed any of them."""
    db.session.flush()
    was, now = ({one["id"] for one in each["questions"]} for each in (before, picture(plan)))
    plan.before = {**before, "made": _state(plan)} if was and was != now else None


def changes_of(plan: InterviewPlan) -> Changes | None:
    """What the last generating changed; None where nothing, or where questions were changed since."""
    before = plan.before
    if before is None or before["made"] != _state(plan):
        return None
    names = {stage.id: stage.name for stage in plan.stages}
    was = {_key(one["library_id"], one["id"]): one for one in before["questions"]}
    now = {_key(q.library_id, q.id): q for stage in plan.stages for q in stage.questions}
    both = [(was[key], now[key]) for key in now if key in was]
    moved = sum(one["stage"] != question.stage_id for one, question in both)
    yours = sum(rules.is_kept(question) for _, question in both)
    return Changes(
        came=tuple((names[one.stage_id], one.text) for key, one in now.items() if key not in was),
        went=tuple((names[one["stage"]], one["text"]) for key, one in was.items() if key not in now),
        moved=moved,
        stayed=len(both) - moved - yours,
        yours=yours,
    )


def _key(library_id: str | None, id: int) -> str:
    return library_id or f"own-{id}"


def go_back(plan: InterviewPlan, *, by: User | None, at: datetime) -> None:
    """Put the questions back as they stood. Raises Refused where they were changed since."""
    lock(plan)
    plan = queries.plan_of(plan)
    before = plan.before
    if before is None or before["made"] != _state(plan):
        raise Refused("The questions were changed since they were generated. Nothing was changed.")
    stages = {stage.id: stage for stage in plan.stages}
    rows = {question.id: question for stage in plan.stages for question in stage.questions}
    responsibilities = {one.id: one for one in plan.role.responsibilities}
    wanted = {one["id"] for one in before["questions"]}
    for row in [row for row in rows.values() if row.id not in wanted]:
        row.stage.questions.remove(row)
    for one in before["questions"]:
        row = rows.get(one["id"])
        if row is None:
            row = PlannedQuestion()
            stages[one["stage"]].questions.append(row)
        for name in _COLUMNS:
            setattr(row, name, one[name])
        row.responsibilities = [responsibilities[id] for id in one["serves"] if id in responsibilities]
    for name in _OF_PLAN:
        setattr(plan, name, before[name])
    plan.generated_at = datetime.fromisoformat(before["generated_at"]) if before["generated_at"] else None
    plan.before = None
    record("interview_plan.went_back", plan, by=by, at=at, role_id=plan.role_id, count=len(wanted))


def _state(plan: InterviewPlan) -> str:
    """A hash of the stages' questions as they stand."""
    plain = json.dumps([picture(plan)["questions"], [stage.id for stage in plan.stages]], sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
