"""The shape of a library's question: a plain table, as a file or a form has it, into an Entry and back."""

import re
from collections.abc import Mapping
from typing import Any

from app.engines.questions.question import KINDS, LEVELS, SETTINGS, Entry

_REQUIRED = ("id", "kind", "levels", "minutes", "text", "probes", "paraphrase_group", "anchors")
_OPTIONAL = ("material", "key", "scenario_family", "setting", "anchors_for")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Misshapen(ValueError):
    """A question of another shape than documented; the message names the place, the question and the key."""


def entry_of(raw: Mapping[str, Any], competency: str, where: str) -> Entry:
    """The entry that a table of plain values describes; `where` begins each message. Raises Misshapen."""

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
    need(raw.get("setting", SETTINGS[0]) in SETTINGS, f"“setting” is not one of {', '.join(SETTINGS)}")
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
        setting=raw.get("setting"),
        anchors=_points(raw["anchors"]),
        anchors_for={level: _points(own[level]) for level in LEVELS if level in own},
    )


def _points(anchors: dict[str, str]) -> dict[int, str]:
    return {int(point): anchors[point].strip() for point in sorted(anchors)}


def table_of(entry: Entry) -> dict[str, Any]:
    """An entry as the table that `entry_of` reads: plain values, anchors by "1" to "5", nothing that is empty."""
    optional = {key: value for key in _OPTIONAL[:-1] if (value := getattr(entry, key)) is not None}
    own = {level: _table(points) for level, points in entry.anchors_for.items()}
    return {
        "id": entry.id,
        "kind": entry.kind,
        "levels": list(entry.levels),
        "minutes": entry.minutes,
        "text": entry.text,
        **optional,
        "probes": list(entry.probes),
        "paraphrase_group": entry.paraphrase_group,
        "anchors": _table(entry.anchors),
        **({"anchors_for": own} if own else {}),
    }


def _table(points: Mapping[int, str]) -> dict[str, str]:
    return {str(point): text for point, text in points.items()}
