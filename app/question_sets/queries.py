"""Reads about the questions of a plan and its kits."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.engines import competencies
from app.engines import questions as engine
from app.library.queries import in_use
from app.question_sets import arrangement, exposure, rules
from app.store.database import db
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.kit import Kit
from app.store.planned_question import PlannedQuestion
from app.store.role import Role


def get_plan(plan_id: int) -> InterviewPlan | None:
    """For the questions' page, its door and the actions: the plan with all that stands in it."""
    return db.session.get(
        InterviewPlan,
        plan_id,
        populate_existing=True,  # after a change, all of it is read again in the same few queries
        options=[
            joinedload(InterviewPlan.role).selectinload(Role.responsibilities),
            selectinload(InterviewPlan.stages).options(
                selectinload(Stage.questions).selectinload(PlannedQuestion.responsibilities),
                selectinload(Stage.kits),
                selectinload(Stage.seats).selectinload(Seat.members),
            ),
        ],
    )


def plan_of(thing: InterviewPlan | Stage | PlannedQuestion) -> InterviewPlan:
    """The whole plan to which a stage or a question belongs, read afresh."""
    if isinstance(thing, PlannedQuestion):
        thing = thing.stage
    plan = get_plan(thing.plan_id if isinstance(thing, Stage) else thing.id)
    assert plan is not None
    return plan


def get_stage(stage_id: int) -> Stage | None:
    """For the doors of what is added to a stage."""
    return db.session.get(Stage, stage_id, options=[joinedload(Stage.plan).joinedload(InterviewPlan.role)])


def get_question(question_id: int) -> PlannedQuestion | None:
    """For the doors of one question."""
    of_plan = joinedload(PlannedQuestion.stage).joinedload(Stage.plan).joinedload(InterviewPlan.role)
    return db.session.get(
        PlannedQuestion, question_id, options=[of_plan, selectinload(PlannedQuestion.responsibilities)]
    )


def get_kit(kit_id: int) -> Kit | None:
    """For the frozen kit's page."""
    of_plan = joinedload(Kit.stage).joinedload(Stage.plan).joinedload(InterviewPlan.role)
    return db.session.get(Kit, kit_id, options=[of_plan, selectinload(Kit.questions)])


LONGER = 15  # minutes


def alternatives_to(
    question: PlannedQuestion, plan: InterviewPlan, most: int = 4
) -> list[tuple[engine.Chosen, int]]:
    """What could stand in this question's place, best first, each with the minutes by which the stage overruns.

    What fits the stage comes first; the rest would fit a stage up to fifteen minutes longer.
    """
    found: dict[str, tuple[engine.Chosen, int]] = {}
    free = question.stage.minutes - planned_minutes(question.stage) + question.minutes
    library = in_use()
    met = exposure.met_by_applicants(plan.role_id, library).among(library.at(plan.role.level))
    for longer in (0, LONGER):
        for one in _alternatives(question, plan, longer, library, list(met)):
            found.setdefault(one.question.id, (one, max(0, one.question.minutes - free)))
    return list(found.values())[:most]


def planned_minutes(stage: Stage) -> int:
    """Minutes that a stage's questions take, with its opening and closing."""
    return engine.reserved_minutes(stage.minutes) + sum(question.minutes for question in stage.questions)


def _alternatives(
    question: PlannedQuestion, plan: InterviewPlan, longer: int, library: engine.Library, exclude: list[str]
) -> tuple[engine.Chosen, ...]:
    stages = [
        replace(stage, minutes=stage.minutes + longer) if stage.key == question.stage_id else stage
        for stage in arrangement.stages_of(plan)
    ]
    return engine.alternatives(
        arrangement.wanted_of(plan),
        stages,
        plan.role.level,
        arrangement.asked_in(plan),
        question.stage_id,
        replacing=question.library_id or f"own-{question.id}",
        seed=plan.seed,
        library=library,
        exclude=exclude,
    )


def faults_of(question: PlannedQuestion) -> list[str]:
    """What the rubric would have a writer change; for questions whose words are a person's."""
    if question.library_id is not None and not question.is_edited:
        return []
    words = {
        name: getattr(question, name)
        for name in ("competency", "kind", "minutes", "text", "probes", "anchors")
    }
    extra = {"id": "it", "level": question.level, "material": question.material or ""}
    return [fault.what for fault in engine.lint([words | extra])]


def has_weights(plan: InterviewPlan) -> bool:
    """Whether any question of the plan weighs other than 1."""
    query = select(PlannedQuestion.id).join(PlannedQuestion.stage)
    query = query.where(Stage.plan_id == plan.id, PlannedQuestion.weight != 1)
    return db.session.scalar(query.limit(1)) is not None


def names_of(plan: InterviewPlan) -> dict[int, str]:
    """What to call each responsibility in a sentence, by its id."""
    return {r.id: rules.short(r.name) for r in plan.role.responsibilities}


def competency_name(id: str) -> str:
    competency = competencies.get(id)
    return competency.name if competency else id.replace("-", " ").capitalize()
