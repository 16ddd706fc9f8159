"""What changed between two wordings of a question, word by word, for who reviews the newer one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

SAME, GONE, NEW = "same", "gone", "new"
REWRITTEN = (
    0.6  # below this likeness, 0 to 1 with the spaces counted, words are read better one text after the other
)
_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Change:
    """One part that differs; ``pieces`` are (same, gone or new; words) in reading order."""

    place: str
    pieces: tuple[tuple[str, str], ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every part of a question that says something else than before, in the order of its page."""
    old, new = dict(_parts(before)), dict(_parts(after))
    places = [*new, *(place for place in old if place not in new)]
    return [
        Change(place, _pieces(old.get(place, ""), new.get(place, "")))
        for place in places
        if old.get(place, "") != new.get(place, "")
    ]


def _parts(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    parts = [
        ("What is asked", str(table.get("text", ""))),
        ("Kind", str(table.get("kind", "")).replace("_", " ")),
        ("Levels", ", ".join(table.get("levels", ()))),
        ("Minutes", str(table.get("minutes") or "")),
        ("Follow-up questions", "\n".join(table.get("probes", ()))),
        ("Material", str(table.get("material") or "")),
        ("What is to be found in it", str(table.get("key") or "")),
    ]
    for level, points in [("", table.get("anchors", {})), *table.get("anchors_for", {}).items()]:
        suffix = f" for {level}" if level else ""
        parts += [(f"What {point} means{suffix}", points[point]) for point in sorted(points)]
    return parts


def _pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if before and after and matcher.ratio() < REWRITTEN:
        return (GONE, before), (SAME, "\n"), (NEW, after)
    pieces: list[tuple[str, str]] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            pieces.append((SAME, "".join(old[i:j])))
            continue
        if i < j:
            pieces.append((GONE, "".join(old[i:j])))
        if k < m:
            pieces.append((NEW, "".join(new[k:m])))
    return tuple(pieces)
