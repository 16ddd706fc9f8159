from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

debriefs = Blueprint("debriefs", __name__)


@debriefs.get("/applications/<int:application_id>/debrief")
@allow("home.see", load=lambda application_id: application_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
