"""Duties that the document states twice."""

import re

from app.engines.documents.wording import plain, words_of

_EMPTY = frozenset(
    "a an the of to in on for with and or by at from as our your their its all this that be is are".split()
)
ALIKE = 0.85  # share of words in common above which two duties are one
_MOST = 400  # comparing every pair beyond this would take long; equal ones are still found


def repeats_of(texts: list[str]) -> dict[int, int]:
    """For each later text that says the same as an earlier one: {its place: the earlier's place}."""
    seen: dict[frozenset[str], int] = {}
    found: dict[int, int] = {}
    for place, text in enumerate(texts):
        words = stems_of(text) or frozenset((text,))
        earlier = seen.get(words)
        if earlier is None and len(words) > 3 and place < _MOST:
            earlier = next((kept for other, kept in seen.items() if _alike(words, other)), None)
        if earlier is None:
            seen[words] = place
        else:
            found[place] = earlier
    return found


def stems_of(text: str) -> frozenset[str]:
    """The words that carry a text's content, without their endings."""
    return frozenset(_stem(word) for word in words_of(plain(text)) if word not in _EMPTY)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if not 0.8 < len(one) / len(other) < 1.25:
        return False
    return len(one & other) >= ALIKE * len(one | other)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word
