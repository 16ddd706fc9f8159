"""Words as they are compared: in British spelling, by their stem, without articles; and phrases of them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+[+#]*")
_IGNORED = frozenset("a an the our your their its this that these those".split())
_SPELLING = (
    (re.compile(r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "is"),
    (re.compile(r"lyz(?=(?:e|es|ed|er|ing)$)"), "lys"),
    (re.compile(r"(?<=[a-z]{3})avior"), "aviour"),
    (re.compile(r"^center"), "centre"),
    (re.compile(r"^program(?=s?$)"), "programme"),
)
# Words whose stem is that of another word: customs and customers, relational and related, business and busy.
_APART = frozenset(
    """
    acceptance accountability accountable accountant accounting applicable applicant assistant
    attendance attendant authority bookkeeping business careful commission commitment committed
    competence conference consistency constructive consultant container continuous contractor
    correspondence currently customs dependency developer directly director distributed distribution
    engine engineer engineering executive experience experiment extensible functional general
    generative goods governance government importance important inclusion initial initiative
    instruction integrity logical manually medical medication merchandise minutes mobility news
    observability officer operation operational operative operator performance performant personal
    personality production productive productivity programmer programming projection promptly
    receivable recommendation regulated regulation regulator regulatory relation relational relative
    releases responsibility responsible responsive responsiveness screening security specification
    studio succession summary typing vulnerability vulnerable
    """.split()
)
_PLURAL = (("ies", "y"), ("es", ""), ("s", ""))
_stemmer = snowballstemmer.stemmer("english")

Terms = tuple[str, ...]


class Hit(NamedTuple):
    """A phrase found in a line: its number in the index, and the terms from `start` up to `end`."""

    phrase: int
    start: int
    end: int


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending, singular in (("", ""), *_PLURAL):
        if word.endswith(ending) and (one := word.removesuffix(ending) + singular) in _APART:
            return one
    for pattern, british in _SPELLING:
        word = pattern.sub(british, word)
    return _stemmer.stemWord(word)


def terms(text: str) -> Terms:
    folded = text.lower().replace("’", "'").replace("'s", "")
    return tuple(_stem(word) for word in _WORD.findall(folded) if word not in _IGNORED)


class Phrases:
    """Many phrases, found in a line in one pass."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.terms = tuple(terms(phrase) for phrase in phrases)
        self._starting_with: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.terms):
            if phrase:
                self._starting_with.setdefault(phrase[0], []).append(number)

    def find(self, line: Terms, between: int = 0) -> list[Hit]:
        """Every occurrence, in the order of the line; in phrases of two, so many other words may stand between."""
        hits = []
        for start, term in enumerate(line):
            for number in self._starting_with.get(term, ()):
                phrase = self.terms[number]
                if line[start : start + len(phrase)] == phrase:
                    hits.append(Hit(number, start, start + len(phrase)))
                elif len(phrase) == 2 and phrase[1] in line[start + 2 : start + 2 + between]:
                    hits.append(Hit(number, start, line.index(phrase[1], start + 2) + 1))
        return hits
