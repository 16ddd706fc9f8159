"""The grammatical forms in which a line states a duty."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain, words_of


@dataclass(frozen=True, slots=True)
class Form:
    """How a duty is stated. `kind`: imperative, gerund, third (-s), second ("you will"), present ("you lead"),
    responsible, role ("the engineer designs"), nominal ("preparation of"); `stative` for verbs such as "understand"."""

    kind: str
    verb: str
    stative: bool = False


_MODAL = r"(?:will|would|shall|must|may|might|can|should|is to|are to|am to)"
_LEAD = r"(?:[^.;:!?]{2,110},\s+|as (?:an?|our|the)?[^.;:!?,]{3,50}?\s)?"
_BE_CHARGED = re.compile(
    r"^(?:(?:you|he|she|they|this person|this role|this position|the role|the position|the post) )?(?:(?:will|would|to|may|shall) )?(?:also )?(?:be |is |are |being |been )?(?:\w+ly |also |jointly )?"
    r"(?:responsible|accountable|in charge|tasked|charged|answerable|entrusted)\b(?: and (?:accountable|responsible))? (?:for|of|with|in)\b"
)
_IT_IS_CHARGED = re.compile(
    r"^(?:the|this|our|an?) (?:[\w/&-]+ ){1,5}(?:will be|is|will also be) (?:\w+ly )?(?:responsible|accountable) for\b"
)
_RESPONSIBILITY = re.compile(
    r"^(?:(?:full|overall|direct|shared|day-to-day|sole|end-to-end|delegated|line management|complete|primary) )*(?:responsibility|ownership|accountability|oversight)(?: for| of|,)"
    r"|^(?:taking|take|takes) (?:\w+ ){0,2}(?:ownership|responsibility|charge|part|the lead|care|over)"
    r"|^be (?:the|a|an|our) (?:\w+[- ]){0,4}(?:point|contact|owner|face|voice|link|lead|advocate|ambassador|champion|expert|liaison|escalation|interface|bridge|custodian)"
    r"|^be (?:part of|involved in|able to (?:manage|lead|deliver))"
)
_INCLUDES = re.compile(
    r"\b(?:responsibilities|duties|tasks|accountabilities|work)\b(?: of [^.]{0,40})?(?: (?:will|may|can|could|would|also|often|typically|usually))* (?:be|include|includes|involve|involves|are|range from|consist of)\b"
    r"|\b(?:role|position|job|post|work|this|it|day)\b(?: (?:will|may|can|could|would|also|often|typically|usually|mainly|primarily))* (?:involves?|includes?|entails?|requires you to|consists? of|focus(?:es)? on)\b"
)
_WE_ASK = re.compile(r"\b(?:we|company|team) (?:will |would )?(?:need|expect|want|require|ask|trust|like|rely on|count on|are looking to) you to (?P<rest>.+)")
_FRONTED = re.compile(
    r"^(?:in|on|as|when|where|with|together|under|through|by|using|for|from|at|working|based|alongside|within|if|during|"
    r"after|before|to|across)\b[^.;:!?]{3,90},\s+(?P<rest>\w.+)"
)
# "Launching a product is only the beginning": the gerund is what the sentence is about.
_IS_SUBJECT = re.compile(
    r"^(?:(?! (?:that|which|who|whom|what|how|where|when|whether|if|as|to|so|while|and) )[^,;:()])*? (?:is|are|was|has|can|will|may|means|requires|plays)\b.*\.$"
)
_NOT_AFTER_GERUND = frozenset(
    "experience skills skill environment hours conditions pattern background knowledge qualification qualifications "
    "ability degree certificate arrangements days week language languages agency staff".split()
)
_NOT_AFTER_BASE = frozenset("experience skills skill knowledge background qualification ability proficiency expertise time level".split())
_NEVER_SECOND = frozenset(
    "join receive get enjoy gain earn find benefit grow need have be possess bring learn love thrive want feel like know "
    "understand believe become remain stay meet start hold celebrate appreciate desire demonstrate show".split()
)


@cache
def _subject() -> re.Pattern[str]:
    nouns = (
        "candidate|applicant|post ?holder|post-holder|job ?holder|role ?holder|incumbent|individual|person|role|position|job|post|employee|hire|"
        "colleague|team member|jobholder|" + vocabulary.job_pattern()
    )
    who = rf"(?:you|he/she|they|s/he|(?:the |our |this |your |an? |each |every )?(?:new |right |successful |ideal |chosen |selected |appointed )*(?:{nouns}))"
    return re.compile(rf"^{_LEAD}(?:and )?{who},? (?:{_MODAL}|(?:is|are) (?:expected|required|asked) to)\b(?P<rest>.*)")


@cache
def _role_subject() -> re.Pattern[str]:
    often = r"(?:often|typically|usually|commonly|regularly|generally|also|frequently|always|sometimes|mainly|primarily|routinely|then)"
    return re.compile(
        rf"^{_LEAD}(?:(?:the|an?|our|most|many|experienced|these|such|all) )?{vocabulary.job_pattern()} (?:{often} )*(?P<verb>[a-z-]+)(?P<rest>.*)"
    )


@lru_cache(maxsize=8192)
def form_of(text: str) -> Form | None:
    """The form in which `text` states a duty, or None."""
    text = plain(text[:400]).lstrip("-–—•*\"'( ")
    if not text:
        return None
    return _charged(text) or _second(text) or _opening(text) or _fronted(text) or _described(text) or _nominal(text)


def _charged(text: str) -> Form | None:
    if _BE_CHARGED.match(text) or _IT_IS_CHARGED.match(text) or _RESPONSIBILITY.match(text):
        return Form("responsible", "own")
    if len(text.split()) > 5 and (match := _INCLUDES.search(text)) and match.start() < 80 and match.end() < len(text) - 8:
        return Form("responsible", "include")
    return None


def _second(text: str) -> Form | None:
    if match := _subject().match(text) or _WE_ASK.search(text):
        return _promised(match["rest"].strip())
    return None


def _promised(rest: str) -> Form | None:
    """What follows "you will"."""
    if _BE_CHARGED.match(rest) or _RESPONSIBILITY.match(rest):
        return Form("responsible", "own")
    if match := re.match(r"(?:also )?(?:have|hold|assume|carry|provide) (?:\w+ ){0,3}(?:responsibility|ownership|accountability|oversight)", rest):
        return Form("responsible", "own")
    if re.match(r"(?:also )?(?:play|have) an? (?:[\w-]+ ){0,3}(?:role|part|hand) in\b", rest):
        return Form("second", "play")
    rest = re.sub(
        r"^(?:also |then )?(?:be (?:expected|required|asked|called upon|empowered|encouraged|relied (?:up)?on|trusted|able) to |(?:be given|have|get) the (?:opportunity|chance) to |get to |need to |be involved in |be (?:engaged|focused) (?:in|on) |"
        r"help (?:to |us (?:to )?)?|be (?:part of [^,.]{3,60} )?)(?=\w)", "", rest)
    words = [word for word in words_of(rest)[:5] if word not in vocabulary.words("verbs", "adverbs") and not word.endswith("ly")]
    if not words:
        return None
    verb, shape = vocabulary.forms("duty").get(words[0], ("", ""))
    if shape in ("base", "gerund") and verb not in _NEVER_SECOND:
        return Form("second", verb)
    return None


def _opening(text: str) -> Form | None:
    """Imperative, gerund and third person: the verb is the first word, adverbs aside."""
    words = words_of(text[:160])
    while len(words) > 1 and _is_adverb(words[0]):
        words.pop(0)
    if len(words) > 2 and words[0] == "you":
        verb, shape = _verb(words[1] if not _is_adverb(words[1]) else words[2])
        if shape == "base" and verb not in _NEVER_SECOND:
            return Form("present", verb)
        return None
    if len(words) > 2 and words[0] in ("to", "help", "helping", "helps", "must") and words[1] != "the":
        words = words[1:] if _verb(words[1])[1] else words
    if not words:
        return None
    if text.startswith("hands on "):
        return None
    verb, shape = _verb(words[0])
    following = words[1] if len(words) > 1 else ""
    if not shape or following in ("of",) and shape == "base":
        return None
    unwanted = _NOT_AFTER_GERUND if shape == "gerund" else _NOT_AFTER_BASE
    if following in unwanted or (shape == "gerund" and following in ("and", "or") and len(words) > 3 and words[3] in unwanted):
        return None
    if shape == "base" and following in vocabulary.job_nouns() and len(words) < 6:
        return None
    if verb == "understand" and following == "of":
        return None
    if shape == "gerund" and _IS_SUBJECT.match(text):
        return None
    kind = {"base": "imperative", "gerund": "gerund", "third": "third"}[shape]
    return Form(kind, verb, stative=verb in vocabulary.words("verbs", "stative") or verb in ("have", "be"))


def _fronted(text: str) -> Form | None:
    if match := _FRONTED.match(text):
        form = _opening(match["rest"])
        return form if form and form.kind in ("imperative", "gerund") else None
    return None


def _described(text: str) -> Form | None:
    """ "A data engineer often builds ...", as articles have it."""
    match = _role_subject().match(text)
    if not match:
        return None
    verb, shape = vocabulary.forms("duty").get(match["verb"], ("", ""))
    if shape in ("base", "third") and verb not in _NEVER_SECOND | {"use", "work"}:
        return Form("role", verb)
    return None


def _nominal(text: str) -> Form | None:
    words = words_of(text[:120])
    nominal = vocabulary.words("verbs", "nominal")
    for place, word in enumerate(words[:5]):
        if word in nominal:
            after = words[place + 1] if len(words) > place + 1 else ""
            if after in ("of", "for", "and", "with", "to", "in", "on", "from", "across", "or", "between", "including"):
                return Form("nominal", word)
    return None


def _is_adverb(word: str) -> bool:
    return word in vocabulary.words("verbs", "adverbs") or (word.endswith("ly") and word not in ("apply", "reply", "supply", "comply", "rely"))


def _verb(word: str) -> tuple[str, str]:
    for kind in ("duty", "stative"):
        if word in vocabulary.forms(kind):
            return vocabulary.forms(kind)[word]
    for prefix in ("re-", "co-", "pre-", "cross-", "self-", "over"):
        if word.startswith(prefix) and word[len(prefix) :] in vocabulary.forms("duty"):
            return vocabulary.forms("duty")[word[len(prefix) :]]
    if "/" in word or "-" in word:
        first = re.split(r"[/-]", word)[0]
        if "/" in word and first in vocabulary.forms("duty"):
            return vocabulary.forms("duty")[first]
    return ("", "")
