"""R7, fit for the level: the scope that the words ask for is one that the level has had."""

import re
from collections.abc import Iterator

from app.engines.questions.lint.item import LEVELS, Fault, Item
from app.engines.questions.lint.lexicon import any_of

_NAMED = re.compile(
    r"\b(?:as|for|being) an? (junior|mid|mid-level|senior|lead|principal|staff)\b(?! (?:time|person|member))",
    re.I,
)
_WIDE = any_of("wide")
_NARROW = any_of("narrow")


def check(item: Item) -> Iterator[Fault]:
    for level in item.levels:
        if level not in LEVELS:
            yield item.fault("R7", f"the level “{level}” is not one of {', '.join(LEVELS)}")
    if not item.levels:
        return
    for level, _ in item.anchor_sets:
        if level and level not in item.levels:
            yield item.fault("R7", f"there are anchors for {level}, which is not among its levels")
    named = _NAMED.search(item.text)
    if named and item.levels != (named[1].lower().removesuffix("-level"),):
        yield item.fault("R7", f"“{named[0]}” names a level in the question: leave it to the levels")
    wide = _WIDE.search(item.text)
    if wide and "junior" in item.levels:
        what = f"“{wide[0]}” is more than a junior has had: change the words, or leave junior out"
        yield item.fault("R7", what)
    narrow = _NARROW.search(item.text)
    if narrow and {"senior", "lead"} & {*item.levels}:
        what = f"“{narrow[0]}” is behind a senior: change the words, or leave senior and lead out"
        yield item.fault("R7", what)
