"""What people decide about single questions. Choosing them is in ``generation``, versions are in ``kits``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.engines.questions.lint.lawful import unlawful
from app.history.record import record
from app.interview_plans.rules import moved
from app.question_sets import queries, rules
from app.question_sets.generation import add, choose, generate, restore, swap
from app.question_sets.going_back import go_back
from app.question_sets.kits import freeze
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.store.user import User

__all__ = [
    "add",
    "choose",
    "edit",
    "freeze",
    "generate",
    "go_back",
    "move",
    "move_to_stage",
    "remove",
    "restore",
    "set_lock",
    "set_weight",
    "swap",
    "write",
]


def set_lock(question: PlannedQuestion, is_locked: bool, *, by: User | None, at: datetime) -> None:
    """Lock or unlock: a locked question stays when questions are generated again."""
    lock(question)
    if question.is_locked != is_locked:
        question.is_locked = is_locked
        if is_locked:
            record("planned_question.locked", question, by=by, at=at, **_told(question))
        else:
            record("planned_question.unlocked", question, by=by, at=at, **_told(question))


def move(question: PlannedQuestion, to: int, *, by: User | None, at: datetime) -> None:
    """Put the question at place ``to`` of its stage, counted from 1; a place beyond the ends is the end."""
    lock(question.stage)
    questions = list(question.stage.questions)
    order = moved(len(questions), questions.index(question) + 1, to)
    for place, was in enumerate(order, 1):
        questions[was - 1].position = place
    record("planned_question.moved", question, by=by, at=at, **_told(question))


def move_to_stage(question: PlannedQuestion, stage: Stage, *, by: User | None, at: datetime) -> None:
    """Ask the question at the end of another stage; it is locked, since a person chose its stage."""
    lock(question.stage.plan)
    if stage.plan_id != question.stage.plan_id:
        raise Refused("That stage belongs to another plan. Nothing was changed.")
    if stage is question.stage:
        return
    rules.check_room(stage)
    question.position = max((other.position for other in stage.questions), default=0) + 1
    question.stage = stage
    question.is_locked = True
    record("planned_question.moved_to_stage", question, by=by, at=at, **_told(question))


def edit(
    question: PlannedQuestion,
    words: Mapping[str, Any],
    responsibilities: Sequence[Responsibility],
    *,
    read: str,
    by: User | None,
    at: datetime,
) -> None:
    """Change what the question says or serves; it stays as it is edited when questions are generated again.

    ``words`` holds text, minutes, probes, anchors, material and key, and competency and kind for a question
    that a person wrote. ``read`` is :func:`reading_of` as the form was opened. Raises Conflict where that is
    older, and Refused for words on a topic that must not be asked about.
    """
    lock(question)
    if read != reading_of(question):
        raise Conflict("Someone changed this question while you were writing. Your words are still here.")
    check_lawful(words)
    serves = {responsibility.id for responsibility in responsibilities}
    changed = {name: value for name, value in words.items() if value != getattr(question, name)}
    if not changed and serves == {responsibility.id for responsibility in question.responsibilities}:
        return
    for name, value in changed.items():
        setattr(question, name, value)
    question.responsibilities = list(responsibilities)
    question.is_edited = True
    record("planned_question.edited", question, by=by, at=at, **_told(question))


def write(
    stage: Stage,
    words: Mapping[str, Any],
    responsibilities: Sequence[Responsibility],
    *,
    by: User | None,
    at: datetime,
) -> PlannedQuestion:
    """Put a question of one's own at the end of a stage. Raises Refused as :func:`edit` does."""
    lock(stage)
    rules.check_room(stage)
    check_lawful(words)
    question = PlannedQuestion(
        stage=stage,
        position=max((other.position for other in stage.questions), default=0) + 1,
        level=stage.plan.role.level,
        responsibilities=list(responsibilities),
        why="Written for this role.",
        **words,
    )
    db.session.add(question)
    db.session.flush()
    record("planned_question.written", question, by=by, at=at, **_told(question))
    return question


def remove(question: PlannedQuestion, *, by: User | None, at: datetime) -> None:
    stage = question.stage
    lock(stage)
    record("planned_question.removed", question, by=by, at=at, **_told(question))
    stage.questions.remove(question)
    for position, other in enumerate(stage.questions, 1):
        other.position = position
    _forget_reason(stage.plan)


def set_weight(question: PlannedQuestion, weight: int, reason: str, *, by: User | None, at: datetime) -> None:
    """How much the question counts. One other than 1 needs a reason, which holds for the whole plan."""
    rules.check_weight(weight, reason)
    plan = question.stage.plan
    lock(plan)
    question.weight = weight
    if weight != 1:
        plan.weights_reason = reason.strip()
    _forget_reason(plan)
    record(
        "planned_question.weighted",
        question,
        by=by,
        at=at,
        weight=weight,
        reason=plan.weights_reason if weight != 1 else None,
        **_told(question),
    )


def reading_of(question: PlannedQuestion) -> str:
    """What a person who opened the question's form has read."""
    names = ("text", "minutes", "probes", "anchors", "material", "key", "competency", "kind")
    serves = sorted(responsibility.id for responsibility in question.responsibilities)
    return rules.reading({name: getattr(question, name) for name in names} | {"serves": serves})


def check_lawful(words: Mapping[str, Any]) -> None:
    """Raise Refused, with the field, for the first words that touch what must not be asked about."""
    spoken = [
        ("text", words["text"]),
        ("probes", "\n".join(words["probes"])),
        ("material", words["material"] or ""),
    ]
    spoken += [(f"anchor_{point}", text) for point, text in words["anchors"].items()]
    for field, text in spoken:
        for topic, found in unlawful(text):
            raise Refused(
                f"“{found}” touches {topic}, which must not be asked about. Leave it out.", field=field
            )


def _forget_reason(plan: InterviewPlan) -> None:
    db.session.flush()
    if not queries.has_weights(plan):
        plan.weights_reason = None


def _told(question: PlannedQuestion) -> dict[str, Any]:
    """What every event of a question tells: its role, its stage and the beginning of its words."""
    words = rules.short(question.text, 80)
    return {"role_id": question.stage.plan.role_id, "stage": question.stage.name, "question": words}
