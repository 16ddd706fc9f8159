"""Choosing questions: for all stages at once, or another one for a single place."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from app.engines import questions as engine
from app.engines.questions.chooser import input_hash
from app.history.record import record
from app.library.queries import in_use
from app.question_sets import arrangement, going_back, queries, rules
from app.question_sets.exposure import met_by_applicants
from app.refusals import Conflict, Refused
from app.store.database import db, lock
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion
from app.store.user import User

MOST_TRIES = 8  # seeds that are tried for a different choice


def choose(plan: InterviewPlan, *, otherwise: bool = False) -> engine.Plan:
    """What :func:`generate` would put into the stages. It takes time: call it before saving.

    ``otherwise`` looks for a different choice that is as good, by other seeds. Raises Refused where there is
    nothing to ask about, no stage to ask in, or (``otherwise``) no different choice.
    """
    if not plan.role.responsibilities:
        raise Refused("The role has no responsibilities yet. Add them first: questions are chosen for them.")
    if not plan.stages:
        raise Refused("The plan has no stages yet. Add one first.")
    if not otherwise:
        return _choose(plan, plan.seed)
    now = {(q.stage_id, q.library_id) for s in plan.stages for q in s.questions if not rules.is_kept(q)}
    best = _choose(plan, 1).coverage.weighted
    for seed in range(plan.seed + 1, plan.seed + 1 + MOST_TRIES):
        found = _choose(plan, seed)
        is_other = {
            (stage.stage.key, one.question.id) for stage in found.stages for one in stage.chosen
        } != now
        if is_other and found.coverage.weighted >= best:
            return found
    raise Refused("The library has no other choice that covers as much. Swap single questions instead.")


def generate(
    plan: InterviewPlan, *, by: User | None, at: datetime, chosen: engine.Plan | None = None
) -> None:
    """Fill every stage with questions; whatever a person has decided stays, with its place.

    ``chosen`` is what :func:`choose` gave; Raises Conflict where the plan has changed since.
    """
    lock(plan)
    plan = queries.plan_of(plan)
    chosen = chosen or choose(plan)
    if chosen.input_hash != _input_of(plan, chosen.seed):
        raise Conflict("Someone changed the plan at the same moment. Look at it, then generate once more.")
    before = going_back.picture(plan)
    kept = sum(rules.is_kept(question) for stage in plan.stages for question in stage.questions)
    by_stage = {stage.stage.key: stage.chosen for stage in chosen.stages}
    for stage in plan.stages:
        _fill(stage, plan, by_stage[stage.id])
    plan.seed = chosen.seed
    plan.library_version = chosen.library_version
    plan.input_hash = arrangement.state_of(plan)
    plan.generated_at = at
    going_back.remember(plan, before)
    count = sum(len(stage.questions) for stage in plan.stages)
    record("interview_plan.generated", plan, by=by, at=at, role_id=plan.role_id, count=count, kept=kept)


def swap(
    question: PlannedQuestion, library_id: str, *, was: str | None, by: User | None, at: datetime
) -> None:
    """Put another question of the library in this one's place; it is locked, since a person chose it.

    ``was`` is what stood there when the person chose. Raises Conflict where that is no longer so, or where
    the other one is in the plan already; Refused where there is no such question, or words would be lost.
    """
    lock(question)
    plan = queries.plan_of(question)
    if library_id == question.library_id:
        return  # a second click
    rules.check_swappable(question)
    if was != question.library_id:
        raise Conflict("Someone swapped this question a moment ago. Look at what stands there now.")
    other = in_use().find(library_id, plan.role.level)
    if other is None:
        raise Refused("The library has no such question at this level. Nothing was changed.")
    if any(library_id == asked.library_id for stage in plan.stages for asked in stage.questions):
        raise Conflict("This question is in the plan already. Nothing was changed.")
    found = {one.question.id: one for one, _ in queries.alternatives_to(question, plan, most=10_000)}
    arrangement.take_words(question, other)
    question.responsibilities = arrangement.served_by(plan, serves(plan, question, other))
    question.why = found[library_id].why if library_id in found else "Chosen by hand."
    question.is_locked = True
    record(
        "planned_question.swapped", question, by=by, at=at, role_id=plan.role_id, stage=question.stage.name
    )


def add(stage: Stage, library_id: str, *, by: User | None, at: datetime) -> PlannedQuestion:
    """Ask a question of the library in the stage too; it is locked, since a person chose it.

    A second click gives the question that the first one put there. Raises Refused where there is no such
    question or no room for one, Conflict where another stage asks it.
    """
    lock(stage.plan)
    plan = queries.plan_of(stage)
    stage = next(one for one in plan.stages if one.id == stage.id)
    for asked in (question for each in plan.stages for question in each.questions):
        if asked.library_id == library_id:
            if asked.stage_id == stage.id:
                return asked
            raise Conflict("This question is in the plan already. Nothing was changed.")
    found = in_use().find(library_id, plan.role.level)
    if found is None:
        raise Refused("The library has no such question at this level. Nothing was changed.")
    rules.check_room(stage)
    row = PlannedQuestion(is_locked=True, is_edited=False, weight=1)
    arrangement.take_words(row, found)
    order = list(stage.questions)
    order.insert(rules.place_for(found.kind, [question.kind for question in order]), row)
    stage.questions.append(row)
    for position, question in enumerate(order, 1):
        question.position = position
    db.session.flush()
    row.responsibilities = arrangement.served_by(plan, serves(plan, row, found))
    row.why = "Chosen by hand."
    words = rules.short(found.text, 80)
    record(
        "planned_question.added", row, by=by, at=at, role_id=plan.role_id, stage=stage.name, question=words
    )
    return row


def restore(question: PlannedQuestion, *, by: User | None, at: datetime) -> None:
    """Go back to the library's words and to what the question serves by its competency."""
    lock(question)
    plan = queries.plan_of(question)
    found = in_use().find(question.library_id or "", question.level)
    if found is None:
        raise Refused("The library no longer has this question. Nothing was changed.")
    arrangement.take_words(question, found)
    question.responsibilities = arrangement.served_by(plan, serves(plan, question, found))
    question.is_edited = False
    record(
        "planned_question.restored", question, by=by, at=at, role_id=plan.role_id, stage=question.stage.name
    )


