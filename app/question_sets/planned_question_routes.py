"""One question of a plan: swap, lock, move, remove, weigh."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.question_sets import actions, offers, queries, rules
from app.question_sets.forms import WeightForm
from app.question_sets.pages import plan_changed, question_changed, stage_changed
from app.refusals import Refused
from app.store.database import saving
from app.store.planned_question import PlannedQuestion
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

planned_questions = Blueprint("planned_questions", __name__, url_prefix="/planned-questions")


@planned_questions.get("/<int:question_id>/alternatives")
@allow("planned_question.edit", load=queries.get_question)
def alternatives(question: PlannedQuestion) -> Response:
    """What could stand here instead."""
    rules.check_swappable(question)
    plan = queries.plan_of(question)
    names, found = queries.names_of(plan), queries.alternatives_to(question, plan)
    return page(
        "question_sets/alternatives.html",
        "alternatives",
        question=question,
        plan=plan,
        found=found,
        effects={one.question.id: offers.effect_in_words(plan, question, one.question) for one, _ in found},
        competency_name=queries.competency_name,
        why_of=lambda why: rules.named(why, names),
    )


@planned_questions.post("/<int:question_id>/swap")
@allow("planned_question.edit", load=queries.get_question)
def swap(question: PlannedQuestion) -> Response:
    chosen, was = request.form.get("library_id", ""), request.form.get("was")
    with saving():
        actions.swap(question, chosen, was=was, by=current_user, at=clock.now())
    return question_changed(question, was=was)


@planned_questions.post("/<int:question_id>/restoration")
@allow("planned_question.edit", load=queries.get_question)
def restore(question: PlannedQuestion) -> Response:
    with saving():
        actions.restore(question, by=current_user, at=clock.now())
    return question_changed(question)


@planned_questions.post("/<int:question_id>/lock")
@allow("planned_question.edit", load=queries.get_question)
def lock(question: PlannedQuestion) -> Response:
    """Lock it, or unlock it with ``off``."""
    with saving():
        actions.set_lock(question, "off" not in request.form, by=current_user, at=clock.now())
    return question_changed(question)


@planned_questions.post("/<int:question_id>/position")
@allow("planned_question.edit", load=queries.get_question)
def move(question: PlannedQuestion) -> Response:
    to = number(request.form.get("to"))
    if to is None:
        raise Refused("Choose a place to move it to.")
    with saving():
        actions.move(question, to, by=current_user, at=clock.now())
    return stage_changed(question.stage)


@planned_questions.post("/<int:question_id>/stage")
@allow("planned_question.edit", load=queries.get_question)
def move_to_stage(question: PlannedQuestion) -> Response:
    stage = queries.get_stage(number(request.form.get("stage")) or 0)
    if stage is None:
        raise Refused("Choose a stage to move it to.")
    with saving():
        actions.move_to_stage(question, stage, by=current_user, at=clock.now())
    return plan_changed(question.stage.plan)


@planned_questions.post("/<int:question_id>/removal")
@allow("planned_question.edit", load=queries.get_question)
def remove(question: PlannedQuestion) -> Response:
    stage = question.stage
    with saving():
        actions.remove(question, by=current_user, at=clock.now())
    return stage_changed(stage)


@planned_questions.route("/<int:question_id>/weight", methods=["GET", "POST"])
@allow("planned_question.edit", load=queries.get_question)
def weigh(question: PlannedQuestion) -> Response:
    form = WeightForm(weight=question.weight, reason=question.stage.plan.weights_reason)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with saving():
                weight, reason = form.weight.data, form.reason.data or ""
                actions.set_weight(question, weight, reason, by=current_user, at=clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
        else:
            plan_id = question.stage.plan_id
            return accepted(url_for("question_sets.show", plan_id=plan_id, _anchor=f"question-{question.id}"))
    return page("question_sets/weight.html", status=status, form=form, question=question)
