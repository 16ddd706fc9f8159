"""The list of candidates."""

from datetime import timedelta

import pytest

from app.store.database import db
from app.store.decision import Decision
from tests.factories import (
    NOW,
    keep,
    make_application,
    make_candidate,
    make_interview,
    make_person,
    make_role,
    rate,
    submit,
)

DAY = timedelta(days=1)


@pytest.fixture
def role(cast):
    return make_role("Back-end developer", hiring_manager=cast.hugo)


def names(page):
    return page.texts("tbody th .row-link")


def make_applicants(role, *people):
    return [make_application(make_candidate(name), role) for name in people]


def test_hugo_lists_his_roles_candidates_and_rita_all(browser, cast, role):
    make_applicants(role, "Abe", "Bea")
    make_applicants(make_role("Data engineer"), "Cid")
    assert names(browser(cast.hugo).get("/candidates")) == ["Abe", "Bea"]
    assert names(browser(cast.rita).get("/candidates")) == ["Abe", "Bea", "Cid"]
    assert names(browser(make_person("Hanna", "hiring_manager")).get("/candidates")) == []


def test_a_row_tells_what_is_booked_and_which_cards_are_in(browser, cast, role):
    (abe,) = make_applicants(role, "Abe")
    past = make_interview(abe, cast.ivo, cast.ines, starts_at=NOW - DAY)
    make_interview(abe, cast.ivo, starts_at=NOW + DAY)
    make_interview(abe, starts_at=NOW + 2 * DAY, cancelled_at=NOW)
    submit(past.scorecards[0], 4, 4)
    rate(past.scorecards[1], 2, 2)
    past.scorecards[1].withdrawn_at = NOW
    db.session.commit()
    page = browser(cast.rita).get("/candidates")
    assert page.texts("tbody td") == [
        "Back-end developer",
        "Booked",
        "Tue 24 Nov 2026, 10:00 Berlin",
        "2",
        "1 of 2",
        "Mon 23 Nov 2026",
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("current", ["Abe", "Bea"]),
        ("unbooked", ["Abe"]),
        ("upcoming", ["Bea"]),
        ("decided", ["Cid"]),
        ("withdrawn", ["Dot"]),
        ("all", ["Abe", "Bea", "Cid", "Dot"]),
        ("nonsense", ["Abe", "Bea"]),
    ],
)
def test_the_list_is_filtered_by_state(browser, cast, role, state, found):
    _abe, bea, cid, dot = make_applicants(role, "Abe", "Bea", "Cid", "Dot")
    make_interview(bea)
    keep(
        Decision(
            application=cid, outcome="offer", reasons="Good", figures={}, decided_by=cast.hugo, decided_at=NOW
        )
    )
    dot.withdrawn_at = NOW
    db.session.commit()
    page = browser(cast.rita).get("/candidates", state=state)
    assert (names(page), page.texts(".count")) == (
        found,
        [f"{len(found)} application{'s'[: len(found) != 1]}"],
    )


def test_search_takes_every_sign_as_itself(browser, cast, role):
    make_applicants(role, "Abe 100%", "Bea_Z", "Öykü")
    rita = browser(cast.rita)
    assert {
        said: names(rita.get("/candidates", search=said)) for said in ("100%", "_", "%", "ABE", "'", "yk")
    } == {
        "100%": ["Abe 100%"],
        "_": ["Bea_Z"],
        "%": ["Abe 100%"],
        "ABE": ["Abe 100%"],
        "'": [],
        "yk": ["Öykü"],
    }


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Abe", "Bea", "Cid"]),
        ("-name", ["Cid", "Bea", "Abe"]),
        ("next", ["Cid", "Abe", "Bea"]),
        ("-next", ["Abe", "Cid", "Bea"]),
        ("-applied", ["Cid", "Bea", "Abe"]),
        ("role", ["Bea", "Abe", "Cid"]),
        ("nonsense", ["Abe", "Bea", "Cid"]),
    ],
)
def test_the_list_is_sorted(browser, cast, role, sort, order):
    (abe,) = make_applicants(role, "Abe")
    make_applicants(make_role("Accountant"), "Bea")
    (cid,) = make_applicants(role, "Cid")
    make_interview(abe, starts_at=NOW + 2 * DAY)
    make_interview(cid, starts_at=NOW + DAY)
    assert names(browser(cast.rita).get("/candidates", sort=sort)) == order


def test_pages_hold_fifty_and_one_beyond_the_last_is_the_last(browser, cast, role):
    make_applicants(role, *(f"Person {n:03}" for n in range(53)))
    rita = browser(cast.rita)
    assert [len(names(rita.get("/candidates", page=n))) for n in (1, 2, 3, 0, "x", 10**30)] == [
        50,
        3,
        3,
        50,
        50,
        50,
    ]


def test_the_list_asks_as_often_for_three_as_for_one(browser, cast, role):
    rita = browser(cast.rita)
    counts = []
    for people in (["Abe"], ["Bea", "Cid"]):
        for application in make_applicants(role, *people):
            make_interview(application)
        counts.append(len(rita.get("/candidates").statements))
    assert counts[0] == counts[1] <= 8
