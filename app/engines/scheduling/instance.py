"""A scheduling problem in slots and masks: people, rooms, candidates with their stages, and assignments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.engines.scheduling.slots import Days, Grid

MOST_FREE = 8  # rounds of one stage of which every order is considered; more are held as they are listed


class Misshapen(ValueError):
    """The problem is not of the format; ``str()`` says where."""


@dataclass(frozen=True)
class Weights:
    day: float
    gap: float
    load: float
    avoid: float
    shadow_missing: float
    change_time: float
    change_panel: float
    change_room: float


@dataclass(frozen=True, eq=False)
class Interviewer:
    id: str
    site: str | None
    skills: frozenset[str]
    training: frozenset[str]
    shadow_target: int
    windows: tuple[int, ...]  # free working time; a session lies whole in one of them
    avoid: int  # slots in hours they would rather keep free
    max_per_day: int
    max_per_week: int
    buffer: int  # slots between two sessions
    days: Days


@dataclass(frozen=True, eq=False)
class Room:
    id: str
    site: str
    free: int


@dataclass(frozen=True, eq=False)
class Seat:
    skill: str
    count: int
    pool: tuple[Interviewer, ...]  # who may take it


@dataclass(frozen=True, eq=False)
class Round:
    id: str
    number: int  # within its stage
    minutes: int
    length: int  # slots
    seats: tuple[Seat, ...]
    shadows: tuple[Interviewer, ...]  # who may shadow it
    rooms: tuple[Room, ...]
    onsite: str | None


@dataclass(frozen=True, eq=False)
class Stage:
    id: str
    is_ordered: bool
    same_day: bool
    min_break: int  # slots
    max_span: int  # slots
    max_span_minutes: int
    min_days_after: int
    rounds: tuple[Round, ...]


@dataclass(frozen=True, eq=False)
class Candidate:
    id: str
    priority: float
    ready_day: int  # ordinal, in the candidate's zone
    days: Days
    windows: tuple[int, ...]  # available, ready and before the deadline
    excluded: frozenset[str]
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Assignment:
    """One round, placed. ``panel`` pairs interviewers with the skill of the seat that they take."""

    round: Round
    candidate: Candidate
    start: int
    panel: tuple[tuple[Interviewer, str], ...]
    shadow: Interviewer | None
    room: Room | None

    @property
    def end(self) -> int:
        return self.start + self.round.length

    @property
    def people(self) -> tuple[Interviewer, ...]:
        seated = tuple(person for person, _ in self.panel)
        return seated if self.shadow is None else (*seated, self.shadow)


@dataclass(frozen=True)
class Instance:
    grid: Grid
    weights: Weights
    interviewers: tuple[Interviewer, ...]
    rooms: tuple[Room, ...]
    candidates: tuple[Candidate, ...]
    pinned: dict[str, Any] = field(default_factory=dict)  # by round
    previous: dict[str, Any] = field(default_factory=dict)  # by round
    is_exact: bool = (
        True  # nothing was rounded to the grid, so that a bound for the slots holds for the minutes
    )
    problem: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # as it was read

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"problem": {}}  # what travels to another process has no need of it
