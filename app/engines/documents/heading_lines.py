"""Which lines are headings, by their looks, their wording and their neighbours."""

import re
from dataclasses import dataclass

from app.engines.documents.duties import form_of
from app.engines.documents.headings import is_section_name, kind_of_words, wording
from app.engines.documents.labels import fact_of, split_label
from app.engines.documents.line import Line

LONG = 80  # characters; a line this long is text, not a heading


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    before: Line | None
    after: Line | None
    text: str
    words: str
    count: int  # of words
    verbal: bool  # it opens like a duty

    @property
    def heads_list(self) -> bool:
        return self.after is not None and bool(self.after.bullet)


def heading_kind(line: Line, before: Line | None, after: Line | None, current: str) -> str | None:
    """The kind of section that `line` opens, "" for one of unknown kind, None where it is no heading.

    `current` is the kind of the section that the line would end.
    """
    text = line.text.rstrip()
    words = wording(text)
    count = len(words.split())
    if not words or count > 45 or (text[-1] in ".;," and not line.level):
        return None
    form = form_of(text)
    verbal = form is not None and form.kind in ("imperative", "gerund", "third") and not form.stative
    candidate = _Candidate(line, before, after, text, words, count, verbal)
    colon = re.search(r":\W{0,3}$", text) is not None
    if line.bullet:
        return _with_colon(candidate, current) if colon else _with_bullet(candidate)
    if line.level or (line.bold and count <= 14) or colon or _in_capitals(text, count):
        return _named(kind_of_words(words, loose=True))
    if fact_of(text) or count > 10:
        return None
    return _plain(candidate, current)


def _named(kind: str | None) -> str:
    return "" if kind in (None, "mixed") else kind


def _in_capitals(text: str, count: int) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 4 and count <= 10 and all(sign.isupper() for sign in letters)


def _with_colon(found: _Candidate, current: str) -> str | None:
    """ "• Key duties:" heads a section; "• Work with the following:" only when deeper items follow."""
    line, after = found.line, found.after
    kind = kind_of_words(found.words, loose=False)
    if kind is None and found.verbal and current == "duty":
        return None  # a duty with parts
    if line.level or line.bold or (after and after.bullet and after.indent > line.indent):
        return _named(kind_of_words(found.words, loose=True))
    return _named(kind) if kind is not None and found.count <= 6 else None


def _with_bullet(found: _Candidate) -> str | None:
    """A numbered or bulleted heading: "2. Tasks". A list's item has neighbours like itself."""
    line, after = found.line, found.after
    alone = not _alike(line, found.before) and not _alike(line, after)
    marked = line.bold or _in_capitals(found.text, found.count)
    kind = kind_of_words(found.words, loose=False)
    numbered = line.bullet == "number"
    if kind is not None:
        named = is_section_name(found.words) or (found.count <= 4 and found.text.endswith("-"))
        lone = found.count <= 9 and (marked or (numbered and alone))
        if named or lone or (numbered and after is not None and after.bullet == "sign"):
            return _named(kind)
    above = after is not None and bool(after.bullet) and after.indent > line.indent
    if above and not found.verbal and found.count <= 9 and found.text[-1] != ".":
        return _named(kind)
    if not (numbered and alone and found.count <= 9 and after is not None):
        return None
    parted = found.before is None or not found.before.bullet or line.gap or _is_titled(found.text)
    return "" if parted and (after.bullet == "sign" or len(after.text) > LONG) else None


def _alike(line: Line, other: Line | None) -> bool:
    return (
        other is not None and other.bullet == line.bullet and other.indent == line.indent and not other.bold
    )


def _is_titled(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(words) and all(word[0].isupper() for word in words)


def _plain(found: _Candidate, current: str) -> str | None:
    """A heading without any mark: known by its wording, or by standing apart from what follows."""
    line, before, after = found.line, found.before, found.after
    apart = line.gap or before is None or bool(before.bullet) or found.heads_list
    kind = kind_of_words(found.words, loose=False)
    if kind is not None and (apart or found.count <= 3) and _means_it(found, kind):
        return _named(kind)
    if (
        not apart
        or found.count > 8
        or not found.text[0].isupper()
        or found.text.endswith("!")
        or after is None
    ):
        return None
    if after.bullet and (line.gap or before is None or before.bullet):
        is_duty = found.verbal and current == "duty" and not after.gap and found.count > 4
        return None if is_duty else ""
    heads_text = line.gap and len(after.text) > LONG and not found.verbal
    return "" if heads_text and not split_label(found.text)[0] else None


def _means_it(found: _Candidate, kind: str) -> bool:
    """Whether wording that is a heading's is not, here, an item's: "Team duties" and "Share team duties fairly"."""
    if kind == "requirement" and re.search(r"\d", found.words):
        return False
    asks = found.text.endswith("?")
    heads_text = found.line.gap and found.after is not None and not found.after.gap and kind != "duty"
    if found.verbal and found.count > 3 and not (asks or heads_text):
        return False
    return found.count <= 4 or asks or found.heads_list or not found.words.startswith(("you ", "we "))
