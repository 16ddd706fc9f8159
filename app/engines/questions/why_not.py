"""Why a question was not chosen for a stage, in a sentence; and what could be chosen, best first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.engines.questions.board import MOST_PER_COMPETENCY, Board
from app.engines.questions.chooser import candidates_for, seeded
from app.engines.questions.plan import Kept, Stage, Wanted, keys_of
from app.engines.questions.question import Library, Question
from app.engines.questions.serving import served_on
from app.engines.questions.why import listed


@dataclass(frozen=True)
class WhyNot:
    """`reason` is asked, met, paraphrase, scene, not_wanted, enough, no_focus, no_time or adds_less.

    `other` is the (stage key, question id) that stands in its way, for asked, paraphrase and scene.
    """

    reason: str
    why: str
    other: tuple[str | int, str] | None = None


@dataclass(frozen=True)
class Offer:
    """A question that a stage could take, and what speaks against it, if anything does."""

    question: Question
    serves: tuple[str, ...]
    against: WhyNot | None


def offers(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    level: str,
    asked: Sequence[Kept],
    stage: str | int,
    replacing: str | None = None,
    seed: int = 1,
    *,
    library: Library,
    met: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Offer]:
    """Every question of the library at a level, for one stage: what could be asked first, best before worse.

    `replacing` is the question that would go; `met` are the names of those who have met a question, by its id.
    """
    place = keys_of(tuple(stages)).index(stage)
    others = [one for one in asked if (one.stage, one.question.id) != (stage, replacing)]
    board = Board(wanted, stages, others)
    order = seeded(seed)
    serving = {question.id for question in candidates_for(wanted, level, library)}
    already = {id for row in served_on(board) for _, served in row for id in served}
    ranked: list[tuple[tuple[int, int, tuple[int, str]], Offer]] = []
    for question in library.at(level):
        if question.id == replacing:
            continue
        serves = _served(board, question, place) if question.id in serving else ()
        against = _against(board, question, place, serves, already, met or {})
        stands = 2 if against is None else int(against.reason == "adds_less")
        gain = board.gain(question, place) if serves else 0
        ranked.append(((stands, gain, order(question)), Offer(question, serves, against)))
    ranked.sort(key=lambda one: one[0], reverse=True)
    return (offer for _, offer in ranked)


def _served(board: Board, question: Question, place: int) -> tuple[str, ...]:
    board.put(question, place)
    served = served_on(board)[place][-1][1]
    board.take(question, place)
    return served


def _against(
    board: Board,
    question: Question,
    place: int,
    serves: tuple[str, ...],
    already: set[str],
    met: Mapping[str, Sequence[str]],
) -> WhyNot | None:
    for one in (one for row in board.kept for one in row):
        if alike := _alike(question, one.question):
            return WhyNot(alike[0], alike[1], (one.stage, one.question.id))
    if who := met.get(question.id):
        return WhyNot("met", f"Met before by {listed(list(who))}.")
    if not serves:
        return WhyNot("not_wanted", "No responsibility of this role asks for it.")
    asked = [one.question.competency for row in board.kept for one in row]
    if asked.count(question.competency) >= MOST_PER_COMPETENCY:
        return WhyNot(
            "enough", f"{MOST_PER_COMPETENCY} questions on this competency are in the plan already."
        )
    if not board.stages[place].may_ask(question.competency):
        return WhyNot("no_focus", "This stage does not ask about this competency.")
    if (over := question.minutes - board.free[place]) > 0:
        return WhyNot("no_time", f"{over} minute{'s' * (over > 1)} longer than what is left of this stage.")
    if already.issuperset(serves):
        verb = "is" if len(serves) == 1 else "are"
        return WhyNot("adds_less", f"Adds less: {listed(serves)} {verb} asked about already.")
    return None


def _alike(question: Question, other: Question) -> tuple[str, str] | None:
    if question.id == other.id:
        return "asked", "It is in the plan already"
    if question.paraphrase_group and question.paraphrase_group == other.paraphrase_group:
        return "paraphrase", "It says the same as one in the plan"
    if question.scenario_family and question.scenario_family == other.scenario_family:
        return "scene", "It plays in the same scene as one in the plan"
    return None
