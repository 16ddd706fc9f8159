"""What a stage could ask besides, or in a question's place: the whole library, with what each would do."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app import clock
from app.library.queries import in_use
from app.question_sets import actions, exposure, forms, offers, queries
from app.store.database import saving
from app.store.interview_plan import Stage
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number

stage_offers = Blueprint("stage_offers", __name__)


@stage_offers.get("/stages/<int:stage_id>/offers")
@allow("stage.edit", load=queries.get_stage)
def index(stage: Stage) -> Response:
    """Questions of the library, best first; with ``instead``, for the place of that question."""
    plan = queries.plan_of(stage)
    asked = next(one for one in plan.stages if one.id == stage.id)
    wanted = number(request.args.get("instead"))
    replacing = next((question for question in asked.questions if question.id == wanted), None)
    form = forms.WishForm(request.args, meta={"csrf": False})
    library = in_use()
    met = exposure.met_by_applicants(plan.role_id, library).among(library.at(plan.role.level))
    count, shown = offers.offered_to(asked, plan, form.wish(), library, replacing=replacing, met=met)
    return page(
        "question_sets/offers.html",
        "offers",
        plan=plan,
        stage=asked,
        replacing=replacing,
        form=form,
        count=count,
        shown=shown,
        competency_name=queries.competency_name,
    )


@stage_offers.post("/stages/<int:stage_id>/offers")
@allow("stage.edit", load=queries.get_stage)
def add(stage: Stage) -> Response:
    """Ask one of them in this stage too."""
    with saving():
        library_id = request.form.get("library_id", "")
        question = actions.add(stage, library_id, by=current_user, at=clock.now())
    place = f"question-{question.id}"
    return accepted(url_for("question_sets.show", plan_id=stage.plan_id, _anchor=place))
