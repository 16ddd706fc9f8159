"""Rita works on a plan's page: closes a gap, swaps with the effect before her eyes, and goes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.question_sets import actions, queries
from app.store.database import saving
from tests.factories import NOW, make_plan, make_responsibility, make_role, make_seat
from tests.journeys.acts import follow, press


@pytest.fixture
def plan_page(cast) -> str:
    """A plan whose role got one more responsibility after its questions were chosen."""
    plan = make_plan(make_role(responsibilities=4), stages=2, questions=0)
    for stage in plan.stages:
        make_seat(stage, cast.ivo, cast.ines, cast.otto, count=2)
    with saving():
        actions.generate(plan, by=cast.rita, at=NOW)
        for stage in queries.plan_of(plan).stages:
            actions.remove(stage.questions[-1], by=cast.rita, at=NOW)
    make_responsibility(
        plan.role, "Teach newcomers", position=5, importance=5, competencies=["people-management"]
    )
    return f"/interview-plans/{plan.id}/questions"


@pytest.mark.parametrize(("size", "javascript"), [("laptop", True), ("phone", True), ("laptop", False)])
def test_rita_closes_a_gap_and_swaps_with_the_effect_in_view(screen, cast, plan_page, size, javascript):
    rita: Page = screen(cast.rita, size, javascript=javascript)
    rita.goto(plan_page)
    gap = rita.locator("#check li", has_text="Nobody asks about “Teach newcomers”")
    follow(gap, "Add a question")
    offer = rita.locator(
        "main ol.items > li", has_text="Covers “Teach newcomers”, not asked about yet."
    ).first
    asked = offer.locator(".said").inner_text()
    offer.get_by_role("button", name="Ask this too").click()
    expect(rita.locator("#stages .question-words", has_text=asked)).to_have_count(1)
    expect(gap).to_have_count(0)

    question = rita.locator(".planned", has_text=asked)
    question.get_by_role("link", name="Swap").click()
    instead = rita.locator("main li", has=rita.get_by_role("button", name="Ask this instead")).last
    expect(instead.locator(".effect")).to_contain_text("of 60 min")
    words = instead.locator(".said").inner_text()
    instead.get_by_role("button", name="Ask this instead").click()
    expect(rita.locator("#stages .question-words", has_text=words)).to_have_count(1)
    expect(rita.locator("#stages .question-words", has_text=asked)).to_have_count(0)


def test_rita_generates_again_reads_what_came_and_goes_back(screen, cast, plan_page):
    rita: Page = screen(cast.rita)
    rita.goto(plan_page)
    words = rita.locator("#stages .question-words")
    before = words.all_inner_texts()
    press(rita.locator(".notice-warn"), "Generate again for what has changed")
    expect(rita.locator(".notice-title")).to_contain_text("Generated again:")
    assert words.all_inner_texts() != before
    press(rita, "Go back to the questions before")
    expect(rita.locator(".notice-warn")).to_be_visible()
    assert words.all_inner_texts() == before


def test_the_coverage_leads_to_each_question_and_fits_a_phone(screen, cast, plan_page):
    rita: Page = screen(cast.rita, "phone")
    rita.goto(plan_page)
    table = rita.locator("#coverage table")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    number = table.locator(".cell-numbers a").first
    number.click()
    expect(rita.locator(".planned:target")).to_be_in_viewport()


def test_what_is_to_be_changed_is_said_while_rita_types(screen, cast, plan_page):
    rita: Page = screen(cast.rita)
    rita.goto(plan_page)
    rita.locator(".planned").first.get_by_role("link", name="Edit").click()
    rita.get_by_label("What is asked").fill("How old are you?")
    expect(rita.locator("#wording")).to_contain_text("Not lawful")
