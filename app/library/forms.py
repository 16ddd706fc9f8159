"""The shape of a question, and of what is decided about a version, as they are typed."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.library import queries
from app.library.rules import LONGEST
from app.library.wording import KINDS, LEVELS, POINTS, lines, table_in, typed_from
from app.refusals import Refused
from app.web.fields import WholeNumber, trimmed
from app.web.filters import words

ENDS = {"1": "weakest", "2": "between", "3": "middle", "4": "between", "5": "strongest"}
MOST_PROBES = 8
LONGEST_FILE = 1_000_000


class QuestionForm(FlaskForm):
    """The words of a question. A draft may be unfinished; only what is asked must be there."""

    competency = SelectField(
        "Competency",
        [DataRequired("Choose the competency.")],
        choices=[
            SelectChoice("", "Choose one"),
            *(SelectChoice(id, name) for id, name in queries.names_of_competencies()),
        ],
        description="Its id is made from this and stays, so choose it with care.",
    )
    kind = SelectField("Kind", choices=[SelectChoice(kind, words(kind)) for kind in KINDS])
    levels = SelectMultipleField(
        "Levels",
        choices=[SelectChoice(level, words(level)) for level in LEVELS],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Whom these words fit. What a rating means may differ from level to level, below.",
    )
    text = TextAreaField(
        "What is asked",
        [DataRequired("Write the question."), Length(max=LONGEST["text"])],
        filters=[trimmed],
        description="Every candidate hears these words.",
    )
    minutes = WholeNumber("Minutes", 1, 60, description="With the follow-up questions.")
    probes = TextAreaField(
        "Follow-up questions",
        [Length(max=LONGEST["probes"])],
        filters=[trimmed],
        description="One on each line; three or four.",
    )
    material = TextAreaField(
        "Material to look at",
        [Length(max=LONGEST["material"])],
        description="For a work sample: code, a log, a table, a note.",
    )
    key = TextAreaField(
        "What is to be found in it",
        [Length(max=LONGEST["key"])],
        filters=[trimmed],
        description="For the interviewer alone.",
    )
    note = StringField(
        "What is new in this version",
        [Length(max=500)],
        filters=[trimmed],
        description="For who reviews it, and for the history.",
    )
    read = HiddenField()

    def validate_probes(self, field: TextAreaField) -> None:
        if len(lines(field.data)) > MOST_PROBES:
            raise ValidationError(f"Write at most {MOST_PROBES} follow-up questions.")

    def table(self) -> dict[str, Any]:
        """What is typed, in the shape of the library's files."""
        return table_in(self.data)

    @staticmethod
    def filled_with(table: dict[str, Any]) -> dict[str, Any]:
        return typed_from(table)


for _point in POINTS:
    for _level in ("", *LEVELS):
        _label = f"{_point}, {ENDS[_point]}" + (f", for {_level}" if _level else "")
        _name = f"anchor_{_point}_{_level}" if _level else f"anchor_{_point}"
        setattr(
            QuestionForm, _name, TextAreaField(_label, [Length(max=LONGEST["anchor"])], filters=[trimmed])
        )


class ImportForm(FlaskForm):
    """A file of questions, or its words; ``agreed`` once what would happen was looked at."""

    file = FileField("Choose a file", description="A TOML file of the library's format, up to 1 MB.")
    content = TextAreaField("Or paste its words", [Length(max=LONGEST_FILE)])
    agreed = HiddenField()

    def text(self) -> str:
        """What was sent. Raises Refused for a file that is no text, and for nothing at all."""
        if self.file.data:
            data = self.file.data.read(LONGEST_FILE + 1)
            self.file.data.close()
            if len(data) > LONGEST_FILE:
                raise Refused("The file is larger than 1 MB.", field="file")
            try:
                return data.decode("utf-8-sig")
            except UnicodeDecodeError as unreadable:
                raise Refused("The file is no text.", field="file") from unreadable
        text = (self.content.data or "").replace("\r\n", "\n")
        if not text.strip():
            raise Refused("Choose a file, or paste its words.", field="file")
        return text


class ReasonForm(FlaskForm):
    reason = TextAreaField("Why", [Length(max=1000)], filters=[trimmed])


class ApprovalForm(FlaskForm):
    accepted = BooleanField("Use it all the same")
    faults_reason = TextAreaField("Why it is used all the same", [Length(max=1000)], filters=[trimmed])
    alone_reason = TextAreaField(
        "Why it is put into use unread by another",
        [Length(max=1000)],
        filters=[trimmed],
        description="You wrote this version and are the only coordinator. The history says so.",
    )
