"""A question's way: Ivo writes it and the rubric speaks, Rita puts it into use, and a plan asks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.engines import questions as engine
from app.library import queries
from app.store.database import db
from tests.factories import Cast, make_plan, make_responsibility, make_role
from tests.journeys.acts import arrives, follow, press
from tests.library.shelf import TABLE

Screen = Callable[..., Page]
Look = Callable[[Page], None]
UNLAWFUL = "Do you have children?"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_written_read_by_another_and_asked(
    screen: Screen, cast: Cast, fits: Look, axe: Look, javascript: bool
) -> None:
    ivo, rita = (screen(person, javascript=javascript) for person in (cast.ivo, cast.rita))
    _write(ivo, hears_at_once=javascript)
    if javascript:
        fits(ivo)
        axe(ivo)
    press(ivo, "Save and send to review")
    arrives(ivo, "Version 1")
    expect(ivo.locator(".page-state")).to_contain_text("In review")

    rita.goto("/library")
    follow(rita, TABLE["text"])
    expect(rita.locator("#review")).to_contain_text("Put into use")
    press(rita, "Put into use")
    expect(rita.locator(".page-state")).to_contain_text("In use")
    expect(rita.locator(".question-words")).to_have_text(TABLE["text"])
    expect(rita.locator("#history")).to_contain_text("Rita Reyes put version 1 into use")

    _is_asked(rita, cast)


def _write(page: Page, *, hears_at_once: bool) -> None:
    page.goto("/library")
    follow(page, "Write a question")
    page.get_by_label("Competency").select_option("inventory-logistics")
    page.get_by_label("Minutes").fill("8")
    for level in ("Junior", "Mid-level"):
        page.get_by_label(level, exact=True).check()
    page.locator("#text").fill(UNLAWFUL)
    wording = page.locator("#wording")
    if hears_at_once:
        expect(wording).to_contain_text("touches pregnancy or family")
    page.locator("#text").fill(TABLE["text"])
    page.locator("#probes").fill("\n".join(TABLE["probes"]))
    for point, text in TABLE["anchors"].items():
        page.locator(f"#anchor_{point}").fill(text)
    if hears_at_once:
        expect(wording).to_contain_text("Nothing to change")
    else:
        press(page, "Check the wording")
        expect(wording).to_contain_text("Nothing to change")
        page.go_back()


def _is_asked(page: Page, cast: Cast) -> None:
    """In a plan for somebody who receives deliveries, once the shipped questions on that are put away."""
    db.session.rollback()
    role = make_role("Warehouse clerk", responsibilities=0)
    make_responsibility(role, "Receive deliveries", competencies=["inventory-logistics"], importance=5)
    plan = make_plan(role, questions=0)
    for entry in engine.library().entries:
        if entry.competency == "inventory-logistics" and "mid" in entry.levels:
            page.goto(f"/library/{entry.id}")
            page.get_by_text("Retire", exact=True).click()
            page.locator("#retirement-reason").fill("The company's own is asked instead")
            press(page, "Retire this question")
            expect(page.locator(".page-state")).to_contain_text("Retired")
    db.session.rollback()
    assert [one.text for one in queries.in_use().at("mid") if one.competency == "inventory-logistics"] == [
        TABLE["text"]
    ]
    page.goto(f"/interview-plans/{plan.id}/questions")
    page.get_by_role("button", name="Generate questions").first.click()
    expect(page.locator(".question-words")).to_have_text([TABLE["text"]])


@pytest.mark.parametrize("size", ["phone", "wide"])
def test_the_list_follows_what_one_types_and_keeps_the_place_in_the_address(
    screen: Screen, cast: Cast, size: str, fits: Look
) -> None:
    page = screen(cast.ivo, size)
    page.goto("/library")
    fits(page)
    page.get_by_label("Words in a question").press_sequentially("invoice", delay=30)
    expect(page.locator(".table")).to_be_visible()
    expect(page.get_by_label("Words in a question")).to_have_value("invoice")
    expect(page.get_by_label("Words in a question")).to_be_focused()
    page.wait_for_url("**/library?search=invoice**")
    fits(page)
    page.get_by_label("Kind").select_option("work_sample")
    page.wait_for_url("**kind=work_sample**")
    expect(page.locator("tbody .row-link").first).to_be_visible()
    page.locator("tbody .row-link").first.click()
    expect(page.locator("h1")).to_contain_text("work sample")
    fits(page)
    page.get_by_role("navigation", name="Level").get_by_role("link").last.click()
    expect(page.get_by_role("navigation", name="Level").get_by_role("link").last).to_have_attribute(
        "aria-current", "true"
    )
