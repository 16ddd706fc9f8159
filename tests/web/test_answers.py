"""The hall: headers, errors, health, fragments, the colour scheme."""

from __future__ import annotations

import re

import pytest

from app.web.headers import CSP


def test_every_page_forbids_foreign_and_inline_content(browser, cast):
    page = browser(cast.ada).get("/people")
    assert page.headers["Content-Security-Policy"] == CSP
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Vary"] == "HX-Request, Cookie"


def test_htmx_comes_from_the_locked_package_under_a_lasting_address(browser, app):
    page = browser().get("/sign-in")
    address = page.one("script[src*='htmx']")["src"]
    assert re.fullmatch(r"/assets/htmx\.js\?v=[0-9a-f]{12}", address)
    htmx = browser().get(address)
    assert (htmx.status, htmx.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


def test_style_sheets_change_their_address_with_their_content(browser, app):
    sheets = [tag["href"] for tag in browser().get("/sign-in").all("link[rel=stylesheet]")]
    assert sheets and all(re.search(r"\?v=[0-9a-f]{12}$", sheet) for sheet in sheets)


def test_what_is_not_there_says_so_in_the_house_style(browser, cast):
    page = browser(cast.rita).get("/nothing-here")
    assert (page.status, page.h1) == (404, "There is nothing here")


def test_what_may_not_be_seen_looks_as_if_it_were_not_there(browser, cast):
    hers = browser(cast.rita)
    hidden, absent = hers.get(f"/people/{cast.ivo.id}"), hers.get("/people/999999")
    assert (hidden.status, hidden.words) == (absent.status, absent.words) == (404, absent.words)


def test_htmx_gets_a_notice_and_not_a_page(browser, cast):
    page = browser(cast.rita).htmx_get("/nothing-here")
    assert (page.status, page.has("h1"), page.has(".notice")) == (404, False, True)


def test_a_broken_view_shows_a_number_to_report_and_nothing_else(app, cast, monkeypatch, caplog):
    def broken():
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "web.healthz", broken)
    answer = app.test_client().get("/healthz")
    reference = re.search(r"\b[0-9a-f]{8}\b", answer.text)
    assert (answer.status_code, reference is not None, "secret detail" in answer.text) == (500, True, False)
    assert reference.group() in caplog.text


def test_health_and_readiness(browser, app):
    assert browser().get("/healthz").text == "alive\n"
    assert browser().get("/readyz").text == "ready\n"


def test_a_strange_host_is_not_served(app):
    assert app.test_client().get("/healthz", base_url="http://evil.example").status_code == 400


def test_the_colour_scheme_is_kept_in_a_cookie(browser, app):
    visitor = browser()
    visitor.get("/sign-in")
    assert visitor.post("/theme", {"theme": "dark", "back": "/sign-in"}).location == "/sign-in"
    assert visitor.get("/sign-in").one("html")["data-theme"] == "dark"
    visitor.post("/theme", {"theme": "<script>", "back": "//evil.example"})
    assert visitor.get("/sign-in").one("html")["data-theme"] == "dark"


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil", "https://evil.example", "/a\r\nSet-Cookie: x=1"]
)
def test_choosing_colours_never_leads_to_another_site(browser, app, path):
    visitor = browser()
    visitor.get("/sign-in")
    assert visitor.post("/theme", {"theme": "dark", "back": path}).location == "/"


def test_too_much_is_refused_in_words(app, browser, cast):
    hers = browser(cast.ada)
    hers.get("/people/invitations/new")
    page = hers.post("/people/invitations/new", {"email": "x" * (12 * 1024 * 1024)})
    assert (page.status, page.h1) == (413, "That is too large")
