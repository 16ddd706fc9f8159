from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow

question_sets = Blueprint("question_sets", __name__)


@question_sets.get("/interview-plans/<int:plan_id>/questions")
@allow("role.list", load=lambda plan_id: plan_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
