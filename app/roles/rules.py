"""What a role and its responsibilities may be, in sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Protocol

from app.refusals import Conflict, Refused

LEVELS = ("junior", "mid", "senior", "lead")
LONGEST_TITLE = 200
LONGEST_LABEL = 120
LONGEST_TEXT = 2000
MOST_COMPETENCIES = 3

WHY_LEFT_OUT = {
    "benefit": "Benefit",
    "requirement": "Requirement",
    "company": "About the company",
    "process": "How to apply",
    "legal": "Legal notice",
    "heading": "Heading",
    "other": "Not a duty",
    "removed": "Removed by hand",
}

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_PIECES = re.compile(r"(?<=[.;!?])\s+(?=\S)|,\s+and\s+")


class Archivable(Protocol):
    archived_at: Any  # an instant, or None while the role is open


def plain(text: str) -> str:
    """``text`` with one kind of line break, counted as the reader counts, and no control characters."""
    return _CONTROLS.sub("", _NEWLINES.sub("\n", text))


def one_line(text: str) -> str:
    """A responsibility is one statement: breaks and runs of space become single spaces."""
    return " ".join(plain(text).split())


def short(text: str, longest: int = 90) -> str:
    """For sentences of a history."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def file_name(name: str | None) -> str:
    """The last part of a file's name, as people know it."""
    last = re.split(r"[/\\]", name or "")[-1]
    return one_line(last)[:255] or "Document"


def level_in(title: str) -> str:
    """The level that a title speaks of: ``mid`` where it says nothing."""
    words = set(re.findall(r"[a-z]+", title.casefold()))
    if words & {"lead", "principal", "head", "chief", "staff"}:
        return "lead"
    if words & {"senior", "sr", "experienced"}:
        return "senior"
    return "junior" if words & {"junior", "jr", "trainee", "graduate", "apprentice", "intern"} else "mid"


def fingerprint(*parts: object) -> str:
    """What a page carries to say which state it showed."""
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def check_unchanged(seen: str | None, now: str, what: str = "this") -> None:
    """``seen`` is the fingerprint that the page carried, ``now`` that of the present state."""
    if seen != now:
        raise Conflict(
            f"Someone changed {what} while you looked at it. Nothing was saved; the newer state is shown."
        )


def check_title(title: str) -> str:
    """The title on one line. Raises Refused for none or too long a one."""
    title = one_line(title)
    if not title:
        raise Refused("Write the role's title.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Use at most {LONGEST_TITLE} characters.", field="title")
    return title


def is_open(role: Archivable) -> bool:
    return role.archived_at is None


def check_open(role: Archivable) -> None:
    if not is_open(role):
        raise Conflict("This role is archived and is kept as it is. Open it again to change it.")


def check_text(text: str) -> str:
    """The words of a responsibility, on one line. Raises Refused for none or too many."""
    text = one_line(text)
    if not text:
        raise Refused("Write what the person will do.", field="text")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"Use at most {LONGEST_TEXT} characters, or split it in several.", field="text")
    return text


def parts_of(text: str) -> list[str]:
    """The responsibilities that ``text`` was divided into, one a line. Refused where it is not divided."""
    parts = [part for line in plain(text).split("\n") if (part := one_line(line))]
    if len(parts) < 2:
        raise Refused(
            "Put each responsibility on a line of its own: press Enter where it should be divided.",
            field="parts",
        )
    if len(parts) > 20:
        raise Refused("Divide it into at most 20 responsibilities at once.", field="parts")
    return [check_text(part) for part in parts]


def suggested_parts(text: str) -> str:
    """``text`` with a line break where a sentence ends or ", and" goes on; a person decides."""
    return _PIECES.sub("\n", text)


def merged_text(first: str, second: str) -> str:
    """Two statements as one."""
    return f"{first.rstrip('.; ')}; {second}"


def place_for(line: int, lines_of_each: Sequence[Sequence[int]]) -> int:
    """Where, counted from 0, a responsibility of ``line`` belongs among those that have these lines."""
    before = [place for place, lines in enumerate(lines_of_each) if lines and min(lines) <= line]
    return before[-1] + 1 if before else 0


def with_first(first: str | None, competencies: Sequence[str]) -> list[str]:
    """``competencies`` with ``first`` before the others, which follow as they were; at most three."""
    return list(competencies) if first is None else joined_competencies([first], competencies)


def joined_competencies(*lists: Sequence[str]) -> list[str]:
    """Each competency once, in the order of the lists; at most three."""
    return list(dict.fromkeys(id for one in lists for id in one))[:MOST_COMPETENCIES]


def chosen_ones_first(read: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """What was read in a part of a line, with what a person chose for the whole line before the rest.

    Where nothing was read, what was chosen is all there is.
    """
    return joined_competencies([id for id in chosen if id in read], read) or list(chosen)


def is_named(words: str, *names: str) -> bool:
    """Whether one of ``names`` has all of ``words``, each as the beginning of a word; no words: any name."""
    wanted = re.findall(r"\w+", words.casefold())
    return any(
        all(any(part.startswith(word) for part in re.findall(r"\w+", name.casefold())) for word in wanted)
        for name in names
    )
