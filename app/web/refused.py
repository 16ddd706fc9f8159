"""A refusal shown where it belongs: beside the field it names, else on top of the form."""

from __future__ import annotations

from flask_wtf import FlaskForm

from app.refusals import Refused


def show_beside_field(form: FlaskForm, refusal: Refused) -> None:
    """Add the refusal's sentence to the form, which still holds everything that was typed."""
    field = form._fields.get(refusal.field or "")
    if field is None:
        form.form_errors.append(refusal.message)
    else:
        field.errors = [*field.errors, refusal.message]
