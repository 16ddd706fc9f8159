from __future__ import annotations

from flask import Blueprint, Response

from app.web.doors import allow, public

interview_plans = Blueprint("interview_plans", __name__)


@interview_plans.get("/interview-plans/<int:plan_id>")
@allow("role.list", load=lambda plan_id: plan_id)
def show(thing: object) -> Response:
    return Response("not built yet", 404)
