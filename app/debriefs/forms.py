"""The shape of a reason for opening early, and of a decision."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.debriefs.rules import LONGEST_REASON
from app.web.fields import trimmed

OUTCOME_WORDS = {"offer": "Offer", "no_offer": "No offer"}


class OpeningForm(FlaskForm):
    reason = TextAreaField(
        "Why open it before every scorecard is in?",
        [DataRequired("Say why it cannot wait."), Length(max=LONGEST_REASON)],
        filters=[trimmed],
        description="It is kept with the application. Scorecards that come in later join the debrief.",
    )


class DecisionForm(FlaskForm):
    outcome = RadioField(
        "Decision",
        [InputRequired("Choose one.")],
        choices=[SelectChoice(value, label) for value, label in OUTCOME_WORDS.items()],
    )
    reasons = TextAreaField(
        "Reasons",
        [DataRequired("Give the reasons in at least one sentence."), Length(max=LONGEST_REASON)],
        filters=[trimmed],
        description="What in the evidence decided it, in words that someone who was not there can follow.",
    )
    seen = HiddenField()
