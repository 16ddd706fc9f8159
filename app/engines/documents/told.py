"""Duties told in running prose, not by "you will" or a list: "Part of the job is ...", "With your help we will ..."."""

import re
from functools import lru_cache

from app.engines.documents import vocabulary
from app.engines.documents.vocabulary import phrase
from app.engines.documents.wording import plain, words_of

_WAYS = ("sought", "task", "part", "helped", "there_is_what", "there_is_to")
_MOST = 400  # characters of a sentence that are looked at


def told_verb(text: str) -> str | None:
    """The verb of a duty that a plain sentence tells in a roundabout way, or None."""
    for way in _WAYS:
        if match := phrase(way, "told").search(text):
            return _duty_verb(match.groupdict().get("rest") or match.groupdict().get("more") or "")
    return "own" if phrase("by_you", "told").search(text) else None


def _duty_verb(rest: str) -> str | None:
    words = [word for word in words_of(rest)[:4] if not word.endswith("ly")]
    verb, shape = vocabulary.forms("duty").get(words[0] if words else "", ("", ""))
    if shape in ("base", "gerund") and not phrase("never_second").fullmatch(verb):
        return verb
    return None


def tells_of_holder(text: str, title: str) -> bool:
    """Whether a sentence tells what the holder of this very post does: "The clerk keeps the minutes."."""
    if not (names := _names(title)):
        return False
    text = plain(text[:_MOST])
    if match := _doing(names).match(text):
        verb, shape = vocabulary.forms("duty").get(match["verb"], ("", ""))
        idle = phrase("of_the_post").fullmatch(verb) or phrase("never_second").fullmatch(verb)
        return shape == ("base" if match["modal"] else "third") and not idle
    return _done_by(names).search(text) is not None


@lru_cache(maxsize=64)
def _names(title: str) -> str:
    """What an advert calls the holder: the nouns of the title, and its initials ("CTO")."""
    words = re.findall(r"[A-Za-z][\w-]*", title)
    initials = "".join(word[0] for word in words if word[0].isupper()).lower()
    known = vocabulary.job_nouns() | {"deputy"}
    names = {word.lower() for word in words if word.lower() in known}
    first = re.findall(r"[A-Za-z][\w-]*", re.split(r"[,(|:]|\s[-–—]\s", title)[0])
    if not names and 1 < len(first) <= 4 and len(first[-1]) > 3:
        names.add(first[-1].lower())  # "Quay Keeper": a noun that the list lacks
    if 3 <= len(initials) <= 4:
        names.add(initials)
    return "|".join(sorted(map(re.escape, names)))


@lru_cache(maxsize=64)
def _doing(names: str) -> re.Pattern[str]:
    often = phrase("often").pattern
    return re.compile(
        rf"^(?:[a-z][^.;:!?]{{2,60}},\s+)?(?:the|our|this|your|each) (?:[\w/-]+ ){{0,3}}?(?:{names})"
        rf"(?: (?:(?:in|on|for|at|of) [a-z' ]{{2,30}}?|we (?:hire|appoint|choose|seek)))?,?"
        rf" (?P<modal>will )?(?:(?:{often}) )*"
        rf"(?P<verb>(?!(?:{names})\b)(?(modal)[a-z-]+|[a-z-]+s))\b"
    )


@lru_cache(maxsize=64)
def _done_by(names: str) -> re.Pattern[str]:
    others = phrase("done_to_people", "told").pattern
    done = rf"\b(?:will be|is|are) (?:\w+ly )?(?!{others})\w+(?: and \w+)?(?: up| out| down)? by"
    return re.compile(rf"{done} (?:the|our|this) (?:[\w/-]+ ){{0,3}}?(?:{names})\b")
