"""Signing in and out."""

import pytest

from app.accounts import passwords
from app.accounts.passwords import hashed
from app.store.database import db
from tests.factories import PASSWORD

WRONG = "That email address and password do not go together. Check both, or ask an administrator for help."


@pytest.fixture
def rita(cast):
    cast.rita.password_hash = hashed(PASSWORD)
    db.session.commit()
    return cast.rita


def sign_in(browser, email, password, **fields):
    browser.get("/sign-in")
    return browser.submit(email=email, password=password, **fields)


def test_the_right_password_leads_home(rita, browser):
    page = sign_in(browser(), rita.email, PASSWORD)
    assert (page.status, page.location) == (303, "/")


def test_the_address_may_be_typed_in_capitals(rita, browser):
    assert sign_in(browser(), rita.email.upper(), PASSWORD).status == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(rita, browser):
    wrong = sign_in(browser(), rita.email, "plain horse stapler 8")
    unknown = sign_in(browser(), "nobody@example.com", PASSWORD)
    assert [(p.status, p.texts(".summary li")) for p in (wrong, unknown)] == [(422, [WRONG])] * 2


def test_an_unknown_address_costs_a_hash_too(rita, browser, monkeypatch):
    seen = []
    monkeypatch.setattr(passwords, "is_right", lambda password, stored: bool(seen.append(stored)))
    sign_in(browser(), "nobody@example.com", PASSWORD)
    assert seen == [None]


def test_the_typed_address_stays_and_the_password_does_not(rita, browser):
    page = sign_in(browser(), rita.email, "wrong wrong wrong")
    assert page.fields()["email"] == [rita.email]
    assert page.one("input[name=password]").get("value") in (None, "")


def test_a_disabled_person_does_not_get_in(rita, cast, browser):
    browser(cast.ada).post(f"/people/{rita.id}/disabling")
    assert sign_in(browser(), rita.email, PASSWORD).status == 422


def test_what_was_asked_for_comes_after_signing_in(rita, browser):
    visitor = browser()
    assert visitor.get("/profile").location == "/sign-in?next=/profile"
    visitor.get("/sign-in?next=/profile")
    assert visitor.submit(email=rita.email, password=PASSWORD).location == "/profile"


@pytest.mark.parametrize(
    "evil", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(rita, browser, evil):
    visitor = browser()
    visitor.get("/sign-in", next=evil)
    assert visitor.submit(email=rita.email, password=PASSWORD).location == "/"
    assert sign_in(browser(), rita.email, PASSWORD, next=evil).location == "/"


def test_signing_out_ends_the_session(rita, browser):
    hers = browser(rita)
    hers.get("/profile")
    assert hers.post("/sign-out").location == "/sign-in"
    assert hers.get("/profile").location == "/sign-in?next=/profile"


def test_an_old_cookie_is_worth_nothing_after_the_password_changed(rita, browser):
    here, elsewhere = browser(rita), browser(rita)
    here.get("/profile")
    page = here.submit(
        "form[action='/profile/password']",
        **{"password-current": PASSWORD, "password-password": "seven green bicycles"},
    )
    assert page.status == 303
    assert here.get("/profile").status == 200
    assert elsewhere.get("/profile").location == "/sign-in?next=/profile"


def test_a_form_without_its_token_changes_nothing(rita, browser):
    assert browser(rita).post("/profile", {"name": "Mallory", "zone": "UTC"}, csrf=False).status == 400
    db.session.refresh(rita)
    assert rita.name == "Rita Reyes"


def test_htmx_is_sent_to_the_sign_in_page_whole(browser):
    page = browser().htmx_get("/profile")
    assert (page.status, page.location) == (204, "/sign-in?next=/")
