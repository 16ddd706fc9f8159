"""The whole story in one go: from a document to a decision, by seven people in seven browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from app.store.user import User
from tests.conftest import Clock
from tests.factories import PASSWORD, make_application, make_interview, make_person
from tests.journeys import acts
from tests.journeys.acts import arrives, follow, press

Screen = Callable[..., Page]

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # ten o'clock in Berlin
HEARD = "They rebuilt a nightly load and gave its times before and after."
HIDDEN = "Ivo wrote this before anybody else had handed in."
REASONS = "Two people heard of a pipeline they rebuilt alone; nobody found a gap that matters here."


class Office:
    """Everybody who is here before the story begins. Ines is not: she is invited in it."""

    def __init__(self) -> None:
        self.ada = make_person("Ada Adeyemi", "administrator")
        self.rita = make_person("Rita Reyes", "coordinator")
        self.hugo = make_person("Hugo Haas", "hiring_manager")
        self.ivo, self.otto, self.nele, self.omar, self.sami, self.tilda = (
            make_person(name, "interviewer")
            for name in ("Ivo Ivanov", "Otto Olsen", "Nele Novak", "Omar Ortiz", "Sami Salo", "Tilda Tamm")
        )


@pytest.fixture
def office(app: object) -> Office:
    office = Office()
    make_interview(make_application(), office.otto, starts_at=TUESDAY_TEN)  # Otto has something else on
    return office


def test_from_a_document_to_a_decision(screen: Screen, office: Office, clock: Clock) -> None:
    ines_joins_by_a_link_that_works_once(screen, office)
    rita = screen(office.rita)
    rita_makes_a_role_of_a_document(rita)
    rita_plans_who_asks_and_when(rita)
    rita_chooses_the_questions(rita)
    letter = rita_books_cleo_around_a_conflict(rita)
    cleo_reads_her_letter_on_a_phone_without_scripts(screen, letter)

    clock.move(to=TUESDAY_TEN)
    ines = ines_signs_in(screen)
    card = card_of(ines)
    clock.move(hours=1)
    before = everything_ines_sees(ines, card)
    ivo_hands_in_first(screen, office.ivo)
    assert everything_ines_sees(ines, card) == before
    ines_rates_by_keyboard(ines)
    ines_hands_in_once_nothing_is_missing(ines)
    acts.rate(acts.opened(screen(office.sami, javascript=False)), "3", "Yes", "Told it in order, with times.")

    hugo = screen(office.hugo)
    hugo_walks_back_from_a_rating_to_the_document(hugo)
    hugo_decides_with_reasons(hugo)
    the_histories_tell_it(rita)


def ines_joins_by_a_link_that_works_once(screen: Screen, office: Office) -> None:
    link = acts.invite(screen(office.ada), "ines@example.com", "Interviewer")
    acts.join(screen(), link, "Ines Iglesias", "America/New_York", PASSWORD)
    again = screen()
    again.goto(link)
    expect(again.get_by_label("Choose a password")).to_have_count(0)


def rita_makes_a_role_of_a_document(rita: Page) -> None:
    acts.make_role(rita, "Hugo Haas")
    assert [(d.inner_text(), d.get_attribute("href")) for d in rita.locator(".duty-from a").all()] == [
        (f"line {line}", f"#line-{line}") for _, line in acts.READ
    ]
    expect(rita.locator("#line-13")).to_contain_text("Free fruit and a view of the water")
    expect(rita.locator("#line-13")).to_have_class("line-left-out")
    acts.weigh(rita, "Mentor a junior analyst", 5)


def rita_plans_who_asks_and_when(rita: Page) -> None:
    acts.plan_interviews(rita)
    acts.remove_stage(rita, "First conversation")
    acts.change_stage(rita, "Skills interview", "Pipelines and people", 45)
    acts.seat(
        rita,
        "Pipelines and people",
        2,
        ["Ivo Ivanov", "Ines Iglesias", "Otto Olsen", "Nele Novak", "Omar Ortiz"],
    )
    acts.seat(rita, "Pipelines and people", 1, ["Sami Salo", "Tilda Tamm"])
    expect(acts.stage(rita, "Pipelines and people")).to_contain_text("1 of Sami Salo, Tilda Tamm")


def rita_chooses_the_questions(rita: Page) -> None:
    acts.generate(rita)
    planned = rita.locator("#stages .planned")
    assert planned.count() >= 3
    expect(rita.locator("#coverage .served-row")).to_have_count(5)

    first = planned.first.locator(".question-words")
    before = first.inner_text()
    follow(planned.first, "Swap question 1")
    planned.first.get_by_role("button", name="Ask this instead").first.click()
    expect(first).not_to_have_text(before)
    swapped = first.inner_text()
    expect(planned.first.get_by_text("Locked", exact=True)).to_be_visible()  # what one chose is kept
    locked = planned.nth(2).locator(".question-words").inner_text()
    press(planned.nth(2), "Lock question 3")
    expect(planned.nth(2).get_by_text("Locked", exact=True)).to_be_visible()

    follow(planned.nth(1), "Edit question 2")
    asked = "Tell us about figures that you had to explain to somebody who did not trust them."
    rita.get_by_label("What is asked").fill(asked)
    press(rita, "Save the question")
    expect(planned.nth(1).locator(".question-words")).to_have_text(asked)
    with rita.expect_response("**/generation"):
        press(rita, "Generate again")
    rita.reload()
    kept = rita.locator("#stages .question-words").all_inner_texts()
    assert [words in kept for words in (swapped, locked, asked)] == [True, True, True]


def rita_books_cleo_around_a_conflict(rita: Page) -> str:
    acts.add_candidate(rita, "Cleo Clarke", "cleo@example.org", "Europe/Lisbon")
    acts.note_availability(rita, "Tue 24 Nov 8-17", "Tue 24 Nov 2026, 08:00 to 17:00 Lisbon")
    rita.get_by_role("link", name="Book Pipelines and people").click()
    acts.choose_time(rita, "2026-11-24", "10:00")
    otto = rita.locator(".choice", has_text="Otto Olsen")
    expect(otto).to_contain_text("Busy")
    rita.get_by_label("Otto Olsen").check()
    findings = rita.locator("#findings")
    expect(findings).to_contain_text("Otto Olsen is busy then")
    rita.get_by_label("Otto Olsen").uncheck()
    for person in ("Ivo Ivanov", "Ines Iglesias", "Sami Salo"):
        rita.get_by_label(person).check()
    expect(findings).to_contain_text("Everybody is free and every seat is filled.")
    rita.get_by_label("Place").fill("Customs house, room 4")
    press(rita, "Book Pipelines and people")
    arrives(rita, "Pipelines and people with Cleo Clarke")
    rita.get_by_role("link", name="Cleo Clarke").click()
    return acts.make_link(rita)


def cleo_reads_her_letter_on_a_phone_without_scripts(screen: Screen, letter: str) -> None:
    cleo = screen(None, "phone", javascript=False, zone="Asia/Tokyo", accept_downloads=True)
    cleo.goto(letter)
    assert letter not in cleo.url
    expect(cleo.locator(".time")).to_have_text("09:00 to 09:45")  # as Lisbon's clocks go
    expect(cleo.locator("main")).to_contain_text("Customs house, room 4")
    follow(cleo, "Use another time zone")
    cleo.get_by_label("Show times in").select_option("Asia/Tokyo")
    press(cleo, "Show times there")
    expect(cleo.locator(".time")).to_have_text("18:00 to 18:45")
    with cleo.expect_download() as download:
        cleo.get_by_role("link", name="Add to calendar").click()
    calendar = download.value.path().read_text("utf-8")
    assert ("DTSTART:20261124T090000Z" in calendar, "Pipelines and people" in calendar) == (True, True)
    assert [word for word in ("rating", "score", "Hugo") if word in cleo.content().lower()] == []


def ines_signs_in(screen: Screen) -> Page:
    ines = screen(None, zone="America/New_York")
    ines.goto("/")
    ines.keyboard.type("ines@example.com")  # the first field is waiting for it
    ines.keyboard.press("Tab")
    ines.keyboard.type(PASSWORD)
    ines.keyboard.press("Enter")
    arrives(ines, "Home")
    return ines


def card_of(person: Page) -> str:
    """Home leads to the card in one step; its address."""
    acts.opened(person)
    return person.url


def ivo_hands_in_first(screen: Screen, ivo: User) -> None:
    acts.rate(acts.opened(screen(ivo)), "52", "Strong yes", HIDDEN)


def everything_ines_sees(ines: Page, card: str) -> list[str]:
    """The pages on which she could learn something of her colleagues, to the letter; tokens left out."""
    ines.goto("/interviews")
    follow(ines, "Pipelines and people with Cleo Clarke")
    arrives(ines, "Pipelines and people with Cleo Clarke")
    pages = [ines.request.get(address).text() for address in ("/", "/interviews", ines.url, card)]
    ines.goto(card)
    return [re.sub(r'name="csrf_token" value="[^"]*"', "", page) for page in pages]


def ines_rates_by_keyboard(ines: Page) -> None:
    first, second = acts.answers(ines)[:2]
    ines.keyboard.press("3")
    ines.keyboard.press("e")
    ines.keyboard.type(HEARD)
    expect(first.locator(".saved")).to_have_text("Saved 05:00")
    ines.keyboard.press("Escape")
    ines.keyboard.press("n")
    ines.keyboard.press("4")
    expect(second.locator(".saved")).to_have_text("Saved 05:00")
    ines.reload()
    expect(first.locator("input[value='3']")).to_be_checked()
    expect(first.locator("textarea")).to_have_value(HEARD)


def ines_hands_in_once_nothing_is_missing(ines: Page) -> None:
    press(ines, "Hand in the scorecard")
    missing = ines.locator("#errors")
    expect(missing).to_contain_text("Not handed in yet")
    *questions, _ = acts.answers(ines)
    expect(missing.locator("li")).to_have_count(len(questions) - 2 + 1)  # and the recommendation
    for group in questions[2:]:
        group.locator("input[value='3']").check()
        expect(group.locator(".saved")).to_have_text("Saved 05:00")
    ines.get_by_label("Yes", exact=True).check()
    press(ines, "Hand in the scorecard")
    expect(ines.locator(".page-state")).to_contain_text("Handed in")


def hugo_walks_back_from_a_rating_to_the_document(hugo: Page) -> None:
    hugo.goto("/")
    hugo.get_by_role("link", name="Go to the debrief").click()
    arrives(hugo, "Debrief: Cleo Clarke")
    expect(hugo.locator("#talk")).to_contain_text("apart")
    hugo.get_by_role("link", name="5 from Ivo Ivanov").first.click()
    side = hugo.locator(".debrief-side:target")
    expect(side).to_contain_text(HIDDEN)
    expect(side).to_be_in_viewport()
    question = hugo.locator("article", has=side)
    line = question.get_by_role("link", name="of the document").first
    number = line.inner_text().removeprefix("line ").removesuffix(" of the document")
    line.click()
    arrives(hugo, acts.TITLE)
    expect(hugo.locator(f"#line-{number}")).to_be_in_viewport()
    expect(hugo.locator(f"#line-{number}")).to_contain_text(dict(map(reversed, acts.READ))[int(number)])
    hugo.go_back()


def hugo_decides_with_reasons(hugo: Page) -> None:
    acts.decide(hugo, "Offer", REASONS)
    expect(hugo.locator(".page-state")).to_have_text("Decided: offer")


def the_histories_tell_it(rita: Page) -> None:
    rita.goto("/candidates?state=all")
    follow(rita, "Cleo Clarke")
    told = rita.locator("#history").text_content() or ""
    for sentence in (
        "Rita Reyes added this candidate",
        "Rita Reyes booked Pipelines and people with Cleo Clarke",
        "chose to see times in",
        "Ines Iglesias handed in their scorecard",
        "Hugo Haas recorded the decision on Cleo Clarke",
    ):
        assert sentence in " ".join(told.split())
    rita.goto("/roles")
    follow(rita, acts.TITLE)
    told = " ".join((rita.locator("#history").text_content() or "").split())
    for sentence in ("made the role", "set the importance of “Mentor a junior analyst” to 5", "froze the"):
        assert sentence in told
