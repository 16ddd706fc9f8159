from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

candidates = Blueprint("candidates", __name__)


@candidates.get("/candidates")
@allow("candidate.list")
def index() -> Response:
    return Response("not built yet", 404)


@candidates.get("/candidates/<int:candidate_id>")
@allow("candidate.list", load=lambda candidate_id: candidate_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
