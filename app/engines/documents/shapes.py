"""The shapes that leave this engine."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["benefit", "requirement", "company", "process", "legal", "heading", "other"]

MAX_CHARACTERS = 300_000  # of text; the longest real job descriptions have about 40,000


class Unreadable(ValueError):
    """A document that cannot be read. The message is one sentence for the person who uploaded it."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One duty. `text` is as the document has it, without bullet and markup; `line` counts from 1."""

    id: str
    label: str | None
    text: str
    line: int
    importance: int  # 1 (minor) to 5 (central)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something the document says that is not a duty, and what it was taken for."""

    text: str
    line: int
    why: Why


@dataclass(frozen=True, slots=True)
class Document:
    """One job profile. `title` is empty where the text names none."""

    title: str
    responsibilities: tuple[Responsibility, ...]
    left_out: tuple[LeftOut, ...]
