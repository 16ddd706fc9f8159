"""The list of roles, one role's page, its title, level and hiring manager."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.access import can
from app.refusals import Conflict, Refused
from app.roles import actions, queries, rules
from app.roles.forms import FactsForm, FilterForm
from app.roles.role_page import role_page
from app.store.database import saving
from app.store.role import Role
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

roles = Blueprint("roles", __name__)


@roles.get("/roles")
@allow("role.list")
def index() -> Response:
    wanted = _wanted()
    only_of = None if can(current_user, "role.create") else current_user
    form = FilterForm(
        formdata=None, q=wanted.words, level=wanted.level, manager=wanted.manager_id, state=wanted.state
    )

    def url_of(**changes: Any) -> str:
        return url_for(".index", **{**request.args, **changes})

    return page(
        "roles/index.html",
        "listing",
        listing=queries.roles_listed(wanted, only_of),
        wanted=wanted,
        form=form,
        sees_all=only_of is None,
        has_roles=queries.has_roles(only_of),
        sort_url=lambda key: url_of(sort=key, page=None),
        page_url=lambda number: url_of(page=number),
    )


def _wanted() -> queries.Wanted:
    """What the address asks for; what it cannot mean is passed over."""
    asked = request.args
    sort = asked.get("sort", "title")
    manager = asked.get("manager", "")
    number = asked.get("page", "1")
    return queries.Wanted(
        words=rules.one_line(asked.get("q", ""))[:200],
        level=asked.get("level", "") if asked.get("level") in rules.LEVELS else "",
        state=asked.get("state", "open") if asked.get("state") in ("open", "archived", "all") else "open",
        manager_id=int(manager) if manager.isdecimal() and len(manager) < 10 else None,
        sort=sort if sort.removeprefix("-") in queries.SORTS else "title",
        page=int(number) if number.isdecimal() and len(number) < 7 else 1,
    )


@roles.get("/roles/<int:role_id>")
@allow("role.see", load=queries.get_role)
def show(role: Role) -> Response:
    return role_page(role, "work")


@roles.route("/roles/<int:role_id>/edit", methods=["GET", "POST"])
@allow("role.edit", load=queries.get_role)
def edit(role: Role) -> Response:
    """Title, level, hiring manager."""
    form = FactsForm(
        title=role.title, level=role.level, manager=role.hiring_manager_id, seen=actions.facts_seen(role)
    )
    status, newer = (422 if form.is_submitted() else 200), False
    if form.validate_on_submit():
        try:
            with saving():
                actions.set_facts(
                    role,
                    form.title.data or "",
                    form.level.data,
                    form.manager.person,
                    seen=form.seen.data,
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status, newer = refusal.status, isinstance(refusal, Conflict)
            form.seen.data = actions.facts_seen(role)  # who saves again has seen the newer state
        else:
            return accepted(url_for(".show", role_id=role.id))
    return page("roles/edit.html", status=status, role=role, form=form, newer=newer)


@roles.post("/roles/<int:role_id>/archiving")
@allow("role.edit", load=queries.get_role)
def archive(role: Role) -> Response:
    with saving():
        actions.archive(role, by=current_user, at=clock.now())
    return accepted(url_for(".show", role_id=role.id))


@roles.post("/roles/<int:role_id>/reopening")
@allow("role.edit", load=queries.get_role)
def reopen(role: Role) -> Response:
    with saving():
        actions.reopen(role, by=current_user, at=clock.now())
    return accepted(url_for(".show", role_id=role.id))
