"""A scorecard as its page shows it: one group of fields for each question, and one for the recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from app.engines.competencies import taxonomy
from app.refusals import Refused
from app.scorecards import rules
from app.scorecards.rules import Answer, Missing, OutOfDate
from app.store.kit import KitQuestion
from app.store.scorecard import Scorecard


@dataclass
class Group:
    """Fields that are saved together. ``typed`` is what the writer sent and is not stored."""

    question: KitQuestion | None  # None: the overall recommendation
    number: int | None
    stored: Answer
    saved_at: datetime | None
    typed: Answer | None = None
    typed_on: str | None = None  # the revision that it was typed on
    newer: Answer | None = None  # what another tab saved meanwhile
    refusal: str | None = None
    errors: dict[str, str] = field(default_factory=dict)  # by field: "choice" or "words"

    @property
    def key(self) -> str:
        return key_of(self.question)

    @property
    def prefix(self) -> str:
        return prefix_of(self.question)

    @property
    def shown(self) -> Answer:
        return self.typed or self.stored

    @property
    def base(self) -> str:
        """The revision that the fields stand on. A conflict keeps the old one, until the writer settles it."""
        return self.stored.revision if self.typed_on is None else self.typed_on

    @property
    def is_answered(self) -> bool:
        return bool(self.stored.choice)

    @property
    def label(self) -> str:
        if self.question is None:
            return "Overall recommendation"
        competency = taxonomy.get(self.question.competency)
        return competency.name if competency else self.question.competency.replace("-", " ").capitalize()

    @property
    def state(self) -> str:
        """In a word or a number, for the rail."""
        if not self.stored.choice:
            return "open"
        if self.question is None:
            return "done"
        return "n/e" if self.stored.choice == rules.NOT_ENOUGH else self.stored.choice

    def keep_typed(self, typed: Answer, base: str, refusal: Refused) -> None:
        """Show what could not be saved, and why."""
        self.typed, self.typed_on, self.refusal = typed, base, refusal.message
        if isinstance(refusal, OutOfDate):
            self.newer = refusal.newer
        elif refusal.field:
            self.errors[refusal.field] = refusal.message


def key_of(question: KitQuestion | None) -> str:
    return str(question.id) if question else "overall"


def prefix_of(question: KitQuestion | None) -> str:
    """What the names of a group's fields begin with."""
    return f"answer-{key_of(question)}-"


@dataclass
class Sheet:
    card: Scorecard

    @cached_property
    def questions(self) -> list[Group]:
        ratings = {rating.kit_question_id: rating for rating in self.card.ratings}
        groups = []
        for number, question in enumerate(self.card.interview.kit.questions, 1):
            rating = ratings.get(question.id)
            groups.append(
                Group(question, number, rules.answer_of(rating), rating.saved_at if rating else None)
            )
        return groups

    @cached_property
    def overall(self) -> Group:
        stored = rules.overall_of(self.card)
        return Group(None, None, stored, self.card.saved_at if stored != Answer() else None)

    @property
    def groups(self) -> list[Group]:
        return [*self.questions, self.overall]

    @property
    def answered(self) -> int:
        return sum(group.is_answered for group in self.questions)

    @property
    def is_closed(self) -> bool:
        return rules.is_closed(self.card)

    @property
    def unsaved(self) -> list[Group]:
        """Groups with something typed that is not stored."""
        return [group for group in self.groups if group.typed is not None]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(id of the field, message), in the order of the page."""
        first = {"choice": "choice-1", "words": "words"}
        return [
            (group.prefix + first[name], text) for group in self.groups for name, text in group.errors.items()
        ]

    def group_of(self, question: KitQuestion | None) -> Group:
        return next(group for group in self.groups if group.key == key_of(question))

    def mark_missing(self, missing: Iterable[Missing]) -> None:
        for lack in missing:
            group = next(g for g in self.groups if (g.question.id if g.question else None) == lack.question)
            group.errors[lack.field] = lack.message
