"""What the chooser is given and what it gives back."""

from dataclasses import dataclass

from app.engines.questions.question import Question


@dataclass(frozen=True)
class Wanted:
    """One responsibility as the chooser sees it; `competencies` best first, `importance` 1 to 5."""

    id: str
    importance: int
    competencies: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Stage:
    """One interview of the plan and its whole length in minutes; `key` is the caller's own name for it.

    `competencies` are those that may be asked about in it (None: all of them). `people` are those who may hold
    it, `seats` how many do: two stages can be held by different people where there are enough for both
    (people None: not known, so taken to be different).
    """

    name: str
    minutes: int
    key: str | int | None = None
    competencies: tuple[str, ...] | None = None
    people: tuple[str, ...] | None = None
    seats: int = 1

    def may_ask(self, competency: str) -> bool:
        return self.competencies is None or competency in self.competencies


def can_differ(one: Stage, other: Stage) -> bool:
    """Whether two stages can be held without anyone sitting in both."""
    if one.people is None or other.people is None:
        return True
    return len({*one.people, *other.people}) >= one.seats + other.seats


@dataclass(frozen=True)
class Kept:
    """A question that stays at its stage: locked, edited, or written by a person.

    `stage` is the stage's key, or its place from 0 where it has none. `serves` are ids of responsibilities;
    None means those that ask for the question's competency.
    """

    stage: str | int
    question: Question
    serves: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Chosen:
    """A question in its place: the responsibilities it serves, best served first, and why it was chosen."""

    question: Question
    serves: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class StagePlan:
    """What was chosen for a stage; `planned_minutes` has opening, closing, kept and chosen questions."""

    stage: Stage
    chosen: tuple[Chosen, ...]
    planned_minutes: int


@dataclass(frozen=True)
class Asked:
    """Where a responsibility is asked about: (stage key, question id) in the order of the stages."""

    responsibility: str
    by: tuple[tuple[str | int, str], ...]


@dataclass(frozen=True)
class Uncovered:
    """A responsibility that nobody asks about, and why.

    `reason` is no_competency, no_question, none_left (all excluded or too like one in the plan), no_stage,
    no_focus (no stage may ask about it), no_time, or not_asked (one would still fit); `missing_minutes` is
    set for no_time only.
    """

    responsibility: str
    reason: str
    why: str
    missing_minutes: int | None = None


@dataclass(frozen=True)
class Coverage:
    """`weighted` is the importance of what is asked about over all of it, 0 to 1 (1 if nothing is wanted)."""

    weighted: float
    asked: tuple[Asked, ...]
    uncovered: tuple[Uncovered, ...]


@dataclass(frozen=True)
class Plan:
    """The chosen questions for all stages; the same input, library version and seed give the same plan."""

    stages: tuple[StagePlan, ...]
    coverage: Coverage
    level: str
    seed: int
    input_hash: str
    library_version: str


def keys_of(stages: tuple[Stage, ...]) -> tuple[str | int, ...]:
    """How each stage is named in answers: its key, or its place from 0."""
    return tuple(place if stage.key is None else stage.key for place, stage in enumerate(stages))


def reserved_minutes(minutes: int) -> int:
    """Minutes of a stage for no scored question: 5 to open, and 5, 8 or 10 for what the candidate asks."""
    closing = 5 if minutes < 45 else 8 if minutes < 60 else 10
    return min(max(minutes, 0), 5 + closing)
