"""A responsibility's competencies by one press: as they were read, another of them first, or any of all."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, Response, request
from flask_login import current_user

from app import clock
from app.engines import competencies
from app.roles import queries
from app.roles import responsibility_actions as actions
from app.roles.forms import FirstForm, SearchForm
from app.roles.responsibility_routes import NOT_UNDERSTOOD, change
from app.roles.role_page import role_page
from app.roles.rules import is_named
from app.store.responsibility import Responsibility
from app.web.doors import allow
from app.web.fragments import page, wants_fragment

choices = Blueprint("choices", __name__)


@choices.get("/responsibilities/<int:responsibility_id>/competencies")
@allow("responsibility.edit", load=queries.get_responsibility)
def offer(responsibility: Responsibility) -> Response:
    """All competencies by their groups, narrowed to those that are asked for in the address."""
    form = SearchForm(request.args)
    found = [one for one in competencies.ALL if is_named(form.search.data or "", one.name, *one.aliases)]
    return page(
        "roles/competencies.html",
        "panel",
        responsibility=responsibility,
        role=responsibility.role,
        form=form,
        groups=[(group, list(ones)) for group, ones in groupby(found, key=lambda one: one.group)],
        count=len(found),
        seen=actions.words_seen(responsibility),
        in_place=wants_fragment(),
    )


@choices.post("/responsibilities/<int:responsibility_id>/competencies")
@allow("responsibility.edit", load=queries.get_responsibility)
def choose(responsibility: Responsibility) -> Response:
    form = FirstForm()
    if not form.validate_on_submit():
        return role_page(responsibility.role_id, "item", status=422, notice=NOT_UNDERSTOOD, at=responsibility)
    return change(
        responsibility,
        lambda: actions.confirm_competencies(
            responsibility, form.first.data or None, seen=form.seen.data, by=current_user, at=clock.now()
        ),
    )
