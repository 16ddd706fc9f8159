"""The shape of what is typed about candidates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.candidates.windows import LONGEST
from app.store.role import Role
from app.web.fields import EmailAddress, PersonName, Zone, check_one_line, trimmed
from app.web.inputs import number


class RoleChoice(SelectField):
    """One of the roles handed to ``offer``."""

    def __init__(self, label: str = "Role", **options: Any) -> None:
        missing = "Choose a role."
        super().__init__(label, [InputRequired(missing), DataRequired(missing)], coerce=number, **options)

    def offer(self, roles: Iterable[Role]) -> None:
        self.choices = [("", "Choose a role"), *((role.id, role.title) for role in roles)]


class CandidateForm(FlaskForm):
    name = PersonName(render_kw={"autocomplete": "off"})
    email = EmailAddress(render_kw={"autocomplete": "off"})
    phone = TelField("Phone", [Length(max=40), check_one_line], filters=[trimmed])
    zone = Zone("Time zone", description="Times on the candidate's own page are shown in this zone.")
    notes = TextAreaField(
        "Notes",
        [Length(max=5000)],
        filters=[trimmed],
        description="For coordinators. Nobody else reads them, and they take no part in any decision.",
        render_kw={"rows": 3},
    )


class EditedCandidateForm(CandidateForm):
    """``seen`` is the state that the page showed."""

    seen = HiddenField()


class NewCandidateForm(CandidateForm):
    role_id = RoleChoice("Applies for")


class ApplicationForm(FlaskForm):
    role_id = RoleChoice("Also applies for")


class WithdrawalForm(FlaskForm):
    reason = StringField(
        "Reason",
        [
            InputRequired("Write the reason."),
            DataRequired("Write the reason."),
            Length(max=500),
            check_one_line,
        ],
        filters=[trimmed],
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

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if self.windows.data:
            return is_valid
        if self.day.data is None:
            asked = {self.day: "Choose a day, or write several times below."}
        else:
            asked = {
                self.starts: "Write from when they are free.",
                self.ends: "Write until when they are free.",
            }
        for field, message in asked.items():
            if field.data is None and not field.errors:
                field.errors = [message]
        return not self.errors


class LinkForm(FlaskForm):
    mail = BooleanField("Also mail it to the candidate")
