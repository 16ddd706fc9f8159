"""What stays when questions are chosen again, and what a person may write into one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.refusals import Refused

WEIGHTS = (1, 2, 3)
MOST_QUESTIONS = 40  # of one stage
MUST_HAVE = 4  # importance from which a responsibility is one
RATERS = 2  # different people who rate a must-have
KIND_ORDER = ("past_behaviour", "situational", "knowledge", "work_sample")

_RESPONSIBILITY = re.compile(r"\br(\d+)\b")


def is_kept(question: Any) -> bool:
    """Whether a person has decided about a planned question: then it stays when questions are chosen again."""
    return question.is_locked or question.is_edited or question.library_id is None or question.weight != 1


def is_must(responsibility: Any) -> bool:
    """Whether the job cannot be done without it."""
    return responsibility.importance >= MUST_HAVE


def check_swappable(question: Any) -> None:
    """An edited question's words would be lost: they are given up on purpose first."""
    if question.library_id is None:
        raise Refused("A colleague wrote this question. Remove it if another should stand here.")
    if question.is_edited:
        raise Refused("This question was edited. Go back to the library's words first, then swap it.")


def check_room(stage: Any) -> None:
    if len(stage.questions) >= MOST_QUESTIONS:
        raise Refused(f"A stage has at most {MOST_QUESTIONS} questions.")


def check_weight(weight: int, reason: str) -> None:
    if weight not in WEIGHTS:
        raise Refused(f"Choose a weight from {WEIGHTS[0]} to {WEIGHTS[-1]}.", field="weight")
    if weight != 1 and not reason.strip():
        raise Refused("Write why the questions do not weigh the same.", field="reason")


def named(why: str, names: Mapping[int, str]) -> str:
    """The engine's sentence with names of responsibilities in the place of their ids ("r12")."""
    return _RESPONSIBILITY.sub(lambda found: f"“{names.get(int(found[1]), 'a removed responsibility')}”", why)


def listed(names: Sequence[str]) -> str:
    """A; A and B; A, B and C."""
    return " and ".join([", ".join(names[:-1])] * (len(names) > 1) + list(names[-1:]))


def short(text: str, length: int = 60) -> str:
    """``text``, cut at a word's end where it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    return text[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:") + "…"


def place_for(kind: str, kinds: Sequence[str]) -> int:
    """Where among questions of these ``kinds``, from 0, a new one goes: after the last not asked later."""
    rank = KIND_ORDER.index(kind)
    earlier = [place for place, other in enumerate(kinds) if KIND_ORDER.index(other) <= rank]
    return earlier[-1] + 1 if earlier else 0


def lines(text: str | None) -> list[str]:
    """The lines of a text that have words."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def reading(values: Mapping[str, Any]) -> str:
    """What someone read before they began to type, as a comparable text."""
    return repr(sorted(values.items()))
