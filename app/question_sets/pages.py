"""What this room answers with: all questions of a plan, or the parts that changed."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.utils import secure_filename

from app.access import can
from app.library.queries import in_use
from app.question_sets import arrangement, checking, coverage, exposure, going_back, kits, queries, rules
from app.question_sets.paper import as_pdf
from app.store.interview_plan import InterviewPlan, Stage
from app.store.kit import Kit
from app.store.planned_question import PlannedQuestion
from app.web.fragments import accepted, page
from app.web.inputs import number


def plan_page(plan: InterviewPlan, *, generated: bool = False) -> Response:
    """All questions of a plan to a browser; the part below the head to htmx.

    ``generated``: they were chosen a moment ago, so the page says so even where nothing changed.
    """
    return page("question_sets/show.html", "sets", **_seen(plan), generated=generated)


def stage_changed(stage: Stage) -> Response:
    """A browser goes to the stage; htmx gets the stage and the coverage."""
    stage_id = stage.id
    plan = queries.plan_of(stage)
    to = url_for("question_sets.show", plan_id=plan.id, _anchor=f"stage-{stage_id}")

    def show() -> Response:
        changed = next(one for one in plan.stages if one.id == stage_id)
        return page("question_sets/_stage_changed.html", stage=changed, **_seen(plan))

    return accepted(to, show)


def question_changed(question: PlannedQuestion, was: str | None = None) -> Response:
    """A browser goes to the question; htmx gets the question, its stage's time and the coverage."""
    plan, question_id = queries.plan_of(question), question.id
    query = {"question": question_id, "was": was} if was else {}
    to = url_for("question_sets.show", plan_id=plan.id, _anchor=f"question-{question_id}", **query)

    def show() -> Response:
        seen = _seen(plan) | {"was": was, "was_at": question_id}
        return page("question_sets/_question_changed.html", question=question, **seen)

    return accepted(to, show)


def plan_changed(plan: InterviewPlan, *, generated: bool = False) -> Response:
    """A browser goes to the plan; htmx gets all of it."""
    plan = queries.plan_of(plan)
    to = url_for("question_sets.show", plan_id=plan.id, generated="1" if generated else None)
    return accepted(to, lambda: plan_page(plan, generated=generated))


def on_paper(kit: Kit) -> Response:
    """A kit as PDF, shown in the browser under a name that files can have."""
    name = secure_filename(f"{kit.stage.plan.role.title} {kit.name} {kit.version}") or "kit"
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(as_pdf(kit, queries.competency_name), mimetype="application/pdf", headers=headers)


def _seen(plan: InterviewPlan) -> dict[str, Any]:
    names, library = queries.names_of(plan), in_use()
    matrix = coverage.matrix_of(plan, library)
    # Who applied elsewhere is not for everybody who may read the plan.
    edits = can(current_user, "interview_plan.edit", plan)
    ledger = exposure.met_by_applicants(plan.role_id, library) if edits else exposure.Ledger({})
    return {
        "plan": plan,
        "matrix": matrix,
        "plan_faults": checking.faults_in(plan, matrix, library, ledger),
        "left_out": ledger.among(library.at(plan.role.level)),
        "changes": going_back.changes_of(plan) if edits else None,
        "is_outdated": arrangement.is_outdated(plan),
        "was": request.args.get("was"),
        "was_at": number(request.args.get("question")),
        "planned_minutes": queries.planned_minutes,
        "changed_since": kits.changed_since,
        "competency_name": queries.competency_name,
        "faults_of": queries.faults_of,
        "is_kept": rules.is_kept,
        "leaves_of": coverage.leaves_of(matrix),
        "why_of": lambda why: rules.named(why, names),
    }
