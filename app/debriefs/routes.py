"""The debrief of one application: looking, opening it early, deciding."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app import clock
from app.debriefs import actions, queries, rules
from app.debriefs.forms import OUTCOME_WORDS, DecisionForm, OpeningForm
from app.debriefs.sheet import sheet_of
from app.debriefs.snapshot import fingerprint, snapshot_of
from app.refusals import Refused
from app.store.candidate import Application
from app.store.database import saving
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

debriefs = Blueprint("debriefs", __name__)


@debriefs.get("/applications/<int:application_id>/debrief")
@allow("debrief.see", load=queries.get_application)
def show(application: Application) -> Response:
    return _debrief(application)


@debriefs.post("/applications/<int:application_id>/debrief/opening")
@allow("debrief.open", load=queries.get_application)
def open_early(application: Application) -> Response:
    form = OpeningForm()
    if not form.validate_on_submit():
        return _debrief(application, opening=form, status=422)
    try:
        with saving():
            actions.open_early(application, form.reason.data or "", by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _debrief(_afresh(application), opening=form, status=refusal.status)
    return accepted(url_for(".show", application_id=application.id))


@debriefs.post("/applications/<int:application_id>/decision")
@allow("decision.record", load=queries.get_application)
def decide(application: Application) -> Response:
    form = DecisionForm()
    if not form.validate_on_submit():
        return _debrief(application, decision=form, status=422)
    try:
        with saving():
            actions.decide(
                application,
                form.outcome.data,
                form.reasons.data or "",
                seen=form.seen.data or "",
                by=current_user,
                at=clock.now(),
            )
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _debrief(_afresh(application), decision=form, status=refusal.status)
    return accepted(url_for(".show", application_id=application.id, _anchor="decision"))


def _afresh(application: Application) -> Application:
    again = queries.get_application(application.id)
    assert again is not None
    return again


def _debrief(
    application: Application,
    opening: OpeningForm | None = None,
    decision: DecisionForm | None = None,
    status: int = 200,
) -> Response:
    sheet = sheet_of(application) if rules.is_open(application) else None
    decision = decision or DecisionForm(formdata=None)
    if sheet is not None:
        # Who sends the form again after a refusal has the newer figures before them.
        decision.seen.data = fingerprint(snapshot_of(sheet))
    return page(
        "debriefs/show.html",
        status=status,
        application=application,
        sheet=sheet,
        rules=rules,
        now=clock.now(),
        opening=opening or OpeningForm(formdata=None),
        decision_form=decision,
        outcome_words=OUTCOME_WORDS,
    )
