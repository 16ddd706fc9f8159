"""The page for the hour: what its owner sees, saves and hands in, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.scorecards.rules import LONGEST, Answer, answer_of
from app.store.database import db
from app.store.scorecard import Scorecard
from tests.conftest import Clock
from tests.factories import (
    NOW,
    Cast,
    make_application,
    make_candidate,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    rate,
    scorecard_of,
    submit,
)
from tests.page import Browser, Page

Open = Callable[..., Browser]


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return scorecard_of(make_interview(make_application(cast.cleo), cast.ines, cast.ivo), cast.ines)


def url(card: Scorecard) -> str:
    return f"/scorecards/{card.id}"


def names(card: Scorecard) -> list[str]:
    return [f"answer-{question.id}-" for question in card.interview.kit.questions]


def stored(card: Scorecard) -> list[Answer]:
    db.session.expire_all()
    return [answer_of(rating) for rating in card.ratings]


def press(browser: Browser, button: str, typed: dict[str, Any] | None = None) -> Page:
    """Type into the page's form and press a button, as a browser without scripts sends it."""
    return browser.submit(button=button, **(typed or {}))


def type_in(ines: Browser, card: Scorecard, number: int, choice: str, words: str, base: str = "") -> Page:
    """What htmx sends after a pause in typing."""
    question = card.interview.kit.questions[number]
    name = f"answer-{question.id}-"
    data = {f"{name}choice": choice, f"{name}words": words, f"{name}base": base or Answer().revision}
    return ines.htmx_post(f"{url(card)}/ratings/{question.id}", data)


def test_the_page_holds_what_the_hour_needs(browser: Open, cast: Cast, card: Scorecard) -> None:
    kit = card.interview.kit
    kit.instructions = "Leave ten minutes for the candidate."
    kit.questions[0].material, kit.questions[0].key = "SELECT 1", "It has no index."
    db.session.commit()
    page = browser(cast.ines).get(url(card))
    assert page.h1 == "Cleo Clarke"
    assert page.texts(".question-words") == [question.text for question in kit.questions]
    assert len(page.all(".probes li")) == 6
    assert len(page.all(".rating input[type=radio]")) == 12
    assert page.texts(".question-material") == ["SELECT 1"]
    for words in ("Leave ten minutes for the candidate.", "It has no index.", "0 of 2 rated", "Not started"):
        assert words in page.words
    assert page.texts(".rail-label") == ["Databases and storage", "APIs and integrations", "Recommendation"]


