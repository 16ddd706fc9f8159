"""The shape of what people type about roles."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from app.accounts.queries import active_people, get_person
from app.engines import competencies
from app.roles import rules
from app.store.user import User
from app.web.fields import check_one_line, trimmed
from app.web.filters import words

LEVELS = [SelectChoice(level, words(level)) for level in rules.LEVELS]
_TITLE_CHECKS = [Length(max=rules.LONGEST_TITLE), check_one_line]


def title_field(label: str = "Title", *, required: bool = True, **options: Any) -> StringField:
    checks = [DataRequired("Write the role's title."), *_TITLE_CHECKS] if required else _TITLE_CHECKS
    return StringField(label, checks, filters=[trimmed], **options)


def level_field(*, with_guess: bool = False) -> SelectField:
    guess = [SelectChoice("", "As the title says")] if with_guess else []
    return SelectField("Level", choices=[*guess, *LEVELS])


def _person_id(value: Any) -> int | str:
    """An id, or "" for nobody; what is no choice is refused by the field."""
    return int(value) if str(value).isascii() and str(value).isdecimal() else value or ""


class HiringManager(SelectField):
    """Who manages the hire: an active hiring manager, the one there is, or nobody. ``person`` is chosen."""

    def __init__(self, label: str = "Hiring manager", nobody: str = "Nobody yet", **options: Any) -> None:
        self.nobody = nobody
        super().__init__(label, coerce=_person_id, **options)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None, **options: Any) -> None:
        people = list(active_people("hiring_manager"))
        if isinstance(data, int) and all(person.id != data for person in people):
            people += filter(None, [get_person(data)])
        self.choices = [
            SelectChoice("", self.nobody),
            *(SelectChoice(person.id, person.name) for person in people),
        ]
        super().process(formdata, data, extra_filters, **options)

    @property
    def person(self) -> User | None:
        return get_person(self.data) if self.data else None


class FilterForm(FlaskForm):
    """What a list of roles is narrowed to, in the address."""

    class Meta:
        csrf = False

    q = StringField("Title", filters=[trimmed])
    level = SelectField("Level", choices=[SelectChoice("", "Any level"), *LEVELS])
    manager = HiringManager(nobody="Anyone")
    state = SelectField(
        "State",
        choices=[
            SelectChoice("open", "Open"),
            SelectChoice("archived", "Archived"),
            SelectChoice("all", "Open and archived"),
        ],
    )


class DocumentForm(FlaskForm):
    text = TextAreaField(
        "Paste the job description", description="All of it: what is not about the work is left out."
    )
    file = FileField(
        "Or choose a file", description="Text, Markdown, HTML, Word (.docx) or PDF, up to 10 MB."
    )
    title = title_field(required=False, description="Left empty, it is read from the document.")
    level = level_field(with_guess=True)
    manager = HiringManager()

    def validate_text(self, field: Field) -> None:
        if field.data and field.data.strip() and self.file.data:
            raise ValidationError("Give either words or a file, not both.")
        if not (field.data or "").strip() and not self.file.data:
            raise ValidationError("Paste the words of the job description, or choose a file.")


class FactsForm(FlaskForm):
    """A role's title, level and hiring manager; ``seen`` is the state that the page showed."""

    title = title_field()
    level = level_field()
    manager = HiringManager()
    seen = HiddenField()


class ProfileForm(FlaskForm):
    """One of the jobs that a document describes: whether to make it a role, and as what."""

    make = BooleanField("Make this role")
    title = title_field(required=False)
    level = level_field()

    def validate_title(self, field: Field) -> None:
        if self.make.data and not field.data:
            raise ValidationError("Write the role's title.")


class ManagerForm(FlaskForm):
    manager = HiringManager()


COMPETENCIES = [
    SelectChoice("", "None"),
    *(
        SelectChoice(one.id, one.name)
        for one in sorted(competencies.ALL, key=lambda one: one.name.casefold())
    ),
]


class WordsForm(FlaskForm):
    """A responsibility's words and competencies."""

    label = StringField(
        "Name",
        [Length(max=rules.LONGEST_LABEL), check_one_line],
        filters=[trimmed],
        description="A word or two for small spaces.",
    )
    text = TextAreaField("What the person will do", [InputRequired("Write what the person will do.")])
    first = SelectField("Competency", choices=COMPETENCIES)
    second = SelectField("Second", choices=COMPETENCIES)
    third = SelectField("Third", choices=COMPETENCIES)
    seen = HiddenField()

    @property
    def competencies(self) -> list[str]:
        return [chosen for chosen in (self.first.data, self.second.data, self.third.data) if chosen]


class AddForm(FlaskForm):
    """A responsibility written by hand."""

    label = StringField("Name", [Length(max=rules.LONGEST_LABEL), check_one_line], filters=[trimmed])
    text = TextAreaField("What the person will do", [InputRequired("Write what the person will do.")])


class DivisionForm(FlaskForm):
    parts = TextAreaField(
        "One responsibility a line",
        [InputRequired("Write them, each on a line of its own.")],
        description="Press Enter where it should be divided. All of them keep its place in the document.",
    )
    seen = HiddenField()


class MergerForm(FlaskForm):
    other = SelectField("Merge with", [InputRequired("Choose which one.")], coerce=int)
    seen = HiddenField()


class SeenForm(FlaskForm):
    """A button: what the page showed when it was pressed."""

    seen = HiddenField()


class FirstForm(SeenForm):
    """A press on a competency: it comes first. A press on "Confirm these" names none."""

    first = SelectField(choices=COMPETENCIES, default="")


class SearchForm(FlaskForm):
    """Which competencies to offer, in the address."""

    class Meta:
        csrf = False

    search = StringField("Search", filters=[trimmed])


class ImportanceForm(FlaskForm):
    importance = IntegerField(validators=[InputRequired(), NumberRange(1, 5)])
    seen = IntegerField(validators=[InputRequired()])


class PlaceForm(FlaskForm):
    to = IntegerField(validators=[InputRequired(), NumberRange(-1, 100_000)])


class TakeInForm(FlaskForm):
    line = IntegerField(validators=[InputRequired(), NumberRange(1, 2**31 - 1)])
