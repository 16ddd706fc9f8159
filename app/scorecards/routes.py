from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

scorecards = Blueprint("scorecards", __name__)


@scorecards.get("/scorecards/<int:scorecard_id>")
@allow("home.see", load=lambda scorecard_id: scorecard_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
