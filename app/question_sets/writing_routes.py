"""Writing: the words of a question that stands in the plan, and questions of one's own."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app import clock
from app.library.wording import judge, table_in
from app.question_sets import actions, queries
from app.question_sets.forms import OwnQuestionForm, QuestionForm
from app.refusals import Conflict, Refused
from app.store.database import saving
from app.store.interview_plan import Stage
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

writing = Blueprint("writing", __name__)


@writing.route("/planned-questions/<int:question_id>", methods=["GET", "POST"])
@allow("planned_question.edit", load=queries.get_question)
def edit(question: PlannedQuestion) -> Response:
    stage = question.stage
    shape = QuestionForm if question.library_id else OwnQuestionForm
    form = shape(data=shape.as_it_stands(question) | {"read": actions.reading_of(question)})
    form.offer(stage.plan.role.responsibilities)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with saving():
                actions.edit(
                    question,
                    form.typed(),
                    _served(form, stage),
                    read=form.read.data or "",
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
            if isinstance(refusal, Conflict):
                form.read.data = actions.reading_of(
                    question
                )  # who saves once more has seen what stands there
        else:
            return accepted(_place(question))
    return _form_page(form, stage, question, status)


@writing.route("/stages/<int:stage_id>/questions/new", methods=["GET", "POST"])
@allow("stage.edit", load=queries.get_stage)
def write(stage: Stage) -> Response:
    form = OwnQuestionForm(minutes=8)
    form.offer(stage.plan.role.responsibilities)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with saving():
                question = actions.write(
                    stage, form.typed(), _served(form, stage), by=current_user, at=clock.now()
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return accepted(_place(question))
    return _form_page(form, stage, None, status)


def _form_page(form: QuestionForm, stage: Stage, question: PlannedQuestion | None, status: int) -> Response:
    """The form with what the rubric would change beside it; ``known`` are what the form itself does not ask."""
    known = {"level": question.level if question else stage.plan.role.level}
    if question is not None and question.library_id:
        known |= {"competency": question.competency, "kind": question.kind, "library_id": question.library_id}
    judgement = (
        judge(table_in({**form.data, **known})) if question is not None or form.is_submitted() else None
    )
    return page(
        "question_sets/edit.html",
        status=status,
        form=form,
        stage=stage,
        question=question,
        known=known,
        judgement=judgement,
    )


def _served(form: QuestionForm, stage: Stage) -> list[Responsibility]:
    chosen = {*(form.serves.data or [])}
    return [
        responsibility for responsibility in stage.plan.role.responsibilities if responsibility.id in chosen
    ]


def _place(question: PlannedQuestion) -> str:
    return url_for("question_sets.show", plan_id=question.stage.plan_id, _anchor=f"question-{question.id}")
