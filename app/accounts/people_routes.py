"""The administrator's pages: people, what they do here, and invitations."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, url_for
from flask_login import current_user

from app import clock
from app.accounts import actions, queries
from app.accounts.forms import InvitationForm, KindsForm
from app.refusals import Refused
from app.store.database import saving
from app.store.user import Invitation, User
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

people = Blueprint("people", __name__)


@people.get("/people")
@allow("person.list")
def index() -> Response:
    return page(
        "accounts/people.html", people=queries.people(), invitations=queries.open_invitations(clock.now())
    )


@people.route("/people/invitations/new", methods=["GET", "POST"])
@allow("person.invite")
def invite() -> Response:
    """Make an invitation and show its link, this once: only the link's hash is kept."""
    form = InvitationForm()
    if form.validate_on_submit():
        try:
            with saving():
                invitation, token = actions.invite(
                    form.email.data or "",
                    form.name.data or "",
                    form.kinds.data or [],
                    address=current_app.config["SETTINGS"].base_url + "/join/{token}",
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            link = current_app.config["SETTINGS"].base_url + url_for("accounts.join", token=token)
            return page("accounts/invited.html", invitation=invitation, link=link)
    return page("accounts/invite.html", status=422 if form.is_submitted() else 200, form=form)


@people.post("/people/invitations/<int:invitation_id>/withdrawal")
@allow("invitation.withdraw", load=queries.get_invitation)
def withdraw_invitation(invitation: Invitation) -> Response:
    with saving():
        actions.withdraw(invitation, by=current_user, at=clock.now())
    return accepted(url_for(".index"))


@people.route("/people/<int:person_id>", methods=["GET", "POST"])
@allow("person.edit", load=queries.get_person)
def show(person: User) -> Response:
    form = KindsForm(kinds=list(person.kinds))
    if form.validate_on_submit():
        try:
            with saving():
                actions.set_kinds(person, form.kinds.data or [], by=current_user, at=clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            return accepted(url_for(".index"))
    return page("accounts/person.html", status=422 if form.is_submitted() else 200, form=form, person=person)


@people.post("/people/<int:person_id>/disabling")
@allow("person.disable", load=queries.get_person)
def disable(person: User) -> Response:
    with saving():
        actions.disable(person, by=current_user, at=clock.now())
    return accepted(url_for(".show", person_id=person.id))


@people.post("/people/<int:person_id>/enabling")
@allow("person.disable", load=queries.get_person)
def enable(person: User) -> Response:
    with saving():
        actions.enable(person, by=current_user, at=clock.now())
    return accepted(url_for(".show", person_id=person.id))
