"""The questions of a plan, choosing them, and the frozen kits."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_login import current_user

from app import clock
from app.question_sets import actions, queries
from app.question_sets.pages import on_paper, plan_changed, plan_page
from app.store.database import saving
from app.store.interview_plan import InterviewPlan
from app.store.kit import Kit
from app.web.doors import allow
from app.web.fragments import page

question_sets = Blueprint("question_sets", __name__)


@question_sets.get("/interview-plans/<int:plan_id>/questions")
@allow("interview_plan.see", load=queries.get_plan)
def show(plan: InterviewPlan) -> Response:
    return plan_page(plan, generated="generated" in request.args)


@question_sets.post("/interview-plans/<int:plan_id>/generation")
@allow("interview_plan.edit", load=queries.get_plan)
def generate(plan: InterviewPlan) -> Response:
    """Choose questions for all stages; with ``otherwise``, others that are as good."""
    chosen = actions.choose(plan, otherwise="otherwise" in request.form)  # before saving: it takes time
    with saving():
        actions.generate(plan, chosen=chosen, by=current_user, at=clock.now())
    return plan_changed(plan, generated=True)


@question_sets.post("/interview-plans/<int:plan_id>/generation/undoing")
@allow("interview_plan.edit", load=queries.get_plan)
def go_back(plan: InterviewPlan) -> Response:
    """Back to the questions as they stood before they were last generated."""
    with saving():
        actions.go_back(plan, by=current_user, at=clock.now())
    return plan_changed(plan)


@question_sets.get("/kits/<int:kit_id>")
@allow("kit.see", load=queries.get_kit)
def kit(kit: Kit) -> Response:
    return page("question_sets/kit.html", kit=kit, competency_name=queries.competency_name)


@question_sets.get("/kits/<int:kit_id>/paper.pdf")
@allow("kit.see", load=queries.get_kit)
def paper(kit: Kit) -> Response:
    """The kit for a room without a laptop."""
    return on_paper(kit)
