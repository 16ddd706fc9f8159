"""Fields that several rooms ask for: an email address, a name, a time zone."""

from __future__ import annotations

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    StopValidation,
    ValidationError,
)

from app import zones

_EMAIL = re.compile(r"[^@\s<>()\[\],;:\\\"]+@[^@\s.<>()]+(\.[^@\s.<>()]+)*")


def trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def check_email(_form: FlaskForm, field: Field) -> None:
    if not _EMAIL.fullmatch(field.data or ""):
        raise ValidationError("Write an email address, such as name@example.com.")


def check_zone(_form: FlaskForm, field: Field) -> None:
    if not zones.is_zone(field.data or ""):
        raise ValidationError("There is no time zone of this name. Choose one from the list.")


def check_one_line(_form: FlaskForm, field: Field) -> None:
    text = field.data or ""
    if text and (text.splitlines() != [text] or "\t" in text):
        raise ValidationError("Use one line of plain text.")


class EmailAddress(EmailField):
    """An email address on one line, as people write them."""

    def __init__(self, label: str = "Email address", **options: Any) -> None:
        checks = [DataRequired("Write an email address."), Length(max=254), check_email]
        super().__init__(label, checks, filters=[trimmed], **options)


class PersonName(StringField):
    def __init__(self, label: str = "Name", **options: Any) -> None:
        checks = [DataRequired("Write a name."), Length(max=200), check_one_line]
        super().__init__(label, checks, filters=[trimmed], **options)


class Zone(SelectField):
    """An IANA time zone. A name that is not on the list but exists is kept, so that no one loses theirs."""

    def __init__(self, label: str = "Time zone", **options: Any) -> None:
        super().__init__(label, [check_zone], validate_choice=False, **options)
        self.choices = [SelectChoice(zone, zone.replace("_", " ")) for zone in zones.choices()]

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        if value and zones.is_zone(value) and value not in zones.choices():
            self.choices = [SelectChoice(value, value.replace("_", " ")), *(self.choices or [])]


class WholeNumber(IntegerField):
    """A whole number from ``least`` to ``most``; anything else gets one sentence."""

    def __init__(self, label: str, least: int, most: int, **options: Any) -> None:
        sentence = f"Write a whole number from {least} to {most}."
        super().__init__(label, [InputRequired(sentence), NumberRange(least, most, sentence)], **options)
        self.sentence = sentence

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            self.errors = []
            raise StopValidation(self.sentence)
