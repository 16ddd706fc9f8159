"""The next best questions for one slot of a plan, in order."""

from collections.abc import Sequence

from app.engines.questions.board import Board
from app.engines.questions.chooser import candidates_for, seeded
from app.engines.questions.loader import library as shipped_library
from app.engines.questions.plan import Chosen, Kept, Stage, Wanted, keys_of
from app.engines.questions.question import Library
from app.engines.questions.serving import served_on
from app.engines.questions.why import reasons


def alternatives(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    level: str,
    asked: Sequence[Kept],
    stage: str | int,
    replacing: str | None = None,
    seed: int = 1,
    *,
    library: Library | None = None,
    exclude: Sequence[str] = (),
) -> tuple[Chosen, ...]:
    """What could stand at a stage instead of `replacing` (a question id), or beside the others if it is None.

    `asked` are all questions of the plan as they stand. Best first by (gain, fewer minutes, seeded id); empty
    where nothing fits the time, or the stage is unknown.
    """
    library = library or shipped_library()
    keys = keys_of(tuple(stages))
    if stage not in keys:
        return ()
    place = keys.index(stage)
    others = [one for one in asked if (one.stage, one.question.id) != (stage, replacing)]
    board = Board(wanted, stages, others)
    order = seeded(seed)
    barred = [*exclude, replacing] if replacing else exclude
    found = [one for one in candidates_for(wanted, level, library, barred) if board.fits(one, place)]
    ranked = sorted(found, key=lambda one: (board.gain(one, place), order(one)), reverse=True)
    answer = []
    for question in ranked:
        board.put(question, place)
        rows = served_on(board)
        # The slot is explained as the last one asked: everything else in the plan comes before it.
        served = rows[place][-1][1]
        before = [[given for _, given in row] for row in rows]
        before[place].pop()
        turned = [*before[:place], *before[place + 1 :], [*before[place], served]]
        answer.append(Chosen(question, served, reasons(turned, wanted)[-1][-1]))
        board.take(question, place)
    return tuple(answer)
