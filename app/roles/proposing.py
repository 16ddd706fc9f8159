"""Which competencies are proposed for a line: those a person chose for nearly the same line before, else those read.

Nothing is stored for it: what people chose stands in the responsibilities of this portal's roles.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.engines.competencies import Nearest
from app.roles import queries, reading
from app.store.role import Role
from app.store.user import User


@dataclass(frozen=True)
class ChosenBefore:
    """Where a proposal comes from. Show ``role`` and ``by`` only to who may see the role."""

    role: Role
    by: User | None


class Memory:
    """What people chose, read from the database once and asked for many lines."""

    def __init__(self, without: Role | None = None) -> None:
        self._chosen = {one.id: one for one in queries.chosen_by_people(without)}
        self._nearest = Nearest({id: one.text for id, one in self._chosen.items()})

    def of(self, text: str) -> queries.Chosen | None:
        """What a person chose for nearly the same words."""
        id = self._nearest.to(text)
        return None if id is None else self._chosen[id]

    def proposed(self, text: str, otherwise: list[str]) -> list[str]:
        before = self.of(text)
        return otherwise if before is None else list(before.competencies)


def competencies_for(text: str, label: str | None, title: str) -> list[str]:
    """Ids for one line that a person wrote or changed, best first, at most three."""
    return Memory().proposed(text, reading.competencies_for(text, label, title))


def chosen_before(role: Role) -> dict[int, ChosenBefore]:
    """For the role's page: by a responsibility's id, where its proposal comes from, while nobody has confirmed it."""
    open_ones = [one for one in role.responsibilities if one.competencies and not one.competencies_confirmed]
    if not open_ones:
        return {}
    memory = Memory(without=role)
    same = {
        one.id: earlier.id
        for one in open_ones
        if (earlier := memory.of(one.text)) is not None and earlier.competencies == one.competencies
    }
    if not same:
        return {}
    roles, who = queries.roles_of(list(same.values())), queries.who_chose(list(same.values()))
    return {id: ChosenBefore(roles[earlier], who.get(earlier)) for id, earlier in same.items()}
