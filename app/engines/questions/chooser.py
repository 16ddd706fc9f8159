"""Chooses questions for stages: greedy by gain and by gain per minute, then exchanges while they help."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import combinations

from app.engines.questions.board import FIT, Board
from app.engines.questions.loader import library as shipped_library
from app.engines.questions.plan import Chosen, Kept, Plan, Stage, StagePlan, Wanted, reserved_minutes
from app.engines.questions.question import Library, Question
from app.engines.questions.serving import coverage_of, served_on
from app.engines.questions.why import reasons

MOST_EXCHANGES = 200
MOST_REFILLS = 120  # over all pairs of a board: small plans are searched more closely, large ones stay quick
_ORDER_IN_STAGE = ("past_behaviour", "situational", "knowledge", "work_sample")

Order = Callable[[Question], tuple[int, str]]


def generate(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    level: str,
    seed: int = 1,
    *,
    library: Library | None = None,
    kept: Sequence[Kept] = (),
    exclude: Sequence[str] = (),
) -> Plan:
    """Questions for every stage; `kept` ones stay and use their stage's time.

    Ids in `exclude` never come, nor do their paraphrases: what a candidate has met before is named here.

    The seed only decides between questions of equal gain and equal minutes.
    """
    library = library or shipped_library()
    candidates = candidates_for(wanted, level, library, exclude)
    board = best_board(wanted, stages, kept, candidates, seed)
    for row in board.placed:
        row.sort(key=lambda question: _place_in_stage(question, wanted))
    return Plan(
        stages=_stage_plans(board),
        coverage=coverage_of(board, level, library, exclude),
        level=level,
        seed=seed,
        input_hash=input_hash(wanted, stages, level, kept, exclude),
        library_version=library.version,
    )


def candidates_for(
    wanted: Sequence[Wanted], level: str, library: Library, exclude: Sequence[str] = ()
) -> tuple[Question, ...]:
    """The questions of a level that serve at least one responsibility, but those barred and their paraphrases."""
    asked_for = {
        competency for responsibility in wanted for competency in responsibility.competencies[: len(FIT)]
    }
    barred = library.with_paraphrases(exclude)
    return tuple(q for q in library.at(level) if q.competency in asked_for and q.id not in barred)


def best_board(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    kept: Sequence[Kept],
    candidates: Sequence[Question],
    seed: int,
) -> Board:
    """The better of two greedy boards after exchanges, the first where they are worth the same, rebuilt in parts."""
    ranked = Ranked(candidates, seeded(seed), Board(wanted, stages))
    boards = []
    for per_minute in (False, True):
        board = Board(wanted, stages, kept)
        fill(board, ranked, per_minute)
        exchange(board, ranked)
        boards.append(board)
    best = max(boards, key=Board.worth)
    rebuild(best, ranked)
    return best


def seeded(seed: int) -> Order:
    """The order among equals: shorter first, then by a hash of seed and id, the same on every machine."""

    def order(question: Question) -> tuple[int, str]:
        return -question.minutes, hashlib.sha256(f"{seed} {question.id}".encode()).hexdigest()

    return order


class Ranked:
    """Candidates by what tells them apart on a board. Of one competency, kind and worth of their own only the first
    that is new can be the best: all gain the same anywhere, and the shortest stand first.
    """

    def __init__(self, candidates: Sequence[Question], order: Order, board: Board) -> None:
        self.key = {question.id: order(question) for question in candidates}
        groups: dict[tuple[str, str, int], list[Question]] = {}
        for question in sorted(candidates, key=lambda question: self.key[question.id], reverse=True):
            groups.setdefault((question.competency, question.kind, board.own_worth(question)), []).append(
                question
            )
        self._groups = tuple(groups.values())

    def open_on(self, board: Board) -> list[Question]:
        """The best of each group that may still be put on the board."""
        found = (next(filter(board.is_new, group), None) for group in self._groups)
        return [question for question in found if question is not None]


def fill(board: Board, ranked: Ranked, per_minute: bool) -> None:
    """Put the question with the greatest gain where it gains most, until none fits or helps."""
    while True:
        best: tuple[int, tuple[int, str], int] | None = None
        chosen: tuple[Question, int] | None = None
        for question in ranked.open_on(board):
            for stage in range(len(board.stages)):
                if not board.has_room(question, stage):
                    continue
                gain = board.gain(question, stage)
                if gain <= 0:
                    continue
                measure = gain * 5040 // question.minutes if per_minute else gain
                key = (measure, ranked.key[question.id], -stage)
                if best is None or key > best:
                    best, chosen = key, (question, stage)
        if chosen is None:
            return
        board.put(*chosen)


def exchange(board: Board, ranked: Ranked) -> None:
    """Replace one question by another, or change the places of two, while the best step raises the worth."""
    for _ in range(MOST_EXCHANGES):
        before = board.worth()
        step = max(_steps(board, ranked), key=lambda step: step[0], default=None)
        if step is None or step[0][0] <= before:
            return
        for question, stage in step[1]:
            board.take(question, stage)
        for question, stage in step[2]:
            board.put(question, stage)
        fill(board, ranked, per_minute=False)


Placing = tuple[Question, int]
Key = tuple[int, tuple[int, str], int, tuple[int, str], int]
Step = tuple[Key, tuple[Placing, ...], tuple[Placing, ...]]


def rebuild(board: Board, ranked: Ranked) -> None:
    """Clear two questions of a stage and fill it anew, beginning with each of the most promising ones in turn."""
    for _ in range(MOST_EXCHANGES):
        before = board.worth()
        pairs = _pairs(board)
        for stage, pair in pairs:
            kept = list(board.placed[stage])
            for question in pair:
                board.take(question, stage)
            if _refill(board, ranked, before, beginnings=MOST_REFILLS // len(pairs) + 1):
                exchange(board, ranked)
                break
            for question in pair:
                board.put(question, stage)
            board.placed[stage][:] = kept
        else:
            return


def _refill(board: Board, ranked: Ranked, beyond: int, beginnings: int) -> bool:
    """Whether the board could be filled to be worth more than `beyond`; if not, it is as it was."""
    cleared = [len(row) for row in board.placed]
    options = [
        (question, stage)
        for question in ranked.open_on(board)
        for stage in range(len(board.stages))
        if board.has_room(question, stage)
    ]
    options.sort(key=lambda at: (-(board.gain(*at) * 5040 // at[0].minutes), ranked.key[at[0].id], at[1]))
    for first in options[:beginnings]:
        board.put(*first)
        fill(board, ranked, per_minute=True)
        if board.worth() > beyond:
            return True
        for place, row in enumerate(board.placed):
            for question in row[cleared[place] :]:
                board.take(question, place)
    return False


def _pairs(board: Board) -> list[tuple[int, tuple[Question, ...]]]:
    return [(stage, pair) for stage, row in enumerate(board.placed) for pair in combinations(row, 2)]


def _steps(board: Board, ranked: Ranked) -> Iterator[Step]:
    """(key with the worth first, what to take, what to put); the board is unchanged in the end."""
    slots = [(question, stage) for stage, row in enumerate(board.placed) for question in row]
    for out, stage in slots:
        board.take(out, stage)
        worth = board.worth()
        for question in ranked.open_on(board):
            for target in range(len(board.stages)):
                if (question, target) != (out, stage) and board.has_room(question, target):
                    gain = board.gain(question, target)
                    key = (worth + gain, ranked.key[question.id], -target, ranked.key[out.id], -stage)
                    yield key, ((out, stage),), ((question, target),)
        board.put(out, stage)
    for place, (one, here) in enumerate(slots):
        for other, there in slots[:place]:
            if here == there or (one.competency, one.kind) == (other.competency, other.kind):
                continue
            shift = one.minutes - other.minutes
            if board.free[here] + shift < 0 or board.free[there] - shift < 0:
                continue
            if not (
                board.stages[there].may_ask(one.competency) and board.stages[here].may_ask(other.competency)
            ):
                continue
            board.take(one, here)
            board.take(other, there)
            board.put(one, there)
            worth = board.worth() + board.gain(other, here)
            board.take(one, there)
            board.put(other, there)
            board.put(one, here)
            yield (
                (worth, ranked.key[one.id], -there, ranked.key[other.id], -here),
                ((one, here), (other, there)),
                ((one, there), (other, here)),
            )


def _place_in_stage(question: Question, wanted: Sequence[Wanted]) -> tuple[int, int, str]:
    """Past events first, as they are easiest to begin with; within a kind the more important first."""
    weight = max((r.importance for r in wanted if question.competency in r.competencies[:2]), default=0)
    return _ORDER_IN_STAGE.index(question.kind), -weight, question.id


def _stage_plans(board: Board) -> tuple[StagePlan, ...]:
    rows = served_on(board)
    sentences = reasons([[served for _, served in row] for row in rows], board.wanted)
    plans = []
    for stage, row, why, kept in zip(board.stages, rows, sentences, board.kept, strict=True):
        chosen = tuple(
            Chosen(question, served, because) for (question, served), because in zip(row, why, strict=True)
        )[len(kept) :]
        minutes = sum(question.minutes for question, _ in row)
        plans.append(StagePlan(stage, chosen, reserved_minutes(stage.minutes) + minutes))
    return tuple(plans)


def input_hash(
    wanted: Sequence[Wanted],
    stages: Sequence[Stage],
    level: str,
    kept: Sequence[Kept] = (),
    exclude: Sequence[str] = (),
) -> str:
    """A hash of everything the choice depends on, but the library and the seed."""
    content = {
        "wanted": [asdict(responsibility) for responsibility in wanted],
        "stages": [asdict(stage) for stage in stages],
        "level": level,
        "kept": [asdict(one) for one in kept],
        "exclude": sorted(exclude),
    }
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
