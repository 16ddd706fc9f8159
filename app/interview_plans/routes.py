"""A role's plan: making it, looking at it, taking over another's stages."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app import clock
from app.interview_plans import actions, queries
from app.interview_plans.forms import CopyForm
from app.refusals import Refused
from app.store.database import saving
from app.store.interview_plan import InterviewPlan
from app.store.role import Role
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

interview_plans = Blueprint("interview_plans", __name__)


@interview_plans.post("/roles/<int:role_id>/interview-plan")
@allow("role.edit", load=queries.get_role)
def make(role: Role) -> Response:
    """Make the plan; a second click goes to the one that is there."""
    plan = role.interview_plan
    if plan is None:
        with saving():
            plan = actions.make(role, by=current_user, at=clock.now())
    return accepted(url_for(".show", plan_id=plan.id))


@interview_plans.get("/interview-plans/<int:plan_id>")
@allow("interview_plan.see", load=queries.get_plan)
def show(plan: InterviewPlan) -> Response:
    return plan_page(plan)


@interview_plans.post("/interview-plans/<int:plan_id>/copy")
@allow("interview_plan.edit", load=queries.get_plan)
def copy(plan: InterviewPlan) -> Response:
    form = CopyForm()
    form.offer(queries.plans_to_copy(plan))
    if form.validate_on_submit() and (source := queries.get_plan(form.source.data)):
        try:
            with saving():
                actions.copy(plan, source, by=current_user, at=clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            return accepted(url_for(".show", plan_id=plan.id))
    return plan_page(plan, form, status=422)


def plan_page(plan: InterviewPlan, form: CopyForm | None = None, status: int = 200) -> Response:
    """The plan's page to a browser; its stages to htmx."""
    if form is None:
        form = CopyForm(formdata=None)
        form.offer(queries.plans_to_copy(plan))
    return page(
        "interview_plans/show.html",
        "stages",
        status=status,
        plan=plan,
        form=form,
        seats_in_words=queries.seats_in_words,
        warnings_of=queries.warnings_of,
        competency_name=queries.competency_name,
    )
