from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

candidate_pages = Blueprint("candidate_pages", __name__)


@candidate_pages.get("/your-interviews")
@public
def show() -> Response:
    return Response("not built yet", 404)
