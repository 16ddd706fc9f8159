"""The chooser beside the exact optimum: of tiny plans by trying everything, of real ones by a solver's proof."""

import random

import pytest

from app.engines.questions import LEVELS, Question, Stage, Wanted, library
from app.engines.questions.board import Board
from app.engines.questions.chooser import best_board, candidates_for
from tests.engines.questions.exact import best_worth
from tests.engines.questions.proven import proven

KINDS = ("past_behaviour", "situational", "knowledge", "work_sample")


def tiny_plan(seed: int):
    dice = random.Random(seed)
    names = [f"c{n}" for n in range(dice.randint(3, 6))]
    wanted = [
        Wanted(f"r{n}", dice.randint(1, 5), tuple(dice.sample(names, dice.randint(1, 3))))
        for n in range(dice.randint(3, 7))
    ]
    stages = [Stage(f"s{n}", dice.choice([30, 45, 45, 60])) for n in range(dice.randint(1, 2))]
    questions = [
        Question(f"q{n}", dice.choice(names), dice.choice(KINDS), "mid", dice.randint(5, 18), "?",
                 paraphrase_group=dice.choice(["", "g1", "g2", "g3"]))
        for n in range(9 - len(stages))
    ]  # fmt: skip
    return wanted, stages, questions


def ratios(count: int) -> list[float]:
    found = []
    for seed in range(count):
        wanted, stages, questions = tiny_plan(seed)
        empty = Board(wanted, stages).worth()
        best = best_worth(Board(wanted, stages), questions) - empty
        reached = best_board(wanted, stages, (), questions, 1).worth() - empty
        assert reached <= best
        found += [reached / best] if best else []
    return found


def test_the_chooser_reaches_the_optimum_of_tiny_plans():
    found = ratios(40)
    assert sum(found) / len(found) >= 0.97
    assert min(found) >= 0.9


def test_the_chooser_reaches_it_without_the_large_bonuses_too(monkeypatch):
    for bonus in ("HIGH_COVERED", "TWO_KINDS", "TOO_FEW"):
        monkeypatch.setattr(f"app.engines.questions.board.{bonus}", 0)
    found = ratios(40)
    assert sum(found) / len(found) >= 0.97


@pytest.mark.parametrize("seed", [31, 145, 170, 262])
def test_two_long_questions_make_room_for_three_short_ones(seed):
    """Plans that neither greedy nor exchanging one question brings to the optimum."""
    wanted, stages, questions = tiny_plan(seed)
    best = best_worth(Board(wanted, stages), questions)
    assert best_board(wanted, stages, (), questions, 1).worth() == best


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_the_solver_and_trying_everything_agree(seed):
    wanted, stages, questions = tiny_plan(seed)
    best = best_worth(Board(wanted, stages), questions)
    assert proven(wanted, stages, questions) == (best, best)


def plan_from_the_library(seed: int):
    dice = random.Random(seed)
    names = sorted({entry.competency for entry in library().entries})
    wanted = [
        Wanted(f"r{n}", dice.randint(1, 5), tuple(dice.sample(names, dice.randint(1, 3))))
        for n in range(dice.randint(4, 8))
    ]
    stages = [Stage(f"s{n}", dice.choice([30, 45, 60])) for n in range(dice.randint(1, 2))]
    return wanted, stages, candidates_for(wanted, dice.choice(LEVELS), library())


def test_the_chooser_reaches_97_of_100_of_the_proven_optimum_with_the_library(monkeypatch):
    """Without the large bonuses, beside which a difference would not show."""
    for bonus in ("HIGH_COVERED", "TWO_KINDS", "TOO_FEW", "BOTH_SIDES"):
        monkeypatch.setattr(f"app.engines.questions.board.{bonus}", 0)
    reached = []
    for seed in range(12):
        wanted, stages, candidates = plan_from_the_library(seed)
        best, bound = proven(wanted, stages, candidates, work=1)
        empty = Board(wanted, stages).worth()
        found = best_board(wanted, stages, (), candidates, 1).worth()
        assert found <= bound
        if best == bound:
            reached.append((found - empty) / (best - empty))
    assert len(reached) >= 5
    assert sum(reached) / len(reached) >= 0.97
