"""Every page that a person can reach from home, of a hire in progress: whole at three widths, for every reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from bs4 import Tag
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.seeds.demo import plant
from app.store.database import db
from app.store.user import User
from tests.factories import NOW
from tests.journeys.conftest import SIZES
from tests.page import Browser
from tests.page import Page as Rendered

Look = Callable[..., None]

STEPS_AWAY = 4  # weeks and pages of lists go on for ever
MOST_OF_LIBRARY = 6  # its questions are hundreds of pages of one kind


@pytest.fixture
def demo(app: Flask) -> dict[str, Any]:
    """The demo's manifest, and its people by first name."""
    manifest = plant(at=NOW, base_url="http://localhost")
    manifest["users"] = {u.email.partition("@")[0]: u for u in db.session.scalars(select(User))}
    return manifest


def reachable(browser: Browser, start: str) -> Iterator[str]:
    """Every address of the portal that links lead to, each opened once. Raises for one that does not open."""
    seen, waiting = {start}, [(start, 0)]
    of_library: Counter[str] = Counter()
    while waiting:
        address, steps = waiting.pop(0)
        if kind := re.match(r"/library(?:/(?!new\b)[a-z0-9-]+)?(/version)?", address):
            of_library[kind[1] or ""] += 1
            if of_library[kind[1] or ""] > MOST_OF_LIBRARY:
                continue
        page = browser.get(address)
        page = browser.follow() if page.location else page
        assert page.status == 200, f"{address} as {browser.who}: {page.status}"
        yield address
        for link in page.links().values():
            to = urldefrag(link).url
            is_ours = to.startswith("/") and not to.startswith(("/static/", "/assets/"))
            if is_ours and to not in seen and (steps < STEPS_AWAY or "?" not in to):
                seen.add(to)
                waiting.append((to, steps + 1))


def parts_of(page: Rendered) -> set[str]:
    """What a page is built of: each kind of element inside each kind of element."""

    def kind(tag: Tag) -> str:
        return " ".join([tag.name, str(tag.get("type", "")), *sorted(tag.get("class") or ())])

    return {f"{kind(tag.parent)} > {kind(tag)}" for tag in page.soup.select("body *") if tag.parent}


def look_at(page: Page, address: str, fits: Look, axe: Look) -> None:
    """Open it once; see it at each width, by day on a phone and by night on a wide screen."""
    page.goto(address)
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        fits(page)
        if name == "phone":
            axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, "color-contrast")
    page.emulate_media(color_scheme="light")


def test_every_page_that_links_lead_to_is_whole(
    demo: dict[str, Any],
    browser: Callable[..., Browser],
    screen: Callable[..., Page],
    fits: Look,
    axe: Look,
) -> None:
    """Every page is opened and its markup audited; who shows a part that no page before did is looked at."""
    known: set[str] = set()
    for who in ("rita", "hugo", "ivo", "ada"):
        person = demo["users"][who]
        walking, page = browser(person), screen(person)
        for address in reachable(walking, "/"):
            assert walking.page is not None
            parts = parts_of(walking.page)
            if parts - known:
                known |= parts
                look_at(page, address, fits, axe)


def test_the_letters_of_the_candidates_are_whole(
    demo: dict[str, Any], browser: Callable[..., Browser], screen: Callable[..., Page], fits: Look, axe: Look
) -> None:
    for link in demo["candidate_links"]:
        letter, walking = screen(), browser()
        letter.goto(urlsplit(link).path)
        walking.get(urlsplit(link).path)
        seen = [address for address in reachable(walking, "/your-interviews") if ".ics" not in address]
        assert seen == ["/your-interviews", "/your-interviews/time-zone"]
        for address in seen:
            look_at(letter, address, fits, axe)


def test_what_is_refused_is_whole(
    demo: dict[str, Any], screen: Callable[..., Page], fits: Look, axe: Look
) -> None:
    rita, ada, ivo = (screen(demo["users"][who]) for who in ("rita", "ada", "ivo"))
    plan = "/interview-plans/1"
    for page, address, button in (
        (ada, "/people/invitations/new", "Make the link"),
        (rita, "/roles/new", "Read the document"),
        (rita, "/candidates/new", "Add the candidate"),
        (rita, f"{plan}/stages/new", "Add the stage"),
        (rita, "/stages/1/questions/new", "Save the question"),
        (rita, "/applications/6/interviews/new", re.compile("^Book ")),
        (ivo, f"/scorecards/{card_of(demo, 'ivo')}", "Hand in the scorecard"),
    ):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert").first).to_be_visible()
        for width, height in SIZES.values():
            page.set_viewport_size({"width": width, "height": height})
            fits(page)
        axe(page)


def card_of(demo: dict[str, Any], first: str) -> int:
    """An open card of theirs."""
    mine = [card for card in demo["scorecards"] if card["interviewer_email"].startswith(f"{first}@")]
    return next(card["id"] for card in mine if card["open"])
