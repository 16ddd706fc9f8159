"""The grammatical forms in which a line states a duty."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from app.engines.documents import vocabulary
from app.engines.documents.told import told_verb
from app.engines.documents.vocabulary import phrase
from app.engines.documents.wording import plain, words_of


@dataclass(frozen=True, slots=True)
class Form:
    """How a duty is stated.

    `kind`: imperative ("lead"), gerund ("leading"), third ("leads"), second ("you will lead"), present
    ("you lead", "you may lead"), responsible, role ("the engineer leads"), nominal ("preparation of"), told ("part
    of the job is leading").
    `stative`: a verb such as "understand", which may as well describe a person.
    """

    kind: str
    verb: str
    stative: bool = False


_LEAD = r"(?:[^.;:!?]{2,110},\s+|as (?:an?|our|the)?[^.;:!?,]{3,50}?\s)?"
# "At the end of the year you will ...": where no comma parts the time from the subject.
_TIME = "at|in|on|during|from|over|each|every|within|after|once|alongside|together with"
_WHEN = rf"(?:(?:{_TIME}) [^.;:!?,]{{2,50}}? (?=you\b))?"
_IN_POST = (
    r"(?: (?:in|filling|holding|taking|who takes) (?:this|the) (?:role|post|position|job|seat|chair|part))?"
)
_PRAISE = r"(?:new |right |successful |ideal |chosen |selected |appointed )*"
_NO_NOUN = r"(?! (?:is|are|was|has|will)\b)"  # "the position is ..."
_FIRM = frozenset(("will", "would", "shall", "is to", "are to"))


@cache
def _subject() -> re.Pattern[str]:
    holder = rf"(?:the |our |this |your |an? |each |every )?{_PRAISE}(?:{phrase('holder').pattern}){_IN_POST}"
    modal = rf"(?P<modal>{phrase('modal').pattern}|(?:is|are) (?:also )?(?:expected|required|asked) to)"
    return re.compile(
        rf"^{_LEAD}{_WHEN}(?:and )?(?P<who>you|he/she|they|s/he|{holder}),? {modal}\b(?P<rest>.*)"
    )


@cache
def _post_subject() -> re.Pattern[str]:
    holder = (
        r"(?:the|this|our) (?:post ?holder|post-holder|job ?holder|incumbent|role|position|post)|they|he/she|s/he"
        r"|he or she|she or he|whoever (?:takes|holds|fills|gets) (?:this|the) \w+"
        rf"|(?:the|our|this) (?:person|individual|colleague|one|{vocabulary.job_pattern()}){_IN_POST[:-1]}"
    )
    return re.compile(rf"^(?:[a-z]+,\s+)?(?:{holder}) (?:also )?(?P<verb>[a-z-]+)\b")


@cache
def _role_subject() -> re.Pattern[str]:
    who = rf"(?:(?:the|an?|our|most|many|experienced|these|such|all) )?{vocabulary.job_pattern()}"
    return re.compile(rf"^{_LEAD}{who} (?:(?:{phrase('often').pattern}) )*(?P<verb>[a-z-]+)\b{_NO_NOUN}")


@lru_cache(maxsize=8192)
def form_of(text: str) -> Form | None:
    """The form in which `text` states a duty, or None."""
    text = plain(text[:400]).lstrip("-–—•*\"'( ")
    for find in (_charged, _second, _opening, _fronted, _told, _described, _nominal):
        if text and (form := find(text)):
            return form
    return None


def _charged(text: str) -> Form | None:
    if phrase("charged").match(text):
        return Form("responsible", "own")
    match = phrase("includes").search(text) if len(text.split()) > 5 else None
    if match and match.start() < 80 and match.end() < len(text) - 8:
        return Form("responsible", "include")
    return None


def _second(text: str) -> Form | None:
    if match := _subject().match(text):
        form = _promised(match["rest"].strip())
        # "You may" and "you must" tell a reader what to expect; only a list of duties makes duties of them.
        if form and match["who"] in ("you", "they") and match["modal"] not in _FIRM:
            return Form("present", form.verb)
        return form
    if match := _post_subject().match(text):
        verb, shape = vocabulary.forms("duty").get(match["verb"], ("", ""))
        if shape == "third" and not phrase("of_the_post").fullmatch(verb):
            return Form("second", verb)
    if match := phrase("we_ask").search(text):
        return _promised(match["rest"].strip())
    return None


def _promised(rest: str) -> Form | None:
    """What follows "you will"."""
    if phrase("charged").match(rest) or phrase("has_part").match(rest):
        return Form("responsible", "own")
    if passing := phrase("passing").match(rest):
        rest = rest[passing.end() :]
    words = [word for word in words_of(rest)[:5] if not _is_adverb(word)]
    verb, shape = vocabulary.forms("duty").get(words[0] if words else "", ("", ""))
    if shape in ("base", "gerund") and not phrase("never_second").fullmatch(verb):
        return Form("second", verb)
    return None


def _opening(text: str) -> Form | None:
    """Imperative, gerund and third person: the verb is the first word, adverbs aside."""
    words = words_of(text[:160])
    while len(words) > 1 and _is_adverb(words[0]):
        words.pop(0)
    if len(words) > 2 and words[0] == "you":
        return _present(words[2 if _is_adverb(words[1]) else 1])
    if (
        len(words) > 2
        and words[0] in ("to", "help", "helping", "helps", "must", "may", "will", "shall")
        and _verb(words[1])[1]
    ):
        words.pop(0)
    verb, shape = _verb(words[0]) if words and not text.startswith("hands on ") else ("", "")
    if not shape or _is_noun(words, shape) or (shape == "gerund" and phrase("gerund_subject").match(text)):
        return None
    kind = {"base": "imperative", "gerund": "gerund", "third": "third"}[shape]
    return Form(kind, verb, stative=verb in vocabulary.words("verbs", "stative"))


def _present(word: str) -> Form | None:
    verb, shape = _verb(word)
    return Form("present", verb) if shape == "base" and not phrase("never_second").fullmatch(verb) else None


def _is_noun(words: list[str], shape: str) -> bool:
    """Whether the first word, a verb by its letters, is a noun here: "design of", "working hours"."""
    following = words[1] if len(words) > 1 else ""
    if shape == "base":
        if following == "of" or (following in vocabulary.job_nouns() and len(words) < 6):
            return True
        return phrase("not_after_base").fullmatch(following) is not None
    if shape == "gerund":
        if following in ("and", "or") and len(words) > 3:
            following = words[3]
        return words[:2] == ["understanding", "of"] or bool(phrase("not_after_gerund").fullmatch(following))
    return False


def _fronted(text: str) -> Form | None:
    match = phrase("fronted").match(text)
    form = _opening(match["rest"]) if match else None
    return form if form and form.kind in ("imperative", "gerund", "third") else None


def _told(text: str) -> Form | None:
    verb = told_verb(text)
    return Form("told", verb) if verb else None


def _described(text: str) -> Form | None:
    """ "A data engineer often builds ...", as articles have it."""
    match = _role_subject().match(text)
    verb, shape = vocabulary.forms("duty").get(match["verb"], ("", "")) if match else ("", "")
    idle = verb in ("use", "work", "spend", "play") or phrase("never_second").fullmatch(verb)
    return Form("role", verb) if shape in ("base", "third") and not idle else None


def _nominal(text: str) -> Form | None:
    words, linking = words_of(text[:120]), vocabulary.words("verbs", "after_nominal")
    for word, after in pairwise(words[:6]):
        if word in vocabulary.words("verbs", "nominal") and after in linking:
            return Form("nominal", word)
    return None


def _is_adverb(word: str) -> bool:
    if word in vocabulary.words("verbs", "adverbs"):
        return True
    return word.endswith("ly") and word not in ("apply", "reply", "supply", "comply", "rely")


def _verb(word: str) -> tuple[str, str]:
    for kind in ("duty", "stative"):
        if word in vocabulary.forms(kind):
            return vocabulary.forms(kind)[word]
    duties = vocabulary.forms("duty")
    for prefix in ("re-", "co-", "pre-", "cross-", "self-", "over"):
        if word.startswith(prefix) and word[len(prefix) :] in duties:
            return duties[word[len(prefix) :]]
    return duties.get(word.split("/")[0], ("", "")) if "/" in word else ("", "")
