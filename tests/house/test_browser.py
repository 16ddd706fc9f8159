"""The tests' browser behaves as a person's would, and does not let a fault pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import PASSWORD, Cast, make_person
from tests.page import Browser

Open = Callable[..., Browser]


def test_a_form_is_sent_with_what_is_in_it_and_what_was_typed(browser: Open, cast: Cast) -> None:
    someone = browser()
    someone.get("/sign-in")
    refused = someone.submit(email=cast.ada.email, password="wrong " + PASSWORD)
    assert (refused.status, refused.fields()["email"]) == (422, [cast.ada.email])


def test_a_field_that_the_form_does_not_have_cannot_be_typed_into(browser: Open) -> None:
    someone = browser()
    someone.get("/sign-in")
    with pytest.raises(AssertionError, match=r"no field \['nickname'\]"):
        someone.submit(nickname="x")


def test_a_post_carries_the_token_by_itself_and_is_refused_without(browser: Open, cast: Cast) -> None:
    ada = browser(cast.ada)
    assert ada.post("/sign-out", csrf=False).status == 400
    assert ada.post("/sign-out").status == 303


def test_what_a_door_answers_to_htmx_leads_elsewhere(browser: Open) -> None:
    someone = browser()
    answer = someone.htmx_get("/people")
    assert (answer.status, answer.location) == (204, "/sign-in?next=/")
    assert someone.follow().url == "/sign-in?next=/"


def test_the_error_behind_a_broken_page_reaches_the_test(
    browser: Open, cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(app.view_functions, "web.healthz", break_down)
    with pytest.raises(AssertionError, match="GET /healthz as Ada Adeyemi broke") as broken:
        browser(cast.ada).get("/healthz")
    assert isinstance(broken.value.__cause__, ZeroDivisionError)


def test_a_page_knows_the_sql_that_made_it(browser: Open, cast: Cast) -> None:
    ada = browser(cast.ada)
    one = ada.get("/people").statements
    assert [statement.split()[0] for statement in one] == ["SELECT"] * len(one)
    assert len(one) > 1


def test_somebody_who_was_changed_in_a_request_is_seen_changed_by_the_test(browser: Open, cast: Cast) -> None:
    gone = make_person("Gone Gonzalez", "interviewer")
    assert gone.disabled_at is None
    browser(cast.ada).post(f"/people/{gone.id}/disabling")
    assert gone.disabled_at is not None
