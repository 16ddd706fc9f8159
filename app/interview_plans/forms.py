"""The shape of a stage and of a seat as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.interview_plans import rules
from app.store.interview_plan import InterviewPlan
from app.store.user import User
from app.web.fields import WholeNumber, check_one_line, trimmed
from app.web.filters import words


class StageForm(FlaskForm):
    name = StringField(
        "Name", [DataRequired("Write a name."), Length(max=120), check_one_line], filters=[trimmed]
    )
    minutes = WholeNumber(
        "Minutes",
        *rules.MINUTES,
        description="The whole interview, with opening, closing and the candidate's own questions.",
    )
    instructions = TextAreaField(
        "Instructions for interviewers", [Length(max=4000)], filters=[trimmed], default=""
    )
    preparation = TextAreaField(
        "How the candidate can prepare",
        [Length(max=4000)],
        filters=[trimmed],
        default="",
        description="The candidate reads this on their own page.",
    )
    focus = SelectMultipleField(
        "Asks only about",
        description="What those who sit here can judge. With none ticked, the stage may ask about everything.",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    read = HiddenField()

    def offer(self, competencies: Sequence[tuple[str, str]]) -> None:
        self.focus.choices = [SelectChoice(id, name) for id, name in competencies]


class SeatForm(FlaskForm):
    count = WholeNumber("How many of them", 1, 20, default=1)
    members = SelectMultipleField(
        "Who can sit here",
        [InputRequired("Choose at least one person.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    read = HiddenField()

    def offer(self, people: Sequence[User]) -> None:
        self.members.choices = [SelectChoice(person.id, _named(person)) for person in people]


class CopyForm(FlaskForm):
    source = SelectField("Copy the stages of", [InputRequired("Choose a role.")], coerce=int)

    def offer(self, plans: Sequence[InterviewPlan]) -> None:
        self.source.choices = [
            SelectChoice(plan.id, f"{plan.role.title} ({words(plan.role.level)})") for plan in plans
        ]


def _named(person: User) -> str:
    if not person.is_active:
        return f"{person.name} (account disabled)"
    return person.name if person.is_interviewer else f"{person.name} ({words(person.kinds[-1]).lower()})"
