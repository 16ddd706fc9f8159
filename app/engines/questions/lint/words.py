"""Words, sentences and likeness: the small arithmetic that the rules share."""

import math
import re
from collections import Counter
from functools import cache

import snowballstemmer

from app.engines.questions.lint.lexicon import EMPTY_WORDS, FRAME_WORDS, SAME_MEANING

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_stemmer = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(" ".join(text.split())) if part.strip()]


@cache
def stem(word: str) -> str:
    return _stemmer.stemWord(word.lower().replace("’", "'").removesuffix("'s"))


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order, with repeats."""
    return [
        stem(word)
        for word in words(text.replace("-", " "))
        if word.lower() not in EMPTY_WORDS and len(word) > 1
    ]


_FRAME = frozenset(map(stem, FRAME_WORDS))
_FIRST_OF = {stem(word): stem(line[0]) for line in reversed(SAME_MEANING) for word in line}


def meanings(text: str) -> frozenset[str]:
    """What a text is about: its content stems without the frame of a question, one for each meaning."""
    return frozenset(_FIRST_OF.get(each, each) for each in content_stems(text) if each not in _FRAME)


def jaccard(one: list[str], other: list[str]) -> float:
    """Shared stems over all stems, 0 to 1; two empty lists are unlike."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def character_grams(text: str) -> Counter[str]:
    """Counts of character 3- to 5-grams of the text in lower case, with spaces folded."""
    folded = f" {' '.join(words(text.lower()))} "
    return Counter(folded[at : at + size] for size in (3, 4, 5) for at in range(len(folded) - size + 1))


def cosine(one: Counter[str], other: Counter[str]) -> float:
    if len(other) < len(one):
        one, other = other, one
    dot = sum(count * other[gram] for gram, count in one.items())
    norm = math.sqrt(sum(n * n for n in one.values())) * math.sqrt(sum(n * n for n in other.values()))
    return dot / norm if norm else 0.0
