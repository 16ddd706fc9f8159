"""Writes questions as a library file: what the loader reads, laid out as the files that people edit."""

import json
from collections.abc import Iterable
from typing import Any

from app.engines.questions.question import Entry
from app.engines.questions.shape import table_of

_LONG = ("material", "key")
_TABLES = ("anchors", "anchors_for")


def file_of(competency: str, entries: Iterable[Entry]) -> str:
    """The text of one competency's file, in the order given; reading it gives the same entries."""
    return "\n".join([f"competency = {_text(competency)}\n", *(_question(entry) for entry in entries)])


def _question(entry: Entry) -> str:
    table = table_of(entry)
    lines = ["[[question]]"]
    for key, value in table.items():
        if key not in _TABLES:
            lines.append(f"{key} = {_block(value) if key in _LONG else _value(value)}")
    lines += ["", "[question.anchors]", *_points(table["anchors"])]
    for level, points in table.get("anchors_for", {}).items():
        lines += ["", f"[question.anchors_for.{level}]", *_points(points)]
    return "\n".join(lines) + "\n"


def _points(points: dict[str, str]) -> Iterable[str]:
    return (f"{point} = {_text(text)}" for point, text in points.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        if sum(map(len, value)) < 60:
            return f"[{', '.join(map(_text, value))}]"
        return "[\n" + "".join(f"    {_text(item)},\n" for item in value) + "]"
    return str(value) if isinstance(value, int) else _text(value)


def _text(text: str) -> str:
    """A basic string of TOML: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _block(text: str) -> str:
    """A text of several lines as it is read, between three quotes."""
    escaped = "\n".join(_text(line)[1:-1].replace('\\"', '"') for line in text.split("\n"))
    return '"""\n' + escaped.replace('""', '"\\"') + '\n"""'
