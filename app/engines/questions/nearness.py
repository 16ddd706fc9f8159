"""How near a question's words are to a responsibility's: of several on one competency, the nearest is asked.

Words are compared by stem and weigh by how rare they are in the shipped library. Nothing of a responsibility
enters a question; its words only help to choose between authored wholes.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from app.engines.questions.lint.words import content_stems
from app.engines.questions.loader import library
from app.engines.questions.plan import Wanted
from app.engines.questions.question import Question

STEPS = (10, 20, 35)  # per cent of a line's weight; each is one step nearer
TELLING = 250  # a word in one question of twelve, or rarer: "work" and "team" say nothing


def nearness(question: Question, wanted: Sequence[Wanted]) -> int:
    """0 to 3 steps: to the responsibility that asks for its competency, first or second, and is nearest to it."""
    lines = [_stems(one.text) for one in wanted if one.text and question.competency in one.competencies[:2]]
    if not lines:
        return 0
    own, rarity = _stems(f"{question.text} {question.material or ''}"), _rarity()
    return max(_steps(own, line, rarity) for line in lines)


def _steps(own: frozenset[str], line: frozenset[str], rarity: dict[str, int]) -> int:
    known = sum(rarity.get(stem, 0) for stem in line)
    shared = sum(rarity.get(stem, 0) for stem in own & line)
    return sum(100 * shared >= step * known for step in STEPS) if shared else 0


@cache
def _rarity() -> dict[str, int]:
    """Hundredths of the logarithm of how few questions a stem stands in; stems in many are left out."""
    entries = library().entries
    spread = Counter(stem for entry in entries for stem in _stems(f"{entry.text} {entry.material or ''}"))
    rarity = {stem: round(100 * math.log(len(entries) / count)) for stem, count in spread.items()}
    return {stem: weight for stem, weight in rarity.items() if weight >= TELLING}


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))
