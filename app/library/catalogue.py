"""The library as a list: every question with its state, its origin and its use; searched, filtered, counted.

Four queries, however many questions there are; the rest is in memory, since the shipped words are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import load_only, selectinload

from app.engines import competencies
from app.engines.questions import KINDS, LEVELS
from app.engines.questions.lint.words import stem, words
from app.library import queries
from app.library.rules import ENOUGH, NEWER, ORIGINS, STATES
from app.store.database import db
from app.store.kit import KitQuestion
from app.store.library_question import REPLACED, LibraryQuestion, LibraryVersion
from app.store.planned_question import PlannedQuestion

PER_PAGE = 50
USES = {"used": "In a plan or kit", "unused": "Nowhere yet"}
_ORDER = {one.id: place for place, one in enumerate(competencies.ALL)}
_KIND_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; empty where it does not ask. ``page`` is 0 for the way in: no list, the counts."""

    search: str = ""
    competency: str = ""
    level: str = ""
    kind: str = ""
    state: str = ""
    origin: str = ""
    use: str = ""
    sort: str = ""
    page: int = 0

    @property
    def is_everything(self) -> bool:
        return self == Wanted(sort=self.sort, page=self.page)


@dataclass(frozen=True)
class Item:
    """One line of the list. ``pending`` is the state of a version beside the one in use, or None."""

    id: str
    table: Mapping[str, Any]
    competency: str
    state: str
    origin: str
    pending: str | None = None
    plans: int = 0
    kits: int = 0
    has_new_edition: bool = False

    @property
    def kind(self) -> str:
        return str(self.table.get("kind", ""))

    @property
    def levels(self) -> list[str]:
        return list(self.table.get("levels", ()))

    @property
    def is_used(self) -> bool:
        return bool(self.plans or self.kits)


SORTS: dict[str, Callable[[Item], Any]] = {
    "kind": lambda item: _KIND_ORDER.get(item.kind, 9),
    "minutes": lambda item: item.table.get("minutes") or 0,
    "plans": lambda item: item.plans,
    "kits": lambda item: item.kits,
}


@dataclass(frozen=True)
class Listing:
    items: list[Item]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


@dataclass(frozen=True)
class Count:
    """One row of the way in: how many questions in use a competency has, for each level or kind."""

    competency: competencies.Competency
    cells: tuple[tuple[str, int], ...]
    total: int


def wanted_in(asked: Mapping[str, str], page: int | None) -> Wanted:
    """What an address asks for; what makes no sense in it counts as not asked."""
    known = {
        "competency": _ORDER,
        "level": LEVELS,
        "kind": KINDS,
        "state": (*STATES, NEWER),
        "origin": ORIGINS,
        "use": USES,
        "sort": [*SORTS, *(f"-{key}" for key in SORTS)],
    }
    chosen = {name: asked.get(name, "") for name, values in known.items() if asked.get(name) in values}
    found = replace(Wanted(search=asked.get("search", "").strip()[:200]), **chosen)
    return replace(found, page=page or (0 if found.is_everything and not found.sort else 1))


def everything() -> list[Item]:
    """Every question that anyone here can come upon, in the order of competencies and kinds."""
    plans, kits = _uses_of(PlannedQuestion), _uses_of(KitQuestion)
    layer = {row.library_id: row for row in _layer()}
    items = []
    for id in {**queries.shipped(), **layer}:
        row, entry = layer.get(id), queries.shipped().get(id)
        if entry is None and not (row and row.versions):
            continue
        competency = entry.competency if entry else row.competency if row else ""
        question = queries.Question(id, competency, entry, row)
        pending = question.open_version.state if question.open_version else None
        items.append(
            Item(
                id,
                _table_of(id) if row is None else question.table,
                competency,
                question.state,
                question.origin,
                pending if pending != question.state else None,
                plans.get(id, 0),
                kits.get(id, 0),
                question.has_new_edition,
            )
        )
    return sorted(items, key=lambda i: (_ORDER.get(i.competency, 999), _KIND_ORDER.get(i.kind, 9), i.id))


