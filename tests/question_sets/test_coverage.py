"""The matrix: gaps first, then must-haves that too few people will rate, then the rest by importance."""

from __future__ import annotations

from app.engines import questions as engine
from app.question_sets import queries
from app.question_sets.coverage import matrix_of
from tests.factories import make_plan, make_planned_question, make_role, make_seat, make_stage
from tests.factories import make_responsibility as responsibility


def make_two_stages(cast):
    """Three responsibilities over two stages with one place each; the first is asked about in both."""
    role = make_role(responsibilities=0)
    twice = responsibility(role, "Answer callers", position=1, importance=3)
    must = responsibility(role, "Keep the books", position=2, importance=5)
    never = responsibility(role, "Water the plants", position=3, importance=1, competencies=[])
    plan = make_plan(role, stages=0)
    first, second = (make_stage(plan, position=place, questions=0) for place in (1, 2))
    make_planned_question(first, position=1, responsibilities=[twice])
    make_planned_question(first, position=2, responsibilities=[must, twice])
    make_planned_question(second, position=1, responsibilities=[twice])
    make_seat(first, cast.ivo)
    make_seat(second, cast.ivo, cast.ines)
    return plan, twice, must, never


def test_gaps_stand_first_then_must_haves_with_one_rater(cast):
    plan, twice, must, never = make_two_stages(cast)
    matrix = matrix_of(queries.plan_of(plan), engine.library())
    assert [(group, [row.responsibility.id for row in rows]) for group, rows in matrix.groups] == [
        ("open", [never.id]),
        ("thin", [must.id]),
        ("other", [twice.id]),
    ]
    assert (matrix.percent, matrix.must_count, matrix.sure_count) == (88, 1, 0)


def test_a_row_knows_its_questions_by_number_and_its_raters(cast):
    plan, twice, *_ = make_two_stages(cast)
    row = next(
        r for r in matrix_of(queries.plan_of(plan), engine.library()).rows if r.responsibility.id == twice.id
    )
    assert [[number for number, _ in cell.asked] for cell in row.cells] == [[1, 2], [1]]
    assert row.people == (1, 2)  # Ivo may sit in both


def test_who_cannot_sign_in_rates_nothing(cast, clock):
    plan, _, must, _ = make_two_stages(cast)
    cast.ivo.disabled_at = clock.now()
    row = next(
        r for r in matrix_of(queries.plan_of(plan), engine.library()).rows if r.responsibility.id == must.id
    )
    assert (row.people, row.group) == ((0, 0), "thin")


def test_the_page_says_the_coverage_in_words(browser, cast):
    plan, *_ = make_two_stages(cast)
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}/questions")
    words = (
        "2 of 3 responsibilities are asked about, 88% counted by importance. "
        "No must-have (importance 4 or 5) is sure to be rated by two different people."
    )
    assert page.texts("#coverage .section-hint") == [words]
    assert page.texts("#coverage .group-row th") == [
        "Not asked about (1)",
        "Must-haves that two different people may not rate (1)",
        "Less important (1)",
    ]
    assert page.texts("#coverage .stage-column small") == [
        "2 questions, 33 of 60 min",
        "1 question, 24 of 60 min",
    ]
