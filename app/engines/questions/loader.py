"""Reads the library: a TOML file for each competency, checked so that a slip is named with its place."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from app.engines.questions.question import KINDS, LEVELS, Entry, Library

FOLDER = Path(__file__).parent / "library"

_REQUIRED = ("id", "kind", "levels", "minutes", "text", "probes", "paraphrase_group", "anchors")
_OPTIONAL = ("material", "key", "scenario_family", "anchors_for")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Misshapen(ValueError):
    """A library file of another shape than documented; the message names file, question and key."""


@cache
def library() -> Library:
    """The library that comes with the product. Raises Misshapen."""
    return load(sorted(FOLDER.glob("*.toml")))


def library_version() -> str:
    return library().version


def load(paths: Iterable[Path]) -> Library:
    """A library of some files. Raises Misshapen; two questions may not share an id, wherever they stand."""
    entries: dict[str, Entry] = {}
    for path in paths:
        for entry in _file(path):
            if entry.id in entries:
                raise Misshapen(f"{path.name}: the id “{entry.id}” is used twice")
            entries[entry.id] = entry
    ordered = tuple(entries[id] for id in sorted(entries))
    return Library(ordered, _version(ordered))


def _version(entries: tuple[Entry, ...]) -> str:
    content = json.dumps([asdict(entry) for entry in entries], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _file(path: Path) -> Iterable[Entry]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as unreadable:
        raise Misshapen(f"{path.name}: {unreadable}") from unreadable
    competency = content.get("competency")
    if not isinstance(competency, str) or competency != path.stem:
        raise Misshapen(f"{path.name}: competency is {competency!r}, the file's name says “{path.stem}”")
    questions = content.get("question", [])
    if not isinstance(questions, list) or not all(isinstance(question, dict) for question in questions):
        raise Misshapen(f"{path.name}: questions stand under [[question]]")
    for unknown in sorted({*content} - {"competency", "question"}):
        raise Misshapen(f"{path.name}: unknown key “{unknown}”")
    return [
        _entry(question, competency, f"{path.name}, question {n}") for n, question in enumerate(questions, 1)
    ]


def _entry(raw: dict[str, Any], competency: str, where: str) -> Entry:
    def need(holds: bool, what: str) -> None:
        if not holds:
            raise Misshapen(f"{where}: {what}")

    for key in _REQUIRED:
        need(key in raw, f"“{key}” is missing")
    if isinstance(raw["id"], str):
        where = f"{where} ({raw['id']})"
    for key in sorted(raw):
        need(key in _REQUIRED or key in _OPTIONAL, f"unknown key “{key}”")
    for key in ("id", "kind", "text", "paraphrase_group", "material", "key", "scenario_family"):
        need(
            key not in raw or (isinstance(raw[key], str) and raw[key].strip() != ""), f"“{key}” is not a text"
        )
    need(bool(_ID.fullmatch(raw["id"])), "the id has other than small letters, digits and hyphens")
    need(raw["id"].startswith(competency + "-"), f"the id does not begin with “{competency}-”")
    need(raw["kind"] in KINDS, f"“kind” is not one of {', '.join(KINDS)}")
    levels = raw["levels"]
    need(isinstance(levels, list) and levels != [], "“levels” is not a list of levels")
    need(all(level in LEVELS for level in levels), f"“levels” has other than {', '.join(LEVELS)}")
    need(len({*levels}) == len(levels), "“levels” names a level twice")
    need(
        type(raw["minutes"]) is int and 1 <= raw["minutes"] <= 60,
        "“minutes” is not a whole number from 1 to 60",
    )
    probes = raw["probes"]
    need(
        isinstance(probes, list) and all(isinstance(probe, str) for probe in probes),
        "“probes” is not a list of texts",
    )
    need(len(probes) in (3, 4), f"there are {len(probes)} probes, three or four are wanted")
    own = raw.get("anchors_for", {})
    need(isinstance(own, dict), "“anchors_for” is not a table of levels")
    for level in own:
        need(level in levels, f"anchors_for.{level}: the question is not for that level")
    for name, anchors in [
        ("anchors", raw["anchors"]),
        *((f"anchors_for.{level}", own[level]) for level in own),
    ]:
        need(
            isinstance(anchors, dict) and sorted(anchors) == list("12345"),
            f"“{name}” has other than the points 1 to 5",
        )
        need(
            all(isinstance(text, str) and text.strip() for text in anchors.values()),
            f"“{name}” has an empty point",
        )
    if raw["kind"] == "work_sample":
        need("material" in raw and "key" in raw, "a work sample needs “material” and “key”")
    else:
        need("material" not in raw and "key" not in raw, "only a work sample has “material” and “key”")
    return Entry(
        id=raw["id"],
        competency=competency,
        kind=raw["kind"],
        levels=tuple(level for level in LEVELS if level in levels),
        minutes=raw["minutes"],
        text=raw["text"].strip(),
        material=raw["material"].strip("\n") if "material" in raw else None,
        key=raw["key"].strip() if "key" in raw else None,
        probes=tuple(probes),
        paraphrase_group=raw["paraphrase_group"],
        scenario_family=raw.get("scenario_family"),
        anchors=_points(raw["anchors"]),
        anchors_for={level: _points(own[level]) for level in LEVELS if level in own},
    )


def _points(anchors: dict[str, str]) -> dict[int, str]:
    return {int(point): anchors[point].strip() for point in sorted(anchors)}