def listing(items: list[Item], wanted: Wanted) -> Listing:
    """One page of what is asked for; of a search, the best first. A page beyond the last is the last."""
    found = [item for item in items if _fits(item, wanted)]
    if wanted.search:
        scores = {item.id: _likeness(item, wanted.search) for item in found}
        found = sorted((item for item in found if scores[item.id]), key=lambda item: -scores[item.id])
    if key := SORTS.get(wanted.sort.removeprefix("-")):
        found.sort(key=key, reverse=wanted.sort.startswith("-"))
    page = min(max(1, wanted.page), max(1, -(-len(found) // PER_PAGE)))
    return Listing(found[(page - 1) * PER_PAGE : page * PER_PAGE], len(found), page)


def counts(items: list[Item], by_kind: bool = False) -> list[tuple[str, list[Count]]]:
    """How many questions in use each competency has for each level (or kind), under the names of the groups."""
    columns = KINDS if by_kind else LEVELS
    tally: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for item in items:
        if item.state == "in_use":
            totals[item.competency] += 1
            tally.update((item.competency, column) for column in ([item.kind] if by_kind else item.levels))
    groups: dict[str, list[Count]] = {}
    for one in competencies.ALL:
        cells = tuple((column, tally[one.id, column]) for column in columns)
        groups.setdefault(one.group.partition(" ")[2] or one.group, []).append(
            Count(one, cells, totals[one.id])
        )
    return list(groups.items())


def short_of(rows: list[tuple[str, list[Count]]]) -> int:
    """How many cells have fewer questions than four stages need."""
    return sum(number < ENOUGH for _, group in rows for row in group for _, number in row.cells)


def _layer() -> list[LibraryQuestion]:
    """What the company has touched, with the versions that matter now."""
    live = selectinload(LibraryQuestion.versions.and_(LibraryVersion.state != REPLACED))
    columns = load_only(
        LibraryVersion.number, LibraryVersion.state, LibraryVersion.content, LibraryVersion.based_on
    )
    query = select(LibraryQuestion).options(live.options(columns))
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _uses_of(table: type[PlannedQuestion] | type[KitQuestion]) -> dict[str, int]:
    holder = PlannedQuestion.stage_id if table is PlannedQuestion else KitQuestion.kit_id
    query = select(table.library_id, func.count(holder.distinct())).where(table.library_id.is_not(None))
    return {str(id): number for id, number in db.session.execute(query.group_by(table.library_id))}


@lru_cache(maxsize=4096)
def _table_of(id: str) -> Mapping[str, Any]:
    return queries.table_of(queries.shipped()[id])


def _is_in(item: Item, state: str) -> bool:
    if state == NEWER:
        return item.has_new_edition
    return state in (item.state, item.pending) if state else item.state != "retired"


def _fits(item: Item, wanted: Wanted) -> bool:
    return (
        (not wanted.competency or item.competency == wanted.competency)
        and (not wanted.level or wanted.level in item.levels)
        and (not wanted.kind or item.kind == wanted.kind)
        and _is_in(item, wanted.state)
        and (not wanted.origin or item.origin == wanted.origin)
        and (not wanted.use or item.is_used == (wanted.use == "used"))
    )


def _likeness(item: Item, search: str) -> int:
    """How well a question answers a search, 0 where one of the words is nowhere in it.

    A word counts most in what is asked, then in the competency's name, then in the rest.
    """
    table = item.table
    anchors = [*table.get("anchors", {}).values()]
    for own in table.get("anchors_for", {}).values():
        anchors += own.values()
    competency = competencies.get(item.competency)
    names = " ".join((competency.name, *competency.aliases)) if competency else ""
    rest = "\n".join(
        (*table.get("probes", ()), *anchors, table.get("material") or "", table.get("key") or "")
    )
    fields = (_words(str(table.get("text", ""))), _words(f"{names} {item.id}"), _words(rest))
    score = 0
    for word in words(search.replace("-", " ").lower()):
        best = max(
            (weight for weight, held in zip((9, 4, 1), fields, strict=True) if _has(held, word)), default=0
        )
        if not best:
            return 0
        score += best
    return score


def _has(held: str, word: str) -> bool:
    return f" {word}" in held or f" {stem(word)} " in held


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    """The words of a text and their stems, between spaces."""
    said = [word.lower() for word in words(text.replace("-", " "))]
    return f" {' '.join((*said, *map(stem, said)))} "
