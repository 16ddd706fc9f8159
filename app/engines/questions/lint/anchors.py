"""R9, five observable anchors, and R10, anchors that stay apart and rise."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.lexicon import any_of
from app.engines.questions.lint.words import content_stems, jaccard, words

POINTS = "12345"
SHORTEST, LONGEST = 8, 45  # words
LIKENESS = 0.5  # neighbouring anchors above this Jaccard are one level
ECHO = 0.75  # an anchor that says this share of its words after the question only repeats it
LONGEST_ECHO = 7  # content words; a longer one says something with the question's words

_VAGUE = any_of("vague")
_NAMED_THINGS = any_of("named_things")
_FIRMLY = "very |quite |not |fully "
_UNSEEN = re.compile(
    r"^(?:the |a |this )?(?:candidate |person |applicant |interviewee |answer )?"
    r"(?:understands|knows|believes|feels|appreciates|likes|thinks|realises|realizes|wants|"
    rf"(?:is|seems|appears|looks|was) (?:{_FIRMLY})?(?:aware|able|familiar|comfortable|confident|passionate|"
    r"keen|experienced|enthusiastic|capable|interested)|"
    r"has (?:a|an|no|the)? ?(?:[\w-]+ )?(?:understanding|grasp|knowledge|attitude|sense|feeling|experience|"
    r"ability)|aware of|familiar with|comfortable with|able to|enthusiastic|passionate)\b",
    re.I,
)
_LEFT_UNDONE = re.compile(r"\b(?:nothing|no|none|nobody|neither|without)\b", re.I)  # tells what was not done
_TWO_LEVELS = re.compile(
    r"\b(?:between (?:anchors? |levels? |points? )?[1-5] and [1-5]|"
    r"[1-5] ?(?:-|–|to|or) ?[1-5] (?:level|points?|on the scale)|level [1-5] (?:or|to|and) [1-5]|"
    r"as (?:in )?[1-5] or [1-5])\b",
    re.I,
)
_AS_POINT = re.compile(
    r"^(?:all of|everything in|as(?: in| for)?|same as|like) (?:anchor |point |level )?([1-5])\b", re.I
)


def check(item: Item) -> Iterator[Fault]:
    if not item.anchor_sets[0][1]:
        yield item.fault("R9", "there are no anchors: write five")
        return
    for level, anchors in item.anchor_sets:
        suffix = f" for {level}" if level else ""
        missing = [point for point in POINTS if not anchors.get(point, "").strip()]
        if missing or len(anchors) != len(POINTS):
            gone = ", ".join(missing) or "none"
            yield item.fault("R9", f"anchors{suffix}: write the points 1 to 5 and no other; missing: {gone}")
        for point, text in anchors.items():
            if text.strip():
                yield from _observable(item, f"anchor {point}{suffix}", text)
        yield from _grounded(item, suffix, anchors)
        yield from _apart(item, suffix, anchors)


def _observable(item: Item, place: str, text: str) -> Iterator[Fault]:
    length = len(words(text))
    if length < SHORTEST:
        yield item.fault("R9", f"{place} has {length} words: say in {SHORTEST} or more what is said or done")
    if length > LONGEST:
        yield item.fault("R9", f"{place} has {length} words: cut it to {LONGEST} or fewer")
    vague = _VAGUE.search(_NAMED_THINGS.sub("named", text))
    if vague:
        yield item.fault("R9", f"{place}: “{vague[0]}” can mean anything: name what is said or done instead")
    unseen = _UNSEEN.search(text)
    if unseen:
        what = f"{place}: “{unseen[0]}” cannot be seen: begin with what the person says or did"
        yield item.fault("R9", what)
    stems = content_stems(text)
    asked = {*content_stems(item.text)}
    echoed = sum(stem in asked for stem in stems) > ECHO * len(stems)
    if 4 <= len(stems) <= LONGEST_ECHO and echoed and not _LEFT_UNDONE.search(text):
        yield item.fault("R9", f"{place} only repeats the question: say what a rater would hear")


def _grounded(item: Item, suffix: str, anchors: dict[str, str]) -> Iterator[Fault]:
    """The five together speak of what was asked; a single one need not ("Guessed; changed the hardware")."""
    about = {*content_stems(" ".join((item.text, item.competency, item.material, *item.probes)))}
    if about and anchors and not about & {*content_stems(" ".join(anchors.values()))}:
        yield item.fault("R9", f"anchors{suffix}: no word of the question or the competency occurs in them")


def _apart(item: Item, suffix: str, anchors: dict[str, str]) -> Iterator[Fault]:
    texts = [anchors.get(point, "") for point in POINTS]
    for below, (low, high) in enumerate(pairwise(texts), 1):
        if low.strip() and high.strip() and jaccard(content_stems(low), content_stems(high)) > LIKENESS:
            both = f"anchors {below} and {below + 1}{suffix}"
            yield item.fault("R10", f"{both} differ by too little: name the step between them")
    folded = [" ".join(words(text.lower())) for text in texts]
    for point, text in enumerate(folded, 1):
        if text and text in folded[: point - 1]:
            yield item.fault("R10", f"anchor {point}{suffix} stands twice: each point needs its own")
    for point, text in enumerate(texts, 1):
        if _TWO_LEVELS.search(text):
            yield item.fault("R10", f"anchor {point}{suffix} describes two points: describe one")
        built_on = _AS_POINT.match(text.strip())
        if built_on and int(built_on[1]) >= point:
            yield item.fault("R10", f"anchor {point}{suffix} builds on {built_on[1]}, which is not below it")
