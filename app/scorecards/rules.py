"""What may be written on a scorecard, when, and what it must hold before it is handed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.refusals import Conflict, Refused

RATINGS = ("1", "2", "3", "4", "5")
NOT_ENOUGH = "none"
RECOMMENDATIONS = ("1", "2", "3", "4")
# The ends of the scale are where one's own liking or dislike does most, so there the evidence must be written down.
NEED_EVIDENCE = ("1", "2", "5")
LONGEST = 20_000  # characters of evidence for one question


@dataclass(frozen=True)
class Answer:
    """What one group of fields holds: a choice ("" where none was made yet) and words."""

    choice: str = ""
    words: str = ""

    @property
    def revision(self) -> str:
        """Sixteen hexadecimal digits of its content: the same content is the same revision, whoever saved it when."""
        return sha256(f"{self.choice}\n{self.words}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Change:
    """What a writer sent for one group of fields: ``question`` is None for the recommendation.

    ``base`` is the revision that the page last knew. ``attempts`` are earlier saves of the same page whose answers
    never arrived. ``settle`` ("mine", "theirs", "both") says what becomes of two texts, the other one being ``newer``.
    """

    question: Any
    typed: Answer
    base: str
    attempts: tuple[Answer, ...] = ()
    settle: str = ""
    newer: str = ""


class Sealed(Conflict):
    """The card takes no more writing."""


class OutOfDate(Conflict):
    """Another tab or device saved meanwhile. ``newer`` is what stands there now."""

    def __init__(self, newer: Answer) -> None:
        super().__init__("Another tab or device saved something else here meanwhile. Both texts are kept.")
        self.newer = newer


@dataclass(frozen=True)
class Missing:
    """What is missing in one group of fields: ``question`` is its id, or None for the recommendation."""

    question: int | None
    field: str  # "choice" or "words"
    message: str


class Incomplete(Refused):
    """The card cannot be handed in yet; nothing that was written is lost."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(self.missing[0].message)


def answer_of(rating: Any) -> Answer:
    """What is stored for one question; ``rating`` is None where nothing is."""
    if rating is None:
        return Answer()
    return Answer(NOT_ENOUGH if rating.not_enough_evidence else str(rating.value or ""), rating.evidence)


def overall_of(card: Any) -> Answer:
    """The recommendation and the summary as they are stored."""
    return Answer(str(card.recommendation or ""), card.summary)


def is_closed(card: Any) -> bool:
    """Takes no more writing: handed in, or no longer asked for."""
    return card.is_submitted or card.withdrawn_at is not None or card.interview.is_cancelled


def check_open(card: Any) -> None:
    if card.is_submitted:
        raise Sealed("This scorecard is handed in, so nothing on it changes any more.")
    if card.interview.is_cancelled:
        raise Sealed("This interview was cancelled, so its scorecard is closed.")
    if card.withdrawn_at is not None:
        raise Sealed("You are no longer on this panel, so this scorecard is closed.")


def answer_to_save(stored: Answer, change: Change) -> Answer:
    """What is to be stored after ``change``; refuses to write over what its writer has not seen."""
    base = change.newer if change.settle else change.base
    answer = settled(stored, change.typed, change.settle)
    if stored.revision != base and stored not in (answer, *change.attempts):
        raise OutOfDate(stored)
    return answer


def settled(stored: Answer, typed: Answer, settle: str) -> Answer:
    """One answer from two, as the writer wants it."""
    if settle == "theirs":
        return stored
    if settle == "both":
        words = "\n\n".join(text for text in (stored.words, typed.words) if text.strip())
        return Answer(typed.choice or stored.choice, words)
    return typed


def check_answer(answer: Answer, choices: Collection[str]) -> None:
    if answer.choice and answer.choice not in choices:
        raise Refused("Choose one of the steps.", field="choice")
    if len(answer.words) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters here.", field="words")


def missing_of(questions: Iterable[Any], answers: dict[int, Answer], overall: Answer) -> list[Missing]:
    """What must be filled in before the card can be handed in, in the order of the page."""
    missing = []
    for number, question in enumerate(questions, 1):
        answer = answers.get(question.id, Answer())
        if not answer.choice:
            missing.append(
                Missing(
                    question.id, "choice", f"Question {number}: choose a rating, or “not enough evidence”."
                )
            )
        elif answer.choice in NEED_EVIDENCE and not answer.words.strip():
            missing.append(
                Missing(
                    question.id,
                    "words",
                    f"Question {number}: a rating of {answer.choice} needs its evidence.",
                )
            )
    if not overall.choice:
        missing.append(Missing(None, "choice", "Choose your overall recommendation."))
    return missing


def check_complete(questions: Iterable[Any], answers: dict[int, Answer], overall: Answer) -> None:
    if missing := missing_of(questions, answers, overall):
        raise Incomplete(missing)


def hour_words(starts_at: datetime, ends_at: datetime, at: datetime) -> str:
    """How far the hour is, in whole minutes: "Starts in 5 min", "12 of 60 min passed", "Ended"."""
    minutes = int((ends_at - starts_at).total_seconds() // 60)
    passed = int((at - starts_at).total_seconds() // 60)
    if at < starts_at:
        left = -passed
        return f"Starts in {left} min" if left < 100 else "The interview has not begun"
    return f"{passed} of {minutes} min passed" if at < ends_at else f"Ended, {minutes} min planned"