def serves(plan: InterviewPlan, row: PlannedQuestion, question: engine.Question) -> tuple[str, ...]:
    """What ``question`` would serve in the place of ``row``, by its competency, beside the rest."""
    others = arrangement.asked_in(plan, lambda other: other is not row)
    found = engine.coverage(
        arrangement.wanted_of(plan),
        arrangement.stages_of(plan),
        plan.role.level,
        [*others, engine.Kept(row.stage_id, question)],
        library=in_use(),
    )
    return tuple(one.responsibility for one in found.asked if (row.stage_id, question.id) in one.by)


def _choose(plan: InterviewPlan, seed: int) -> engine.Plan:
    library = in_use()
    return engine.generate(
        arrangement.wanted_of(plan),
        arrangement.stages_of(plan),
        plan.role.level,
        seed,
        kept=arrangement.kept_in(plan),
        exclude=_excluded(plan, seed, library),
        library=library,
    )


def _excluded(plan: InterviewPlan, seed: int, library: engine.Library) -> list[str]:
    """What the seed does without, and what an applicant for this role has met before."""
    met = met_by_applicants(plan.role_id, library).among(library.at(plan.role.level))
    return sorted({*left_out(seed, plan.role.level, library), *met})


def left_out(seed: int, level: str, library: engine.Library) -> list[str]:
    """The questions that a seed does without: none for seed 1, another quarter of the library for each later one.

    The engine's own seed decides between equals alone, and few questions are equal.
    """
    if seed == 1:
        return []
    ids = (question.id for question in library.at(level))
    return [id for id in ids if sha256(f"{seed} without {id}".encode()).digest()[0] % 4 == 0]


def _input_of(plan: InterviewPlan, seed: int) -> str:
    wanted, stages, level = arrangement.wanted_of(plan), arrangement.stages_of(plan), plan.role.level
    return input_hash(wanted, stages, level, arrangement.kept_in(plan), _excluded(plan, seed, in_use()))


def _fill(stage: Stage, plan: InterviewPlan, chosen: tuple[engine.Chosen, ...]) -> None:
    wanted = {one.question.id for one in chosen}
    staying = [q for q in stage.questions if rules.is_kept(q) or q.library_id in wanted]
    for question in [q for q in stage.questions if q not in staying]:
        stage.questions.remove(question)
    there = {question.library_id: question for question in staying if not rules.is_kept(question)}
    for one in chosen:
        row = there.get(one.question.id)
        if row is None:
            row = PlannedQuestion(is_locked=False, is_edited=False, weight=1)
            staying.insert(rules.place_for(one.question.kind, [q.kind for q in staying]), row)
            stage.questions.append(row)
        arrangement.take_words(row, one.question)
        row.responsibilities = arrangement.served_by(plan, one.serves)
        row.why = one.why
    for position, question in enumerate(staying, 1):
        question.position = position
