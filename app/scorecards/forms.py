"""The shape of what is typed on a scorecard: a small form for each group of fields, all within the page's one form."""

from __future__ import annotations

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.scorecards.rules import Answer

MOST_ATTEMPTS = 8


def plain(value: str | None) -> str:
    """As it is stored: line ends as \\n, however the browser sent them, and no NUL, which PostgreSQL refuses."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class AnswerForm(FlaskForm):
    """A choice, words, and the revision they were typed on. ``settle`` says what becomes of two texts."""

    class Meta:
        csrf = False  # the page's one form carries the token, and every POST is checked for it

    choice = StringField(filters=[plain])
    words = TextAreaField(filters=[plain])
    base = HiddenField(filters=[plain])
    newer = HiddenField(filters=[plain])  # the revision that a conflict showed
    settle = StringField()  # mine, theirs or both

    @property
    def was_sent(self) -> bool:
        """Whether the request holds this group at all."""
        return self.words.name in request.form

    @property
    def answer(self) -> Answer:
        return Answer(self.choice.data or "", self.words.data or "")

    @property
    def attempts(self) -> list[Answer]:
        """Earlier saves of this page whose answers never arrived; each the choice, a line end and the words."""
        sent = request.form.getlist(f"{self._prefix}attempt")[-MOST_ATTEMPTS:]
        return [Answer(choice, words) for choice, _, words in (plain(text).partition("\n") for text in sent)]

    def settled(self, stored: Answer) -> tuple[Answer, str]:
        """What to save and the revision it stands on; ``stored`` is what another tab left there."""
        typed, choice = self.answer, self.settle.data
        if choice == "both":
            words = "\n\n".join(text for text in (stored.words, typed.words) if text.strip())
            return Answer(typed.choice or stored.choice, words), self.newer.data or ""
        if choice == "theirs":
            return stored, self.newer.data or ""
        return typed, (self.newer.data if choice == "mine" else self.base.data) or ""
