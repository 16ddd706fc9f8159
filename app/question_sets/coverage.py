"""Coverage as a matrix: responsibilities against stages, gaps first, with the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.engines import competencies
from app.engines import questions as engine
from app.interview_plans import rules as seating
from app.question_sets import arrangement, rules
from app.store.interview_plan import InterviewPlan, Stage
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility


@dataclass(frozen=True)
class Cell:
    """The questions of one stage that ask about one responsibility, each with its number in the stage."""

    stage: Stage
    asked: tuple[tuple[int, PlannedQuestion], ...]

    @property
    def minutes(self) -> int:
        return sum(question.minutes for _, question in self.asked)


@dataclass(frozen=True)
class Row:
    """One responsibility. Where nobody asks about it ``why`` says why, ``reason`` is the engine's word.

    ``people`` are how many different ones will rate it: surely at least, and at most.
    """

    responsibility: Responsibility
    cells: tuple[Cell, ...]
    people: tuple[int, int]
    why: str | None = None
    reason: str | None = None

    @property
    def question_count(self) -> int:
        return sum(len(cell.asked) for cell in self.cells)

    @property
    def is_must(self) -> bool:
        return rules.is_must(self.responsibility)

    @property
    def group(self) -> str:
        """Where it stands: "open" (nobody asks), "thin" (a must-have with fewer than two raters), "must", "other"."""
        if not self.question_count:
            return "open"
        if not self.is_must:
            return "other"
        return "must" if self.people[0] >= rules.RATERS else "thin"


GROUPS = ("open", "thin", "must", "other")


@dataclass(frozen=True)
class Matrix:
    """``weighted`` is the importance of what is asked about over all importance, 0 to 1."""

    rows: tuple[Row, ...]
    weighted: float
    roomiest: Stage | None = None  # the stage with most minutes left: where a gap is closed

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of it."""
        return int(self.weighted * 100 + 1e-9)

    @property
    def open_count(self) -> int:
        return sum(row.group == "open" for row in self.rows)

    @property
    def must_count(self) -> int:
        return sum(row.is_must for row in self.rows)

    @property
    def sure_count(self) -> int:
        """Must-haves that two different people or more will rate, whoever of those named sits there."""
        return sum(row.group == "must" for row in self.rows)

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings, gaps first."""
        return [(group, list(rows)) for group, rows in groupby(self.rows, key=lambda row: row.group)]


def matrix_of(plan: InterviewPlan, library: engine.Library) -> Matrix:
    found = engine.coverage(
        arrangement.wanted_of(plan),
        arrangement.stages_of(plan),
        plan.role.level,
        arrangement.asked_in(plan),
        library=library,
    )
    missing = {gap.responsibility: gap for gap in found.uncovered}
    rows = []
    for responsibility in plan.role.responsibilities:
        gap = missing.get(f"r{responsibility.id}")
        cells = tuple(_cell(stage, responsibility) for stage in plan.stages)
        raters = raters_in([cell.stage for cell in cells if cell.asked])
        why = _named(gap.why, responsibility.competencies) if gap else None
        rows.append(Row(responsibility, cells, raters, why, gap.reason if gap else None))
    rows.sort(key=lambda row: (GROUPS.index(row.group), -row.responsibility.importance))
    return Matrix(tuple(rows), found.weighted, max(plan.stages, key=minutes_left, default=None))


def minutes_left(stage: Stage) -> int:
    """Minutes of a stage that no question takes, with those for opening and closing."""
    return stage.minutes - sum(question.minutes for question in stage.questions)


def leaves_of(matrix: Matrix) -> dict[int, list[str]]:
    """For each question, by its id, what nobody would ask about without it."""
    leaves: dict[int, list[str]] = {}
    for row in matrix.rows:
        asked = [question for cell in row.cells for _, question in cell.asked]
        if len(asked) == 1:
            leaves.setdefault(asked[0].id, []).append(rules.short(row.responsibility.name))
    return leaves


def raters_in(stages: Sequence[Stage]) -> tuple[int, int]:
    """How many different people sit in ``stages`` together: surely at least, and at most."""
    return seating.people([seats_of(stage) for stage in stages])


def seats_of(stage: Stage) -> list[tuple[int, list[int]]]:
    """The stage's seats as rules read them: how many, of whom that can still sign in."""
    return [(seat.count, [person.id for person in seat.members if person.is_active]) for seat in stage.seats]


def _cell(stage: Stage, responsibility: Responsibility) -> Cell:
    numbered = enumerate(stage.questions, 1)
    return Cell(
        stage, tuple((number, one) for number, one in numbered if responsibility in one.responsibilities)
    )


def _named(why: str, identifiers: list[str]) -> str:
    """The reason with competencies by name; the engine of questions knows only their identifiers."""
    for identifier in sorted(identifiers, key=len, reverse=True):
        if known := competencies.get(identifier):
            why = why.replace(identifier.replace("-", " "), f"“{known.name}”")
    return why
