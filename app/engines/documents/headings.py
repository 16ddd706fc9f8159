"""Headings: which lines are one, and what stands under them."""

import re
from functools import cache, lru_cache

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain

# The order in which headings.toml is asked. "mixed" leaves each line to be judged by itself.
KINDS = ("legal", "process", "benefit", "other", "mixed", "duty", "requirement", "company")

_TRIM = re.compile(r"^[^\w$£€₹]+|[^\w)]+$")
_NAMED = vocabulary.table("headings")["names"]
_BEFORE = rf"(?:(?:{'|'.join(_NAMED['before'])}) )*"
_SECTION_WORDS = rf"{_BEFORE}(?:{'|'.join(_NAMED['inline'])})"
_INLINE = re.compile(rf"(?:(?<=^)|(?<=[.;!?)•*-]\s)|(?<=[a-z0-9]\s\s))({_SECTION_WORDS})\s*:\s*(?=\S)", re.I)
_INLINE_TITLE = re.compile(rf"(?<=[a-z0-9)]\s)({_SECTION_WORDS})\s*:\s*(?=[A-Z0-9•*-])", re.I)
_GLUED = re.compile(rf"(?:(?<=^)|(?<=[a-z0-9.!?)]))({_SECTION_WORDS})\s*(?=[A-Z\d][a-z\d+ ])", re.I)


def wording(text: str) -> str:
    """A heading's words: lower case, "&" as "and", no numbering, no punctuation at its ends."""
    text = plain(text).replace("&", "and").replace("/", " and ").replace("’", "'")
    text = re.sub(r"^\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s*", "", text)
    text = re.sub(r"\s*\((?:[^()]{0,60})\)\s*", " ", text)
    text = re.sub(r"\b(you|we|they)\s*(?:'|’)?ll\b", r"\1 will", text).replace("youll ", "you will ")
    text = re.sub(r"[-–—_,!?;:\"']+", " ", text)
    return " ".join(_TRIM.sub("", text).split())


@cache
def _patterns(kind: str, how: str) -> tuple[re.Pattern[str], ...]:
    listed = vocabulary.table("headings")[kind][how]
    return tuple(re.compile(pattern.replace("{job}", vocabulary.job_pattern())) for pattern in listed)


def _whole(words: str) -> str | None:
    for kind in KINDS:
        if any(pattern.fullmatch(words) for pattern in _patterns(kind, "whole")):
            return kind
    return None


def _core(words: str) -> str:
    """Without filler words at either end, and without the name of a job in front."""
    fillers = _fillers()
    words = re.sub(rf"^(?:an? |the )?{vocabulary.job_pattern()}(?:'s|s)?\s+(?=\w)", "", words)
    tokens = words.split()
    while tokens and tokens[0] in fillers:
        tokens.pop(0)
    while tokens and tokens[-1] in fillers:
        tokens.pop()
    return " ".join(tokens)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(vocabulary.table("headings")["fillers"]["words"].split())


@lru_cache(maxsize=8192)
def kind_of_words(words: str, loose: bool) -> str | None:
    """The kind of section that a heading of this `wording` opens; `loose` where it has a heading's looks."""
    if not words or len(words) > 300:
        return None
    if len(words.split()) <= 14 and (kind := _whole(words) or _whole(_core(words) or words)):
        return kind
    if loose:
        last = re.split(r"[.!?]\s+", words)[-1]
        for kind in KINDS:
            if any(pattern.search(last) for pattern in _patterns(kind, "inside")):
                return kind
    return None


def glued_headings(text: str) -> list[tuple[bool, str]]:
    """Splits "... for brands.ResponsibilitiesManage the ..." into (is heading, text) parts."""
    parts: list[tuple[bool, str]] = []
    place = 0
    for match in _GLUED.finditer(text):
        head = match[1]
        glued = match.end(1) == match.end() or (match.start(1) > 0 and not text[match.start(1) - 1].isspace())
        if not head[0].isupper() or not glued or match.start(1) < place or not text[match.end() :].strip():
            continue
        if text[place : match.start(1)].strip():
            parts.append((False, text[place : match.start(1)].strip()))
        parts.append((True, head))
        place = match.end()
    parts.append((False, text[place:].strip()))
    return parts


_NAMES = re.compile(rf"{_BEFORE}(?:{'|'.join(_NAMED['alone'])})|roles and responsibilities")


def is_section_name(words: str) -> bool:
    """Whether a heading's `wording` can be nothing but a heading, even with a bullet in front."""
    return _NAMES.fullmatch(words) is not None


def inline_headings(text: str) -> list[tuple[bool, str]]:
    """Splits "Duties: a, b. Requirements: c" into (is heading, text) parts; one where nothing is to split."""
    cuts = [(match.start(1), match.end()) for match in _INLINE.finditer(text)]
    if len(text) > 200:
        cuts += [
            (match.start(1), match.end()) for match in _INLINE_TITLE.finditer(text) if match[1][0].isupper()
        ]
    parts: list[tuple[bool, str]] = []
    place = 0
    for start, stop in sorted(set(cuts)):
        if start < place:
            continue
        if text[place:start].strip():
            parts.append((False, text[place:start].strip(" •*-")))
        parts.append((True, text[start:stop].strip()))
        place = stop
    if text[place:].strip():
        parts.append((False, text[place:].strip()))
    return parts or [(False, text)]
