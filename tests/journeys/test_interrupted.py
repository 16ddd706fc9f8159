"""A form is interrupted: the session ended, or the portal broke. It says so in view, and what was typed is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from app.store.candidate import Candidate
from app.store.database import db
from tests.databases import Database
from tests.factories import Cast, make_application, make_candidate, make_role
from tests.page import Browser

Screen = Callable[..., Page]
TYPED = "Tue 24 Nov 9-12"


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    return make_application(make_candidate("Dana Diaz"), make_role()).candidate


def sign_in_again(page: Page, database: Database, user: Any) -> None:
    """As in another tab of the same browser."""
    cookie = Browser(database, user).client.get_cookie("colloquy")
    assert cookie is not None
    page.context.add_cookies([{"name": "colloquy", "value": cookie.value, "url": urljoin(page.url, "/")}])


def test_a_part_of_a_page_is_sent_again_after_signing_in_in_another_tab(
    screen: Screen, cast: Cast, candidate: Candidate, database: Database
) -> None:
    page = screen(cast.rita)
    page.goto(f"/candidates/{candidate.id}")
    page.get_by_label("Or several at once").fill(TYPED)
    page.context.clear_cookies()
    add = page.get_by_role("button", name="Add these times")
    add.click()
    expect(page.locator("#flashes")).to_contain_text("Nothing was changed")
    expect(page.locator("#flashes")).to_be_in_viewport()
    expect(page.get_by_label("Or several at once")).to_have_value(TYPED)

    sign_in_again(page, database, cast.rita)
    old = page.locator("input[name=csrf_token]").first.input_value()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # comes back from the other tab
    expect(page.locator("input[name=csrf_token]").first).not_to_have_value(old)
    add.click()
    expect(page.locator("#availability")).to_contain_text("24 Nov 2026")


def test_a_page_is_sent_again_after_signing_in_in_another_tab(
    screen: Screen, cast: Cast, candidate: Candidate, database: Database
) -> None:
    page = screen(cast.rita)
    page.goto(f"/candidates/{candidate.id}/edit")
    page.get_by_label("Notes").fill("Cannot travel.\nPrefers mornings <b>")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    sign_in_again(page, database, cast.rita)
    page.get_by_role("button", name="I have signed in").click()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Diaz")
    db.session.rollback()
    assert (
        db.session.get(Candidate, candidate.id).notes.replace("\r\n", "\n")
        == "Cannot travel.\nPrefers mornings <b>"
    )


def test_what_was_typed_stays_where_the_portal_breaks(
    screen: Screen, cast: Cast, candidate: Candidate, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("app.candidates.actions"), "add_availability", None)
    page = screen(cast.rita)
    page.goto(f"/candidates/{candidate.id}")
    page.get_by_label("Or several at once").fill(TYPED)
    page.get_by_role("button", name="Add these times").click()
    expect(page.locator("#flashes")).to_contain_text("Reference")
    expect(page.get_by_label("Or several at once")).to_have_value(TYPED)
    faults[:] = [fault for fault in faults if "500" not in fault]


def test_a_second_click_while_the_first_is_on_its_way_makes_one_role(
    screen: Screen, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = import_module("app.roles.actions")
    make = actions.make

    def slowly(*given: Any, **named: Any) -> Any:
        time.sleep(0.3)
        return make(*given, **named)

    monkeypatch.setattr(actions, "make", slowly)
    page = screen(cast.rita)
    page.goto("/roles/new/by-hand")
    page.get_by_label("Title").fill("Potter")
    twice = "button => { button.click(); setTimeout(() => button.click(), 100); }"
    page.locator("main form button").last.evaluate(twice)
    expect(page.get_by_role("heading", level=1)).to_have_text("Potter")
    page.goto("/roles?q=Potter")
    expect(page.locator("main tbody tr")).to_have_count(1)
