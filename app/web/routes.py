"""Addresses that belong to no room: health, htmx's file, the colour scheme."""

from __future__ import annotations

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, request, url_for

from app.store.database import db
from app.web.addresses import same_site
from app.web.assets import htmx_source
from app.web.doors import public
from app.web.fragments import accepted

web = Blueprint("web", __name__)

THEMES = ("system", "light", "dark")


@web.get("/healthz")
@public
def healthz() -> Response:
    return Response("alive\n", mimetype="text/plain")


@web.get("/readyz")
@public
def readyz() -> Response:
    """200 where the database answers and its migrations are the newest; 503 with the reason otherwise."""
    try:
        found = MigrationContext.configure(db.session.connection()).get_current_revision()
    except Exception as error:
        current_app.logger.warning("readyz: %s", error)
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    newest = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    if found != newest:
        return Response(f"migrations: at {found}, needs {newest}\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@web.get("/assets/htmx.js")
@public
def htmx() -> Response:
    return Response(htmx_source(), mimetype="text/javascript")


@web.post("/theme")
@public
def theme() -> Response:
    """Choose the colour scheme: system, light or dark; kept in a cookie of this browser."""
    chosen = request.form.get("theme", "system")
    response = accepted(same_site(request.form.get("back")) or url_for("home.show"))
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    return response
