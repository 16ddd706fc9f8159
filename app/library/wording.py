"""What is typed into a question's form, as the table the library reads, and what the rubric would change in it.

The names of the fields are those of every form in which a question is written, here and on a plan's page:
``text minutes probes anchor_1 .. anchor_5 material key``, and where they stand in the form ``competency kind
level levels``, and ``anchor_1_senior`` for anchors of a level's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from app.engines.questions import KINDS, LEVELS, Entry, lint, table_of
from app.engines.questions.lint import repeats
from app.engines.questions.lint.item import view

POINTS = ("1", "2", "3", "4", "5")
UNLAWFUL = "R5"
IT = "it"  # the question's name while it is judged

_PLACE = re.compile(rf"anchors? (?P<point>[1-5])\b(?: and [1-5])?(?: for (?P<level>{'|'.join(LEVELS)}))?")
_NAMED = re.compile(rf"(?:the question|the material|the key|anchor [1-5](?: for (?:{'|'.join(LEVELS)}))?): ")
_ALL_ANCHORS = re.compile(rf"anchors(?: for (?P<level>{'|'.join(LEVELS)}))?: ")
_FIELD_OF_RULE = {
    "R7": ("levels", "Levels"),
    "R8": ("probes", "Follow-up questions"),
    "R9": ("anchor_1", "What each rating means"),
    "R10": ("anchor_1", "What each rating means"),
}


@dataclass(frozen=True)
class Remark:
    """Something to change: the field it stands in, its name for people, the rule, and what to do."""

    field: str
    place: str
    rule: str
    what: str

    @property
    def is_unlawful(self) -> bool:
        return self.rule == UNLAWFUL


@dataclass(frozen=True)
class Judgement:
    """What the rubric says of a question as it is typed; ``missing`` is still to be written."""

    remarks: tuple[Remark, ...]
    missing: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        return not self.remarks and not self.missing

    @property
    def unlawful(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.is_unlawful)


def table_in(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The question in a form's fields, in the shape of the library's files; what is empty is left out."""
    one = {name: _plain(typed.get(name)) for name in ("competency", "kind", "text", "material", "key")}
    one["paraphrase_group"] = _plain(typed.get("paraphrase_group"))
    levels = typed.getlist("levels") if isinstance(typed, MultiDict) else typed.get("levels")
    minutes = str(typed.get("minutes") or "")
    table: dict[str, Any] = {name: value for name, value in one.items() if value}
    table["levels"] = [level for level in LEVELS if level in (levels or [typed.get("level")])]
    table["minutes"] = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else None
    table["probes"] = lines(typed.get("probes"))
    table["anchors"] = _anchors(typed, "")
    own = {level: _anchors(typed, f"_{level}") for level in LEVELS}
    if own := {level: points for level, points in own.items() if points}:
        table["anchors_for"] = own
    return table


def typed_from(table: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values for a question: the other way round."""
    names = ("competency", "kind", "levels", "minutes", "text", "material", "key", "paraphrase_group")
    typed = {name: table.get(name) for name in names}
    typed["probes"] = "\n".join(table.get("probes", ()))
    for level, points in [("", table.get("anchors", {})), *table.get("anchors_for", {}).items()]:
        suffix = f"_{level}" if level else ""
        typed |= {f"anchor_{point}{suffix}": text for point, text in points.items()}
    return typed


def judge(table: Mapping[str, Any], others: Iterable[Entry] = ()) -> Judgement:
    """What to change in a question. ``others`` are those it must not repeat, itself not among them."""
    question = {**table, "id": IT, "levels": table.get("levels") or []}
    faults = [fault for fault in lint([question]) if _is_written(table, fault.what, fault.rule)]
    near = [view({**table_of(other), "competency": other.competency}) for other in others]
    faults += [fault for fault in repeats.check_all([*near, view(question)]) if fault.question == IT and near]
    remarks = dict.fromkeys(_remark(fault.rule, fault.what) for fault in faults)
    return Judgement(tuple(remarks), tuple(_missing(table)))


def lines(text: str | None) -> list[str]:
    """The lines of a text that have words."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _plain(text: str | None) -> str:
    return str(text or "").replace("\r\n", "\n").strip("\n").rstrip()


def _anchors(typed: Mapping[str, Any], suffix: str) -> dict[str, str]:
    points = {point: _plain(typed.get(f"anchor_{point}{suffix}")).strip() for point in POINTS}
    return {point: text for point, text in points.items() if text}


def _missing(table: Mapping[str, Any]) -> Iterable[str]:
    if not table.get("text"):
        yield "what is asked"
    if not table.get("minutes"):
        yield "the minutes"
    if not table.get("probes"):
        yield "the follow-up questions"
    for level, points in [("", table.get("anchors", {})), *table.get("anchors_for", {}).items()]:
        if gone := [point for point in POINTS if not points.get(point)]:
            yield f"{_points(gone)}{f' for {level}' if level else ''}"
    if table.get("kind") == "work_sample":
        yield from (f"the {name}" for name in ("material", "key") if not table.get(name))


def _points(points: list[str]) -> str:
    if len(points) == len(POINTS):
        return "what each rating means"
    if len(points) == 1:
        return f"what {points[0]} means"
    return f"what {', '.join(points[:-1])} and {points[-1]} mean"


def _is_written(table: Mapping[str, Any], what: str, rule: str) -> bool:
    """Whether a fault is about words that are there; what is still empty is named once, as missing."""
    if "missing: " in what or what.startswith(("there are no anchors", "there are 0 probes")):
        return False
    if rule in ("R2", "R3", "R4", "R6") and not table.get("text"):
        return False
    if "kind “" in what or what.startswith("None minutes"):
        return False
    return not (what.startswith("a work sample without") and table.get("kind") == "work_sample")


def _remark(rule: str, what: str) -> Remark:
    field, place = _place(rule, what)
    said = _NAMED.sub("", what, count=1).replace(" one paraphrase_group", " one group of paraphrases")
    return Remark(field, place, rule, said[:1].upper() + said[1:])


def _place(rule: str, what: str) -> tuple[str, str]:
    """The field a fault stands in, and what to call it: read from the sentence, else by the rule."""
    if found := _PLACE.match(what) or _ALL_ANCHORS.match(what):
        point, level = found.groupdict().get("point"), found["level"]
        place = f"What {point} means" if point else "What each rating means"
        return f"anchor_{point or 1}{f'_{level}' if level else ''}", place + (
            f" for {level}" if level else ""
        )
    for name, place in (("material", "Material"), ("key", "Key")):
        if what.startswith((f"the {name}: ", f"only a work sample has {name}")):
            return name, place
    if " minutes: a " in what:
        return "minutes", "Minutes"
    if what.startswith("probe"):
        return "probes", "Follow-up questions"
    return _FIELD_OF_RULE.get(rule, ("text", "What is asked"))


__all__ = ["KINDS", "LEVELS", "POINTS", "Judgement", "Remark", "judge", "lines", "table_in", "typed_from"]
