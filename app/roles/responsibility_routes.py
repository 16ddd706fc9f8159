"""A role's responsibilities by the press of a button: added, moved, weighed, left out, taken back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.refusals import Refused
from app.roles import queries
from app.roles import responsibility_actions as actions
from app.roles.forms import AddForm, ImportanceForm, PlaceForm, SeenForm, TakeInForm
from app.roles.role_page import role_page
from app.store.database import saving
from app.store.responsibility import Responsibility
from app.store.role import Role
from app.web.doors import allow
from app.web.fragments import accepted
from app.web.refused import show_beside_field

responsibilities = Blueprint("responsibilities", __name__)

NOT_UNDERSTOOD = "That was not understood. Nothing was changed."


@responsibilities.post("/roles/<int:role_id>/responsibilities")
@allow("role.edit", load=queries.get_role)
def add(role: Role) -> Response:
    form, role_id = AddForm(), role.id
    status = 422
    if form.validate_on_submit():
        try:
            with saving():
                one = actions.add(
                    role, form.label.data, form.text.data or "", by=current_user, at=clock.now()
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return done(role_id, one.id)
    return role_page(role_id, "work", status=status, add_form=form)


@responsibilities.get("/responsibilities/<int:responsibility_id>")
@allow("responsibility.see", load=queries.get_responsibility)
def show(responsibility: Responsibility) -> Response:
    """Its line on the role's page; a browser goes to the page."""
    return done_with(responsibility)


@responsibilities.post("/responsibilities/<int:responsibility_id>/removal")
@allow("responsibility.edit", load=queries.get_responsibility)
def remove(responsibility: Responsibility) -> Response:
    form = SeenForm()
    return change(
        responsibility,
        lambda: actions.remove(responsibility, seen=form.seen.data, by=current_user, at=clock.now()),
        "work",
    )


@responsibilities.post("/responsibilities/<int:responsibility_id>/position")
@allow("responsibility.edit", load=queries.get_responsibility)
def move(responsibility: Responsibility) -> Response:
    form, seen = PlaceForm(), request.args.get("seen")
    if not form.validate_on_submit():
        return role_page(responsibility.role_id, "work", status=422, notice=NOT_UNDERSTOOD)
    return change(
        responsibility,
        lambda: actions.move(responsibility, form.to.data or 0, seen=seen, by=current_user, at=clock.now()),
        "work",
    )


@responsibilities.post("/responsibilities/<int:responsibility_id>/importance")
@allow("responsibility.edit", load=queries.get_responsibility)
def weigh(responsibility: Responsibility) -> Response:
    form = ImportanceForm()
    if not form.validate_on_submit():
        return role_page(
            responsibility.role_id,
            "item",
            status=422,
            notice="Choose an importance from 1 to 5.",
            at=responsibility,
        )
    return change(
        responsibility,
        lambda: actions.weigh(
            responsibility,
            form.importance.data or 0,
            seen=form.seen.data or 0,
            by=current_user,
            at=clock.now(),
        ),
    )


@responsibilities.post("/roles/<int:role_id>/left-out-lines")
@allow("role.edit", load=queries.get_role)
def take_in(role: Role) -> Response:
    """Make a responsibility of a line that was left out."""
    form, role_id = TakeInForm(), role.id
    if not form.validate_on_submit():
        return role_page(role_id, "work", status=422, notice=NOT_UNDERSTOOD)
    try:
        with saving():
            one = actions.take_in(role, form.line.data or 0, by=current_user, at=clock.now())
    except Refused as refusal:
        return role_page(role_id, "work", status=refusal.status, notice=refusal.message)
    return done(role_id, one.id)


def change(responsibility: Responsibility, change: Callable[[], None], block: str = "item") -> Response:
    """Make a change that is one press of a button, and answer with what it changed."""
    role_id, responsibility_id = responsibility.role_id, responsibility.id
    try:
        with saving():
            change()
    except Refused as refusal:
        one = still_there(responsibility_id, refusal)
        return role_page(role_id, block, status=refusal.status, notice=refusal.message, at=one)
    return done_with(responsibility) if block == "item" else done(role_id, responsibility_id)


def still_there(responsibility_id: int, refusal: Refused) -> Responsibility:
    """The responsibility in its newer state; where it was removed, the refusal is all there is to say."""
    one = queries.get_responsibility(responsibility_id)
    if one is None:
        raise refusal
    return one


def done(role_id: int, responsibility_id: int) -> Response:
    to = url_for("roles.show", role_id=role_id, _anchor=f"responsibility-{responsibility_id}")
    return accepted(to, lambda: role_page(role_id, "work"))


def done_with(one: Responsibility) -> Response:
    to = url_for("roles.show", role_id=one.role_id, _anchor=f"responsibility-{one.id}")
    return accepted(to, lambda: role_page(one.role_id, "item", at=one))
