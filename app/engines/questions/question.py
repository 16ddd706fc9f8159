"""A question as an interviewer gets it, and the library's entry it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

KINDS = ("past_behaviour", "situational", "knowledge", "work_sample")
LEVELS = ("junior", "mid", "senior", "lead")
SETTINGS = (
    "software",
    "health",
    "school",
    "shop",
    "warehouse",
    "workshop",
    "hospitality",
)  # where a scene plays


@dataclass(frozen=True)
class Question:
    """An authored question with one level's anchors (points 1 to 5); `minutes` include its probes."""

    id: str
    competency: str
    kind: str
    level: str
    minutes: int
    text: str
    material: str | None = None
    probes: tuple[str, ...] = ()
    anchors: Mapping[int, str] = field(default_factory=dict, hash=False)
    paraphrase_group: str = ""
    scenario_family: str | None = None
    key: str | None = None
    setting: str | None = None  # None: anywhere

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What a candidate should meet once: the question, its paraphrases, its scene."""
        names = [f"id {self.id}"]
        if self.paraphrase_group:
            names.append(f"paraphrase {self.paraphrase_group}")
        if self.scenario_family:
            names.append(f"scene {self.scenario_family}")
        return tuple(names)


@dataclass(frozen=True)
class Entry:
    """A question of the library with the levels its words fit; a level may have anchors of its own."""

    id: str
    competency: str
    kind: str
    levels: tuple[str, ...]
    minutes: int
    text: str
    material: str | None
    key: str | None
    probes: tuple[str, ...]
    paraphrase_group: str
    scenario_family: str | None
    anchors: Mapping[int, str] = field(hash=False)
    anchors_for: Mapping[str, Mapping[int, str]] = field(hash=False)
    setting: str | None = None

    def at(self, level: str) -> Question | None:
        """The question for a level; None where its words do not fit that level."""
        if level not in self.levels:
            return None
        return Question(
            id=self.id,
            competency=self.competency,
            kind=self.kind,
            level=level,
            minutes=self.minutes,
            text=self.text,
            material=self.material,
            probes=self.probes,
            anchors=self.anchors_for.get(level, self.anchors),
            paraphrase_group=self.paraphrase_group,
            scenario_family=self.scenario_family,
            key=self.key,
            setting=self.setting,
        )


@dataclass(frozen=True)
class Library:
    """The entries in the order of their ids; `version` is a hash of everything they say."""

    entries: tuple[Entry, ...]
    version: str

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def at(self, level: str) -> tuple[Question, ...]:
        """Every question that fits a level, in the order of their ids."""
        return tuple(question for entry in self.entries if (question := entry.at(level)))

    def find(self, id: str, level: str) -> Question | None:
        entry = self._by_id.get(id)
        return entry.at(level) if entry else None

    def with_paraphrases(self, ids: Iterable[str]) -> frozenset[str]:
        """The ids, and those of every entry that says the same in other words."""
        named = {*ids}
        groups = {entry.paraphrase_group for entry in self.entries if entry.id in named} - {""}
        return frozenset(named | {entry.id for entry in self.entries if entry.paraphrase_group in groups})
