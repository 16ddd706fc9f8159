"""Rita works on the questions of a plan; Hugo reads them; Otto never learns that they exist."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.engines import questions as engine
from app.question_sets import actions, queries
from app.store.database import db, saving
from app.store.interview_plan import InterviewPlan
from app.store.planned_question import PlannedQuestion
from tests.factories import NOW, make_plan, make_planned_question, make_responsibility, make_role, make_stage


@pytest.fixture
def plan(cast) -> InterviewPlan:
    """A plan with two stages whose questions were generated."""
    role = make_role(hiring_manager_id=cast.hugo.id, responsibilities=4)
    made = make_plan(role, stages=2, questions=0)
    with saving():
        actions.generate(made, by=cast.rita, at=NOW)
    return queries.plan_of(made)


def typed(page, **changes) -> dict:
    fields = {name: values for name, values in page.fields("form:has([name=read])").items() if values != [""]}
    return fields | changes


def test_rita_generates_questions_with_one_button(browser, cast):
    made = make_plan(stages=1, questions=0)
    rita = browser(cast.rita)
    page = rita.get(f"/interview-plans/{made.id}/questions")
    assert page.texts(".empty h2") == ["No questions chosen yet"]
    assert (
        rita.post(f"/interview-plans/{made.id}/generation").location
        == f"/interview-plans/{made.id}/questions?generated=1"
    )
    page = rita.follow()
    asked = queries.plan_of(made).stages[0].questions
    assert page.texts(".question-words") == [question.text for question in asked]
    assert page.texts(".question-serves q") == [r.text for q in asked for r in q.responsibilities]


def test_htmx_gets_the_sets_without_the_head(browser, cast):
    made = make_plan(stages=1, questions=0)
    page = browser(cast.rita).htmx_post(f"/interview-plans/{made.id}/generation")
    assert page.status == 200
    assert (page.has("#sets"), page.has("#coverage"), page.has("h1")) == (True, True, False)


@pytest.mark.parametrize("how", [{}, {"otherwise": "1"}])
def test_nothing_to_ask_about_is_said(browser, cast, how):
    made = make_plan(make_role(responsibilities=0), questions=0)
    page = browser(cast.rita).post(f"/interview-plans/{made.id}/generation", how)
    assert page.status == 422
    assert "The role has no responsibilities yet." in page.words


def test_the_coverage_says_first_what_nobody_asks_about(browser, cast, plan):
    make_responsibility(plan.role, "Hum at the moon", position=9, competencies=[], importance=4)
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}/questions")
    assert page.texts(".matrix .served-row:nth-child(2) th a")[0] == "Hum at the moon"
    gap = page.one(".matrix td.gap")
    assert gap["colspan"] == "3"
    assert gap.a["href"] == f"/roles/{plan.role_id}#responsibility-{plan.role.responsibilities[-1].id}"
    assert page.texts("#coverage .section-count") == ["75%"]
    assert page.has(".notice-warn")  # the responsibilities have changed since


def test_hugo_reads_and_otto_sees_nothing(browser, cast, plan):
    question = plan.stages[0].questions[0]
    page = browser(cast.hugo).get(f"/interview-plans/{plan.id}/questions")
    assert page.status == 200
    assert not page.has("main form")
    for noun in ("lock", "removal", "swap", "position", "stage", "restoration", "weight"):
        url = f"/planned-questions/{question.id}/{noun}"
        assert browser(cast.hugo).post(url).status == 403
        assert browser(cast.otto).post(url).status == 404
    assert browser(cast.otto).get(f"/interview-plans/{plan.id}/questions").status == 404


def test_a_swap_shows_what_comes_and_how_to_take_it_back(browser, cast, plan):
    rita = browser(cast.rita)
    offers = {
        question: rita.get(f"/planned-questions/{question.id}/alternatives").all(
            "ol.items > li:first-child form"
        )
        for question in plan.stages[0].questions
    }
    question, [offered] = next((question, forms) for question, forms in offers.items() if forms)
    earlier = question.library_id
    wanted = offered.select_one("[name=library_id]")["value"]
    swap = {"library_id": wanted, "was": earlier}
    place = (
        f"/interview-plans/{plan.id}/questions?question={question.id}&was={earlier}#question-{question.id}"
    )
    assert rita.post(f"/planned-questions/{question.id}/swap", swap).location == place
    back = rita.get(place.partition("#")[0]).one(f"#question-{question.id} form:has([value='{earlier}'])")
    assert back.button.text == "Bring the earlier question back"
    assert rita.post(f"/planned-questions/{question.id}/swap", swap).status == 303  # a second click
    assert (
        rita.post(f"/planned-questions/{question.id}/swap", {"library_id": "x", "was": earlier}).status == 409
    )
    rita.post(f"/planned-questions/{question.id}/swap", {"library_id": earlier, "was": wanted})
    assert db.session.get(PlannedQuestion, question.id).library_id == earlier


def test_htmx_gets_the_swapped_question_its_stages_time_and_the_coverage(browser, cast, plan):
    found = ((q, queries.alternatives_to(q, plan)) for q in plan.stages[1].questions)
    question, other = next((q, others[0][0].question) for q, others in found if others)
    page = browser(cast.rita).htmx_post(
        f"/planned-questions/{question.id}/swap", {"library_id": other.id, "was": question.library_id}
    )
    assert page.texts(".question-words") == [other.text]
    assert [tag["id"] for tag in page.all("[hx-swap-oob]")] == [
        f"stage-{plan.stages[1].id}-time",
        "coverage",
        "check",
    ]
    assert not page.has("h1")


def test_rita_locks_and_unlocks(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    for data, state in (({}, True), ({}, True), ({"off": "1"}, False)):
        assert rita.post(f"/planned-questions/{question.id}/lock", data).status == 303
        assert db.session.get(PlannedQuestion, question.id).is_locked is state


def test_questions_move_within_a_stage_and_to_another(browser, cast):
    plan = make_plan(stages=2, questions=3)
    one, two = plan.stages
    first = one.questions[0]
    rita = browser(cast.rita)
    before = [q.id for q in one.questions]
    page = rita.htmx_post(f"/planned-questions/{first.id}/position", {"to": "3"})
    assert [tag["id"] for tag in page.all("li.planned")] == [
        f"question-{id}" for id in (*before[1:], before[0])
    ]
    assert rita.post(f"/planned-questions/{first.id}/stage", {"stage": str(two.id)}).status == 303
    assert [q.id for q in queries.plan_of(plan).stages[1].questions][-1] == first.id
    assert db.session.get(PlannedQuestion, first.id).is_locked
    elsewhere = make_plan(make_role("Other")).stages[0]
    for stage in (elsewhere.id, 999999, ""):
        assert rita.post(f"/planned-questions/{first.id}/stage", {"stage": str(stage)}).status == 422
    for to in ("", "x"):
        assert rita.post(f"/planned-questions/{first.id}/position", {"to": to}).status == 422


def test_an_edit_survives_generating_again(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    page = rita.get(f"/planned-questions/{question.id}")
    data = typed(
        page, text="Tell us about a table you had to change.", probes="Which part was yours?\n\nWho used it?"
    )
    assert rita.post(f"/planned-questions/{question.id}", data).status == 303
    rita.post(f"/interview-plans/{plan.id}/generation")
    kept = db.session.get(PlannedQuestion, question.id)
    assert (kept.text, kept.is_edited) == ("Tell us about a table you had to change.", True)
    assert kept.probes == ["Which part was yours?", "Who used it?"]
    page = rita.get(f"/interview-plans/{plan.id}/questions")
    assert page.texts(f"#question-{question.id} .mark-info") == ["Edited"]


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        (
            "text",
            "How old are you?",
            "“How old are you” touches age, which must not be asked about. Leave it out.",
        ),
        ("text", " ", "Write the question."),
        ("minutes", "soon", "Write a whole number from 1 to 60."),
        ("anchor_3", "", "Write what an answer rated 3 is like."),
        ("probes", "Why?\n" * 9, "Write at most 8 follow-up questions."),
    ],
)
def test_words_that_cannot_be_are_refused_beside_their_field(browser, cast, plan, field, words, message):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    data = typed(rita.get(f"/planned-questions/{question.id}"), key="What I typed", **{field: words})
    page = rita.post(f"/planned-questions/{question.id}", data)
    assert page.status == 422
    assert page.texts(f"#{field}-error") == [message]
    assert "What I typed" in page.text
    assert not db.session.get(PlannedQuestion, question.id).is_edited


def test_two_who_edit_at_once_both_keep_their_words(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    form = rita.get(f"/planned-questions/{question.id}")
    first = {"text": "The first words.", "material": "The first sheet.", "key": "The first find."}
    rita.post(f"/planned-questions/{question.id}", typed(form, **first))
    page = rita.post(f"/planned-questions/{question.id}", typed(form, text="The second words."))
    assert page.status == 409
    assert page.texts(".notice-warn :is(.said, .question-material, .written)") == [*first.values()]
    assert page.texts("textarea[name=text]") == ["The second words."]
    assert rita.post(f"/planned-questions/{question.id}", typed(page)).status == 303
    assert db.session.get(PlannedQuestion, question.id).text == "The second words."


def test_what_could_be_better_is_said_beside_an_edited_question(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    data = typed(rita.get(f"/planned-questions/{question.id}"), text="Do you like work?", probes="One?")
    rita.post(f"/planned-questions/{question.id}", data)
    page = rita.get(f"/interview-plans/{plan.id}/questions")
    faults = queries.faults_of(db.session.get(PlannedQuestion, question.id))
    assert page.texts(f"#question-{question.id} .fold-body ul.small li") == faults
    assert len(faults) > 1


def test_rita_writes_a_question_of_her_own(browser, cast, plan):
    stage, rita = plan.stages[0], browser(cast.rita)
    page = rita.get(f"/stages/{stage.id}/questions/new")
    own = {
        "text": "How do you store apples?",
        "competency": "documentation",
        "kind": "knowledge",
        "minutes": "8",
    }
    own |= {f"anchor_{point}": f"Point {point}" for point in "12345"} | {
        "probes": "Where?\nWhy there?\nSince when?"
    }
    served = plan.role.responsibilities[0]
    page = rita.post(f"/stages/{stage.id}/questions/new", typed(page) | own | {"serves": [str(served.id)]})
    assert page.status == 303
    written = queries.plan_of(plan).stages[0].questions[-1]
    assert (written.text, written.library_id, written.responsibilities) == (own["text"], None, [served])
    assert rita.get(f"/planned-questions/{written.id}/alternatives").status == 422
    edited = typed(rita.get(f"/planned-questions/{written.id}"), kind="situational")
    assert rita.post(f"/planned-questions/{written.id}", edited).status == 303
    assert db.session.get(PlannedQuestion, written.id).kind == "situational"


def test_a_weight_needs_a_reason_and_going_back_to_equal_forgets_it(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    url = f"/planned-questions/{question.id}/weight"
    page = rita.post(url, {"weight": "2", "reason": " "})
    assert (page.status, page.texts("#reason-error")) == (
        422,
        ["Write why the questions do not weigh the same."],
    )
    assert rita.post(url, {"weight": "9", "reason": "Why not"}).status == 422
    assert rita.post(url, {"weight": "2", "reason": "Storage is most of the job"}).status == 303
    page = rita.get(f"/interview-plans/{plan.id}/questions")
    assert "Storage is most of the job" in page.texts(".notice p")
    rita.post(f"/interview-plans/{plan.id}/generation")
    assert db.session.get(PlannedQuestion, question.id).weight == 2
    assert rita.post(url, {"weight": "1", "reason": ""}).status == 303
    assert db.session.get(InterviewPlan, plan.id).weights_reason is None


def test_a_question_can_go(browser, cast, plan):
    stage = plan.stages[0]
    first, *rest = [question.id for question in stage.questions]
    page = browser(cast.rita).htmx_post(f"/planned-questions/{first}/removal")
    assert [tag["id"] for tag in page.all("li.planned")] == [f"question-{id}" for id in rest]
    assert browser(cast.rita).post(f"/planned-questions/{first}/removal").status == 404


@pytest.mark.parametrize("who", ["rita", "hugo"])
def test_the_page_takes_as_many_queries_for_three_rows_as_for_one(browser, cast, who):
    counts = []
    for many in (1, 3):
        plan = make_plan(make_role(responsibilities=many, hiring_manager_id=cast.hugo.id), stages=0)
        for position in range(1, many + 1):
            make_stage(plan, position=position, questions=many)
        counts.append(
            len(browser(getattr(cast, who)).get(f"/interview-plans/{plan.id}/questions").statements)
        )
    assert counts[0] == counts[1]


def test_a_swap_takes_as_many_queries_among_three_questions_as_among_one(browser, cast):
    counts = []
    for many in (1, 3):
        plan = make_plan(make_role(responsibilities=many), stages=0)
        stage = make_stage(plan, questions=many)
        row = stage.questions[0]
        other = "database-storage-live-table-change"
        page = browser(cast.rita).htmx_post(
            f"/planned-questions/{row.id}/swap", {"library_id": other, "was": row.library_id}
        )
        assert page.status == 200
        counts.append(len(page.statements))
    assert counts[0] == counts[1]


def test_a_question_with_long_words_and_odd_signs_is_shown_as_it_is(browser, cast):
    stage = make_plan(questions=0).stages[0]
    words = "<b>Überraschung</b> & " + "x" * 500
    make_planned_question(stage, words, material="<script>alert(1)</script>")
    page = browser(cast.rita).get(f"/interview-plans/{stage.plan_id}/questions")
    assert page.texts(".question-words") == [words]
    assert page.texts(".question-material") == ["<script>alert(1)</script>"]


def test_generated_words_are_the_librarys_and_nobody_elses(cast, plan):
    library = {entry.text for entry in engine.library().entries}
    assert {q.text for q in db.session.scalars(select(PlannedQuestion))} <= library


def test_what_the_rubric_would_change_stands_beside_the_words(browser, cast, plan):
    question, rita = plan.stages[0].questions[0], browser(cast.rita)
    page = rita.get(f"/planned-questions/{question.id}")
    assert page.texts("#wording > p") == ["Nothing to change"]
    watched = page.one(".watched")["hx-post"]
    page = rita.htmx_post(watched, typed(page, text="Do you like work and is it good?"))
    assert page.texts(".remarks a")[0] == "What is asked"
    page = rita.get(f"/stages/{question.stage_id}/questions/new")
    assert not page.has(".remarks")  # nothing is written yet
