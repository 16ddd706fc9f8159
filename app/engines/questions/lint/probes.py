"""R8: three or four probes, each one neutral question that gives no answer away."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.lexicon import EVERYDAY_WORDS, any_of
from app.engines.questions.lint.words import content_stems, jaccard, stem, words

LIKENESS = 0.6  # two probes above this share of words are one
LONGEST = 30  # words
_EVERYDAY = frozenset(map(stem, EVERYDAY_WORDS))

_LEADING = any_of("leading", also=r",\s*(?:right|no|yes|correct)\?$")
_ASKING = re.compile(
    r"\b(?:what|how|why|when|where|which|who|whom|whose|did|do|does|was|were|is|are|have|has|had|can|could|would|"
    r"will|in|to|for|at|from|by|if|and|on|with)\b",
    re.I,
)


def check(item: Item) -> Iterator[Fault]:
    if len(item.probes) not in (3, 4):
        yield item.fault("R8", f"there are {len(item.probes)} probes: write three or four")
    for number, probe in enumerate(item.probes, 1):
        text = probe.strip()
        if not text:
            yield item.fault("R8", f"probe {number} is empty")
            continue
        if not text.endswith("?") or not _ASKING.search(text):
            yield item.fault("R8", f"probe {number} is not a question: end it with a question mark")
        if text.count("?") > 1:
            yield item.fault("R8", f"probe {number} asks more than one question: keep one")
        leading = _LEADING.search(text)
        if leading:
            hint = leading[0].strip(" ,")
            yield item.fault("R8", f"probe {number} leads (“{hint}”): ask without hinting at the answer")
        if len(words(text)) > LONGEST:
            length = len(words(text))
            yield item.fault("R8", f"probe {number} has {length} words: cut it to {LONGEST} or fewer")
        told = _told(item, text)
        if told:
            what = f"probe {number} names what only a high answer holds (“{told}”): ask openly"
            yield item.fault("R8", what)
    for number, probe in enumerate(item.probes, 1):
        for other, earlier in enumerate(item.probes[: number - 1], 1):
            if jaccard(content_stems(probe), content_stems(earlier)) > LIKENESS:
                yield item.fault("R8", f"probes {other} and {number} ask the same: replace one")


def _told(item: Item, probe: str) -> str:
    """A word pair of the probe that stands in anchors 4 or 5 and nowhere else: a solution handed over.

    A pair of everyday words stands in both by chance, and what the question itself says is no secret.
    """
    asked = _pairs(probe)
    open_words = _EVERYDAY | {*content_stems(f"{item.text} {item.material}")}
    for _, anchors in item.anchor_sets:
        high = _pairs(" . ".join(anchors.get(point, "") for point in "45"))
        low = _pairs(" . ".join(anchors.get(point, "") for point in "123"))
        for pair in asked:
            if not open_words.issuperset(pair) and pair in high and pair not in low:
                return " ".join(pair)
    return ""


def _pairs(text: str) -> list[tuple[str, str]]:
    """Neighbouring content words, in the text's order."""
    found = []
    for part in re.split(r"[.;:?!,]", text):
        stems = content_stems(part)
        found += pairwise(stems)
    return found
