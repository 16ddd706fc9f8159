"""The library to read: the way in, the list, a question's page; and what is decided about a whole question."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.library import actions, catalogue, exchange, queries
from app.library.forms import ReasonForm
from app.library.pages import question_page
from app.library.queries import Question
from app.library.rules import ENOUGH, NEWER, ORIGINS, STATES
from app.refusals import Refused
from app.store.database import saving
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

library = Blueprint("library", __name__)


@library.get("/library")
@allow("library_question.list")
def index() -> Response:
    wanted = catalogue.wanted_in(request.args, number(request.args.get("page", "")))
    items = catalogue.everything()
    by_kind = request.args.get("by") == "kind"
    rows = catalogue.counts(items, by_kind) if not wanted.page else []
    return page(
        "library/index.html",
        "listing",
        wanted=wanted,
        listing=catalogue.listing(items, wanted),
        counts=rows,
        by_kind=by_kind,
        open_versions=queries.open_versions(current_user) if not wanted.page else [],
        short_of=catalogue.short_of(rows),
        enough=ENOUGH,
        states=STATES | {NEWER: "Newer words from Colloquy"},
        renewed=sum(item.has_new_edition for item in items),
        origins=ORIGINS,
        uses=catalogue.USES,
        has_own=bool(wanted.competency) and exchange.has_own(wanted.competency),
        names=queries.names_of_competencies(),
        competency_name=queries.competency_name,
    )


@library.get("/library/<slug:library_id>")
@allow("library_question.see", load=queries.get_question)
def show(question: Question) -> Response:
    return question_page(question)


@library.post("/library/<slug:library_id>/retirement")
@allow("library_question.retire", load=queries.get_question)
def retire(question: Question) -> Response:
    form = ReasonForm(prefix="retirement")
    try:
        if not form.validate_on_submit():
            return question_page(question, 422, retirement_form=form)
        with saving():
            actions.retire(question, form.reason.data or "", by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return question_page(question, refusal.status, retirement_form=form)
    return accepted(url_for(".show", library_id=question.id))


@library.post("/library/<slug:library_id>/restoration")
@allow("library_question.retire", load=queries.get_question)
def restore(question: Question) -> Response:
    with saving():
        actions.restore(question, by=current_user, at=clock.now())
    return accepted(url_for(".show", library_id=question.id))


@library.post("/library/<slug:library_id>/passing-over")
@allow("library_question.retire", load=queries.get_question)
def pass_over(question: Question) -> Response:
    with saving():
        actions.pass_over(question, by=current_user, at=clock.now())
    return accepted(url_for(".show", library_id=question.id))


@library.post("/library/<slug:library_id>/shipped-words")
@allow("library_question.retire", load=queries.get_question)
def take_shipped(question: Question) -> Response:
    form = ReasonForm(prefix="shipped")
    try:
        if not form.validate_on_submit():
            return question_page(question, 422, shipped_form=form)
        with saving():
            actions.take_shipped(question, form.reason.data or "", by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return question_page(question, refusal.status, shipped_form=form)
    return accepted(url_for(".show", library_id=question.id))
