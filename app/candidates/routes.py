"""Candidates, their applications, when they are free, and their private links."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_login import current_user

from app import clock
from app.access import can
from app.candidates import actions, listing, queries
from app.candidates.forms import (
    ApplicationForm,
    AvailabilityForm,
    CandidateForm,
    EditedCandidateForm,
    LinkForm,
    NewCandidateForm,
    WithdrawalForm,
)
from app.candidates.rules import is_link_open, next_stage
from app.candidates.windows import LocalWindow, read_windows
from app.history.queries import events_of
from app.history.sentences import entries
from app.refusals import Conflict, Refused
from app.store.candidate import Application, Candidate, CandidateLink
from app.store.database import saving
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

candidates = Blueprint("candidates", __name__)


@candidates.get("/candidates")
@allow("candidate.list")
def index() -> Response:
    wanted = _wanted()
    return page(
        "candidates/index.html",
        wanted=wanted,
        listing=listing.candidates(current_user, wanted, clock.now()),
        roles=queries.open_roles(current_user),
        states=listing.STATES,
    )


def _wanted() -> listing.Wanted:
    """What the address asks for; what makes no sense in it counts as not asked."""
    asked = request.args
    state, sort = asked.get("state", ""), asked.get("sort", "")
    return listing.Wanted(
        search=asked.get("search", "").strip()[:200],
        role_id=number(asked.get("role", "")),
        state=state if state in listing.STATES else "current",
        sort=sort if sort.removeprefix("-") in listing.SORTS else "name",
        page=number(asked.get("page", "")) or 1,
    )


@candidates.route("/candidates/new", methods=["GET", "POST"])
@allow("candidate.create")
def new() -> Response:
    form = NewCandidateForm(zone=current_user.zone, role_id=number(request.args.get("role", "")))
    form.role_id.offer(queries.open_roles(current_user))
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with saving():
                candidate = actions.add(
                    *_facts(form), queries.get_role(form.role_id.data), by=current_user, at=clock.now()
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return accepted(url_for(".show", candidate_id=candidate.id))
    return page("candidates/new.html", status=status, form=form)


@candidates.get("/candidates/<int:candidate_id>")
@allow("candidate.see", load=queries.get_candidate)
def show(candidate: Candidate) -> Response:
    return _show(candidate)


@candidates.route("/candidates/<int:candidate_id>/edit", methods=["GET", "POST"])
@allow("candidate.edit", load=queries.get_candidate)
def edit(candidate: Candidate) -> Response:
    form = EditedCandidateForm(obj=candidate, seen=actions.facts_seen(candidate))
    status, newer = (422 if form.is_submitted() else 200), False
    if form.validate_on_submit():
        seen = form.seen.data or ""
        try:
            with saving():
                actions.edit(candidate, *_facts(form), seen=seen, by=current_user, at=clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
            status, newer = refusal.status, isinstance(refusal, Conflict)
            form.seen.data = actions.facts_seen(candidate)  # who saves again has seen the newer state
        else:
            return accepted(url_for(".show", candidate_id=candidate.id))
    return page("candidates/edit.html", status=status, form=form, candidate=candidate, newer=newer)


@candidates.post("/candidates/<int:candidate_id>/applications")
@allow("candidate.edit", load=queries.get_candidate)
def apply(candidate: Candidate) -> Response:
    form = ApplicationForm()
    form.role_id.offer(queries.open_roles(current_user))
    if not form.validate_on_submit():
        return _show(candidate, status=422, application_form=form)
    try:
        with saving():
            role = queries.get_role(form.role_id.data)
            actions.apply(candidate, role, by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, Refused(refusal.message, field="role_id"))
        return _show(candidate, status=refusal.status, application_form=form)
    return accepted(url_for(".show", candidate_id=candidate.id))


@candidates.post("/applications/<int:application_id>/withdrawal")
@allow("application.edit", load=queries.get_application)
def withdraw(application: Application) -> Response:
    form = WithdrawalForm(prefix=f"withdrawal-{application.id}")
    try:
        if not form.validate_on_submit():
            return _show(application.candidate, status=422, withdrawal_form=form)
        with saving():
            actions.withdraw(application, form.reason.data or "", by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _show(application.candidate, status=refusal.status, withdrawal_form=form)
    return accepted(url_for(".show", candidate_id=application.candidate_id))


@candidates.post("/applications/<int:application_id>/taking-up")
@allow("application.edit", load=queries.get_application)
def take_up(application: Application) -> Response:
    with saving():
        actions.take_up(application, by=current_user, at=clock.now())
    return accepted(url_for(".show", candidate_id=application.candidate_id))


@candidates.post("/candidates/<int:candidate_id>/availability")
@allow("candidate.edit", load=queries.get_candidate)
def add_availability(candidate: Candidate) -> Response:
    form = AvailabilityForm()
    if not form.validate_on_submit():
        return _show(candidate, "availability", 422, availability_form=form)
    try:
        with saving():
            actions.add_availability(candidate, _windows(form, candidate), by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _show(candidate, "availability", refusal.status, availability_form=form)
    return _availability(candidate)


@candidates.post("/candidates/<int:candidate_id>/availability/removal")
@allow("candidate.edit", load=queries.get_candidate)
def remove_availability(candidate: Candidate) -> Response:
    with saving():
        window_id = number(request.form.get("availability_id", "")) or 0
        actions.remove_availability(candidate, window_id, by=current_user, at=clock.now())
    return _availability(candidate)


@candidates.post("/applications/<int:application_id>/links")
@allow("application.edit", load=queries.get_application)
def make_link(application: Application) -> Response:
    """Make a private link and show it, this once: only its hash is kept."""
    form = LinkForm()
    address = current_app.config["SETTINGS"].base_url + "/c/{token}"
    with saving():
        mail = bool(form.mail.data)
        link, token = actions.make_link(
            application, address=address, mail=mail, by=current_user, at=clock.now()
        )
    return page("candidates/link.html", link=link, mailed=mail, address=address.format(token=token))


@candidates.post("/candidate-links/<int:link_id>/revocation")
@allow("candidate_link.edit", load=queries.get_link)
def revoke_link(link: CandidateLink) -> Response:
    with saving():
        actions.revoke_link(link, by=current_user, at=clock.now())
    return accepted(url_for(".show", candidate_id=link.application.candidate_id, _anchor="links"))


def _facts(form: CandidateForm) -> tuple[str, str, str, str, str]:
    return (
        form.name.data or "",
        form.email.data or "",
        form.phone.data or "",
        form.zone.data or "",
        form.notes.data or "",
    )


def _windows(form: AvailabilityForm, candidate: Candidate) -> list[LocalWindow]:
    if form.windows.data:
        return read_windows(form.windows.data, clock.in_zone(clock.now(), candidate.zone))
    return [LocalWindow(form.day.data, form.starts.data, form.ends.data)]  # type: ignore[arg-type]  # validated


def _availability(candidate: Candidate) -> Response:
    here = url_for(".show", candidate_id=candidate.id, _anchor="availability")
    return accepted(here, lambda: _show(candidate, "availability"))


def _show(candidate: Candidate, block: str | None = None, status: int = 200, **forms: Any) -> Response:
    queries.get_candidate(candidate.id)  # all of it anew where a change has just been saved
    applications = [a for a in candidate.applications if can(current_user, "application.see", a)]
    application_form = forms.get("application_form") or ApplicationForm(formdata=None)
    taken = {application.role_id for application in candidate.applications}
    if can(current_user, "candidate.edit", candidate):
        application_form.role_id.offer(r for r in queries.open_roles(current_user) if r.id not in taken)
    given = {
        "availability_form": AvailabilityForm(formdata=None),
        "link_form": LinkForm(formdata=None),
        "withdrawal_form": None,
        "new_withdrawal_form": lambda a: WithdrawalForm(formdata=None, prefix=f"withdrawal-{a.id}"),
    }
    return page(
        "candidates/show.html",
        block,
        status,
        **given | forms | {"application_form": application_form},
        candidate=candidate,
        applications=applications,
        at=clock.now(),
        next_stage=next_stage,
        is_link_open=is_link_open,
        history=entries(_events(candidate, applications)),
    )


def _events(candidate: Candidate, applications: list[Application]) -> list[Any]:
    """The candidate's history, without other managers' roles and without a trace of hidden cards."""
    knows = all(can(current_user, "progress.see", application) for application in applications)
    events = events_of(
        candidate_id=candidate.id, without=() if knows else ("scorecard", "rating", "debrief", "decision")
    )
    seen = {application.role_id for application in applications}
    return [event for event in events if event.role_id is None or event.role_id in seen]
