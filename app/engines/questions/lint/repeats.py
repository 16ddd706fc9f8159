"""Across questions: R10, no anchor text used twice; R11, no id, question or paraphrase twice."""

from collections.abc import Iterator, Sequence

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.words import character_grams, content_stems, cosine, jaccard, words

GRAM_LIKENESS = 0.75  # cosine of character 3- to 5-grams
WORD_LIKENESS = 0.6  # Jaccard of stems, within one competency


def check_all(items: Sequence[Item]) -> Iterator[Fault]:
    yield from _ids(items)
    yield from _anchors(items)
    yield from _paraphrases(items)


def _ids(items: Sequence[Item]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for item in items:
        seen[item.id] = seen.get(item.id, 0) + 1
        if seen[item.id] == 2:
            yield item.fault("R11", "this id is used more than once: ids are never reused")


def _anchors(items: Sequence[Item]) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for item in items:
        for level, anchors in item.anchor_sets:
            for point, text in anchors.items():
                folded = " ".join(words(text.lower()))
                if folded and owner.setdefault(folded, item.id) != item.id:
                    suffix = f" for {level}" if level else ""
                    what = f"anchor {point}{suffix} is word for word one of {owner[folded]}: write its own"
                    yield item.fault("R10", what)


def _paraphrases(items: Sequence[Item]) -> Iterator[Fault]:
    grams = [character_grams(item.text) for item in items]
    stems = [content_stems(item.text) for item in items]
    for at, item in enumerate(items):
        for before, other in enumerate(items[:at]):
            if not stems[at] or (item.paraphrase_group and item.paraphrase_group == other.paraphrase_group):
                continue
            same_competency = item.competency == other.competency
            shared = jaccard(stems[at], stems[before])
            if shared < 0.3:  # far apart in words is never near in characters: spares the slower figure
                continue
            alike = same_competency and shared >= WORD_LIKENESS
            if alike or cosine(grams[at], grams[before]) >= GRAM_LIKENESS:
                what = f"it says the same as {other.id}: replace one, or give both one paraphrase_group"
                yield item.fault("R11", what)
