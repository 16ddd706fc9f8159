"""The shape of a person's terms and pauses as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import DateField, Field, FieldList, HiddenField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.interviewers.rules import NEVER, Limits, Terms, Week
from app.interviewers.typed_hours import read_hours, typed
from app.refusals import Refused
from app.web.fields import WholeNumber, check_one_line, trimmed

WORKDAYS = range(5)


def _check_hours(_form: FlaskForm, field: Field) -> None:
    try:
        read_hours(field.data or "")
    except Refused as refusal:
        raise ValidationError(refusal.message) from None


def _week(label: str) -> FieldList:
    return FieldList(StringField(label, [_check_hours], filters=[trimmed]), min_entries=7, max_entries=7)


class TermsForm(FlaskForm):
    """A week as rows: for each day its hours and those rather kept free, as text."""

    hours = _week("Hours")
    kept_free = _week("Rather free")
    most_a_day = WholeNumber("Most interviews a day", 0, 12)
    most_a_week = WholeNumber("Most interviews a week", 0, 40)
    buffer_minutes = WholeNumber("Minutes between two interviews", 0, 120)
    read = HiddenField()

    def show(self, terms: Terms, read: str) -> None:
        """Fill the fields with ``terms``; ``read`` names what is shown."""
        for fields, week in ((self.hours, terms.hours), (self.kept_free, terms.kept_free)):
            for field, day in zip(fields, week, strict=True):
                field.data = typed(day)
        self.most_a_day.data, self.most_a_week.data, self.buffer_minutes.data = terms.limits
        self.read.data = read

    def copy_down(self, wanted: str) -> None:
        """Copy Monday to the other workdays ("same"), or a day's row from the day before it ("1" to "6")."""
        for fields in (self.hours, self.kept_free):
            days = list(fields)
            if wanted == "same":
                for number in WORKDAYS:
                    days[number].data = days[0].data
            elif wanted in "123456" and len(wanted) == 1:
                days[int(wanted)].data = days[int(wanted) - 1].data

    @property
    def week(self) -> Week:
        return _read(self.hours)

    @property
    def rather_free(self) -> Week:
        return _read(self.kept_free)

    @property
    def limits(self) -> Limits:
        return Limits(self.most_a_day.data or 0, self.most_a_week.data or 0, self.buffer_minutes.data or 0)


def _read(fields: Sequence[Field] | FieldList) -> Week:
    week = tuple(read_hours(field.data or "") for field in fields)
    return week if len(week) == len(NEVER) else NEVER


class PauseForm(FlaskForm):
    starts_on = DateField("First day", [DataRequired("Choose the first day.")])
    ends_on = DateField("Last day", [Optional()], description="Leave it empty for “until further notice”.")
    reason = StringField(
        "Why",
        [Length(max=200), check_one_line],
        filters=[trimmed],
        description="Coordinators read it, for example “on leave”.",
    )
