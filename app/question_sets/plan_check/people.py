"""Who sits where: two people for every must-have, and nobody whom the plan cannot do without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.interview_plans import rules as seating
from app.question_sets.coverage import Matrix, Row, seats_of
from app.question_sets.plan_check.fault import (
    COULD_BE_BETTER,
    MUST_CHANGE,
    WEAKENS,
    PlanFault,
    of_stage,
)
from app.question_sets.rules import short


def check(plan: Any, matrix: Matrix) -> Iterator[PlanFault]:
    for stage in plan.stages:
        for warning in seating.warnings(seats_of(stage)):
            yield of_stage(MUST_CHANGE, stage, "seats", f"“{stage.name}”: {warning}")
    for row in matrix.rows:
        if row.group == "thin" and row.people[1]:
            yield _thin(row)
    yield from _indispensable(plan)


def _thin(row: Row) -> PlanFault:
    """A must-have that one person may rate alone."""
    stages = [cell.stage for cell in row.cells if cell.asked]
    name = short(row.responsibility.name)
    if len(stages) == 1:
        where = f"only “{stages[0].name}” asks about it, where one person sits"
    else:
        where = "the same person may sit in every stage that asks about it"
    return of_stage(WEAKENS, stages[-1], "seats", f"One person alone may rate “{name}”: {where}.")


def _indispensable(plan: Any) -> Iterator[PlanFault]:
    bound = {stage.id: _bound(stage) for stage in plan.stages}
    everywhere = [p for p in bound[plan.stages[0].id] if all(p in each for each in bound.values())]
    for person in everywhere if len(plan.stages) > 1 else ():
        what = f"{person.name} sits in every stage: one view would weigh in all of them."
        yield of_stage(WEAKENS, plan.stages[0], "seats", what)
    for stage in plan.stages:
        needed = [p.name for p in bound[stage.id] if p not in everywhere or len(plan.stages) == 1]
        if needed:
            what = f"“{stage.name}” cannot take place without {' and '.join(needed)}: nobody else is named."
            yield of_stage(COULD_BE_BETTER, stage, "seats", what)


def _bound(stage: Any) -> list[Any]:
    """Those who must sit in the stage, since no more can be asked than are needed."""
    bound: list[Any] = []
    for seat in stage.seats:
        active = [person for person in seat.members if person.is_active]
        if len(active) == seat.count:
            bound += [person for person in active if person not in bound]
    return bound
