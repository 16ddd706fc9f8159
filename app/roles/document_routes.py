"""New roles: from a document's words, from a file, or by hand. Reading runs before anything is written."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.refusals import Refused
from app.roles import actions, queries, reading, rules
from app.roles.forms import DocumentForm, FactsForm, ManagerForm, ProfileForm
from app.roles.routes import roles
from app.store.database import saving
from app.store.role import Document
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

documents = Blueprint("documents", __name__)


@roles.route("/roles/new", methods=["GET", "POST"])
@allow("role.create")
def new() -> Response:
    """One job in the document becomes a role at once; of several, or without a title, one chooses next."""
    form = DocumentForm()
    if form.validate_on_submit():
        try:
            return _read(form)
        except Refused as refusal:
            show_beside_field(form, refusal)
    return page("roles/new.html", status=422 if form.is_submitted() else 200, form=form)


def _read(form: DocumentForm) -> Response:
    if form.file.data:
        name = rules.file_name(form.file.data.filename)
        text, field = reading.text_of(form.file.data.read(), name), "file"
    else:
        name, text, field = "Pasted text", rules.plain(form.text.data or ""), "text"
    profiles = reading.profiles_of(text, field)
    title = form.title.data or profiles[0].title
    manager = form.manager.person
    is_plain = len(profiles) == 1 and title
    with saving():
        document = actions.add_document(name, text, by=current_user, at=clock.now())
        level = form.level.data or rules.level_in(title)
        role = (
            actions.make_from(document, profiles[0], title, level, manager, by=current_user, at=clock.now())
            if is_plain
            else None
        )
    if role is not None:
        return accepted(url_for("roles.show", role_id=role.id))
    asked = {"level": form.level.data or None, "manager": form.manager.data or None}
    return accepted(url_for("documents.divide", document_id=document.id, **asked))


@roles.route("/roles/new/by-hand", methods=["GET", "POST"])
@allow("role.create")
def by_hand() -> Response:
    form = FactsForm(level="mid")
    if form.validate_on_submit():
        try:
            with saving():
                role = actions.make(
                    form.title.data or "",
                    form.level.data,
                    form.manager.person,
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            return accepted(url_for("roles.show", role_id=role.id))
    return page("roles/by_hand.html", status=422 if form.is_submitted() else 200, form=form)


@documents.route("/documents/<int:document_id>/roles", methods=["GET", "POST"])
@allow("document.divide", load=queries.get_document)
def divide(document: Document) -> Response:
    """The jobs that were read in a document, each with a tick: all or some become roles."""
    profiles = reading.profiles_of(document.text)
    made = queries.roles_from(document)
    forms = {profile.number: _profile_form(profile) for profile in profiles if profile.number not in made}
    manager_form = ManagerForm(manager=number(request.args.get("manager")))
    error = None
    if request.method == "POST":
        ticked = [
            profile for profile in profiles if profile.number in forms and forms[profile.number].make.data
        ]
        is_valid = not [form for form in (manager_form, *forms.values()) if not form.validate()]
        if is_valid and (ticked or not forms):
            return _make(document, [(profile, forms[profile.number]) for profile in ticked], manager_form)
        if not ticked:
            error = "Tick at least one of them."
    return page(
        "roles/divide.html",
        status=422 if request.method == "POST" else 200,
        document=document,
        profiles=profiles,
        made=made,
        forms=forms,
        manager_form=manager_form,
        error=error,
    )


def _profile_form(profile: reading.Profile) -> ProfileForm:
    asked = request.args.get("level", "")
    level = asked if asked in rules.LEVELS else rules.level_in(profile.title)
    return ProfileForm(prefix=f"p{profile.number}", make=True, title=profile.title, level=level)


def _make(
    document: Document, chosen: list[tuple[reading.Profile, ProfileForm]], manager_form: ManagerForm
) -> Response:
    manager = manager_form.manager.person
    with saving():
        made = [
            actions.make_from(
                document,
                profile,
                form.title.data or "",
                form.level.data,
                manager,
                by=current_user,
                at=clock.now(),
            )
            for profile, form in chosen
        ]
    return accepted(url_for("roles.show", role_id=made[0].id) if len(made) == 1 else url_for("roles.index"))
