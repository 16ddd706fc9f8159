from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

interviews = Blueprint("interviews", __name__)


@interviews.get("/interviews")
@allow("interview.list")
def index() -> Response:
    return Response("not built yet", 404)


@interviews.get("/interviews/<int:interview_id>")
@allow("interview.list", load=lambda interview_id: interview_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)


@interviews.get("/applications/<int:application_id>/interviews/new")
@allow("interview.list", load=lambda application_id: application_id)
def new(thing: object) -> Response:
    return Response("not built yet", 404)
