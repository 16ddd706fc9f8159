"""No candidate is asked twice what they were asked for another role."""

from __future__ import annotations

import pytest

from app.engines import questions as engine
from app.question_sets import actions, exposure, queries
from app.store.database import db, saving
from app.store.interview import Interview
from app.store.kit import KitQuestion
from tests.factories import (
    NOW,
    keep,
    make_application,
    make_interview,
    make_kit,
    make_plan,
    make_planned_question,
    make_role,
)


def generated(cast, role):
    plan = make_plan(role, stages=1, questions=0)
    with saving():
        actions.generate(plan, by=cast.rita, at=NOW)
    return queries.plan_of(plan)


@pytest.fixture
def plan(cast):
    """Questions for a role that Cleo applied for, chosen before it was known what she has met."""
    role = make_role(hiring_manager_id=cast.hugo.id, responsibilities=3)
    made = generated(cast, role)
    make_application(cast.cleo, role)
    return made


def asked_elsewhere(cast, question, **columns) -> Interview:
    """Cleo was asked it in an interview for another role."""
    other = make_role("Baker")
    kit = make_kit(make_plan(other).stages[0], questions=0)
    said = {name: getattr(question, name) for name in ("competency", "kind", "level", "minutes")}
    keep(
        KitQuestion(
            kit=kit, position=1, **said | {"library_id": question.library_id, "text": "Other words"} | columns
        )
    )
    return make_interview(make_application(cast.cleo, other), kit=kit)


def ids(plan) -> list[str | None]:
    return [question.library_id for stage in plan.stages for question in stage.questions]


def test_generating_leaves_out_what_an_applicant_has_met(cast, plan):
    met = plan.stages[0].questions[0]
    library_id = met.library_id
    asked_elsewhere(cast, met)
    with saving():
        actions.generate(plan, by=cast.rita, at=NOW)
    assert library_id not in ids(queries.plan_of(plan))


def test_a_locked_question_that_was_met_stays_and_is_named_with_the_swap(browser, cast, plan):
    met = plan.stages[0].questions[0]
    met.is_locked = True
    asked_elsewhere(cast, keep(met))
    page = browser(cast.rita).post(f"/interview-plans/{plan.id}/generation")
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}/questions")
    said = [words for words in page.texts(".plan-fault-what") if "met before" in words]
    number = [q.id for q in queries.plan_of(plan).stages[0].questions].index(met.id) + 1
    assert said == [f"Question {number} of “Stage 1” was met before by Cleo Clarke."]
    fault = next(row for row in page.all(".plan-faults > li") if "met before" in row.text)
    assert fault.select_one(".plan-fault-mend a")["href"] == f"/planned-questions/{met.id}/alternatives"
    assert "Cleo Clarke has met" in page.words


def test_hugo_does_not_learn_where_else_somebody_applied(browser, cast, plan):
    asked_elsewhere(cast, plan.stages[0].questions[0])
    assert "Cleo" not in browser(cast.hugo).get(f"/interview-plans/{plan.id}/questions").words


@pytest.mark.parametrize("why_not", ["cancelled", "same role", "withdrawn", "decided elsewhere"])
def test_what_counts_as_met(cast, plan, why_not):
    question = plan.stages[0].questions[0]
    interview = asked_elsewhere(cast, question)
    if why_not == "cancelled":
        interview.cancelled_at = NOW
    elif why_not == "same role":
        interview.application.role_id = make_role("Cook").id
        plan.role_id = interview.application.role_id
    elif why_not == "withdrawn":
        next(a for a in cast.cleo.applications if a.role_id == plan.role_id).withdrawn_at = NOW
    else:
        interview.application.withdrawn_at = NOW  # she met it all the same
    db.session.commit()
    ledger = exposure.met_by_applicants(plan.role_id, engine.library())
    expected = ("Cleo Clarke",) if why_not == "decided elsewhere" else ()
    assert ledger.who_met(question) == expected


def test_a_paraphrase_and_the_same_words_count_as_met(cast, plan):
    entry = next(e for e in engine.library().entries if e.paraphrase_group)
    stage = plan.stages[0]
    same_group = make_planned_question(stage, library_id="another", paraphrase_group=entry.paraphrase_group)
    own = make_planned_question(stage, "How do you store apples?", library_id=None)
    asked_elsewhere(cast, same_group, library_id=entry.id, text="HOW do you store apples?")
    ledger = exposure.met_by_applicants(plan.role_id, engine.library())
    assert ledger.who_met(same_group) == ledger.who_met(own) == ("Cleo Clarke",)


def test_the_search_says_who_has_met_a_question(browser, cast, plan):
    met = next(q for q in engine.library().at("mid") if q.competency == "cloud-platform")
    question = make_planned_question(plan.stages[0], library_id=met.id, competency=met.competency)
    asked_elsewhere(cast, question)
    db.session.delete(question)
    db.session.commit()
    page = browser(cast.rita).get(f"/stages/{plan.stages[0].id}/offers", words=met.text)
    assert page.texts(".mark-hold") == ["Why not: Met before by Cleo Clarke."]


def test_booking_her_warns_with_the_words(browser, cast, plan):
    question = plan.stages[0].questions[0]
    asked_elsewhere(cast, question)
    application = next(a for a in cast.cleo.applications if a.role_id == plan.role_id)
    page = browser(cast.rita).get(
        f"/applications/{application.id}/interviews/new", at="2026-11-24T10:00:00+00:00"
    )
    warnings = [words for words in page.texts("#warnings li") if "has met" in words]
    assert len(warnings) == 1
    assert question.text[:40] in warnings[0]
