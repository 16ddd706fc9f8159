"""Sentences outside a list that only say again what the list says."""

from collections.abc import Iterable

from app.engines.documents.repetition import stems_of

SAID = 0.5  # share of a sentence's content that the list has: above it, the sentence says nothing new
NEW = 3  # words of content that a sentence must add
_EMPTY = stems_of(
    "you will role position also help working team responsible other various within across who what which up thing"
)


def says_again(sentence: str, listed: Iterable[str]) -> bool:
    """Whether the `listed` duties together already say most of what `sentence` says."""
    content = stems_of(sentence) - _EMPTY
    said = frozenset().union(*map(stems_of, listed))
    return len(content - said) < NEW or len(content & said) > SAID * len(content)
