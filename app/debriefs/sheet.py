"""The panel's view side by side: questions by competency against interviewers, from sealed scorecards alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.debriefs import rules
from app.engines import competencies
from app.engines.agreement import Figures, Rating, figures, is_apart, spread, weighted_mean

IMPORTANT = 4  # of 5: from here on a responsibility without evidence is named


@dataclass(frozen=True)
class Cell:
    """What one person has to say on one question.

    ``state`` is rated, not_enough, unasked (they sat there, and nothing was asked) or elsewhere (they did not).
    """

    person: Any
    state: str
    value: int | None = None
    rating: Any = None


@dataclass(frozen=True)
class Line:
    """One question as it was frozen, with a cell for each person; several where someone held it twice."""

    number: int
    question: Any
    kit: Any
    cells: list[list[Cell]]

    @property
    def answers(self) -> list[Cell]:
        """What there is to read: everybody who sat there and was asked."""
        return [cell for cells in self.cells for cell in cells if cell.state in ("rated", "not_enough")]

    @property
    def rated(self) -> list[Cell]:
        return [cell for cell in self.answers if cell.value is not None]

    @property
    def values(self) -> list[int]:
        return [cell.value for cell in self.rated if cell.value is not None]

    @property
    def spread(self) -> int:
        return spread(self.values)

    @property
    def is_apart(self) -> bool:
        return is_apart(self.values)

    @property
    def is_unasked(self) -> bool:
        return not self.answers

    @property
    def lacks_evidence(self) -> bool:
        """It was asked, and nobody had enough to rate it by."""
        return bool(self.answers) and not self.rated


@dataclass(frozen=True)
class Group:
    """The questions of one competency."""

    name: str
    lines: list[Line]

    @property
    def ratings(self) -> list[Rating]:
        return [
            Rating(rater=cell.person.id, question=line.question.id, value=cell.value)
            for line in self.lines
            for cell in line.rated
            if cell.value is not None
        ]


@dataclass(frozen=True)
class Unproven:
    """An important responsibility that no rating speaks for."""

    responsibility: Any
    was_asked: bool
    competencies: list[str]


@dataclass(frozen=True)
class Sheet:
    """Everything an open debrief shows."""

    cards: list[Any]
    kits: list[Any]
    people: list[Any]
    groups: list[Group]
    weights: dict[int, int]
    unproven: list[Unproven] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @cached_property
    def figures(self) -> Figures:
        return figures([rating for group in self.groups for rating in group.ratings], self.weights)

    def mean_of(self, group: Group, person: Any = None) -> float | None:
        """The weighted mean of a competency, 1 to 5, or what one person gave for it; None where nothing is rated."""
        given = [rating for rating in group.ratings if person is None or rating.rater == person.id]
        return weighted_mean(given, self.weights)

    @property
    def is_weighted(self) -> bool:
        return len(set(self.weights.values())) > 1

    @property
    def weights_reasons(self) -> list[str]:
        return list(dict.fromkeys(kit.weights_reason for kit in self.kits if kit.weights_reason))

    @property
    def apart(self) -> list[Line]:
        return [line for line in self.lines if line.is_apart]

    @property
    def unasked(self) -> list[Line]:
        return [line for line in self.lines if line.is_unasked]

    @property
    def without_evidence(self) -> list[Line]:
        return [line for line in self.lines if line.lacks_evidence]

    def cards_of(self, person: Any) -> list[Any]:
        return [card for card in self.cards if card.user_id == person.id]


def sheet_of(application: Any) -> Sheet:
    """The sheet of an application's sealed scorecards; call it only where the debrief is open."""
    cards = sorted(rules.sealed_cards(application), key=_in_order)
    kits = list({card.interview.kit_id: card.interview.kit for card in cards}.values())
    people = list({card.user_id: card.user for card in cards}.values())
    asked = _by_competency([(kit, question) for kit in kits for question in kit.questions])
    lines = [
        Line(number, question, kit, [_cells(person, question, kit, cards) for person in people])
        for number, (kit, question) in enumerate(asked, 1)
    ]
    return Sheet(
        cards=cards,
        kits=kits,
        people=people,
        groups=_grouped(lines),
        weights={question.id: question.weight for _, question in asked},
        unproven=_unproven(application.role.responsibilities, lines),
    )


def competency_name(identifier: str) -> str:
    """The name in the taxonomy, or the identifier in words where a later taxonomy has dropped it."""
    known = competencies.get(identifier)
    return known.name if known else identifier.replace("-", " ").capitalize()


def _in_order(card: Any) -> tuple[Any, ...]:
    kit = card.interview.kit
    return (card.interview.stage.position, kit.stage_id, kit.version, card.interview.starts_at, card.id)


def _cells(person: Any, question: Any, kit: Any, cards: Iterable[Any]) -> list[Cell]:
    there = [card for card in cards if card.user_id == person.id and card.interview.kit_id == kit.id]
    if not there:
        return [Cell(person, "elsewhere")]
    cells = []
    for card in there:
        rating = next((r for r in card.ratings if r.kit_question_id == question.id), None)
        if rating is None or not rating.is_answered:
            cells.append(Cell(person, "unasked"))
        elif rating.value is None:
            cells.append(Cell(person, "not_enough", rating=rating))
        else:
            cells.append(Cell(person, "rated", rating.value, rating))
    return cells


def _by_competency(asked: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Questions of one competency together, competencies in the order in which they were first asked about."""
    first = list(dict.fromkeys(question.competency for _, question in asked))
    return sorted(asked, key=lambda pair: first.index(pair[1].competency))


def _grouped(lines: Iterable[Line]) -> list[Group]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.question.competency, []).append(line)
    return [Group(competency_name(identifier), found) for identifier, found in groups.items()]


def _unproven(responsibilities: Iterable[Any], lines: list[Line]) -> list[Unproven]:
    """Of the role's important responsibilities, those for which no question was rated."""
    asked = {served["id"] for line in lines if line.answers for served in line.question.responsibilities}
    proven = {served["id"] for line in lines if line.rated for served in line.question.responsibilities}
    return [
        Unproven(r, r.id in asked, [competency_name(identifier) for identifier in r.competencies])
        for r in responsibilities
        if r.importance >= IMPORTANT and r.id not in proven
    ]
