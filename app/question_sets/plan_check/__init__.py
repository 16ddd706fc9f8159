"""The plan checked as a whole, before anyone is booked with it: pure, over the plan as it was read.

The words of single questions are linted by the engine; here stands what only a whole plan can get wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.engines.questions import Library
from app.question_sets.coverage import Matrix, minutes_left
from app.question_sets.plan_check import people, time, words
from app.question_sets.plan_check.fault import (
    COULD_BE_BETTER,
    MUST_CHANGE,
    WEAKENS,
    PlanFault,
    called,
    is_own,
    of_question,
    of_stage,
)
from app.question_sets.rules import listed, short

__all__ = ["COULD_BE_BETTER", "MUST_CHANGE", "WEAKENS", "PlanFault", "check_plan"]


def check_plan(
    plan: Any,
    matrix: Matrix,
    library: Library,
    *,
    to_improve: Mapping[int, Sequence[str]],
    newer_than_kit: Mapping[int, int],
    met: Mapping[int, Sequence[str]],
) -> list[PlanFault]:
    """Every fault, gravest first, then in the order of the page; none where all is well.

    ``to_improve`` are the lint's sentences by question, ``newer_than_kit`` the newest kit's version by stage
    where the stage has changed since, ``met`` the candidates who have met a question, by question.
    """
    if not plan.stages or not any(stage.questions for stage in plan.stages):
        return []
    asked_for = {one for r in plan.role.responsibilities for one in r.competencies}
    has_samples = any(
        q.kind == "work_sample" and q.competency in asked_for for q in library.at(plan.role.level)
    )
    found = [
        *_open(plan, matrix),
        *people.check(plan, matrix),
        *time.check(plan, has_work_samples=has_samples),
        *words.check(plan, library),
        *_met(plan, met),
        *_to_improve(plan, to_improve),
        *_kits(plan, newer_than_kit),
    ]
    return sorted(found, key=lambda fault: fault.gravity)


def _open(plan: Any, matrix: Matrix) -> Iterator[PlanFault]:
    for row in matrix.rows:
        if row.group == "open" and row.is_must:
            one = row.responsibility
            what = f"Nobody asks about “{short(one.name)}”, a must-have (importance {one.importance})."
            if row.reason == "no_competency":
                yield PlanFault(MUST_CHANGE, what, "coverage", "responsibility", one.id)
            else:
                roomiest = max(plan.stages, key=minutes_left)
                yield PlanFault(MUST_CHANGE, what, "coverage", "add", roomiest.id)


def _met(plan: Any, met: Mapping[int, Sequence[str]]) -> Iterator[PlanFault]:
    for stage in plan.stages:
        for number, question in enumerate(stage.questions, 1):
            if who := met.get(question.id):
                what = f"{called(stage, number)} was met before by {' and '.join(who)}."
                mend = "edit" if is_own(question) else "swap"
                yield of_question(WEAKENS, question, mend, what)


def _to_improve(plan: Any, to_improve: Mapping[int, Sequence[str]]) -> Iterator[PlanFault]:
    for stage in plan.stages:
        for number, question in enumerate(stage.questions, 1):
            if said := to_improve.get(question.id):
                more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
                what = f"{called(stage, number)}: {said[0]}{more}."
                yield of_question(COULD_BE_BETTER, question, "edit", what)


def _kits(plan: Any, newer_than_kit: Mapping[int, int]) -> Iterator[PlanFault]:
    changed = [stage for stage in plan.stages if stage.id in newer_than_kit]
    if changed:
        names = listed([f"“{stage.name}”" for stage in changed])
        they = "they were" if len(changed) > 1 else "it was"
        since = f"{names} {'have' if len(changed) > 1 else 'has'} changed since {they} booked"
        what = f"{since}: later candidates are asked other things than earlier ones."
        yield of_stage(COULD_BE_BETTER, changed[0], "kit", what)
