"""Which responsibilities each question of an arrangement serves, what is uncovered, and why."""

from collections.abc import Sequence

from app.engines.questions.board import FIT, Board
from app.engines.questions.loader import library as shipped_library
from app.engines.questions.plan import Asked, Coverage, Kept, Stage, Uncovered, Wanted, keys_of
from app.engines.questions.question import Library, Question


def serves(question: Question, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Ids of the responsibilities that ask for its competency, the best served and most important first."""
    ranked = [
        (responsibility.competencies.index(question.competency), -responsibility.importance, place)
        for place, responsibility in enumerate(wanted)
        if question.competency in responsibility.competencies[: len(FIT)]
    ]
    return tuple(wanted[place].id for *_, place in sorted(ranked))


def served_on(board: Board) -> list[list[tuple[Question, tuple[str, ...]]]]:
    """For each stage its questions, kept ones first, with the responsibilities they serve."""
    asked = [
        [(one.question, one.serves) for one in kept] + [(question, None) for question in placed]
        for kept, placed in zip(board.kept, board.placed, strict=True)
    ]
    known = {responsibility.id for responsibility in board.wanted}
    return [
        [
            (question, serves(question, board.wanted) if given is None
             else tuple(id for id in given if id in known))
            for question, given in row
        ]
        for row in asked
    ]  # fmt: skip


def coverage_of(board: Board, level: str, library: Library, exclude: Sequence[str] = ()) -> Coverage:
    rows = served_on(board)
    keys = keys_of(board.stages)
    asked = tuple(
        Asked(
            responsibility.id,
            tuple(
                (key, question.id)
                for key, row in zip(keys, rows, strict=True)
                for question, served in row
                if responsibility.id in served
            ),
        )
        for responsibility in board.wanted
    )
    total = sum(responsibility.importance for responsibility in board.wanted)
    covered = sum(r.importance for r, where in zip(board.wanted, asked, strict=True) if where.by)
    uncovered = tuple(
        _reason(responsibility, board, level, library, exclude)
        for responsibility, where in zip(board.wanted, asked, strict=True)
        if not where.by
    )
    return Coverage(round(covered / total, 3) if total else 1.0, asked, uncovered)


def coverage(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    level: str,
    kept: Sequence[Kept],
    *,
    library: Library | None = None,
    exclude: Sequence[str] = (),
) -> Coverage:
    """The coverage of a plan as it stands, with every one of its questions given as kept."""
    return coverage_of(Board(wanted, stages, kept), level, library or shipped_library(), exclude)


def _reason(wanted: Wanted, board: Board, level: str, library: Library, exclude: Sequence[str]) -> Uncovered:
    if not wanted.competencies:
        return Uncovered(wanted.id, "no_competency", "No competency was recognised in it: choose one.")
    names = [competency.replace("-", " ") for competency in wanted.competencies[: len(FIT)]]
    topic = " or ".join(names)
    if not board.stages:
        return Uncovered(wanted.id, "no_stage", "The plan has no stage to ask about it.")
    known = [
        question for question in library.at(level) if question.competency in wanted.competencies[: len(FIT)]
    ]
    if not known:
        return Uncovered(
            wanted.id, "no_question", f"The library has no question on {topic} at level {level}."
        )
    barred = library.with_paraphrases(exclude)
    left = [question for question in known if question.id not in barred and board.is_new(question)]
    if not left:
        why = f"Every question on {topic} at level {level} is excluded or too like one already in the plan."
        return Uncovered(wanted.id, "none_left", why)
    possible = [
        (question.minutes - max(0, free), question.minutes)
        for question in left
        for stage, free in zip(board.stages, board.free, strict=True)
        if stage.may_ask(question.competency)
    ]
    if not possible:
        return Uncovered(wanted.id, "no_focus", f"No stage is there to ask about {topic}: widen one's focus.")
    missing, shortest = min(possible)
    if missing <= 0:
        return Uncovered(wanted.id, "not_asked", f"A question on {topic} would still fit: add one.")
    why = (
        f"No time is left: the shortest question on {topic} takes {_minutes(shortest)}, "
        f"and {_minutes(missing)} more {'is' if missing == 1 else 'are'} needed in one stage."
    )
    return Uncovered(wanted.id, "no_time", why, missing)


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
