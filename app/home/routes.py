from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

home = Blueprint("home", __name__)


@home.get("/")
@allow("home.see")
def show() -> Response:
    return Response("not built yet", 404)
