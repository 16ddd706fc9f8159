"""A form whose token is of an ended session is offered once more, to nobody but its sender."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.databases import BASE_URL
from tests.factories import Cast
from tests.page import Browser, Page

Open = Callable[..., Browser]
NAME = "Rita <Reyes>"


def sent(
    browser: Browser, url: str, fields: dict[str, str], origin: str | None = BASE_URL, **more: str
) -> Page:
    headers = {"Origin": origin} if origin else {}
    return browser.open("POST", url, data={"csrf_token": "old"} | fields, headers=headers | more)


def test_what_was_typed_is_on_the_page_and_is_sent_from_there(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    page = sent(rita, "/profile?saved=profile", {"name": NAME, "zone": "Europe/Berlin"})
    assert (page.status, page.h1) == (400, "Not sent yet")
    assert page.one("main form")["action"] == "/profile?saved=profile"
    assert rita.submit().status == 303
    assert rita.follow().one("#name")["value"] == NAME


def test_who_is_signed_out_is_told_to_sign_in_elsewhere(browser: Open, cast: Cast) -> None:
    page = sent(browser(), "/profile", {"name": NAME})
    assert page.one("main a[target=_blank]")["href"] == "/sign-in"
    assert page.texts("main button") == ["I have signed in: go on"]


@pytest.mark.parametrize(
    "origin", [None, "null", "https://elsewhere.example", f"{BASE_URL}.elsewhere.example"]
)
def test_what_another_site_sent_is_not_offered(browser: Open, cast: Cast, origin: str | None) -> None:
    page = sent(browser(cast.rita), "/profile", {"name": NAME}, origin)
    assert (page.status, page.h1) == (400, "That request was not understood")
    assert NAME not in page.words


def test_a_password_is_not_written_on_a_page(browser: Open, cast: Cast) -> None:
    page = sent(browser(), "/sign-in", {"email": "rita@example.com", "password": "plain horse"})
    assert "plain horse" not in page.text


def test_htmx_shows_every_notice_on_top_and_leaves_the_form(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    for page in (
        sent(rita, "/profile", {"name": NAME}, **{"HX-Request": "true"}),
        rita.htmx_get("/roles/999"),
    ):
        assert (page.headers["HX-Retarget"], page.headers["HX-Reswap"]) == ("#flashes", "innerHTML show:top")
        assert not page.has("form")
