"""Coverage as a matrix: responsibilities against stages, what nobody asks about first, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from app.engines import competencies
from app.engines import questions as engine
from app.question_sets import arrangement
from app.store.interview_plan import InterviewPlan
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility


@dataclass(frozen=True)
class Cell:
    """The questions of one stage that ask about one responsibility; ``minutes`` are theirs together."""

    questions: tuple[PlannedQuestion, ...]

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.questions)


@dataclass(frozen=True)
class Row:
    """One responsibility. Where nobody asks about it ``why`` says why, ``reason`` is the engine's word."""

    responsibility: Responsibility
    cells: tuple[Cell, ...]
    why: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Matrix:
    """``weighted`` is the importance of what is asked about over all importance, 0 to 1."""

    rows: tuple[Row, ...]
    weighted: float

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of it."""
        return int(self.weighted * 100 + 1e-9)

    @property
    def open_count(self) -> int:
        return sum(row.why is not None for row in self.rows)


def matrix_of(plan: InterviewPlan) -> Matrix:
    found = engine.coverage(
        arrangement.wanted_of(plan), arrangement.stages_of(plan), plan.role.level, arrangement.asked_in(plan)
    )
    missing = {gap.responsibility: gap for gap in found.uncovered}
    rows = []
    for responsibility in plan.role.responsibilities:
        gap = missing.get(f"r{responsibility.id}")
        cells = tuple(
            Cell(
                tuple(question for question in stage.questions if responsibility in question.responsibilities)
            )
            for stage in plan.stages
        )
        why = _named(gap.why, responsibility.competencies) if gap else None
        rows.append(Row(responsibility, cells, why, gap.reason if gap else None))
    rows.sort(key=lambda row: -row.responsibility.importance if row.why else 0)
    return Matrix(tuple(rows), found.weighted)


def _named(why: str, identifiers: list[str]) -> str:
    """The reason with competencies by name; the engine of questions knows only their identifiers."""
    for identifier in sorted(identifiers, key=len, reverse=True):
        if known := competencies.get(identifier):
            why = why.replace(identifier.replace("-", " "), f"“{known.name}”")
    return why
