"""Rita looks for a question that a stage could ask, and reads what each would do before she takes one."""

from __future__ import annotations

import pytest

from app.engines import questions as engine
from app.question_sets import actions, queries
from app.store.database import db, saving
from app.store.planned_question import PlannedQuestion
from tests.factories import NOW, make_plan, make_responsibility, make_role


@pytest.fixture
def plan(cast):
    made = make_plan(make_role(hiring_manager_id=cast.hugo.id, responsibilities=3), stages=1, questions=0)
    with saving():
        actions.generate(made, by=cast.rita, at=NOW)
    return queries.plan_of(made)


def test_adding_says_what_it_would_cover_and_takes_its_place(browser, cast, plan):
    responsibility = make_responsibility(
        plan.role, "Teach newcomers", position=4, competencies=["documentation"]
    )
    stage, rita = plan.stages[0], browser(cast.rita)
    page = rita.get(f"/stages/{stage.id}/offers", competency="documentation")
    offer = page.all("main ol.items > li")[0]
    assert f"Covers “{responsibility.name}”, not asked about yet." in offer.text
    library_id = offer.select_one("[name=library_id]")["value"]
    place = rita.post(f"/stages/{stage.id}/offers", {"library_id": library_id}).location
    added = db.session.query(PlannedQuestion).filter_by(library_id=library_id).one()
    assert place == f"/interview-plans/{plan.id}/questions#question-{added.id}"
    assert (added.is_locked, added.responsibilities) == (True, [responsibility])
    assert (
        rita.post(f"/stages/{stage.id}/offers", {"library_id": library_id}).location == place
    )  # a second click
    page = rita.get(f"/stages/{stage.id}/offers", words=added.text[:40])
    assert page.texts(".mark-hold") == ["Why not: It is in the plan already:"]


@pytest.mark.parametrize(("library_id", "status"), [("", 422), ("nothing-like-it", 422)])
def test_what_the_library_does_not_have_is_refused(browser, cast, plan, library_id, status):
    rita = browser(cast.rita)
    assert rita.post(f"/stages/{plan.stages[0].id}/offers", {"library_id": library_id}).status == status


def test_a_question_of_another_stage_is_refused(browser, cast):
    plan = make_plan(make_role(responsibilities=3), stages=2, questions=0)
    with saving():
        actions.generate(plan, by=cast.rita, at=NOW)
    first, second = queries.plan_of(plan).stages
    taken = {"library_id": first.questions[0].library_id}
    assert browser(cast.rita).post(f"/stages/{second.id}/offers", taken).status == 409
    swapped = second.questions[0]
    taken |= {"was": swapped.library_id}
    assert browser(cast.rita).post(f"/planned-questions/{swapped.id}/swap", taken).status == 409


def test_the_search_finds_words_and_says_when_nothing_fits(browser, cast, plan):
    stage, rita = plan.stages[0], browser(cast.rita)
    page = rita.get(f"/stages/{stage.id}/offers", words="no question says these words")
    assert page.texts(".empty h2") == ["No question fits"]
    page = rita.get(f"/stages/{stage.id}/offers", kind="work_sample")
    assert {*page.texts(".question-meta span:nth-child(2)")} == {"Work sample"}
    assert rita.get(f"/stages/{stage.id}/offers", kind="nonsense", competency="x").status == 200


def test_looking_for_another_in_a_questions_place_leads_to_a_swap(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    page = rita.get(f"/stages/{question.stage_id}/offers", instead=question.id)
    assert page.h1 == "Ask something else"
    actions_of = {form["action"] for form in page.all("main ol.items form")}
    assert actions_of == {f"/planned-questions/{question.id}/swap"}


def test_an_alternative_says_what_a_swap_would_leave(browser, cast, plan):
    rita = browser(cast.rita)
    alone = next(q for q in plan.stages[0].questions if queries.alternatives_to(q, plan))
    page = rita.get(f"/planned-questions/{alone.id}/alternatives")
    assert all(f"of {plan.stages[0].minutes} min" in words for words in page.texts(".effect li:last-child"))
    assert len(page.all(".effect")) == len(queries.alternatives_to(alone, plan))


def test_a_work_sample_is_offered_with_its_material(browser, cast, plan):
    offered = {
        question: [one.question.material for one, _ in queries.alternatives_to(question, plan)]
        for question in plan.stages[0].questions
    }
    question, materials = next((q, texts) for q, texts in offered.items() if any(texts))
    page = browser(cast.rita).get(f"/planned-questions/{question.id}/alternatives")
    shown = [one.get_text() for one in page.all(".question-material")]
    assert shown == [text for text in materials if text]


def test_what_is_to_be_found_in_a_work_sample_stands_in_the_plan(browser, cast, plan):
    sample = next(q for q in engine.library().at(plan.role.level) if q.kind == "work_sample")
    question = plan.stages[0].questions[0]
    with saving():
        actions.swap(question, sample.id, was=question.library_id, by=cast.rita, at=NOW)
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}/questions")
    assert [one.get_text() for one in page.all(f"#question-{question.id} .written")] == [sample.key]


def test_the_page_says_what_removing_a_question_would_leave(browser, cast, plan):
    served = [set(q.responsibilities) for q in plan.stages[0].questions]
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}/questions")
    for place, question in enumerate(plan.stages[0].questions):
        others = set().union(*(s for at, s in enumerate(served) if at != place))
        left = [r.name for r in question.responsibilities if r not in others]
        said = [w for w in page.texts(f"#question-{question.id} .mark-warn") if w.startswith("Only this")]
        assert said == ([f"Only this question asks about “{'”, “'.join(left)}”."] if left else [])


def test_hugo_and_otto_are_offered_nothing(browser, cast, plan):
    url = f"/stages/{plan.stages[0].id}/offers"
    assert (browser(cast.hugo).get(url).status, browser(cast.otto).get(url).status) == (403, 404)


def test_only_questions_of_the_roles_level_are_offered(browser, cast, plan):
    page = browser(cast.rita).get(f"/stages/{plan.stages[0].id}/offers")
    count = len(engine.library().at(plan.role.level))
    assert page.texts(".filters .count") == [f"{count} questions, the best 12 shown"]
