"""What is wrong with a plan: a sentence, where it is, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MUST_CHANGE, WEAKENS, COULD_BE_BETTER = 1, 2, 3


@dataclass(frozen=True)
class PlanFault:
    """``at`` is the place on the plan's page; ``mend`` names what mends it, of the thing with ``mend_id``.

    ``mend`` is add, edit, generate, kit, renew, responsibility, seats, stage or swap.
    """

    gravity: int
    what: str
    at: str
    mend: str
    mend_id: int


def of_stage(gravity: int, stage: Any, mend: str, what: str) -> PlanFault:
    return PlanFault(gravity, what, f"stage-{stage.id}", mend, stage.id)


def of_question(gravity: int, question: Any, mend: str, what: str) -> PlanFault:
    return PlanFault(gravity, what, f"question-{question.id}", mend, question.id)


def called(stage: Any, number: int) -> str:
    """A question in a sentence."""
    return f"Question {number} of “{stage.name}”"


def is_own(question: Any) -> bool:
    """Whether its words are a person's: it is edited rather than swapped."""
    return question.is_edited or question.library_id is None
