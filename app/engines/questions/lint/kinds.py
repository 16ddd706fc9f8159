"""R6, the kind is real: a past event, a dilemma, an explanation, or a piece of work with its material."""

import re
from collections.abc import Iterator

from app.engines.questions.lint.item import KINDS, Fault, Item
from app.engines.questions.lint.lexicon import any_of
from app.engines.questions.lint.words import sentences

_DID = (
    r"\w+ed|were|was|had|did|made|built|wrote|found|took|led|ran|got|gave|kept|held|dealt|taught|chose|saw|fought|"
    "met|set|put|brought|left|lost|learnt|sold|won|thought|came|went|knew|broke|caught|cut|began|written|done|been|"
    "taken|given|seen|known|chosen"
)
_PAST = re.compile(
    r"\b(?:a|one|the|any) (?:[\w-]+ ){0,3}(?:time|occasion|situation|example|case|piece|project|moment)\b|"
    r"\b(?:most|last|latest|recent|first|recently|ever)\b|\b\w{2,}est\b|"
    rf"\byou(?: and others)?(?: have| had|'ve)? (?:\w+ly )?(?:{_DID})\b|"
    r"\b(?:how|what|which|whom?|when|where|why)\b[^.?]{0,60}\bdid (?:you|it|that|they|the|this)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would you|imagine|suppose|what if|if you were|you would|pretend|how might you)\b", re.I
)
_PAST_ASK = re.compile(
    r"\b(?:tell us about (?:a|the|an|one|your)|describe a (?:time|situation)|have you ever|did you|"
    r"a time when|in your last (?:job|role)|give (?:us )?an example)\b",
    re.I,
)
_CONFLICT = any_of("conflict", also="n['’]t\\b")
_CHOICE = re.compile(
    r"\b(?:what|how|which|where|who)\b[^?]*\?|"
    r"\b(?:tell us|describe|explain|walk us through|talk us through)\b",
    re.I,
)
_MINUTES = {"past_behaviour": (5, 15), "situational": (4, 12), "knowledge": (4, 15), "work_sample": (10, 45)}


def check(item: Item) -> Iterator[Fault]:
    text = item.text
    if item.kind not in KINDS:
        yield item.fault("R6", f"the kind “{item.kind}” is not one of {', '.join(KINDS)}")
        return
    if item.kind == "past_behaviour":
        if _HYPOTHETICAL.search(text):
            yield item.fault(
                "R6", "past behaviour asked as a supposition (would, imagine): ask what happened"
            )
        elif not _PAST.search(text):
            yield item.fault("R6", "no past event is asked for: begin with “Tell us about the last time ...”")
    if item.kind == "situational":
        if _PAST_ASK.search(text):
            yield item.fault("R6", "a situation asks for a past event: set a scene and ask what they do")
        if len(sentences(text)) < 2 or not _CONFLICT.search(text):
            yield item.fault("R6", "no conflict between two good aims: say what pulls the other way")
        if not _CHOICE.search(text):
            yield item.fault("R6", "the scene ends without an ask: end with “What do you do?”")
    if item.kind == "knowledge" and re.search(r"\ba time (?:when )?you\b|\bhave you ever\b", text, re.I):
        yield item.fault("R6", "a knowledge question asks for a past event: ask for an explanation")
    if item.kind == "work_sample":
        if not item.material.strip():
            yield item.fault("R6", "a work sample without material: add what is to be looked at")
        if item.asks_for_key and not item.key.strip():
            yield item.fault("R6", "a work sample without a key: say what is to be found")
    elif item.material.strip():
        yield item.fault("R6", "only a work sample has material: make it one, or take the material out")
    yield from _time(item)


def _time(item: Item) -> Iterator[Fault]:
    if item.minutes is None:
        return
    low, high = _MINUTES[item.kind]
    if not isinstance(item.minutes, int) or isinstance(item.minutes, bool) or not low <= item.minutes <= high:
        kind = item.kind.replace("_", " ")
        yield item.fault("R6", f"{item.minutes} minutes: a {kind} question takes {low} to {high}")
