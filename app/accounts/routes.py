from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

accounts = Blueprint("accounts", __name__)


@accounts.get("/sign-in")
@public
def sign_in() -> Response:
    return Response("not built yet", 404)


@accounts.post("/sign-out")
@public
def sign_out() -> Response:
    return Response("not built yet", 404)


@accounts.get("/people")
@allow("person.list")
def people() -> Response:
    return Response("not built yet", 404)


@accounts.get("/profile")
@allow("profile.see")
def profile() -> Response:
    return Response("not built yet", 404)
