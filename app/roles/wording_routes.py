"""A responsibility's words: edited, split in several, merged with another.

On the role's page the forms stand in the responsibility's place; without htmx on a page of their own.
"""

from __future__ import annotations

from flask import Blueprint, Response
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice

from app import clock
from app.refusals import Conflict, Refused
from app.roles import queries, rules
from app.roles import responsibility_actions as actions
from app.roles.forms import DivisionForm, MergerForm, WordsForm
from app.roles.responsibility_routes import change, done, done_with, still_there
from app.store.database import saving
from app.store.responsibility import Responsibility
from app.web.doors import allow
from app.web.fragments import page, wants_fragment
from app.web.refused import show_beside_field

wordings = Blueprint("wordings", __name__)


@wordings.route("/responsibilities/<int:responsibility_id>/edit", methods=["GET", "POST"])
@allow("responsibility.edit", load=queries.get_responsibility)
def edit(responsibility: Responsibility) -> Response:
    form, responsibility_id = _words_form(responsibility), responsibility.id
    status = 422 if form.is_submitted() else 200
    newer = False
    if form.validate_on_submit():
        try:
            with saving():
                actions.edit(
                    responsibility,
                    form.label.data,
                    form.text.data or "",
                    form.competencies,
                    seen=form.seen.data,
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            status, newer = _refused(form, refusal, responsibility_id), isinstance(refusal, Conflict)
            form.seen.data = actions.words_seen(responsibility)
        else:
            return done_with(responsibility)
    return _panel(responsibility, form, status=status, newer=newer)


@wordings.post("/responsibilities/<int:responsibility_id>/division")
@allow("responsibility.edit", load=queries.get_responsibility)
def divide(responsibility: Responsibility) -> Response:
    form = DivisionForm(prefix=f"divide-{responsibility.id}")
    status, newer = 422, False
    if form.validate_on_submit():
        role_id, responsibility_id = responsibility.role_id, responsibility.id
        try:
            with saving():
                actions.divide(
                    responsibility,
                    form.parts.data or "",
                    seen=form.seen.data,
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            status, newer = _refused(form, refusal, responsibility_id), isinstance(refusal, Conflict)
            form.seen.data = actions.words_seen(responsibility)
        else:
            return done(role_id, responsibility_id)
    return _panel(responsibility, division_form=form, status=status, newer=newer)


@wordings.post("/responsibilities/<int:responsibility_id>/merger")
@allow("responsibility.edit", load=queries.get_responsibility)
def merge(responsibility: Responsibility) -> Response:
    form = _merger_form(responsibility)
    if not form.validate_on_submit():
        return _panel(responsibility, merger_form=form, status=422)
    return change(
        responsibility,
        lambda: actions.merge(
            responsibility, form.other.data, seen=form.seen.data, by=current_user, at=clock.now()
        ),
        "work",
    )


def _refused(form: FlaskForm, refusal: Refused, responsibility_id: int) -> int:
    still_there(responsibility_id, refusal)
    show_beside_field(form, refusal)
    return refusal.status


def _words_form(one: Responsibility) -> WordsForm:
    first, second, third = [*one.competencies, "", "", ""][:3]
    return WordsForm(
        prefix=f"words-{one.id}",
        label=one.label,
        text=one.text,
        first=first,
        second=second,
        third=third,
        seen=actions.words_seen(one),
    )


def _merger_form(one: Responsibility) -> MergerForm:
    others = [other for other in one.role.responsibilities if other.id != one.id]
    following = next((other.id for other in others if other.position > one.position), None)
    form = MergerForm(prefix=f"merge-{one.id}", other=following, seen=actions.words_seen(one))
    form.other.choices = [
        SelectChoice(other.id, f"{other.position}. {rules.short(other.name)}") for other in others
    ]
    return form


def _panel(
    one: Responsibility,
    form: WordsForm | None = None,
    *,
    division_form: DivisionForm | None = None,
    merger_form: MergerForm | None = None,
    status: int,
    newer: bool = False,
) -> Response:
    """What one can do to a responsibility's words, in its place on the role's page or on a page alone."""
    seen = actions.words_seen(one)
    if division_form is None:
        division_form = DivisionForm(
            formdata=None, prefix=f"divide-{one.id}", parts=rules.suggested_parts(one.text), seen=seen
        )
    form = form or _words_form(one)
    return page(
        "roles/responsibility.html",
        "panel",
        status=status,
        responsibility=one,
        role=one.role,
        form=form,
        division_form=division_form,
        merger_form=merger_form or _merger_form(one),
        seen=seen,
        newer=newer,
        in_place=wants_fragment(),
    )
