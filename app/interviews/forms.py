"""The shape of what is typed about interviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TimeField, URLField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from app.clock import in_zone
from app.store.user import User
from app.web.fields import Zone, check_one_line, trimmed
from app.web.inputs import number

SHORTEST, LONGEST = 5, 600  # minutes
_MINUTES = NumberRange(SHORTEST, LONGEST, f"Write minutes, from {SHORTEST} to {LONGEST}.")


def reason_field() -> StringField:
    return StringField(
        "Reason",
        [
            InputRequired("Write the reason."),
            DataRequired("Write the reason."),
            Length(max=500),
            check_one_line,
        ],
        filters=[trimmed],
        description="It is kept in the history.",
    )


def minutes_field(description: str = "") -> IntegerField:
    return IntegerField("Minutes", [Optional(), _MINUTES], description=description)


def place_field() -> StringField:
    return StringField("Place", [Length(max=200), check_one_line], filters=[trimmed])


def video_field() -> URLField:
    link = Regexp(r"https?://[^\s/]+\S*$", message="Write a whole link, beginning with https://.")
    return URLField("Video link", [Optional(), Length(max=500), link], filters=[trimmed])


class BookingForm(FlaskForm):
    """The panel's ticks stand beside it, named by their seats: see ``chosen``."""

    day = DateField("Day", [InputRequired("Choose a day.")])
    time = TimeField("From", [InputRequired("Write a time.")])
    zone = Zone()
    minutes = minutes_field()
    place = place_field()
    video_url = video_field()
    accepted = HiddenField()

    def fill_from(self, at: str) -> None:
        """Set day and time from a proposal's instant, on the clock of the form's zone; from nonsense, nothing."""
        try:
            local = in_zone(datetime.fromisoformat(at), self.zone.data)
        except (ValueError, OverflowError):
            return
        self.day.data, self.time.data = local.date(), local.time()


def chosen(seat_ids: Iterable[int]) -> dict[int, list[int]]:
    """The ticks of a panel: user ids by seat id."""
    ticks = {seat: map(number, request.values.getlist(f"seat-{seat}")) for seat in seat_ids}
    return {seat: [person for person in people if person] for seat, people in ticks.items()}


class ChangeForm(FlaskForm):
    """What every change of a booked interview carries: the revision it was made from, and the reason."""

    revision = HiddenField()
    reason = reason_field()

    @property
    def seen(self) -> int | None:
        return number(self.revision.data)

    @property
    def why(self) -> str:
        return self.reason.data or ""


class MoveForm(ChangeForm):
    day = DateField("Day", [InputRequired("Choose a day.")])
    time = TimeField("From", [InputRequired("Write a time.")])
    zone = Zone()
    minutes = minutes_field()
    accepted = HiddenField()


class PlaceForm(ChangeForm):
    place = place_field()
    video_url = video_field()


class CancellationForm(ChangeForm):
    pass


class PersonChoice(SelectField):
    def __init__(self, label: str, **options: Any) -> None:
        missing = "Choose a person."
        super().__init__(
            label,
            [InputRequired(missing), DataRequired(missing)],
            coerce=number,
            choices=[],
            validate_choice=False,
            **options,
        )


class ReplacementForm(ChangeForm):
    leaves = PersonChoice("Who leaves")
    comes = PersonChoice("Who comes")

    def offer(
        self, panel: Iterable[User], others: Iterable[User], remarks: Mapping[int, str] = MappingProxyType({})
    ) -> None:
        """``remarks``: what stands against who comes, by user id."""
        for choice, people in ((self.leaves, panel), (self.comes, others)):
            named = ((p.id, f"{p.name} ({remarks[p.id]})" if remarks.get(p.id) else p.name) for p in people)
            choice.choices = [("", "Choose a person"), *named]
