"""How central a duty is, 1 to 5, from what the document shows.

Three is where every duty starts. The first ones of a list, words of ownership, of frequency and of weight,
and repetition raise it; helping verbs, "occasionally" and catch-all lines lower it. A coordinator can change it.
"""

import re
from functools import cache

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain


def importance_of(text: str, verb: str, place: int, count: int, repeats: int) -> int:
    """1 to 5 for the duty at `place` (from 0) of `count`, that the document says `repeats` more times."""
    words = plain(text)
    if _words("catch_all").search(words):
        return 1
    score = 3.0
    first = words.split(" ", 1)[0]
    base = vocabulary.forms("duty").get(first, (verb, ""))[0]
    if base in vocabulary.words("verbs", "central"):
        score += 1
    if base in vocabulary.words("verbs", "minor"):
        score -= 1
    if count >= 4:
        score += 0.5 if place < count / 3 else -0.5 if place >= count * 2 / 3 else 0
    if _words("weighty").search(words):
        score += 0.5
    if _words("occasional").search(words):
        score -= 1
    score += min(repeats, 2) * 0.5
    return max(1, min(5, int(score + 0.5)))


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.phrase(name, 'importance').pattern})\b")
