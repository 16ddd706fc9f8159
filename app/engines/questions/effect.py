"""What a change at one stage does to coverage and time, before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engines.questions.board import Board
from app.engines.questions.plan import Kept, Stage, Wanted, keys_of, reserved_minutes
from app.engines.questions.question import Question
from app.engines.questions.serving import served_on


@dataclass(frozen=True)
class Effect:
    """Ids of responsibilities, the most important first, and minutes.

    `covers` are asked about only after the change, `leaves` only before it; `seconds` are asked about in two
    stages or more only after it, `thins` only before it. `planned` are the stage's minutes after the change,
    with opening and closing; `minutes` the difference to those before. `kinds` are those of the stage's
    questions after the change, `lost_kind` the one that goes with it.
    """

    covers: tuple[str, ...]
    leaves: tuple[str, ...]
    seconds: tuple[str, ...]
    thins: tuple[str, ...]
    minutes: int
    planned: int
    kinds: tuple[str, ...] = ()
    lost_kind: str | None = None


def effect(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    asked: Sequence[Kept],
    stage: str | int,
    *,
    out: str | None = None,
    put: Question | None = None,
) -> Effect:
    """What taking the question `out` from a stage, putting `put` into it, or both, would do.

    `asked` are all questions of the plan as they stand. Raises ValueError where the stage is unknown.
    """
    place = keys_of(tuple(stages)).index(stage)
    before = Board(wanted, stages, asked)
    after = Board(wanted, stages, [one for one in asked if (one.stage, one.question.id) != (stage, out)])
    if put is not None:
        after.put(put, place)
    was, will_be = _stages_of(before), _stages_of(after)
    ranked = [one.id for one in sorted(wanted, key=lambda one: -one.importance)]
    planned = _planned(after, place)
    had, kinds = (
        tuple(sorted({question.kind for question in _asked(board, place)})) for board in (before, after)
    )
    return Effect(
        covers=tuple(id for id in ranked if will_be[id] and not was[id]),
        leaves=tuple(id for id in ranked if was[id] and not will_be[id]),
        seconds=tuple(id for id in ranked if len(was[id]) == 1 < len(will_be[id])),
        thins=tuple(id for id in ranked if len(was[id]) > 1 == len(will_be[id])),
        minutes=planned - _planned(before, place),
        planned=planned,
        kinds=kinds,
        lost_kind=next((kind for kind in had if kind not in kinds), None),
    )


def _stages_of(board: Board) -> dict[str, set[int]]:
    """For each responsibility the stages that ask about it."""
    found: dict[str, set[int]] = {responsibility.id: set() for responsibility in board.wanted}
    for place, row in enumerate(served_on(board)):
        for _, served in row:
            for id in served:
                found[id].add(place)
    return found


def _asked(board: Board, place: int) -> list[Question]:
    return [*(one.question for one in board.kept[place]), *board.placed[place]]


def _planned(board: Board, place: int) -> int:
    return reserved_minutes(board.stages[place].minutes) + sum(q.minutes for q in _asked(board, place))
