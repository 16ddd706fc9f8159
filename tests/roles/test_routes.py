"""The list of roles, a role's page, its title, level and hiring manager."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.store.database import db
from app.store.role import Role
from tests.factories import (
    NOW,
    Cast,
    make_document,
    make_left_out_line,
    make_person,
    make_plan,
    make_responsibility,
    make_role,
)
from tests.page import Browser

Open = Callable[..., Browser]


def titles(page) -> list[str]:
    return page.texts("tbody th")


def test_a_coordinator_sees_all_roles_and_a_hiring_manager_only_their_own(browser: Open, cast: Cast) -> None:
    make_role("Clerk", hiring_manager=cast.hugo)
    make_role("Driver")
    assert titles(browser(cast.rita).get("/roles")) == ["Clerk", "Driver"]
    assert titles(browser(cast.hugo).get("/roles")) == ["Clerk"]


@pytest.mark.parametrize("name", ["otto", "ada"])
def test_who_takes_no_part_in_hiring_sees_no_list(browser: Open, cast: Cast, name: str) -> None:
    assert browser(getattr(cast, name)).get("/roles").status == 403


def test_a_stranger_learns_nothing_of_a_role(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0].id
    for address in (
        f"/roles/{role.id}",
        f"/roles/{role.id}/edit",
        f"/responsibilities/{one}/edit",
        f"/responsibilities/{one}",
    ):
        assert browser(cast.otto).get(address).status == 404
        assert browser(cast.hugo).get(address).status == 404


def test_a_hiring_manager_reads_their_role_and_changes_nothing(browser: Open, cast: Cast) -> None:
    role = make_role(hiring_manager=cast.hugo)
    left = make_left_out_line(role, line=2)
    one = role.responsibilities[0].id
    hugo = browser(cast.hugo)
    page = hugo.get(f"/roles/{role.id}")
    assert page.status == 200
    assert page.all("main form[method=post]") == []
    assert hugo.post(f"/responsibilities/{one}/importance", {"importance": 5, "seen": 3}).status == 403
    assert hugo.post(f"/roles/{role.id}/left-out-lines", {"line": left.id}).status == 403
    assert hugo.post(f"/roles/{role.id}/archiving").status == 403
    assert hugo.get("/roles/new").status == 403


def test_no_roles_yet_offers_the_first_step(browser: Open, cast: Cast) -> None:
    page = browser(cast.rita).get("/roles")
    assert page.texts(".empty h2") == ["No roles yet"]
    assert page.links()["Make the first role"] == "/roles/new"
    assert browser(cast.hugo).get("/roles").has(".empty .button") is False


def test_the_address_says_which_roles_are_wanted(browser: Open, cast: Cast) -> None:
    make_role("Senior clerk", level="senior", responsibilities=1)
    make_role("Clerk", hiring_manager=cast.hugo, responsibilities=3)
    make_role("100% driver", archived_at=NOW, responsibilities=0)
    rita = browser(cast.rita)
    assert titles(rita.get("/roles", q="cLERK")) == ["Clerk", "Senior clerk"]
    assert titles(rita.get("/roles", level="senior")) == ["Senior clerk"]
    assert titles(rita.get("/roles", manager=cast.hugo.id)) == ["Clerk"]
    assert titles(rita.get("/roles", state="archived")) == ["100% driver"]
    assert titles(rita.get("/roles", state="all", q="%")) == ["100% driver"]
    assert titles(rita.get("/roles", state="all", sort="-responsibilities")) == [
        "Clerk",
        "Senior clerk",
        "100% driver",
    ]
    page = rita.get("/roles", q="nobody")
    assert (page.texts(".empty h2"), page.texts(".count")) == (["No role fits"], ["0 roles"])
    assert rita.page.fields("form.filters")["q"] == ["nobody"]


def test_an_address_that_means_nothing_shows_the_list(browser: Open, cast: Cast) -> None:
    make_role("Clerk")
    odd = {"level": "x", "state": "y", "manager": "²", "sort": "z; drop", "page": "99999999999999"}
    assert titles(browser(cast.rita).get("/roles", **odd)) == ["Clerk"]
    assert titles(browser(cast.rita).get("/roles", manager="9" * 40, page="-1", q="\x00")) == ["Clerk"]


def test_a_filter_by_htmx_is_the_list_alone(browser: Open, cast: Cast) -> None:
    make_role("Clerk")
    page = browser(cast.rita).htmx_get("/roles", q="clerk")
    assert (titles(page), page.has("h1"), page.has("#roles")) == (["Clerk"], False, True)


def test_fifty_roles_fit_on_a_page(browser: Open, cast: Cast) -> None:
    db.session.add_all([Role(title=f"Role {n:03}", created_at=NOW) for n in range(51)])
    db.session.commit()
    rita = browser(cast.rita)
    page = rita.get("/roles")
    assert (len(titles(page)), page.texts(".count")) == (50, ["51 roles"])
    assert titles(rita.get("/roles", page=2)) == ["Role 050"]


def test_the_list_asks_the_database_as_often_for_three_roles_as_for_one(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    make_role("A", hiring_manager=make_person("Heidi"))
    one = len(rita.get("/roles").statements)
    make_role("B", hiring_manager=make_person("Hanna"))
    make_role("C", hiring_manager=make_person("Henk"), responsibilities=5)
    assert len(rita.get("/roles").statements) == one


def test_a_role_s_page_asks_as_often_for_three_responsibilities_as_for_one(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    role = make_role(responsibilities=1, hiring_manager=cast.hugo)
    make_left_out_line(role)
    one = len(rita.get(f"/roles/{role.id}").statements)
    for position in (2, 3):
        make_responsibility(role, position=position)
        make_left_out_line(role, line=position)
    assert len(rita.get(f"/roles/{role.id}").statements) == one


def test_the_document_and_the_responsibilities_lead_to_each_other(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=0)
    one = make_responsibility(role, "Talk to clients", lines=[2])
    left = make_left_out_line(role, "Run the billing service", why="requirement", line=1)
    page = browser(cast.rita).get(f"/roles/{role.id}")
    assert page.one("#line-2 .line-part")["href"] == f"#responsibility-{one.id}"
    assert page.one(f"#responsibility-{one.id} .duty-from a")["href"] == "#line-2"
    assert page.texts(f"#line-1 #left-out-{left.id} > span") == ["Requirement"]
    assert page.texts("#document .section-hint") == ["Left out: requirement (1)."]


def test_words_of_a_document_are_words_on_the_page(browser: Open, cast: Cast) -> None:
    text = "<script>alert(1)</script> {{ 7 * 7 }} <b hx-get='/'>bold</b>"
    role = make_role(responsibilities=0)
    role.document.text = text
    db.session.commit()
    make_responsibility(role, text, lines=[1])
    page = browser(cast.rita).get(f"/roles/{role.id}")
    assert page.texts("#line-1 .line-part") == [text]


def test_a_role_with_long_words_and_a_thousand_lines_is_shown(browser: Open, cast: Cast) -> None:
    role = make_role("T" * 200, responsibilities=0)
    role.document = make_document("\n".join(f"Line {n} " + "x" * 50 for n in range(1, 1201)))
    db.session.commit()
    make_responsibility(role, "W" * 2000, lines=[1100])
    make_left_out_line(role, line=3)
    page = browser(cast.rita).get(f"/roles/{role.id}")
    assert (page.status, page.h1, len(page.all("ol.document li"))) == (200, "T" * 200, 1103)


def test_a_role_shows_its_own_part_of_a_document_and_all_of_it_on_request(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=0)
    role.document = make_document("\n".join(f"Line {n}" for n in range(1, 101)))
    db.session.commit()
    make_responsibility(role, "Line 50", lines=[50])
    rita = browser(cast.rita)
    assert rita.get(f"/roles/{role.id}").texts("#document .section-count") == ["lines 47 to 53 of 100"]
    assert rita.get(f"/roles/{role.id}", document="whole").texts("#document .section-count") == ["100 lines"]


def test_the_plan_of_a_role_is_one_step_away(browser: Open, cast: Cast) -> None:
    role = make_role()
    plan = make_plan(role)
    page = browser(cast.rita).get(f"/roles/{role.id}")
    assert page.links()["Interview plan"] == f"/interview-plans/{plan.id}"
    assert page.links()["Candidates"].endswith(f"role={role.id}")


def test_title_level_and_hiring_manager_are_changed_together(browser: Open, cast: Cast) -> None:
    role = make_role("Clerk")
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}/edit")
    page = rita.submit(title="Store clerk", level="senior", manager=cast.hugo.id)
    assert (page.status, page.location) == (303, f"/roles/{role.id}")
    page = rita.follow()
    assert (page.h1, page.texts(".page-lead")) == ("Store clerk", ["Senior. Hiring manager: Hugo Haas."])


@pytest.mark.parametrize(
    "typed", [{"title": " "}, {"title": "x" * 201}, {"level": "chief"}, {"manager": 999}, {"manager": "x"}]
)
def test_facts_that_cannot_be_are_refused_and_stay_in_the_form(
    browser: Open, cast: Cast, typed: dict
) -> None:
    role = make_role("Clerk")
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}/edit")
    page = rita.submit(**typed)
    assert page.status == 422
    assert page.has(".field-bad .error")
    db.session.refresh(role)
    assert (role.title, role.level) == ("Clerk", "mid")


def test_only_who_manages_hires_can_be_chosen(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    rita.get("/roles/new/by-hand")
    assert rita.page.texts("#manager option") == ["Nobody yet", "Hugo Haas"]
    assert rita.submit(title="Clerk", manager=cast.ivo.id).status == 422


def test_a_hiring_manager_who_left_stays_on_the_role_until_it_is_given_away(
    browser: Open, cast: Cast
) -> None:
    role = make_role("Clerk", hiring_manager=cast.hugo)
    cast.hugo.disabled_at = NOW
    db.session.commit()
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}/edit")
    assert rita.submit(title="Store clerk").status == 303
    db.session.refresh(role)
    assert (role.title, role.hiring_manager_id) == ("Store clerk", cast.hugo.id)


def test_of_two_coordinators_the_second_sees_the_newer_facts_and_keeps_what_they_typed(
    browser: Open, cast: Cast
) -> None:
    role = make_role("Clerk")
    first, second = browser(cast.rita), browser(cast.rita)
    for one in (first, second):
        one.get(f"/roles/{role.id}/edit")
    assert first.submit(title="Store clerk").status == 303
    page = second.submit(title="Shop clerk")
    assert page.status == 409
    assert page.one("input#title")["value"] == "Shop clerk"
    assert page.texts(".notice dd")[0] == "Store clerk"
    assert second.submit().status == 303  # having seen the newer state, they may put their own in its place
    db.session.refresh(role)
    assert role.title == "Shop clerk"


def test_an_archived_role_leaves_the_list_and_comes_back(browser: Open, cast: Cast, clock) -> None:
    role = make_role("Clerk")
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    assert rita.submit("form[action$=archiving]").status == 303
    clock.instant = NOW + timedelta(days=1)
    page = rita.follow()
    assert page.texts(".page-state .mark") == ["Archived"]
    assert page.all(".duty form") == []
    assert titles(rita.get("/roles")) == []
    rita.get(f"/roles/{role.id}")
    rita.submit("form[action$=reopening]")
    assert titles(rita.get("/roles")) == ["Clerk"]
