"""Competencies chosen by a person: with one press, from all of them, and remembered for the next document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.refusals import Conflict
from app.roles import actions, rules
from app.roles import responsibility_actions as duties
from app.roles.reading import Found, Profile
from app.store.database import db, saving
from app.store.responsibility import Responsibility
from app.store.role import Role
from tests.factories import NOW, Cast, make_document, make_responsibility, make_role
from tests.page import Browser

Open = Callable[..., Browser]
READ = ["database-storage", "documentation"]


def made_of(cast: Cast, *lines: str, title: str = "Office clerk") -> Role:
    """A role made from a document in whose lines the reader found the same two competencies."""
    found = tuple(Found(None, line, number, 3, tuple(READ)) for number, line in enumerate(lines, 1))
    profile = Profile(number=1, title=title, responsibilities=found, left_out=())
    with saving():
        return actions.make_from(make_document(), profile, title, "mid", None, by=cast.rita, at=NOW)


def choose(one: Responsibility, first: str | None, cast: Cast) -> None:
    with saving():
        duties.confirm_competencies(one, first, seen=duties.words_seen(one), by=cast.rita, at=NOW)


def chosen(one: Responsibility) -> tuple[list[str], bool]:
    db.session.refresh(one)
    return one.competencies, one.competencies_confirmed


# One press


def test_a_press_on_a_competency_puts_it_first_and_confirms(browser: Open, cast: Cast) -> None:
    role = made_of(cast, "Keep the customers' files")
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit(f"#responsibility-{one.id} .duty-choices", htmx=True, button="Documentation")
    assert page.status == 200
    assert page.texts(f"#responsibility-{one.id} .chip") == ["Documentation", "Databases and storage"]
    assert chosen(one) == (["documentation", "database-storage"], True)


def test_without_htmx_the_press_leads_back_to_the_line(browser: Open, cast: Cast) -> None:
    role = made_of(cast, "Keep the customers' files")
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit(f"#responsibility-{one.id} .duty-choices", button="Documentation")
    assert (page.status, page.location) == (303, f"/roles/{role.id}#responsibility-{one.id}")


@pytest.mark.parametrize("first", ["juggling", "database-storage,documentation", "9" * 300])
def test_what_is_no_competency_is_not_chosen(browser: Open, cast: Cast, first: str) -> None:
    one = made_of(cast, "Keep the customers' files").responsibilities[0]
    form = {"first": first, "seen": duties.words_seen(one)}
    page = browser(cast.rita).post(f"/responsibilities/{one.id}/competencies", form)
    assert page.status == 422
    assert chosen(one) == (READ, False)


def test_of_two_who_choose_at_once_the_second_is_told(cast: Cast) -> None:
    one = made_of(cast, "Keep the customers' files").responsibilities[0]
    seen = duties.words_seen(one)
    choose(one, "documentation", cast)
    with pytest.raises(Conflict), saving():
        duties.confirm_competencies(one, "database-storage", seen=seen, by=cast.rita, at=NOW)
    assert chosen(one) == (["documentation", "database-storage"], True)


# Any of all


def test_all_competencies_are_offered_by_their_groups(browser: Open, cast: Cast) -> None:
    one = made_of(cast, "Keep the customers' files").responsibilities[0]
    page = browser(cast.rita).get(f"/responsibilities/{one.id}/competencies")
    assert page.texts(".choice-group h3")[:3] == ["Build", "Design", "Data"]
    assert (len(page.texts(".chip-choice")), page.texts(".count")) == (53, ["53 competencies"])


def test_one_is_found_by_another_word_of_it_and_chosen(browser: Open, cast: Cast) -> None:
    one = made_of(cast, "Keep the customers' files").responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/roles/{one.role_id}")
    page = rita.htmx_get(f"/responsibilities/{one.id}/competencies?search=affid")
    assert (page.has("h1"), page.texts(".chip-choice")) == (False, ["Records and administration"])
    page = rita.submit("form[method=post]", htmx=True, button="Records and administration")
    assert chosen(one) == (["records-administration", *READ], True)
    assert page.texts(f"#responsibility-{one.id} .mark") == ["Confirmed"]


def test_a_word_for_none_says_what_to_do(browser: Open, cast: Cast) -> None:
    one = made_of(cast, "Keep the customers' files").responsibilities[0]
    page = browser(cast.rita).get(f"/responsibilities/{one.id}/competencies?search=zither")
    assert (page.texts(".chip-choice"), page.texts(".count")) == ([], ["0 competencies"])


@pytest.mark.parametrize(
    ("words", "named"),
    [("", True), ("data", True), ("STORE data", True), ("tabase", False), ("data wine", False), ("?!", True)],
)
def test_a_search_asks_for_the_beginnings_of_words(words: str, named: bool) -> None:
    assert rules.is_named(words, "Wine", "Databases and stores") == named


# Remembered


def test_what_a_person_chose_is_proposed_for_nearly_the_same_line(browser: Open, cast: Cast) -> None:
    first = made_of(cast, "Keep the customers' files in order")
    choose(first.responsibilities[0], "records-administration", cast)
    later = made_of(cast, "Keeps our customer files in order.", "Water the plants", title="Assistant")
    assert [one.competencies for one in later.responsibilities] == [["records-administration", *READ], READ]
    assert [one.competencies_confirmed for one in later.responsibilities] == [False, False]
    page = browser(cast.rita).get(f"/roles/{later.id}")
    assert page.texts(".duty-before") == ["As chosen for Office clerk by Rita Reyes"]


def test_the_last_choice_of_several_is_the_one_remembered(cast: Cast) -> None:
    for competency in ("quality-focus", "privacy-compliance"):
        role = made_of(cast, "Keep the customers' files in order")
        choose(role.responsibilities[0], competency, cast)
    later = made_of(cast, "Keep the customers' files in order")
    assert later.responsibilities[0].competencies[0] == "privacy-compliance"


def test_what_nobody_confirmed_is_not_remembered(cast: Cast) -> None:
    make_responsibility(make_role(), "Keep the customers' files in order", competencies=["testing-qa"])
    assert made_of(cast, "Keep the customers' files in order").responsibilities[0].competencies == READ


def test_a_line_written_by_hand_is_remembered_too(cast: Cast) -> None:
    choose(made_of(cast, "Water the plants").responsibilities[0], "operational-execution", cast)
    role = make_role()
    with saving():
        one = duties.add(role, None, "Water the plants", by=cast.rita, at=NOW)
    assert one.competencies == ["operational-execution", *READ]


def test_who_may_not_see_the_other_role_is_not_told_of_it(browser: Open, cast: Cast) -> None:
    choose(made_of(cast, "Water the plants", title="Canary keeper").responsibilities[0], None, cast)
    later = made_of(cast, "Water the plants")
    with saving():
        later.hiring_manager_id = cast.hugo.id
    assert browser(cast.rita).get(f"/roles/{later.id}").texts(".duty-before") == [
        "As chosen for Canary keeper by Rita Reyes"
    ]
    assert "Canary" not in browser(cast.hugo).get(f"/roles/{later.id}").text


# A correction is never lost


def test_two_merged_keep_what_a_person_chose_before_what_was_read(cast: Cast) -> None:
    role = made_of(cast, "Water the plants", "Feed the fish")
    plants, fish = role.responsibilities
    choose(fish, "quality-focus", cast)
    with saving():
        duties.merge(plants, fish.id, seen=duties.words_seen(plants), by=cast.rita, at=NOW)
    assert chosen(plants) == (["quality-focus", *READ], True)


def test_one_divided_keeps_the_choice_and_proposes_it_for_the_parts(cast: Cast) -> None:
    role = made_of(cast, "Write unit tests and review code")
    one = role.responsibilities[0]
    choose(one, "code-review-standards", cast)
    with saving():
        parts = "Write unit tests\nReview the code of others"
        duties.divide(one, parts, seen=duties.words_seen(one), by=cast.rita, at=NOW)
    first, second = role.responsibilities
    assert chosen(first) == (["code-review-standards", *READ], True)
    assert (second.competencies[0], second.competencies_confirmed) == ("code-review-standards", False)


@pytest.mark.parametrize(
    ("read", "chosen", "proposed"),
    [
        (
            ["testing-qa", "documentation"],
            ["documentation", "api-integration"],
            ["documentation", "testing-qa"],
        ),
        (["testing-qa"], [], ["testing-qa"]),
        ([], ["api-integration"], ["api-integration"]),
        ([], [], []),
    ],
)
def test_a_part_is_read_anew_with_what_was_chosen_before_the_rest(
    read: list[str], chosen: list[str], proposed: list[str]
) -> None:
    assert rules.chosen_ones_first(read, chosen) == proposed


def test_one_removed_and_taken_back_is_still_confirmed(cast: Cast) -> None:
    role = made_of(cast, "Water the plants")
    one = role.responsibilities[0]
    choose(one, "quality-focus", cast)
    with saving():
        duties.remove(one, seen=duties.words_seen(one), by=cast.rita, at=NOW)
    with saving():
        back = duties.take_in(role, role.left_out_lines[0].id, by=cast.rita, at=NOW)
    assert chosen(back) == (["quality-focus", *READ], True)
