"""Doors: every view stands behind one. The door loads the thing, asks access, and hands the thing over.

A view cannot forget the check, because the door is the only way to get the object. What one may not see
does not exist (404); what one may see but not do is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, Response, abort, current_app, request, url_for
from flask_login import current_user

from app.access import TABLE, can
from app.web.addresses import path_of
from app.web.fragments import goes_elsewhere

View = Callable[..., Any]
Load = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """What stands before a view: ``kind`` is public, link or allow; ``action`` is a row of the access table."""

    kind: str
    action: str | None = None


def public(view: View) -> View:
    """Open to everybody."""
    return _mark(view, Door("public"))


def link(load: Load) -> Callable[[View], View]:
    """Open to who holds a private link. ``load()`` gives the visit, or raises ``Gone``, or gives None (404)."""

    def hang(view: View) -> View:
        @wraps(view)
        def through(**address: Any) -> Any:
            thing = load(**address)
            if thing is None:
                abort(404)
            return view(thing)

        return _mark(through, Door("link"))

    return hang


def allow(action: str, load: Load | None = None) -> Callable[[View], View]:
    """Open to who may do ``action``. ``load(**address)`` gives the thing, or None where there is none.

    The address's parameters must be named as ``load`` names them. The view is called with the thing alone, or
    with nothing where there is no ``load``.
    """
    if action not in TABLE:
        raise LookupError(f"no row for {action!r} in the access table")
    see = f"{action.partition('.')[0]}.see"

    def hang(view: View) -> View:
        @wraps(view)
        def through(**address: Any) -> Any:
            if not current_user.is_authenticated:
                return to_sign_in()
            if load is None:
                if not can(current_user, action):
                    abort(403)
                return view()
            thing = load(**address)
            if thing is None or (see in TABLE and not can(current_user, see, thing)):
                abort(404)
            if not can(current_user, action, thing):
                abort(403)
            return view(thing)

        return _mark(through, Door("allow", action))

    return hang


def to_sign_in() -> Response:
    """Send to the sign-in page; what was asked for is remembered where going back to it changes nothing."""
    wanted = None
    if request.method == "GET" and not request.headers.get("HX-Request"):
        wanted = request.full_path.rstrip("?")
    elif current_url := request.headers.get("HX-Current-URL"):
        wanted = path_of(current_url)
    return goes_elsewhere(url_for("accounts.sign_in", next=wanted))


def door_of(app: Flask, endpoint: str) -> Door | None:
    return getattr(app.view_functions[endpoint], "door", None)


def check_every_door(app: Flask) -> None:
    """Raise for a route without a door. ``create_app`` calls it last."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and door_of(app, rule.endpoint) is None:
            raise LookupError(f"{rule.rule} ({rule.endpoint}) has no door")


def policy() -> list[dict[str, Any]]:
    """Every rule of the URL map with its door, in the order of the addresses."""
    rows = []
    for rule in current_app.url_map.iter_rules():
        door = Door("public") if rule.endpoint == "static" else door_of(current_app, rule.endpoint)
        assert door is not None
        rows.append(
            {
                "rule": rule.rule,
                "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
                "endpoint": rule.endpoint,
                "door": door.kind,
                "action": door.action,
            }
        )
    return sorted(rows, key=lambda row: (row["rule"], row["methods"]))


def _mark(view: View, door: Door) -> View:
    if hasattr(view, "door"):
        raise TypeError(f"{view.__name__} has two doors")
    view.door = door  # type: ignore[attr-defined]
    return view
