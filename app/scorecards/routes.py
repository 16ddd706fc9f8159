"""The one page for the hour, and its saving."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, flash, url_for
from flask_login import current_user

from app import clock
from app.scorecards import actions, queries, rules
from app.scorecards.forms import AnswerForm
from app.scorecards.queries import Asked
from app.scorecards.sheet import Sheet, prefix_of
from app.store.database import saving
from app.store.kit import KitQuestion
from app.store.scorecard import Scorecard
from app.web.doors import allow
from app.web.fragments import accepted, page, wants_fragment

scorecards = Blueprint("scorecards", __name__)


@scorecards.get("/scorecards/<int:scorecard_id>")
@allow("scorecard.see", load=queries.get_scorecard)
def show(scorecard: Scorecard) -> Response:
    return _show(Sheet(scorecard))


@scorecards.post("/scorecards/<int:scorecard_id>")
@allow("scorecard.edit", load=queries.get_scorecard)
def save(scorecard: Scorecard) -> Response:
    """Everything on the page at once: the way of a browser without scripts."""
    sheet, status = _write(scorecard, _questions_of(scorecard))
    if status != 200:
        return _show(sheet, status)
    flash("Saved.")
    return accepted(url_for(".show", scorecard_id=scorecard.id))


@scorecards.post("/scorecards/<int:scorecard_id>/ratings/<int:kit_question_id>")
@allow("scorecard.edit", load=queries.get_asked)
def rate(asked: Asked) -> Response:
    return _save_one(asked.scorecard, asked.question)


@scorecards.post("/scorecards/<int:scorecard_id>/recommendation")
@allow("scorecard.edit", load=queries.get_scorecard)
def recommend(scorecard: Scorecard) -> Response:
    return _save_one(scorecard, None)


@scorecards.post("/scorecards/<int:scorecard_id>/submission")
@allow("scorecard.submit", load=queries.get_scorecard)
def submit(scorecard: Scorecard) -> Response:
    """Save what the page holds, then seal the card, if it is complete."""
    sheet, status = _write(scorecard, _questions_of(scorecard))
    if status != 200:
        return _show(sheet, status)
    try:
        with saving():
            actions.submit(scorecard, by=current_user, at=clock.now())
    except rules.Incomplete as incomplete:
        sheet.mark_missing(incomplete.missing)
        return _show(sheet, incomplete.status)
    return accepted(url_for(".show", scorecard_id=scorecard.id))


def _questions_of(card: Scorecard) -> list[KitQuestion | None]:
    return [*card.interview.kit.questions, None]


def _save_one(card: Scorecard, question: KitQuestion | None) -> Response:
    sheet, status = _write(card, [question])
    group = sheet.group_of(question)
    if wants_fragment():
        settled = status == 200 and bool(AnswerForm(prefix=prefix_of(question)).settle.data)
        return page("scorecards/_after_saving.html", status=status, sheet=sheet, group=group, settled=settled)
    if status != 200:
        return _show(sheet, status)
    return accepted(url_for(".show", scorecard_id=card.id, _anchor=f"group-{group.key}"))


def _write(card: Scorecard, questions: Iterable[KitQuestion | None]) -> tuple[Sheet, int]:
    """Save what was sent for these questions (None: the recommendation).

    Gives the sheet as it stands afterwards, with what could not be saved in its place, and the HTTP status.
    """
    forms = [(question, AnswerForm(prefix=prefix_of(question))) for question in questions]
    changes = [form.change(question) for question, form in forms if form.was_sent]
    card_id = card.id  # asked for after saving, it would be read again
    with saving():
        refused = actions.save(card, changes, by=current_user, at=clock.now())
    fresh = queries.get_scorecard(card_id)
    assert fresh is not None
    sheet = Sheet(fresh)
    for change, refusal in refused:
        sheet.group_of(change.question).keep_typed(change.typed, change.base, refusal)
    statuses = {refusal.status for _, refusal in refused}
    return sheet, 409 if 409 in statuses else 422 if statuses else 200


def _show(sheet: Sheet, status: int = 200) -> Response:
    card = sheet.card
    if card.is_submitted:
        queries.load_progress(card.interview.application)
    hour = rules.hour_words(card.interview.starts_at, card.interview.ends_at, clock.now())
    return page("scorecards/show.html", status=status, sheet=sheet, card=card, hour=hour)
