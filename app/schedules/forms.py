"""The shape of what is asked of a search."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.schedules.rules import Options
from app.web.fields import WholeNumber, Zone


class OptionsForm(FlaskForm):
    """The chosen applications stand beside it, as hidden fields of one name."""

    first_on = DateField("First day", [InputRequired("Choose a day.")])
    last_on = DateField("Last day", [InputRequired("Choose a day.")])
    zone = Zone("Days of")
    days = RadioField(
        "Each candidate's interviews",
        choices=[
            SelectChoice("one", "All on one day"),
            SelectChoice("several", "On one or several days"),
        ],
        default="one",
    )
    order = RadioField(
        "Order",
        choices=[SelectChoice("plan", "As in the plan"), SelectChoice("any", "Any order that fits")],
        default="plan",
    )
    break_minutes = WholeNumber("Minutes between two interviews", 0, 240, default=15)
    longest_hours = WholeNumber("Longest day for a candidate, in hours", 1, 12, default=8)
    seconds = SelectField(
        "How long to look",
        choices=[
            SelectChoice("10", "10 seconds"),
            SelectChoice("20", "20 seconds"),
            SelectChoice("60", "A minute"),
            SelectChoice("180", "Three minutes"),
        ],
        default="20",
    )

    @property
    def options(self) -> Options:
        """What was asked; only once it is valid."""
        return Options(
            first_on=self.first_on.data or date.max,
            last_on=self.last_on.data or date.max,
            zone=self.zone.data or "UTC",
            one_day=self.days.data == "one",
            in_order=self.order.data == "plan",
            break_minutes=self.break_minutes.data or 0,
            longest_hours=self.longest_hours.data or 1,
            seconds=int(self.seconds.data),
        )
