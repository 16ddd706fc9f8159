"""The plan's check with all that it needs to know: the lint of single questions, kits, and who met what."""

from __future__ import annotations

from app.engines import questions as engine
from app.question_sets import kits, queries
from app.question_sets.coverage import Matrix
from app.question_sets.exposure import Ledger
from app.question_sets.plan_check import PlanFault, check_plan
from app.store.interview_plan import InterviewPlan


def faults_in(
    plan: InterviewPlan, matrix: Matrix, library: engine.Library, ledger: Ledger
) -> list[PlanFault]:
    """What is wrong with a plan, gravest first; none where all is well."""
    questions = [question for stage in plan.stages for question in stage.questions]
    return check_plan(
        plan,
        matrix,
        library,
        to_improve={question.id: queries.faults_of(question) for question in questions},
        newer_than_kit={s.id: kit.version for s in plan.stages if (kit := kits.changed_since(s)) is not None},
        met={question.id: ledger.who_met(question) for question in questions},
    )
