from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

roles = Blueprint("roles", __name__)


@roles.get("/roles")
@allow("role.list")
def index() -> Response:
    return Response("not built yet", 404)


@roles.get("/roles/<int:role_id>")
@allow("role.list", load=lambda role_id: role_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
