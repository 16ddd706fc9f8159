"""The shape of a question and of its weight as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.engines import competencies
from app.question_sets import rules
from app.question_sets.offers import Wish
from app.store.planned_question import KINDS, PlannedQuestion
from app.store.responsibility import Responsibility
from app.web.fields import WholeNumber, trimmed
from app.web.filters import words

_COMPETENCIES = [SelectChoice(one.id, one.name) for one in sorted(competencies.ALL, key=lambda one: one.name)]
POINTS = ("1", "2", "3", "4", "5")
MOST_PROBES = 8


def _anchor(point: str, words: str) -> TextAreaField:
    checks = [DataRequired(f"Write what an answer rated {point} is like."), Length(max=1000)]
    return TextAreaField(f"{point}, {words}", checks, filters=[trimmed])


class QuestionForm(FlaskForm):
    """The words of a question that stands in the plan."""

    text = TextAreaField(
        "What is asked",
        [DataRequired("Write the question."), Length(max=2000)],
        filters=[trimmed],
        description="Every candidate hears these words. Do not copy the job advert into them.",
    )
    minutes = WholeNumber("Minutes", 1, 60, description="With the follow-up questions.")
    probes = TextAreaField(
        "Follow-up questions",
        [Length(max=4000)],
        filters=[trimmed],
        description="One on each line; three or four.",
    )
    anchor_1 = _anchor("1", "weakest")
    anchor_2 = _anchor("2", "between")
    anchor_3 = _anchor("3", "middle")
    anchor_4 = _anchor("4", "between")
    anchor_5 = _anchor("5", "strongest")
    material = TextAreaField(
        "Material to look at",
        [Length(max=20000)],
        description="For a work sample: code, a log, a table, a note.",
    )
    key = TextAreaField(
        "What is to be found in it",
        [Length(max=4000)],
        filters=[trimmed],
        description="For the interviewer alone.",
    )
    serves = SelectMultipleField(
        "Responsibilities it serves",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    read = HiddenField()

    def validate_probes(self, field: TextAreaField) -> None:
        if len(rules.lines(field.data)) > MOST_PROBES:
            raise ValidationError(f"Write at most {MOST_PROBES} follow-up questions.")

    def offer(self, responsibilities: Sequence[Responsibility]) -> None:
        self.serves.choices = [
            SelectChoice(r.id, f"{r.name} (importance {r.importance})") for r in responsibilities
        ]

    def typed(self) -> dict[str, Any]:
        """The words as the action takes them."""
        return {
            "text": _plain(self.text.data),
            "minutes": self.minutes.data,
            "probes": rules.lines(self.probes.data),
            "anchors": {point: _plain(self[f"anchor_{point}"].data) for point in POINTS},
            "material": _plain(self.material.data) or None,
            "key": _plain(self.key.data) or None,
        }

    @staticmethod
    def as_it_stands(question: PlannedQuestion) -> dict[str, Any]:
        """The form's values for a question."""
        return {
            "text": question.text,
            "minutes": question.minutes,
            "probes": "\n".join(question.probes),
            "material": question.material or "",
            "key": question.key or "",
            "serves": [responsibility.id for responsibility in question.responsibilities],
            **{f"anchor_{point}": question.anchors.get(point, "") for point in POINTS},
        }


class OwnQuestionForm(QuestionForm):
    """The words of a question that a person writes, with what it is about."""

    competency = SelectField(
        "Competency",
        choices=_COMPETENCIES,
    )
    kind = SelectField("Kind", choices=[SelectChoice(kind, words(kind)) for kind in KINDS])

    def typed(self) -> dict[str, Any]:
        return super().typed() | {"competency": self.competency.data, "kind": self.kind.data}

    @staticmethod
    def as_it_stands(question: PlannedQuestion) -> dict[str, Any]:
        words = QuestionForm.as_it_stands(question)
        return words | {"competency": question.competency, "kind": question.kind}


class WishForm(FlaskForm):
    """What someone looks for among the questions that a stage could ask."""

    words = StringField("Words", filters=[trimmed])
    competency = SelectField("Competency", choices=[SelectChoice("", "Any"), *_COMPETENCIES])
    kind = SelectField(
        "Kind", choices=[SelectChoice("", "Any"), *(SelectChoice(kind, words(kind)) for kind in KINDS)]
    )

    def wish(self) -> Wish:
        return Wish(self.words.data or "", self.competency.data or "", self.kind.data or "")


class WeightForm(FlaskForm):
    weight = RadioField(
        "Weight", coerce=int, choices=[SelectChoice(weight, str(weight)) for weight in rules.WEIGHTS]
    )
    reason = TextAreaField(
        "Why the questions do not weigh the same",
        [Length(max=1000)],
        filters=[trimmed],
        description="Equal weights predict about as well as any, so others need a reason.",
    )


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip("\n")
