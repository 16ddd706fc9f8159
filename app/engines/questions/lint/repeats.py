"""Across questions: R10, no anchor text used twice; R11, no id, question or paraphrase twice."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.words import character_grams, content_stems, cosine, words

GRAM_LIKENESS = 0.75  # cosine of character 3- to 5-grams
WORD_LIKENESS = 0.6  # Jaccard of stems, within one competency


def check_all(items: Sequence[Item], others: Sequence[Item] = ()) -> Iterator[Fault]:
    """The faults of `items` among themselves and against `others`, which are not judged."""
    yield from _ids(items)
    yield from _anchors(items, others)
    yield from _paraphrases(items, others)


def _ids(items: Sequence[Item]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for item in items:
        seen[item.id] = seen.get(item.id, 0) + 1
        if seen[item.id] == 2:
            yield item.fault("R11", "this id is used more than once: ids are never reused")


def _anchors(items: Sequence[Item], others: Sequence[Item]) -> Iterator[Fault]:
    owner = {
        " ".join(words(text.lower())): other.id
        for other in others
        for _, anchors in other.anchor_sets
        for text in anchors.values()
    }
    for item in items:
        for level, anchors in item.anchor_sets:
            for point, text in anchors.items():
                folded = " ".join(words(text.lower()))
                if folded and owner.setdefault(folded, item.id) != item.id:
                    suffix = f" for {level}" if level else ""
                    what = f"anchor {point}{suffix} is word for word one of {owner[folded]}: write its own"
                    yield item.fault("R10", what)


def _paraphrases(items: Sequence[Item], others: Sequence[Item]) -> Iterator[Fault]:
    for at, item in enumerate(items):
        stems = _stems(item.text)
        if not stems:
            continue
        for other in (*others, *items[:at]):
            if item.paraphrase_group and item.paraphrase_group == other.paraphrase_group:
                continue
            shared = _shared(stems, _stems(other.text))
            if shared < 0.3:  # far apart in words is never near in characters: spares the slower figure
                continue
            alike = item.competency == other.competency and shared >= WORD_LIKENESS
            if alike or cosine(character_grams(item.text), character_grams(other.text)) >= GRAM_LIKENESS:
                what = f"it says the same as {other.id}: replace one, or give both one paraphrase_group"
                yield item.fault("R11", what)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard of two sets of stems."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
