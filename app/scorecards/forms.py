"""The shape of what is typed on a scorecard: a small form for each group of fields, all within the page's one form."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.scorecards.rules import Answer, Change
from app.store.kit import KitQuestion

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

    def change(self, question: KitQuestion | None) -> Change:
        return Change(
            question,
            Answer(self.choice.data or "", self.words.data or ""),
            base=self.base.data or "",
            attempts=tuple(self._attempts()),
            settle=self.settle.data or "",
            newer=self.newer.data or "",
        )

    def _attempts(self) -> Iterator[Answer]:
        """Earlier saves of this page whose answers never arrived; each the choice, a line end and the words."""
        for text in request.form.getlist(self.words.name.replace("words", "attempt"))[-MOST_ATTEMPTS:]:
            choice, _, words = plain(text).partition("\n")
            yield Answer(choice, words)
