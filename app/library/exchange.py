"""The company's own questions as files of the library's format: out as they are in use, in as drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.engines import competencies
from app.engines import questions as engine
from app.library import queries, rules
from app.refusals import Refused
from app.web.inputs import typed

MOST_QUESTIONS = 200
NEW, VERSION, SAME, HELD = "new", "version", "same", "held"
WHAT_HAPPENS: Mapping[str, str] = MappingProxyType(
    {
        NEW: "A new question, as a draft",
        VERSION: "A new version of one that is here, as a draft",
        SAME: "Nothing: it is in use word for word",
        HELD: "Nothing: a version of it is being written",
    }
)


@dataclass(frozen=True)
class Arrival:
    """One question of a file, and what would happen to it: new, version, same or held."""

    entry: engine.Entry
    what: str

    @property
    def is_taken(self) -> bool:
        return self.what in (NEW, VERSION)


def company_file(competency: str) -> str:
    """What the company wrote or adapted on one competency and has in use, as a file."""
    entries = queries.in_use().entries
    own = [e for e in entries if e.competency == competency and queries.shipped().get(e.id) != e]
    return engine.file_of(competency, own)


def has_own(competency: str) -> bool:
    """Whether there is anything for :func:`company_file`."""
    shipped = queries.shipped()
    return any(e.competency == competency and shipped.get(e.id) != e for e in queries.in_use().entries)


def arrivals(text: str) -> list[Arrival]:
    """What each question of a file would become. Raises Refused, with the place, for a file that cannot be read."""
    try:
        competency, entries = engine.entries_in(text, "The file")
    except engine.Misshapen as slip:
        raise Refused(f"{slip}.", field="content") from slip
    if competencies.get(competency) is None:
        raise Refused(f"There is no competency “{competency}”.", field="content")
    if not entries:
        raise Refused("There is no question in it.", field="content")
    if len(entries) > MOST_QUESTIONS:
        raise Refused(f"Bring in at most {MOST_QUESTIONS} questions at once.", field="content")
    if len({entry.id for entry in entries}) < len(entries):
        raise Refused("Two of its questions have the same id.", field="content")
    if any(typed(text) != text for entry in entries for text in _texts(entry)):
        raise Refused("It holds characters that nobody can type.", field="content")
    for entry in entries:
        if fault := _unwritable(entry):
            raise Refused(f"The file ({entry.id[: rules.LONGEST_NAME]}): {fault}.", field="content")
    in_use = {entry.id: entry for entry in queries.in_use().entries}
    return [Arrival(entry, _what(entry, in_use.get(entry.id))) for entry in entries]


def _unwritable(entry: engine.Entry) -> str | None:
    """What of a question the form would not take, so that nobody could change it later; or what no table holds."""
    names = (entry.id, entry.paraphrase_group, entry.scenario_family or "")
    points = [entry.anchors, *entry.anchors_for.values()]
    found = {
        "text": len(entry.text),
        "probes": len("\n".join(entry.probes)),
        "material": len(entry.material or ""),
        "key": len(entry.key or ""),
        "anchor": max(len(text) for each in points for text in each.values()),
    }
    if any(len(name) > rules.LONGEST_NAME or "\n" in name for name in names):
        return f"a name in it is longer than one line of {rules.LONGEST_NAME} characters"
    if not all(probe.strip() for probe in entry.probes):
        return "a probe is empty"
    return next(
        (
            f"“{name}” is longer than {longest} characters"
            for name, longest in rules.LONGEST.items()
            if found[name] > longest
        ),
        None,
    )


def _texts(entry: engine.Entry) -> Iterator[str]:
    yield from (entry.text, entry.paraphrase_group, *entry.probes, *entry.anchors.values())
    yield from filter(None, (entry.material, entry.key, entry.scenario_family))
    yield from (text for points in entry.anchors_for.values() for text in points.values())


def _what(entry: engine.Entry, here: engine.Entry | None) -> str:
    if here == entry:
        return SAME
    question = queries.get_question(entry.id)
    if question is None:
        return NEW
    return HELD if question.open_version else VERSION
