"""Ivo sets his hours on a phone; Rita books beside them, sees what it costs, and shares the work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    NOW,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_plan,
    make_role,
    make_seat,
)
from tests.journeys.acts import arrives, follow, press

DAY = timedelta(days=1)


@pytest.fixture
def application(cast):
    """Cleo, free tomorrow, and a stage in which one of ivo and otto is needed."""
    role = make_role()
    make_seat(make_plan(role).stages[0], cast.ivo, cast.otto)
    make_availability(cast.cleo, NOW + DAY - timedelta(hours=1), hours=9)
    return make_application(cast.cleo, role)


@pytest.mark.parametrize("javascript", [True, False])
def test_what_ivo_sets_on_his_phone_warns_rita_when_she_books(
    screen, fits, axe, cast, application, javascript
):
    ivo: Page = screen(cast.ivo, "phone", javascript=javascript)
    ivo.goto("/")
    ivo.locator(".menu summary").click()
    follow(ivo, "Your interviewing hours")
    arrives(ivo, "Your interviewing hours")
    follow(ivo, "Change hours and limits")
    ivo.get_by_label("Hours on Monday", exact=True).fill("9-11:30")
    press(ivo, "To all workdays from Monday")
    expect(ivo.get_by_label("Hours on Friday", exact=True)).to_have_value("9-11:30")
    expect(ivo.locator(".notice")).to_have_text("Copied. Nothing is saved yet.")
    ivo.get_by_label("Most interviews a day").fill("99")
    press(ivo, "Save hours and limits")
    follow(ivo.get_by_role("alert"), "Write a whole number from 0 to 12.")
    ivo.get_by_label("Most interviews a day").fill("1")
    ivo.keyboard.press("Enter")
    arrives(ivo, "Your interviewing hours")
    expect(ivo.locator(".week-words dd").nth(4)).to_have_text("9:00 to 11:30")
    fits(ivo)
    if javascript:
        axe(ivo)

    rita: Page = screen(cast.rita, javascript=javascript)
    rita.goto(f"/applications/{application.id}/interviews/new?at=2026-11-24T13:00:00%2B00:00")
    if not javascript:
        press(rita, "Check this time")
    expect(rita.locator(".choice", has_text="Ivo Ivanov").first).to_contain_text(
        "Free, but outside their hours"
    )
    rita.get_by_label("Ivo Ivanov").check()
    press(rita, "Book Stage 1")
    expect(rita.locator("#warnings")).to_contain_text("outside their hours that day: 9:00 to 11:30")
    rita.get_by_label("Book it all the same").check()
    press(rita, "Book Stage 1")
    expect(rita.locator("h1")).to_contain_text("Stage 1")


def test_rita_sees_who_is_away_and_puts_another_in_the_seat(screen, fits, axe, cast, application):
    make_interview(make_application(make_candidate(), application.role), cast.otto, starts_at=NOW + DAY)
    rita: Page = screen(cast.rita)
    rita.goto("/interviewers")
    follow(rita.locator("#load"), "Otto Olsen")
    rita.get_by_label("First day").fill("2026-11-23")
    rita.get_by_label("Why").fill("on leave")
    press(rita, "Add days off")
    expect(rita.locator(".page-state")).to_have_text("Away until further notice")
    follow(rita.get_by_label("Breadcrumb"), "Interviewers")
    row = rita.locator(".load-map tr", has_text="Otto Olsen")
    expect(row.locator("td").nth(4)).to_have_text("1 while away1 h 20 min")
    expect(row.locator("td.gap")).to_have_text(["away"] * 3)
    follow(rita.locator("#load"), "Ines Iglesias")
    rita.locator("#seats").get_by_label("Stage 1").check()
    press(rita, "Save the seats")
    expect(rita.locator(".flashes")).to_contain_text("The seats of Ines Iglesias are saved.")
    expect(rita.locator("#seats").get_by_label("Stage 1")).to_be_checked()
    rita.goto("/interviewers")
    for size in ((360, 780), (1280, 800), (1920, 1080)):
        rita.set_viewport_size({"width": size[0], "height": size[1]})
        fits(rita)
    axe(rita)
    rita.emulate_media(color_scheme="dark")
    axe(rita, "color-contrast")
