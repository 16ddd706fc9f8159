"""R2, one ask of a length that can be heard once; R3, an open ask that anyone from the trade can answer."""

import re
from collections.abc import Iterator

from app.engines.questions.lint.item import Fault, Item
from app.engines.questions.lint.words import sentences, words

LONGEST_STEM = 45  # words; a scene may take 75
LONGEST_SCENE = 75

_ASK = (
    r"(?:tell (?:us|me)|describe|explain|(?:walk|talk|take) (?:us|me) through|"
    r"give (?:us|me|an)|share|outline)"
)
_IMPERATIVE = re.compile(rf"^(?:please |first,? |then,? |now,? |also,? |next,? )*{_ASK}\b", re.I)
_JOINED_IMPERATIVE = re.compile(rf"(?:\band|\bor|,|;) (?:then |also |please )*{_ASK}\b", re.I)
_INTERROGATIVE = r"(?:what|how|why|when|where|which|who|whom)"
_JOINED_QUESTION = re.compile(
    rf"(?:^|\W){_INTERROGATIVE}\b[^?]*?(?:,| and| or|, and|, or|;)\s+"
    rf"(?P<second>(?:and |or )?{_INTERROGATIVE}\b[^?]*)",
    re.I,
)
# The second half that only asks for the rest of the same event: "What was it for, and what did you do?"
_SAME_EVENT = re.compile(
    r"^(?:and |or )?(?:why(?: not)?(?: so| that)?|"
    r"what did you do(?: then| next| about (?:it|that|this|them))?|what happened(?: then| next| in the end)?|"
    r"what (?:was|were) the (?:result|results|outcome)|what came of (?:it|that)|"
    r"how did (?:it|that|this|things) (?:end|turn out|go)|what did you (?:find|learn|decide|change)|"
    r"how did you (?:do (?:it|that)|go about it))\W*$",
    re.I,
)
_RELATIVE = re.compile(
    r"^(?:and |or )?(?:when|where|which|who|whom)\b"
    r"(?! (?:did|do|does|was|were|is|are|would|will|should))(?! (?:[\w-]+ ){1,3}(?:did|do|does|would|will|have) you\b)",
    re.I,
)
_EVENT = "(?:time|situation|occasion|example)"
_TWO_EVENTS = re.compile(rf"\b(?:a|the) {_EVENT}\b[^.?]*\b(?:and|or) (?:another|a|the) {_EVENT}\b", re.I)
# A second account that needs no second verb: "Describe how you ..., as well as how you ...".
_ADDED = re.compile(
    r"(?:,? as well as|,? along with|,? in addition to|,? and also|, plus| or) (?:also )?(?:about )?"
    r"(?:how|what|why|which|when) (?:you|your|would|did|do|have)\b|"
    r"\b(?:secondly|additionally|furthermore|moreover|in addition)\b",
    re.I,
)
_EACH_WITH_YOU = r"(?:a|an|the|another) (?:[\w-]+ ){1,4}(?:that |which |whom )?you (?:have |had )?"
_TWO_THINGS = re.compile(
    rf"\b(?:about|describe) {_EACH_WITH_YOU}[\w-]+(?: [\w-]+){{0,6}},? and (?:about )?{_EACH_WITH_YOU}", re.I
)
_CLOSED = re.compile(
    r"^(?:and |so |now,? |then,? )?(?:do|did|does|are|is|was|were|have|has|had|can|could|would|will|should|"
    r"may|might|am|aren't|isn't|don't|didn't|haven't|hasn't|wouldn't|shouldn't|can't)\b(?! (?:not )?only)",
    re.I,
)
_TRIVIA = re.compile(
    r"\bwhat(?:'s| is| are) the (?:default|difference between|full form|syntax|meaning of|definition of|"
    r"name of|latest version|time complexity)\b|"
    r"\bwhat does [\w-]+ (?:stand for|mean)\b|\bwhat(?:'s| is) (?:a|an) [\w-]+(?: [\w-]+)?\?|"
    r"\b(?:which|what) (?:version|port|year)\b|\bwho invented\b|"
    r"^(?:please )?(?:name|list|define) (?:the|two|three|four|five|all|a|an)\b|"
    r"\bhow many (?!of|people|hours|minutes)[\w ]+ (?:are there|exist|does [\w ]+ have)\b",
    re.I,
)
_STOCK = re.compile(
    r"^(?:how many years|what are your (?:greatest )?(?:strengths|weaknesses)|where do you see yourself|"
    r"why should we hire)\b",
    re.I,
)
_ANSWERED_BY_YES = "can be answered with yes or no: begin with what, how, or tell us about"


def check(item: Item) -> Iterator[Fault]:
    if not item.text.strip():
        yield item.fault("R2", "the question has no text: write what is to be asked")
        return
    yield from _one_ask(item)
    yield from _open(item)


def _one_ask(item: Item) -> Iterator[Fault]:
    limit = LONGEST_SCENE if item.kind == "situational" else LONGEST_STEM
    length = len(words(item.text))
    if length > limit:
        yield item.fault("R2", f"the question has {length} words: cut it to {limit} or fewer")
    parts = sentences(item.text)
    if item.text.count("?") > 1:
        yield item.fault(
            "R2", "there is more than one question mark: keep one, move the others to the probes"
        )
    imperatives = sum(bool(_IMPERATIVE.search(part)) for part in parts)
    joined = sum(len(_JOINED_IMPERATIVE.findall(part)) for part in parts if _IMPERATIVE.search(part))
    if imperatives + joined > 1:
        yield item.fault("R2", "it asks for two accounts (tell, describe, explain ...): keep one of them")
    for part in parts:
        found = _JOINED_QUESTION.search(part) if part.endswith("?") else None
        if found and not _SAME_EVENT.match(found["second"]) and not _RELATIVE.match(found["second"]):
            second = _short(found["second"].rstrip("?"))
            yield item.fault("R2", f"it asks two things at once (“{second}”): move one to the probes")
    if imperatives and (found := _ADDED.search(item.text)):
        yield item.fault(
            "R2", f"it asks for a second account (“{found[0].strip(' ,')}”): move it to the probes"
        )
    if " / " in item.text:
        yield item.fault("R2", "a stroke between two things to ask for: choose one")
    if _TWO_EVENTS.search(item.text) or _TWO_THINGS.search(item.text):
        yield item.fault("R2", "it asks for two events: ask for one")


def _open(item: Item) -> Iterator[Fault]:
    asked = [part for part in sentences(item.text) if part.endswith("?")]
    for part in asked:
        if _CLOSED.match(part):
            yield item.fault("R3", f"“{_short(part)}” {_ANSWERED_BY_YES}")
    first = sentences(item.text)[0]
    if first not in asked and not first.endswith(".") and _CLOSED.match(first):
        yield item.fault("R3", f"“{_short(first)}” {_ANSWERED_BY_YES}")
    trivia = _TRIVIA.search(item.text)
    if trivia:
        what = f"“{_short(trivia[0])}” asks for a fact that can be looked up: ask how the person would use it"
        yield item.fault("R3", what)
    if _STOCK.search(item.text):
        yield item.fault("R3", "a stock question about the person: ask for one event or one piece of work")
    told = any(_IMPERATIVE.search(part) for part in sentences(item.text))
    if not asked and not told and item.kind != "work_sample":
        yield item.fault("R3", "nothing is asked: end with a question, or begin with “Tell us about”")


def _short(text: str) -> str:
    cut = text.split()
    return " ".join(cut[:7]) + (" …" if len(cut) > 7 else "")
