"""A question as the rules see it: a tolerant view of its JSON or TOML form; any key may be missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("past_behaviour", "situational", "knowledge", "work_sample")
LEVELS = ("junior", "mid", "senior", "lead")


@dataclass(frozen=True)
class Fault:
    """One broken rule: the question's id, the rule (R2 to R11), and what an author should change."""

    question: str
    rule: str
    what: str


@dataclass(frozen=True)
class Item:
    """One question; `anchor_sets` holds (level, {point: text}), the first one with the level ""."""

    id: str
    competency: str
    kind: str
    levels: tuple[str, ...]
    minutes: Any
    text: str
    material: str
    key: str
    probes: tuple[str, ...]
    anchor_sets: tuple[tuple[str, dict[str, str]], ...]
    paraphrase_group: str
    asks_for_key: bool

    def fault(self, rule: str, what: str) -> Fault:
        return Fault(self.id, rule, what)

    def spoken(self) -> list[tuple[str, str]]:
        """What is asked and what is read beside it, as (place, text): the stem, the probes, the anchors."""
        places = [("the question", self.text)]
        places += [(f"probe {number}", probe) for number, probe in enumerate(self.probes, 1)]
        for level, anchors in self.anchor_sets:
            suffix = f" for {level}" if level else ""
            places += [(f"anchor {point}{suffix}", text) for point, text in anchors.items()]
        return places


def view(question: Mapping[str, Any], place: int = 0) -> Item:
    """Read one question, whatever its keys hold; `place` (from 1) names a question without an id."""
    anchors_for = question.get("anchors_for")
    sets = [("", _anchors(question.get("anchors")))]
    if isinstance(anchors_for, Mapping):
        sets += [(str(level), _anchors(own)) for level, own in anchors_for.items()]
    levels = question.get("levels")
    if not isinstance(levels, list | tuple):
        levels = [question["level"]] if question.get("level") else []
    probes = question.get("probes")
    return Item(
        id=_text(question.get("id")) or f"question {place}",
        competency=_text(question.get("competency")),
        kind=_text(question.get("kind")),
        levels=tuple(_text(level) for level in levels),
        minutes=question.get("minutes"),
        text=_text(question.get("text")),
        material=_text(question.get("material")),
        key=_text(question.get("key")),
        probes=tuple(_text(probe) for probe in probes) if isinstance(probes, list | tuple) else (),
        anchor_sets=tuple(sets),
        paraphrase_group=_text(question.get("paraphrase_group")),
        asks_for_key="levels" in question or "key" in question,
    )


def _anchors(anchors: Any) -> dict[str, str]:
    if isinstance(anchors, list | tuple):
        anchors = dict(enumerate(anchors, 1))
    if not isinstance(anchors, Mapping):
        return {}
    return {str(point): _text(anchors[point]) for point in sorted(anchors, key=str)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
