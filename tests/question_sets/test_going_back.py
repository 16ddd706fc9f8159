"""Generating says what it changed, and Rita can go back to the questions before."""

from __future__ import annotations

from itertools import chain

import pytest

from app.question_sets import actions, going_back, queries
from app.store.database import db, saving
from tests.factories import NOW, make_plan, make_responsibility, make_role


@pytest.fixture
def plan(cast):
    """Two stages, whose second has a locked question and one of Rita's own words."""
    made = make_plan(make_role(hiring_manager_id=cast.hugo.id, responsibilities=4), stages=2, questions=0)
    with saving():
        actions.generate(made, by=cast.rita, at=NOW)
    first, second = queries.plan_of(made).stages[1].questions[:2]
    first.is_locked = True
    second.is_edited, second.text = True, "Tell us about a table you had to change."
    db.session.commit()
    return queries.plan_of(made)


def texts(plan) -> list[list[str]]:
    return [[question.text for question in stage.questions] for stage in queries.plan_of(plan).stages]


def change_the_role(plan) -> None:
    """So that other questions are the best."""
    for place, competency in enumerate(["cloud-platform", "people-management", "application-security"], 5):
        make_responsibility(
            plan.role, f"Part {place}", position=place, importance=5, competencies=[competency]
        )


def test_generating_anew_says_what_came_and_goes_back_on_demand(browser, cast, plan, clock):
    before = going_back.picture(plan)
    was = texts(plan)
    change_the_role(plan)
    rita = browser(cast.rita)
    clock.move(hours=1)
    rita.post(f"/interview-plans/{plan.id}/generation")
    page = rita.follow()
    now = texts(plan)
    came = [text for text in chain(*now) if text not in chain(*was)]
    went = [text for text in chain(*was) if text not in chain(*now)]
    assert page.texts(".notice-good .notice-title") == [f"Generated again: {going_back.changes_of(plan)}"]
    assert [
        words.removesuffix(" Stage 1").removesuffix(" Stage 2") for words in page.texts(".notice-good li")
    ] == [
        *came,
        *went,
    ]
    changes = going_back.changes_of(queries.plan_of(plan))
    assert changes is not None
    assert (len(changes.came), len(changes.went), changes.yours) == (len(came), len(went), 2)
    page = rita.htmx_post(f"/interview-plans/{plan.id}/generation/undoing")
    assert (page.status, page.has("#sets")) == (200, True)
    assert texts(plan) == was
    after = going_back.picture(queries.plan_of(plan))
    for picture in (before, after):
        for one in picture["questions"]:
            del one["id"]
    assert after == before


def test_what_was_changed_since_is_not_given_up(browser, cast, plan):
    change_the_role(plan)
    rita = browser(cast.rita)
    rita.post(f"/interview-plans/{plan.id}/generation")
    last = queries.plan_of(plan).stages[0].questions[-1]
    rita.post(f"/planned-questions/{last.id}/lock")
    now = texts(plan)
    assert "Generated again" not in rita.get(f"/interview-plans/{plan.id}/questions").words
    assert rita.post(f"/interview-plans/{plan.id}/generation/undoing").status == 422
    assert texts(plan) == now


def test_where_nothing_changes_there_is_nothing_to_go_back_to(browser, cast, plan):
    rita = browser(cast.rita)
    with saving():
        actions.generate(plan, by=cast.rita, at=NOW)
    rita.post(f"/interview-plans/{plan.id}/generation")
    page = rita.follow()
    assert page.texts(".notice-good") == ["The questions are the best choice for this plan."]
    assert rita.post(f"/interview-plans/{plan.id}/generation/undoing").status == 422


def test_the_counts_in_words():
    one = ("Talk", "Why?")
    told = "2 replaced, 1 new, 1 moved to another stage, 5 stayed, 2 of yours kept"
    assert str(going_back.Changes((one,) * 3, (one,) * 2, 1, 5, 2)) == told
    assert str(going_back.Changes((), (one,), 0, 0, 0)) == "1 gone"


def test_hugo_reads_of_no_change_and_changes_none(browser, cast, plan):
    change_the_role(plan)
    browser(cast.rita).post(f"/interview-plans/{plan.id}/generation")
    hugo = browser(cast.hugo)
    assert "Generated again" not in hugo.get(f"/interview-plans/{plan.id}/questions").words
    assert hugo.post(f"/interview-plans/{plan.id}/generation/undoing").status == 403
