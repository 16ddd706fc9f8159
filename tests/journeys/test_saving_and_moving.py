"""What happens by itself: a scorecard that saves itself on a bad day, and questions that are dragged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from app.store.database import db
from app.store.interview_plan import InterviewPlan
from app.store.scorecard import Scorecard
from tests.factories import Cast, make_application, make_interview, make_plan, scorecard_of

Screen = Callable[..., Page]


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return scorecard_of(make_interview(make_application(cast.cleo), cast.ivo), cast.ivo)


def written(card: Scorecard) -> list[str]:
    db.session.rollback()
    return [rating.evidence for rating in card.ratings]


def test_a_slow_portal_overtakes_nobody_who_types_on(screen: Screen, cast: Cast, card: Scorecard) -> None:
    page = screen(cast.ivo)
    page.goto(f"/scorecards/{card.id}")
    waiting: list[Route] = []
    page.route("**/ratings/*", lambda route: route.continue_() if waiting else waiting.append(route))
    group = page.locator("fieldset.answer").first
    words, state = group.locator("textarea"), group.locator(".saved")
    with page.expect_request("**/ratings/*"):
        words.press_sequentially("They measured")
    expect(state).to_have_text("Saving")
    words.press_sequentially(" before they changed")
    expect(state).to_have_text("Not saved yet")
    waiting[0].continue_()
    expect(state).to_have_text("Saved 10:00")
    expect(words).to_have_value("They measured before they changed")
    assert written(card) == ["They measured before they changed"]


def test_a_dead_portal_is_told_in_words_and_nothing_is_lost(
    screen: Screen, cast: Cast, card: Scorecard, faults: list[str]
) -> None:
    page = screen(cast.ivo)
    page.goto(f"/scorecards/{card.id}")
    page.route("**/ratings/*", lambda route: route.fulfill(status=503, body="The portal rests."))
    first, second = page.locator("fieldset.answer").all()[:2]
    first.locator("textarea").press_sequentially("typed into the void")
    second.locator("input[value='4']").check()
    for group in (first, second):
        expect(group.locator(".saved")).to_have_text("Not saved. Trying again every few seconds.")
    first.locator("textarea").press_sequentially(", and on")
    page.unroute("**/ratings/*")
    for group in (first, second):
        expect(group.locator(".saved")).to_have_text("Saved 10:00")
    page.reload()
    expect(first.locator("textarea")).to_have_value("typed into the void, and on")
    expect(second.locator("input[value='4']")).to_be_checked()
    faults.clear()  # the 503s


def test_who_leaves_with_something_unsaved_is_asked(
    screen: Screen, cast: Cast, card: Scorecard, faults: list[str]
) -> None:
    page = screen(cast.ivo)
    page.goto(f"/scorecards/{card.id}")
    page.route("**/ratings/*", lambda route: route.fulfill(status=503))
    page.locator("fieldset.answer textarea").first.press_sequentially("not yet")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Home").first.click()
    expect(page.locator("fieldset.answer textarea").first).to_have_value("not yet")
    assert asked == ["beforeunload"]
    faults.clear()


@pytest.fixture
def plan(cast: Cast) -> InterviewPlan:
    return make_plan(questions=3)


def test_a_question_is_dragged_to_its_place(screen: Screen, cast: Cast, plan: InterviewPlan) -> None:
    page = screen(cast.rita)
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(f"/interview-plans/{plan.id}/questions")
    before = page.locator(".question-words").all_inner_texts()
    questions = page.locator("#stages .planned")
    with page.expect_response("**/position") as answer:
        questions.first.locator(".grip").hover()
        page.mouse.down()
        box = questions.nth(2).bounding_box()
        assert box is not None
        for way in (0.7, 0.8, 0.9):  # the browser says "over" from the second move on
            page.mouse.move(box["x"] + 40, box["y"] + box["height"] * way)
        page.mouse.up()
    assert answer.value.status == 200
    after = [before[1], before[2], before[0]]
    expect(page.locator(".question-words")).to_have_text(after)
    page.reload()
    assert page.locator(".question-words").all_inner_texts() == after


def test_a_question_is_moved_by_keys_and_the_focus_goes_with_it(
    screen: Screen, cast: Cast, plan: InterviewPlan
) -> None:
    page = screen(cast.rita)
    page.goto(f"/interview-plans/{plan.id}/questions")
    before = page.locator(".question-words").all_inner_texts()
    moved = page.locator("#stages .planned").first.get_attribute("id")
    page.locator(f"#{moved}").get_by_role("button", name="down").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".question-words")).to_have_text([before[1], before[0], before[2]])
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".question-words")).to_have_text([before[1], before[2], before[0]])
    assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", moved)
