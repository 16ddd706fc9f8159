"""Kits: a stage's content, frozen with a version when an interview with it is booked."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from app.history.record import record
from app.refusals import Refused
from app.store.database import db, lock
from app.store.interview_plan import Stage
from app.store.kit import Kit, KitQuestion, ServedResponsibility
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.store.user import User

_WORDS = (
    "library_id",
    "competency",
    "kind",
    "level",
    "minutes",
    "text",
    "material",
    "key",
    "probes",
    "anchors",
    "weight",
)


def freeze(stage: Stage, *, by: User | None, at: datetime) -> Kit:
    """The kit to book ``stage`` with: the newest one where nothing has changed since, else a new version.

    Raises Refused where the stage has no questions yet.
    """
    lock(stage)  # two bookings at once must not both make the next version
    if not stage.questions:
        raise Refused(f"“{stage.name}” has no questions yet. Generate or write them before booking it.")
    frozen = content(stage)
    newest = stage.kits[-1] if stage.kits else None
    if newest is not None and newest.content_hash == content_hash(frozen):
        return newest
    kit = Kit(
        stage=stage,
        version=newest.version + 1 if newest else 1,
        name=frozen["name"],
        minutes=frozen["minutes"],
        instructions=frozen["instructions"],
        preparation=frozen["preparation"],
        weights_reason=frozen["weights_reason"],
        content_hash=content_hash(frozen),
        library_version=stage.plan.library_version,
        frozen_at=at,
        questions=[
            KitQuestion(position=position, **question)
            for position, question in enumerate(frozen["questions"], 1)
        ],
    )
    db.session.add(kit)
    db.session.flush()
    role_id = stage.plan.role_id
    record("kit.frozen", kit, by=by, at=at, role_id=role_id, stage=kit.name, version=kit.version)
    return kit


def content(stage: Stage) -> dict[str, Any]:
    """Everything a kit of ``stage`` would hold now, as plain JSON values in a fixed order."""
    questions = [_question(question) for question in stage.questions]
    is_weighted = any(question["weight"] != 1 for question in questions)
    return {
        "name": stage.name,
        "minutes": stage.minutes,
        "instructions": stage.instructions,
        "preparation": stage.preparation,
        "weights_reason": stage.plan.weights_reason if is_weighted else None,
        "questions": questions,
    }


def content_hash(frozen: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of a stage's content."""
    canonical = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def changed_since(stage: Stage) -> Kit | None:
    """The newest kit of ``stage`` where the stage has changed since; None where it has not, or has no kit."""
    if not stage.kits or stage.kits[-1].content_hash == content_hash(content(stage)):
        return None
    return stage.kits[-1]


def _question(question: PlannedQuestion) -> dict[str, Any]:
    served = sorted(question.responsibilities, key=lambda responsibility: responsibility.position)
    words = {name: getattr(question, name) for name in _WORDS}
    return words | {"responsibilities": [_as_it_reads(responsibility) for responsibility in served]}


def _as_it_reads(responsibility: Responsibility) -> ServedResponsibility:
    return {
        "id": responsibility.id,
        "label": responsibility.label,
        "text": responsibility.text,
        "lines": list(responsibility.lines),
        "importance": responsibility.importance,
    }
