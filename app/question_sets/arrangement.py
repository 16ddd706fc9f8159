"""The plan in the engine's terms: what is wanted, the stages, and the questions that stand in them.

A responsibility's id is "r" and its number, a stage's key is its number; a responsibility's words go along:
they help to choose between questions on one competency, and never enter one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict

from app.engines import questions as engine
from app.question_sets import rules
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility


def wanted_of(plan: InterviewPlan) -> list[engine.Wanted]:
    return [
        engine.Wanted(f"r{r.id}", r.importance, tuple(r.competencies), f"{r.label or ''} {r.text}".strip())
        for r in plan.role.responsibilities
    ]


def stages_of(plan: InterviewPlan) -> list[engine.Stage]:
    """The stages with who may hold them, so that what matters is asked about by different people."""
    return [
        engine.Stage(
            "",
            stage.minutes,
            stage.id,
            competencies=tuple(stage.focus) if stage.focus else None,
            people=_people(stage),
            seats=sum(seat.count for seat in stage.seats) or 1,
        )
        for stage in plan.stages
    ]


def _people(stage: Stage) -> tuple[str, ...] | None:
    """Who may sit in a stage; None where nobody is named yet."""
    ids = {person.id for seat in stage.seats for person in seat.members if person.is_active}
    return tuple(f"u{id}" for id in sorted(ids)) or None


def asked_in(
    plan: InterviewPlan, which: Callable[[PlannedQuestion], bool] = lambda _: True
) -> list[engine.Kept]:
    """The questions of the plan as they stand, or those of them that ``which`` chooses."""
    return [
        engine.Kept(stage.id, as_asked(question), tuple(f"r{r.id}" for r in question.responsibilities))
        for stage in plan.stages
        for question in stage.questions
        if which(question)
    ]


def kept_in(plan: InterviewPlan) -> list[engine.Kept]:
    return asked_in(plan, rules.is_kept)


def id_of(question: PlannedQuestion) -> str:
    """What the engine calls a planned question."""
    return question.library_id or f"own-{question.id}"


def as_asked(question: PlannedQuestion) -> engine.Question:
    return engine.Question(
        id=id_of(question),
        competency=question.competency,
        kind=question.kind,
        level=question.level,
        minutes=question.minutes,
        text=question.text,
        material=question.material,
        probes=tuple(question.probes),
        anchors={int(point): words for point, words in question.anchors.items()},
        paraphrase_group=question.paraphrase_group or "",
        scenario_family=question.scenario_family,
        key=question.key,
    )


def take_words(row: PlannedQuestion, question: engine.Question) -> None:
    """Give ``row`` everything that ``question`` says."""
    row.library_id = question.id
    row.competency, row.kind, row.level = question.competency, question.kind, question.level
    row.minutes, row.text, row.material, row.key = (
        question.minutes,
        question.text,
        question.material,
        question.key,
    )
    row.probes = list(question.probes)
    row.anchors = {str(point): words for point, words in question.anchors.items()}
    row.paraphrase_group = question.paraphrase_group or None
    row.scenario_family = question.scenario_family


def served_by(plan: InterviewPlan, ids: tuple[str, ...]) -> list[Responsibility]:
    return [responsibility for responsibility in plan.role.responsibilities if f"r{responsibility.id}" in ids]


def state_of(plan: InterviewPlan) -> str:
    """A hash of what a choice of questions starts from: responsibilities, stages, their focus, and the level.

    Who sits where is left out: it changes often, and the plan's check says what comes of it. What is not set
    takes no part, so that a later release with more to set does not call every plan outdated.
    """
    stages = [
        {"name": "", "minutes": stage.minutes, "key": stage.id}
        | ({"competencies": list(stage.focus)} if stage.focus else {})
        for stage in plan.stages
    ]
    wanted = [asdict(one) for one in wanted_of(plan)]
    content = {"wanted": wanted, "stages": stages, "level": plan.role.level, "kept": [], "exclude": []}
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def is_outdated(plan: InterviewPlan) -> bool:
    """Whether responsibilities, stages or the level have changed since questions were chosen."""
    return plan.generated_at is not None and plan.input_hash != state_of(plan)
