"""Interviewers: everybody's load, one person's terms, pauses and seats."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.interviewers import actions, queries, rules
from app.interviewers.forms import PauseForm, TermsForm
from app.interviewers.pages import Wanted, load_page, person_page, terms_page
from app.refusals import Refused
from app.store.database import saving
from app.store.user import User
from app.web.doors import allow
from app.web.fragments import accepted
from app.web.inputs import number
from app.web.refused import show_beside_field

interviewers = Blueprint("interviewers", __name__)


@interviewers.get("/interviewers")
@allow("interviewer.list")
def index() -> Response:
    sort = "-load" if request.args.get("sort") == "-load" else "name"
    search = request.args.get("search", "").strip()[:200]
    return load_page(Wanted(search, number(request.args.get("role")), sort))


@interviewers.get("/interviewers/<int:person_id>")
@allow("interviewer.see", load=queries.get_interviewer)
def show(person: User) -> Response:
    return person_page(person)


@interviewers.route("/interviewers/<int:person_id>/terms", methods=["GET", "POST"])
@allow("interviewer.edit", load=queries.get_interviewer)
def edit(person: User) -> Response:
    """Set the terms. The buttons that copy days change the form alone and save nothing."""
    form, terms = TermsForm(), queries.terms_of([person.id])[person.id]
    if not form.is_submitted():
        form.show(terms, rules.reading(terms))
        return terms_page(person, form)
    if copying := request.form.get("copy", ""):
        form.copy_down(copying)
        return terms_page(person, form, copied=True)
    if not form.validate():
        return terms_page(person, form, 422)
    try:
        with saving():
            actions.set_terms(
                person,
                form.week,
                form.rather_free,
                form.limits,
                read=form.read.data or "",
                by=current_user,
                at=clock.now(),
            )
    except Refused as refusal:
        show_beside_field(form, refusal)
        form.read.data = rules.reading(queries.terms_of([person.id])[person.id])
        return terms_page(person, form, refusal.status)
    return accepted(url_for(".show", person_id=person.id))


@interviewers.post("/interviewers/<int:person_id>/pauses")
@allow("interviewer.edit", load=queries.get_interviewer)
def pause(person: User) -> Response:
    form = PauseForm()
    if not form.validate():
        return person_page(person, form, 422)
    assert form.starts_on.data is not None  # the form is valid
    try:
        with saving():
            actions.pause(
                person,
                form.starts_on.data,
                form.ends_on.data,
                form.reason.data or "",
                by=current_user,
                at=clock.now(),
            )
    except Refused as refusal:
        show_beside_field(form, refusal)
        return person_page(person, form, refusal.status)
    return accepted(_pauses(person))


@interviewers.post("/interviewers/<int:person_id>/pauses/removal")
@allow("interviewer.edit", load=queries.get_interviewer)
def end_pause(person: User) -> Response:
    with saving():
        actions.end_pause(person, number(request.form.get("pause")), by=current_user, at=clock.now())
    return accepted(_pauses(person))


def _pauses(person: User) -> str:
    return url_for(".show", person_id=person.id, _anchor="pauses")
