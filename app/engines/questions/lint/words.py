"""Words, sentences and likeness: the small arithmetic that the rules share."""

import math
import re
from collections import Counter
from functools import cache

import snowballstemmer

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_STOP = frozenset(
    "a an the and or but nor so yet of to in on at by for from with without into onto over under about as than "
    "that this these those it its is are was were be been being am do does did done have has had having i we us our "
    "you your yours they them their he she his her who whom which what when where why how not no any all each every "
    "both either one ones can could may might must shall should will would if then there here also only just more "
    "most much many very too own same other others such before after again up down out off once because while "
    "until between through during tell say says said cannot".split()
)
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
        stem(word) for word in words(text.replace("-", " ")) if word.lower() not in _STOP and len(word) > 1
    ]


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
