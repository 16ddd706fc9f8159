"""The shape of what is typed about candidates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, StringField, TelField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.candidates.windows import LONGEST
from app.store.role import Role
from app.web.fields import EmailAddress, PersonName, Zone, check_one_line, trimmed


class RoleChoice(SelectField):
    """One of the roles handed to ``offer``."""

    def __init__(self, label: str = "Role", **options: Any) -> None:
        super().__init__(label, [InputRequired("Choose a role.")], coerce=_number, **options)

    def offer(self, roles: Iterable[Role]) -> None:
        self.choices = [("", "Choose a role"), *((role.id, role.title) for role in roles)]


def _number(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() else None


class CandidateForm(FlaskForm):
    name = PersonName(render_kw={"autocomplete": "off"})
    email = EmailAddress(render_kw={"autocomplete": "off"})
    phone = TelField("Phone", [Length(max=40), check_one_line], filters=[trimmed])
    zone = Zone("Time zone", description="Times on the candidate's own page are shown in this zone.")
    notes = TextAreaField(
        "Notes",
        [Length(max=5000)],
        description="For coordinators. Nobody else reads them, and they take no part in any decision.",
        render_kw={"rows": 3},
    )


class NewCandidateForm(CandidateForm):
    role_id = RoleChoice("Applies for")


class ApplicationForm(FlaskForm):
    role_id = RoleChoice("Also applies for")


class WithdrawalForm(FlaskForm):
    reason = StringField(
        "Reason", [InputRequired("Write the reason."), Length(max=500), check_one_line], filters=[trimmed]
    )


class AvailabilityForm(FlaskForm):
    """One window from three fields, or several as text. Where text is written, the text counts."""

    day = DateField("Day", [Optional()])
    starts = TimeField("From", [Optional()])
    ends = TimeField("To", [Optional()])
    windows = TextAreaField(
        "Or several at once",
        [Length(max=LONGEST)],
        description="Such as: Tue 24 Nov 9-12, 14-17; Thu 10:30 to 16:00; Mon-Fri 9-17",
        filters=[trimmed],
        render_kw={"rows": 2},
    )

    def validate_day(self, field: DateField) -> None:
        if not self.windows.data and field.data is None:
            raise ValidationError("Choose a day, or write several times below.")

    def validate_starts(self, field: TimeField) -> None:
        if not self.windows.data and self.day.data is not None and field.data is None:
            raise ValidationError("Write the time from which they are free.")

    def validate_ends(self, field: TimeField) -> None:
        if not self.windows.data and self.day.data is not None and field.data is None:
            raise ValidationError("Write the time until which they are free.")


class LinkForm(FlaskForm):
    mail = BooleanField("Also mail it to the candidate")
