"""Signing in and out, joining by an invitation, one's own profile."""

from __future__ import annotations

from flask import Blueprint, Response, request, session, url_for
from flask_login import current_user, login_user, logout_user

from app import clock
from app.accounts import actions, passwords, queries, rules
from app.accounts.forms import JoinForm, PasswordForm, ProfileForm, SignInForm
from app.refusals import Refused
from app.store.database import saving
from app.web.addresses import same_site
from app.web.doors import allow, public
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

accounts = Blueprint("accounts", __name__)

WRONG = "That email address and password do not go together. Check both, or ask an administrator for help."


@accounts.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    form = SignInForm()
    if not form.validate_on_submit():
        if form.is_submitted():
            return page("accounts/sign_in.html", status=422, form=form)
        form.next.data = same_site(request.args.get("next"))
        return page("accounts/sign_in.html", form=form, nobody_yet=queries.is_empty())
    person = queries.get_person_by_email(form.email.data or "")
    is_right = passwords.is_right(form.password.data or "", person.password_hash if person else None)
    if person is None or not is_right or not person.is_active:
        form.form_errors.append(WRONG)
        return page("accounts/sign_in.html", status=422, form=form)
    session.clear()  # nothing from before signing in is kept
    session.permanent = bool(form.stay.data)
    login_user(person)
    return accepted(same_site(form.next.data) or url_for("home.show"))


@accounts.post("/sign-out")
@public
def sign_out() -> Response:
    logout_user()
    session.clear()
    response = accepted(url_for(".sign_in"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@accounts.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> Response:
    """The invitation's link. Reading it changes nothing, since mail scanners open links."""
    invitation = queries.get_invitation_by_token(token)
    if invitation is None:
        raise rules.no_such_invitation()
    rules.check_open(invitation, clock.now())
    form = JoinForm(name=invitation.name)
    if form.validate_on_submit():
        try:
            rules.check_password(form.password.data or "", invitation.email, form.name.data or "")
            secret = passwords.hashed(form.password.data or "")
            with saving():
                person = actions.join(
                    invitation, form.name.data or "", form.zone.data, secret, at=clock.now()
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            session.clear()
            login_user(person)
            return accepted(url_for("home.show"))
    status = 422 if form.is_submitted() else 200
    return page("accounts/join.html", status=status, form=form, invitation=invitation, token=token)


@accounts.route("/profile", methods=["GET", "POST"])
@allow("profile.edit")
def profile() -> Response:
    form = ProfileForm(obj=current_user)
    if not form.validate_on_submit():
        return _profile(form, PasswordForm(prefix="password"), 422 if form.is_submitted() else 200)
    with saving():
        actions.set_profile(current_user, form.name.data or "", form.zone.data, at=clock.now())
    return accepted(url_for(".profile", saved="profile"))


@accounts.post("/profile/password")
@allow("profile.edit")
def password() -> Response:
    form = PasswordForm(prefix="password")
    if form.validate_on_submit():
        try:
            if not passwords.is_right(form.current.data or "", current_user.password_hash):
                raise Refused("This is not your password.", field="current")
            rules.check_password(form.password.data or "", current_user.email, current_user.name)
            secret = passwords.hashed(form.password.data or "")
            person = queries.get_person(current_user.id)
            assert person is not None
            with saving():
                actions.set_password(person, secret, at=clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            login_user(person)
            return accepted(url_for(".profile", saved="password"))
    return _profile(ProfileForm(formdata=None, obj=current_user), form, 422)


def _profile(form: ProfileForm, password_form: PasswordForm, status: int) -> Response:
    return page("accounts/profile.html", status=status, form=form, password_form=password_form)
