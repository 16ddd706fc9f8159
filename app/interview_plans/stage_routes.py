"""The stages of a plan."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.interview_plans import actions, queries
from app.interview_plans.forms import StageForm
from app.interview_plans.routes import plan_page
from app.refusals import Conflict, Refused
from app.store.database import saving
from app.store.interview_plan import InterviewPlan, Stage
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

stages = Blueprint("stages", __name__)


@stages.route("/interview-plans/<int:plan_id>/stages/new", methods=["GET", "POST"])
@allow("interview_plan.edit", load=queries.get_plan)
def add(plan: InterviewPlan) -> Response:
    form = StageForm(minutes=60)
    form.offer(queries.competencies_for(plan))
    if not form.validate_on_submit():
        return _form(form, plan, status=422 if form.is_submitted() else 200)
    try:
        with saving():
            stage = actions.add_stage(plan, *_typed(form), by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _form(form, plan, status=refusal.status)
    return accepted(_place(stage))


@stages.route("/stages/<int:stage_id>", methods=["GET", "POST"])
@allow("stage.edit", load=queries.get_stage)
def edit(stage: Stage) -> Response:
    form = StageForm(obj=stage, read=queries.reading_of(stage))
    form.offer(queries.competencies_for(stage.plan, stage))
    if not form.validate_on_submit():
        return _form(form, stage.plan, stage, status=422 if form.is_submitted() else 200)
    try:
        with saving():
            actions.change_stage(
                stage, *_typed(form), read=form.read.data or "", by=current_user, at=clock.now()
            )
    except Conflict as conflict:
        show_beside_field(form, conflict)
        form.read.data = queries.reading_of(stage)  # who saves once more has seen what stands there now
        return _form(form, stage.plan, stage, status=409)
    return accepted(_place(stage))


@stages.post("/stages/<int:stage_id>/position")
@allow("stage.edit", load=queries.get_stage)
def move(stage: Stage) -> Response:
    to = number(request.form.get("to"))
    if to is None:
        raise Refused("Choose a place to move it to.")
    with saving():
        actions.move_stage(stage, to, by=current_user, at=clock.now())
    return _changed(stage.plan_id, _place(stage))


@stages.post("/stages/<int:stage_id>/removal")
@allow("stage.edit", load=queries.get_stage)
def remove(stage: Stage) -> Response:
    plan_id = stage.plan_id
    with saving():
        actions.remove_stage(stage, by=current_user, at=clock.now())
    return _changed(plan_id, url_for("interview_plans.show", plan_id=plan_id))


def _typed(form: StageForm) -> tuple[str, int, str, str, list[str]]:
    return (
        form.name.data or "",
        form.minutes.data or 0,
        form.instructions.data or "",
        form.preparation.data or "",
        form.focus.data or [],
    )


def _place(stage: Stage) -> str:
    return url_for("interview_plans.show", plan_id=stage.plan_id, _anchor=f"stage-{stage.id}")


def _changed(plan_id: int, to: str) -> Response:
    def show() -> Response:
        plan = queries.get_plan(plan_id)
        assert plan is not None
        return plan_page(plan)

    return accepted(to, show)


def _form(form: StageForm, plan: InterviewPlan, stage: Stage | None = None, status: int = 200) -> Response:
    return page("interview_plans/stage.html", status=status, form=form, plan=plan, stage=stage)