def test_what_one_types_is_saved_by_itself(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines = browser(cast.ines)
    page = type_in(ines, card, 0, "4", "They measured first")
    assert page.status == 200
    assert page.texts(".saved") == ["Saved 04:00"]  # nine in London is four in New York
    assert "1 of 2 rated" in page.words
    assert stored(card) == [Answer("4", "They measured first")]
    assert ines.get(url(card)).texts(".rail-state") == ["4", "open", "open"]


def test_the_answer_replaces_no_field_that_one_types_in(browser: Open, cast: Cast, card: Scorecard) -> None:
    page = type_in(browser(cast.ines), card, 0, "4", "They measured first")
    assert [tag.name for tag in page.all("textarea, input:not([type=hidden])")] == []


def test_the_recommendation_saves_itself_too(browser: Open, cast: Cast, card: Scorecard) -> None:
    data = {
        "answer-overall-choice": "3",
        "answer-overall-words": "Yes, on balance",
        "answer-overall-base": Answer().revision,
    }
    assert browser(cast.ines).htmx_post(f"{url(card)}/recommendation", data).status == 200
    db.session.expire_all()
    assert (card.recommendation, card.summary) == (3, "Yes, on balance")


def test_line_ends_and_nul_do_not_make_two_texts_of_one(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines = browser(cast.ines)
    type_in(ines, card, 0, "", "one\r\ntwo\0")
    page = type_in(ines, card, 0, "", "one\ntwo", "an older revision")
    assert (page.status, stored(card)) == (200, [Answer("", "one\ntwo")])


def test_without_scripts_one_button_saves_everything(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines, (first, second) = browser(cast.ines), names(card)
    ines.get(url(card))
    page = press(
        ines,
        "Save without handing in",
        {
            f"{first}choice": "5",
            f"{first}words": "Wrote an alert",
            f"{second}words": "Unsure",
            "answer-overall-choice": "4",
        },
    )
    assert (page.status, page.location) == (303, url(card))
    assert stored(card) == [Answer("5", "Wrote an alert"), Answer("", "Unsure")]
    assert card.recommendation == 4


def test_two_tabs_keep_both_texts_and_the_writer_settles(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines = browser(cast.ines)
    type_in(ines, card, 0, "3", "from one tab")
    page = type_in(ines, card, 0, "4", "from the other")
    assert page.status == 409
    assert page.texts(".conflict .written") == ["from one tab"]
    assert "Not saved" in page.one(".saved").text
    assert stored(card) == [Answer("3", "from one tab")]
    name, newer = names(card)[0], Answer("3", "from one tab").revision
    page = ines.htmx_post(
        f"{url(card)}/ratings/{card.interview.kit.questions[0].id}",
        {
            f"{name}choice": "4",
            f"{name}words": "from the other",
            f"{name}base": Answer().revision,
            f"{name}newer": newer,
            f"{name}settle": "both",
        },
    )
    assert page.status == 200
    assert page.one("textarea").text.strip() == "from one tab\n\nfrom the other"
    assert stored(card) == [Answer("4", "from one tab\n\nfrom the other")]


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Put both texts together", Answer("4", "theirs\n\nmine")),
        ("Keep what I typed here", Answer("4", "mine")),
        ("Take the version shown in this box", Answer("3", "theirs")),
    ],
)
def test_two_tabs_without_scripts_keep_both_texts(
    browser: Open, cast: Cast, card: Scorecard, button: str, kept: Answer
) -> None:
    ines, other, (first, second) = browser(cast.ines), browser(cast.ines), names(card)
    ines.get(url(card))
    type_in(other, card, 0, "3", "theirs")
    page = press(
        ines,
        "Save without handing in",
        {f"{first}choice": "4", f"{first}words": "mine", f"{second}words": "beside"},
    )
    assert page.status == 409
    assert page.texts(".conflict .written") == ["theirs"]
    assert page.all("textarea")[0].text.strip() == "mine"
    assert stored(card) == [Answer("3", "theirs"), Answer("", "beside")]
    assert ines.submit(button=button).status == 303
    assert stored(card) == [kept, Answer("", "beside")]


def test_a_conflict_stays_until_it_is_settled(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines, other, (first, _) = browser(cast.ines), browser(cast.ines), names(card)
    ines.get(url(card))
    type_in(other, card, 0, "3", "theirs")
    press(ines, "Save without handing in", {f"{first}words": "mine"})
    assert ines.submit(button="Hand in the scorecard").status == 409
    assert stored(card) == [Answer("3", "theirs")]


def test_too_much_is_refused_beside_its_field_and_not_lost(
    browser: Open, cast: Cast, card: Scorecard
) -> None:
    ines, name = browser(cast.ines), names(card)[0]
    ines.get(url(card))
    page = press(ines, "Save without handing in", {f"{name}words": "x" * (LONGEST + 1)})
    assert page.status == 422
    assert page.all("textarea")[0].text.strip() == "x" * (LONGEST + 1)
    assert page.links()["Use at most 20,000 characters here."] == f"#{name}words"
    assert stored(card) == []


@pytest.mark.parametrize("choice", ["6", "0", "none of it", "²", "1\n2"])
def test_there_is_no_other_step(browser: Open, cast: Cast, card: Scorecard, choice: str) -> None:
    page = type_in(browser(cast.ines), card, 0, choice, "")
    assert (page.status, stored(card)) == (422, [])


def test_handing_in_names_what_is_missing_beside_its_field(
    browser: Open, cast: Cast, card: Scorecard
) -> None:
    ines, (first, second) = browser(cast.ines), names(card)
    ines.get(url(card))
    page = press(ines, "Hand in the scorecard", {f"{first}choice": "5", f"{second}words": "typed last"})
    assert page.status == 422
    links = {text: link for text, link in page.links().items() if link.startswith("#answer")}
    assert links == {
        "Question 1: a rating of 5 needs its evidence.": f"#{first}words",
        "Question 2: choose a rating, or “not enough evidence”.": f"#{second}choice-1",
        "Choose your overall recommendation.": "#answer-overall-choice-1",
    }
    assert all(page.has(link) for link in links.values())
    assert len(page.all(".field-bad")) == 3
    assert stored(card) == [Answer("5", ""), Answer("", "typed last")]
    assert card.submitted_at is None


def test_handing_in_takes_what_was_typed_last_and_seals(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines, (first, second) = browser(cast.ines), names(card)
    ines.get(url(card))
    filled = {
        f"{first}choice": "5",
        f"{first}words": "An alert",
        f"{second}choice": "none",
        "answer-overall-choice": "4",
    }
    page = press(ines, "Hand in the scorecard", filled)
    assert (page.status, page.location) == (303, url(card))
    page = ines.follow()
    assert page.all("main form, main textarea, main input") == []
    assert "Handed in" in page.words
    assert page.texts(".answer strong") == ["5 of 5", "Not enough evidence", "Strong yes"]
    assert page.links()["Go to the debrief"] == f"/applications/{card.interview.application_id}/debrief"


def test_a_second_click_on_handing_in_changes_nothing(
    browser: Open, cast: Cast, card: Scorecard, clock: Clock
) -> None:
    ines, (first, second) = browser(cast.ines), names(card)
    sent = ines.get(url(card)).fields()
    sent |= {f"{first}choice": "3", f"{second}choice": "3", "answer-overall-choice": "2"}
    assert ines.post(f"{url(card)}/submission", sent).status == 303
    clock.move(minutes=1)
    assert ines.post(f"{url(card)}/submission", sent).status == 303
    db.session.expire_all()
    assert card.submitted_at == NOW


def test_a_sealed_card_refuses_what_another_tab_still_types(
    browser: Open, cast: Cast, card: Scorecard
) -> None:
    ines, late, name = browser(cast.ines), browser(cast.ines), names(card)[0]
    late.get(url(card))
    submit(card, 3, 4)
    page = type_in(ines, card, 0, "5", "too late")
    assert (page.status, page.texts(".saved")) == (
        409,
        ["Not saved: This scorecard is handed in, so nothing on it changes any more."],
    )
    page = press(late, "Save without handing in", {f"{name}words": "too late to change"})
    assert page.status == 409
    assert "too late to change" in page.texts(".notice .written")
    assert stored(card) == [Answer("3", "Gave times"), Answer("4", "Gave times")]


@pytest.mark.parametrize("why", ["cancelled", "replaced"])
def test_a_card_that_is_no_longer_asked_for_is_closed(
    browser: Open, cast: Cast, card: Scorecard, why: str
) -> None:
    if why == "cancelled":
        card.interview.cancelled_at = NOW
    card.withdrawn_at = NOW
    db.session.commit()
    ines = browser(cast.ines)
    page = ines.get(url(card))
    assert ("the interview was cancelled" if why == "cancelled" else "no longer on this panel") in page.words
    assert not page.has("main form")
    assert type_in(ines, card, 0, "4", "still typing").status == 409
    assert ines.post(f"{url(card)}/submission").status == 409
    assert stored(card) == []


def test_nobody_else_sees_the_card_or_writes_on_it(browser: Open, cast: Cast, card: Scorecard) -> None:
    question = card.interview.kit.questions[0].id
    for person in (cast.ivo, cast.otto, cast.rita, cast.hugo, cast.ada):
        other = browser(person)
        answers = [
            other.get(url(card)),
            other.post(url(card)),
            other.post(f"{url(card)}/submission"),
            other.post(f"{url(card)}/recommendation"),
            other.post(f"{url(card)}/ratings/{question}"),
            other.get("/scorecards/99999"),
        ]
        assert {answer.status for answer in answers} == {404}
        assert len({answer.words for answer in answers}) == 1
    assert browser().get(url(card)).status == 302


def test_a_question_of_another_kit_is_not_on_the_card(browser: Open, cast: Cast, card: Scorecard) -> None:
    foreign = make_kit(make_plan(make_role("Analyst")).stages[0]).questions[0]
    ines = browser(cast.ines)
    assert ines.htmx_post(f"{url(card)}/ratings/{foreign.id}", {}).status == 404
    assert ines.htmx_post(f"{url(card)}/ratings/99999", {}).status == 404


def test_a_post_without_the_fields_changes_nothing(browser: Open, cast: Cast, card: Scorecard) -> None:
    ines, question = browser(cast.ines), card.interview.kit.questions[0].id
    assert ines.post(url(card)).status == 303
    assert ines.htmx_post(f"{url(card)}/ratings/{question}", {}).status == 200
    assert ines.post(f"{url(card)}/submission").status == 422
    assert stored(card) == []


def test_a_post_without_its_token_is_refused(browser: Open, cast: Cast, card: Scorecard) -> None:
    assert browser(cast.ines).post(url(card), {}, csrf=False).status == 400


def test_long_names_and_odd_words_stand_as_they_are(browser: Open, cast: Cast) -> None:
    name = "Maximiliane " + "Featherstonehaugh-" * 8
    card = scorecard_of(make_interview(make_application(make_candidate(name)), cast.ines), cast.ines)
    ines = browser(cast.ines)
    type_in(ines, card, 0, "3", "<script>alert(1)</script> & “Zoë” \U0001f4a1\n\n\n  end")
    page = ines.get(url(card))
    assert page.h1 == name.strip()
    assert page.all("textarea")[0].text == "\n<script>alert(1)</script> & “Zoë” \U0001f4a1\n\n\n  end"


def test_a_card_without_questions_asks_for_a_recommendation_alone(browser: Open, cast: Cast) -> None:
    kit = make_kit(make_plan(questions=0).stages[0], questions=0)
    card = scorecard_of(
        make_interview(make_application(role=kit.stage.plan.role), cast.ines, kit=kit), cast.ines
    )
    ines = browser(cast.ines)
    ines.get(url(card))
    assert press(ines, "Hand in the scorecard", {"answer-overall-choice": "1"}).status == 303


def test_the_page_takes_as_many_queries_for_eight_questions_as_for_one(browser: Open, cast: Cast) -> None:
    counts = []
    for number, panel in ((1, [cast.ines]), (8, [cast.ines, cast.ivo, cast.otto])):
        kit = make_kit(make_plan(make_role(responsibilities=number)).stages[0], questions=number)
        application, starts_at = make_application(role=kit.stage.plan.role), NOW + timedelta(days=number)
        card = scorecard_of(make_interview(application, *panel, kit=kit, starts_at=starts_at), cast.ines)
        rate(card, *[3] * number)
        ines = browser(cast.ines)
        counts.append(len(ines.get(url(card)).statements))
        counts.append(
            len(
                type_in(
                    ines, card, 0, "4", "again", Answer("3", "Gave times before and after").revision
                ).statements
            )
        )
    assert counts[:2] == counts[2:]
