"""Reads the library: a TOML file for each competency, checked so that a slip is named with its place."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from app.engines.questions.question import Entry, Library
from app.engines.questions.shape import Misshapen, entry_of

FOLDER = Path(__file__).parent / "library"


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
    return library_of(entries.values())


def library_of(entries: Iterable[Entry]) -> Library:
    """A library of some entries, whose ids differ; the same entries give the same version."""
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    return Library(ordered, _version(ordered))


def edition(entry: Entry) -> str:
    """A hash of everything one entry says."""
    return _version((entry,))


def _version(entries: tuple[Entry, ...]) -> str:
    content = json.dumps([asdict(entry) for entry in entries], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _file(path: Path) -> Iterable[Entry]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as unreadable:
        raise Misshapen(f"{path.name}: {unreadable}") from unreadable
    return entries_in(text, path.name, path.stem)[1]


def entries_in(text: str, name: str, stem: str | None = None) -> tuple[str, list[Entry]]:
    """The competency and the questions of a file's text; `name` begins each message.

    `stem` is the competency that the file's name promises. Raises Misshapen.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as unreadable:
        raise Misshapen(f"{name}: {unreadable}") from unreadable
    competency = content.get("competency")
    if not isinstance(competency, str):
        raise Misshapen(f"{name}: competency is {competency!r}, not a text")
    if stem is not None and competency != stem:
        raise Misshapen(f"{name}: competency is {competency!r}, the file's name says “{stem}”")
    questions = content.get("question", [])
    if not isinstance(questions, list) or not all(isinstance(question, dict) for question in questions):
        raise Misshapen(f"{name}: questions stand under [[question]]")
    for unknown in sorted({*content} - {"competency", "question"}):
        raise Misshapen(f"{name}: unknown key “{unknown}”")
    return competency, [
        entry_of(question, competency, f"{name}, question {n}") for n, question in enumerate(questions, 1)
    ]
