"""The candidate's one form. Its token is the visit's own (see visit.py), so it needs no session."""

from __future__ import annotations

from flask_wtf import FlaskForm

from app.web.fields import Zone


class ZoneForm(FlaskForm):
    class Meta:
        csrf = False

    zone = Zone("Show times in", description="The city whose clocks you live by on the day.")
