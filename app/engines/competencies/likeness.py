"""How like a line is to each competency's own text: the weighted sum of word TF-IDF, character TF-IDF and BM25.

TF-IDF is the cosine of (1 + log tf) x idf vectors; BM25 after Robertson and Zaragoza 2009, with k1 = 1.2 and
b = 0.75, divided by its greatest value over the competencies and weakened where no word is rare.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from app.engines.competencies.terms import Terms

K1, B = 1.2, 0.75
WORDS, CHARACTERS, BM25 = 1.0, 0.6, 0.5  # the parts' weights


class _Cosine:
    def __init__(self, documents: Sequence[Counter[str]]) -> None:
        frequency = Counter(gram for document in documents for gram in document)
        self._idf = {
            gram: math.log((1 + len(documents)) / (1 + count)) + 1 for gram, count in frequency.items()
        }
        self._size = len(documents)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for place, document in enumerate(documents):
            for gram, weight in self._vector(document).items():
                self._postings.setdefault(gram, []).append((place, weight))

    def _vector(self, document: Counter[str]) -> dict[str, float]:
        raw = {g: (1 + math.log(n)) * self._idf[g] for g, n in document.items() if g in self._idf}
        norm = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {gram: weight / norm for gram, weight in raw.items()} if norm else {}

    def against(self, line: Counter[str]) -> list[float]:
        found = [0.0] * self._size
        for gram, weight in self._vector(line).items():
            for place, other in self._postings[gram]:
                found[place] += weight * other
        return found


class Likeness:
    def __init__(self, documents: Sequence[Terms]) -> None:
        self._words = _Cosine([_word_grams(document) for document in documents])
        self._characters = _Cosine([_character_grams(document) for document in documents])
        self._counts = [Counter(document) for document in documents]
        self._length = [len(document) for document in documents]
        self._mean = sum(self._length) / len(documents)
        frequency = Counter(term for document in self._counts for term in document)
        size = len(documents)
        self._idf = {t: math.log(1 + (size - n + 0.5) / (n + 0.5)) for t, n in frequency.items()}

    def against(self, line: Terms) -> list[float]:
        """For each document, 0 to about 2."""
        parts = zip(self.words(line), self.characters(line), self.bm25(line), strict=True)
        return [WORDS * w + CHARACTERS * c + BM25 * b for w, c, b in parts]

    def words(self, line: Terms) -> list[float]:
        """The cosine over words and pairs of neighbours, for each document, 0 to 1."""
        return self._words.against(_word_grams(line))

    def characters(self, line: Terms) -> list[float]:
        """The cosine over runs of 3 to 5 characters, for each document, 0 to 1."""
        return self._characters.against(_character_grams(line))

    def bm25(self, line: Terms) -> list[float]:
        """BM25 for each document, 0 to 1."""
        known = [(term, self._idf[term]) for term in dict.fromkeys(line) if term in self._idf]
        if not known:
            return [0.0] * len(self._counts)
        scores = []
        for counts, length in zip(self._counts, self._length, strict=True):
            weight = K1 * (1 - B + B * length / self._mean)
            scores.append(
                sum(idf * counts[t] * (K1 + 1) / (counts[t] + weight) for t, idf in known if t in counts)
            )
        top = max(scores)
        scale = min(1.0, max(idf for _, idf in known) / 3.0) / top if top else 0.0
        return [score * scale for score in scores]


def _word_grams(line: Terms) -> Counter[str]:
    return Counter(line) + Counter(f"{one} {two}" for one, two in pairwise(line))


def _character_grams(line: Terms) -> Counter[str]:
    text = f" {' '.join(line)} "
    return Counter(text[at : at + size] for size in (3, 4, 5) for at in range(len(text) - size + 1))
