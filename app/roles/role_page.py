"""The role's page, whole or in the blocks that htmx asks for. Several views answer with it."""

from __future__ import annotations

from flask import Response, request

from app.engines import competencies
from app.history.queries import events_of
from app.history.sentences import entries
from app.roles import proposing, queries, rules
from app.roles.actions import facts_seen
from app.roles.forms import AddForm
from app.roles.marked import view_of
from app.roles.responsibility_actions import order_seen, words_seen
from app.store.responsibility import Responsibility
from app.store.role import Role
from app.web.fragments import page

# Whoever still owes a scorecard must not learn from a role's history that others handed theirs in.
NOT_TOLD = ("scorecard", "rating", "debrief", "decision")


def role_page(
    given: Role | int,
    block: str | None = None,
    *,
    status: int = 200,
    notice: str | None = None,
    at: Responsibility | None = None,
    add_form: AddForm | None = None,
) -> Response:
    """The role's page as it is now. ``block`` is "work" (all below the head) or "item" (the one ``at``).

    After a change, or a refused one, the role is ``given`` by its id and read anew.
    """
    role = queries.get_role(given) if isinstance(given, int) else given
    assert role is not None  # roles are archived, never deleted
    return page(
        "roles/show.html",
        block,
        status=status,
        role=role,
        view=view_of(role, whole=request.args.get("document") == "whole"),
        history_entries=entries(events_of(role_id=role.id, without=NOT_TOLD)),
        notice_text=notice,
        responsibility=at,
        add_form=add_form or AddForm(formdata=None),
        left_out_counts=_counted(role),
        why_left_out=rules.WHY_LEFT_OUT,
        competency=competencies.get,
        chosen_before=proposing.chosen_before(role) if rules.is_open(role) else {},
        words_seen=words_seen,
        order_seen=order_seen(role),
        facts_seen=facts_seen(role),
        is_open=rules.is_open(role),
    )


def _counted(role: Role) -> list[tuple[str, int]]:
    """How many parts were left out for each reason, the most frequent first."""
    whys = [line.why for line in role.left_out_lines]
    return sorted(((why, whys.count(why)) for why in set(whys)), key=lambda pair: (-pair[1], pair[0]))
