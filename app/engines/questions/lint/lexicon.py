"""The words that the rules look for, from lexicon.toml, which an author or a lawyer edits without Python."""

import re
import tomllib
from pathlib import Path
from typing import Any

_CONTENT: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

TOPICS: list[dict[str, Any]] = _CONTENT["topic"]
MISSPELT: dict[str, str] = _CONTENT["misspelt"]
DUTIES: tuple[str, ...] = tuple(_CONTENT["duties"].split())
EVERYDAY_WORDS: frozenset[str] = frozenset(_CONTENT["everyday_words"].split())
EMPTY_WORDS: frozenset[str] = frozenset(_CONTENT["empty_words"].split())
FRAME_WORDS: frozenset[str] = frozenset(_CONTENT["frame_words"].split())
SAME_MEANING: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in _CONTENT["same_meaning"].strip().splitlines()
)


def any_of(list_name: str, also: str = "") -> re.Pattern[str]:
    """A pattern for the whole words of one list, in any case; `also` is a further alternative."""
    return re.compile(rf"\b(?:{'|'.join(_CONTENT[list_name])})\b{'|' + also if also else ''}", re.I)
