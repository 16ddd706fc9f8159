"""The shape of what people type about themselves and each other."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.store.user import KINDS
from app.web.fields import EmailAddress, PersonName, Zone, check_one_line, trimmed
from app.web.filters import words


def kinds_field(label: str = "What they do here") -> SelectMultipleField:
    """What a person does here; one person can be several."""
    return SelectMultipleField(
        label,
        [InputRequired("Choose at least one.")],
        choices=[SelectChoice(kind, words(kind)) for kind in KINDS],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="One person can be several.",
    )


class SignInForm(FlaskForm):
    email = EmailAddress(render_kw={"autocomplete": "username", "autofocus": True})
    password = PasswordField(
        "Password",
        [InputRequired("Write your password."), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    stay = BooleanField("Stay signed in on this device for two weeks")


class InvitationForm(FlaskForm):
    email = EmailAddress()
    name = StringField("Name, if you know it", [Length(max=200), check_one_line], filters=[trimmed])
    kinds = kinds_field()


class KindsForm(FlaskForm):
    kinds = kinds_field()


class JoinForm(FlaskForm):
    name = PersonName("Your name", render_kw={"autocomplete": "name"})
    zone = Zone("Your time zone", description="Times in the portal are shown to you in this zone.")
    password = PasswordField(
        "Choose a password",
        [InputRequired("Choose a password.")],
        description="At least 12 characters. A few plain words are easy to remember and hard to guess.",
        render_kw={"autocomplete": "new-password"},
    )


class ProfileForm(FlaskForm):
    name = PersonName("Your name", render_kw={"autocomplete": "name"})
    zone = Zone("Your time zone", description="Times in the portal are shown to you in this zone.")


class PasswordForm(FlaskForm):
    current = PasswordField(
        "Your password now",
        [InputRequired("Write your password.")],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        "New password",
        [InputRequired("Choose a password.")],
        description="At least 12 characters. Signing in elsewhere with the old one ends.",
        render_kw={"autocomplete": "new-password"},
    )
