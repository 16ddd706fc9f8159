"""How central a duty is, 1 to 5, from what the document shows.

Three is where every duty starts. The first ones of a list, words of ownership, of frequency and of weight, and
repetition raise it; helping verbs, "occasionally" and catch-all lines lower it. A coordinator can change it.
"""

import re

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain

_WEIGHT = re.compile(
    r"\b(?:responsible for|accountable|in charge|full ownership|end[- ]to[- ]end|key|critical|primary|primarily|main|"
    r"daily|day-to-day|core|highest|overall|strategy|strategic|must|all aspects)\b"
)
_MINOR = re.compile(r"\b(?:occasional(?:ly)?|when needed|as needed|as required|where necessary|from time to time|may|ad[- ]hoc|sometimes|if required)\b")
_CATCH_ALL = re.compile(
    r"\b(?:other|any|additional|such)\b[^.]{0,40}\b(?:duties|tasks|responsibilities|projects|work)\b[^.]{0,40}\b(?:assigned|required|needed|requested|time to time|necessary|reasonabl\w+|directed|allocated)"
)


def importance_of(text: str, verb: str, place: int, count: int, repeats: int) -> int:
    """1 to 5 for the duty at `place` (from 0) of `count`, that the document says `repeats` more times."""
    words = plain(text)
    if _CATCH_ALL.search(words):
        return 1
    score = 3.0
    first = words.split(" ", 1)[0] if words else ""
    base = vocabulary.forms("duty").get(first, (verb, ""))[0]
    if base in vocabulary.words("verbs", "central"):
        score += 1
    if base in vocabulary.words("verbs", "minor"):
        score -= 1
    if count >= 4:
        score += 0.5 if place < count / 3 else -0.5 if place >= count * 2 / 3 else 0
    if _WEIGHT.search(words):
        score += 0.5
    if _MINOR.search(words):
        score -= 1
    score += min(repeats, 2) * 0.5
    return max(1, min(5, int(score + 0.5)))
