"""An hour with the scorecard, as an interviewer lives it: typing, keys, two tabs, a network that fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.scorecards.rules import Answer, answer_of, overall_of
from app.store.database import db
from app.store.scorecard import Scorecard
from tests.factories import Cast, make_application, make_interview, scorecard_of

Screen = Callable[..., Page]


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return scorecard_of(make_interview(make_application(cast.cleo), cast.ines, cast.ivo), cast.ines)


def stored(card: Scorecard) -> list[Answer]:
    db.session.rollback()
    return [answer_of(rating) for rating in card.ratings]


def keys_of(card: Scorecard) -> list[int]:
    return [question.id for question in card.interview.kit.questions]


def saved(page: Page, key: int | str) -> None:
    expect(page.locator(f"#saved-{key}")).to_have_text("Saved 04:00")


def test_what_one_types_is_saved_and_the_cursor_stays(screen: Screen, cast: Cast, card: Scorecard) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    page.goto(f"/scorecards/{card.id}")
    words = page.locator(f"#answer-{first}-words")
    words.press_sequentially("They measured")
    expect(page.locator(f"#saved-{first}")).to_have_text("Not saved yet")
    saved(page, first)
    words.press_sequentially(" before they changed anything")
    saved(page, first)
    expect(words).to_be_focused()
    expect(words).to_have_value("They measured before they changed anything")
    assert stored(card) == [Answer("", "They measured before they changed anything")]


def test_the_whole_card_by_keyboard(screen: Screen, cast: Cast, card: Scorecard) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    page.goto(f"/scorecards/{card.id}")
    page.keyboard.press("4")
    expect(page.locator(f"#state-{first}")).to_have_text("4")
    page.keyboard.press("f")
    expect(page.locator(f"#question-{first} .probes")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.keyboard.type("n and 5 are only letters here")
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    expect(page.locator("#progress span")).to_have_text("2 of 2 rated")
    page.keyboard.press("n")
    page.keyboard.press("3")
    expect(page.locator("#state-overall")).to_have_text("done")
    page.locator("[data-final]").press("Enter")
    expect(page.locator(".page-state")).to_contain_text("Handed in")
    assert stored(card) == [Answer("4", ""), Answer("none", "n and 5 are only letters here")]
    assert overall_of(card) == Answer("3", "")


def test_a_key_pressed_before_the_page_is_ready_counts(screen: Screen, cast: Cast, card: Scorecard) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    # htmx asks for its start without a delay; here it gets one that a slow machine would make.
    page.add_init_script(
        "const soon = window.setTimeout; window.setTimeout = (call, wait = 1500, ...rest) => soon(call, wait, ...rest)"
    )
    page.goto(f"/scorecards/{card.id}")
    page.keyboard.press("4")
    expect(page.locator(f"#saved-{first}")).to_have_text("Not saved yet")
    expect(page.locator(f"#state-{first}")).to_have_text("4")
    assert stored(card)[0] == Answer("4", "")


def test_two_tabs_lose_no_text(screen: Screen, cast: Cast, card: Scorecard) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/scorecards/{card.id}")
    other.locator(f"#answer-{first}-words").press_sequentially("from one")
    saved(other, first)
    words = page.locator(f"#answer-{first}-words")
    words.press_sequentially("from the other")
    expect(page.locator(f"#conflict-{first} .written")).to_have_text("from one")
    expect(words).to_have_value("from the other")
    expect(words).to_be_focused()
    page.get_by_role("button", name="Put both texts together").click()
    expect(words).to_have_value("from one\n\nfrom the other")
    words.press("Control+End")
    words.press_sequentially(", and on")
    saved(page, first)
    assert stored(card) == [Answer("", "from one\n\nfrom the other, and on")]


def test_a_network_that_fails_loses_no_text(
    screen: Screen, cast: Cast, card: Scorecard, faults: list[str]
) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    page.goto(f"/scorecards/{card.id}")
    page.context.set_offline(True)
    words = page.locator(f"#answer-{first}-words")
    words.press_sequentially("typed in a tunnel")
    expect(page.locator(f"#saved-{first}")).to_contain_text("Not saved: the portal did not answer.")
    page.context.set_offline(False)
    saved(page, first)
    assert stored(card) == [Answer("", "typed in a tunnel")]
    faults.clear()  # Chromium counts a failed request as a fault of the page


def test_an_answer_that_got_lost_is_no_other_tab(
    screen: Screen, cast: Cast, card: Scorecard, faults: list[str]
) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    page.goto(f"/scorecards/{card.id}")
    lost: list[int] = []

    def lose_one(route: object) -> None:
        if lost:
            route.continue_()  # type: ignore[attr-defined]
        else:
            lost.append(route.fetch().status)  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

    page.route("**/ratings/*", lose_one)
    words = page.locator(f"#answer-{first}-words")
    words.press_sequentially("first")
    expect(page.locator(f"#saved-{first}")).to_contain_text("Not saved")
    words.press_sequentially(" and second")
    saved(page, first)
    expect(page.locator(f"#conflict-{first}")).to_be_empty()
    assert (lost, stored(card)) == ([200], [Answer("", "first and second")])
    faults.clear()


def test_who_is_signed_out_meanwhile_keeps_the_page_and_its_words(
    screen: Screen, cast: Cast, card: Scorecard
) -> None:
    page, (first, _) = screen(cast.ines), keys_of(card)
    page.goto(f"/scorecards/{card.id}")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator(f"#answer-{first}-words").press_sequentially("still here")
    expect(page.locator(f"#saved-{first}")).to_contain_text("you are signed out here")
    assert page.url.endswith(f"/scorecards/{card.id}")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    saved(page, first)
    assert stored(card) == [Answer("", "still here")]


@pytest.mark.parametrize("size", ["phone", "laptop", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_and_the_scorecard_are_whole_at_every_size(
    screen: Screen,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    cast: Cast,
    card: Scorecard,
    size: str,
    scheme: str,
) -> None:
    page = screen(cast.ines, size, scheme=scheme)
    for address in ("/", f"/scorecards/{card.id}"):
        page.goto(address)
        fits(page)
        axe(page)
