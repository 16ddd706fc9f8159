"""Across questions: R10, no anchor text used twice; R11, no id, question or paraphrase twice."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.words import character_grams, cosine, meanings, words

GRAM_LIKENESS = 0.75  # cosine of character 3- to 5-grams
MEANING_LIKENESS = 0.48  # Jaccard of meanings, within one competency; the library's own pairs stay below 0.44
FEWEST_SHARED = 3  # meanings; two words in common are chance
WHOLE_LIKENESS = 0.3  # Jaccard of meanings of ask, probes and anchors together, where the asks are near
NEAR = 0.28  # Jaccard of meanings of the asks


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
        asked = _meanings(item.text)
        if not asked:
            continue
        for other in (*others, *items[:at]):
            if item.paraphrase_group and item.paraphrase_group == other.paraphrase_group:
                continue
            shared = _shared(asked, _meanings(other.text))
            if shared < NEAR:  # far apart in words is never near in characters: spares the slower figures
                continue
            if _same_ask(item, other, shared):
                what = f"it says the same as {other.id}: replace one, or give both one paraphrase_group"
                yield item.fault("R11", what)


def _same_ask(item: Item, other: Item, shared: float) -> bool:
    if cosine(character_grams(item.text), character_grams(other.text)) >= GRAM_LIKENESS:
        return True
    if item.competency != other.competency:
        return False
    together = len(_meanings(item.text) & _meanings(other.text))
    if together >= FEWEST_SHARED and shared >= MEANING_LIKENESS:
        return True
    if not (item.anchor_sets[0][1] and other.anchor_sets[0][1]):  # the asks alone would be judged twice
        return False
    return _shared(_meanings(_whole(item)), _meanings(_whole(other))) >= WHOLE_LIKENESS


def _whole(item: Item) -> str:
    """All that is said in a question: the ask, its probes and the first set of anchors."""
    return " . ".join((item.text, *item.probes, *item.anchor_sets[0][1].values()))


@lru_cache(maxsize=4096)
def _meanings(text: str) -> frozenset[str]:
    return meanings(text)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard of two sets of meanings."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
