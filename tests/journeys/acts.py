"""What people do in the stories, as their fingers do it. Each act works with and without JavaScript.

An act begins on the page where a person would begin it, and ends when the page says that it is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import cycle
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

ADVERT = """\
Data engineer, harbour statistics

We run the figures of forty harbours from an old customs house.

What you will do
- Build and look after the pipelines that bring ship movements into the warehouse
- Write SQL queries that answer the harbour masters' questions and speed up slow ones
- Review the code of colleagues and write tests for your own
- Explain figures to harbour masters who have never seen a table
- Mentor a junior analyst

What we offer
- Free fruit and a view of the water
"""
TITLE = "Data engineer, harbour statistics"
READ = [  # what a person would do, and where it stands in the advert
    ("Build and look after the pipelines that bring ship movements into the warehouse", 6),
    ("Write SQL queries that answer the harbour masters' questions and speed up slow ones", 7),
    ("Review the code of colleagues and write tests for your own", 8),
    ("Explain figures to harbour masters who have never seen a table", 9),
    ("Mentor a junior analyst", 10),
]


def press(page: Page | Locator, name: str) -> None:
    """Press the one button that is called this, in full."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def arrives(page: Page, heading: str) -> None:
    expect(page.locator("h1")).to_have_text(heading)


def path_of(address: str) -> str:
    """An address without the portal's own name: the tests' server has another."""
    return urlsplit(address).path


def invite(page: Page, email: str, kind: str) -> str:
    """The link's path, from the one page that ever shows it."""
    page.goto("/")
    follow(page.locator("main"), "Invite someone")
    page.get_by_label("Email address").fill(email)
    page.get_by_label(kind).check()
    press(page, "Make the link")
    arrives(page, "The invitation is ready")
    return path_of(page.get_by_label("The link").input_value())


def join(page: Page, link: str, name: str, zone: str, password: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your time zone").select_option(zone)
    page.get_by_label("Choose a password").fill(password)
    press(page, "Make my account")
    arrives(page, "Home")


def make_role(page: Page, manager: str) -> None:
    page.goto("/roles")
    page.get_by_role("link", name=re.compile("New role|Make the first role")).first.click()
    page.get_by_label("Paste the job description").fill(ADVERT)
    page.get_by_label("Hiring manager").select_option(manager)
    press(page, "Read the document")
    arrives(page, TITLE)


def weigh(page: Page, text: str, importance: int) -> None:
    duty = page.locator(".duty", has_text=text)
    press(duty, str(importance))
    expect(duty.locator("[aria-pressed=true]")).to_have_text(str(importance))


def plan_interviews(page: Page) -> None:
    """From the role's page; the portal proposes two stages."""
    press(page, "Plan the interviews")
    arrives(page, "Interview plan")


def stage(page: Page, name: str) -> Locator:
    return page.locator("#stages > ol > li").filter(has=page.get_by_role("heading", name=name))


def remove_stage(page: Page, name: str) -> None:
    follow(stage(page, name), "Change")
    page.get_by_text("Remove this stage").click()
    press(page, "Remove the stage")
    arrives(page, "Interview plan")


def change_stage(page: Page, name: str, to: str, minutes: int) -> None:
    follow(stage(page, name).locator(".item-do").first, "Change")
    page.get_by_label("Name").fill(to)
    page.get_by_label("Minutes").fill(str(minutes))
    press(page, "Save the stage")
    expect(stage(page, to)).to_be_visible()


def seat(page: Page, name: str, count: int, people: Sequence[str]) -> None:
    """Ask ``count`` of these people into a stage."""
    where = stage(page, name)
    fold = where.locator("details", has_text="Add people")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    follow(where, "Add people")
    page.get_by_label("How many of them").fill(str(count))
    for person in people:
        page.get_by_label(person).check()
    press(page, "Save")
    arrives(page, "Interview plan")


def generate(page: Page) -> None:
    follow(page, "Questions")
    press(page, "Generate questions")
    expect(page.locator("#stages .planned").first).to_be_visible()


def add_candidate(page: Page, name: str, email: str, zone: str) -> None:
    page.goto("/candidates/new")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Time zone").select_option(zone)
    page.get_by_label("Applies for").select_option(label=TITLE)
    press(page, "Add the candidate")
    arrives(page, name)


def note_availability(page: Page, text: str, becomes: str) -> None:
    page.get_by_label("Or several at once").fill(text)
    press(page, "Add these times")
    expect(page.locator("#availability .item-main")).to_contain_text(becomes)


def choose_time(page: Page, day: str, clock: str) -> None:
    page.get_by_label("Day").fill(day)
    page.get_by_label("From").fill(clock)
    page.get_by_label("From").press("Tab")


def make_link(page: Page) -> str:
    """From the candidate's page: the private link's path."""
    page.get_by_role("button", name=re.compile("Make a link for")).click()
    expect(page.locator("h1")).to_contain_text("Private link for")
    return path_of(page.get_by_label("Link", exact=True).input_value())


def opened(page: Page) -> Page:
    """The scorecard that an interviewer's home page asks for first."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("Open the scorecard|Write it|Continue")).first.click()
    expect(page.locator("fieldset.answer").first).to_be_visible()
    return page


def answers(page: Page) -> list[Locator]:
    """The groups of a scorecard: one for each question, then the overall recommendation."""
    return page.locator("fieldset.answer").all()


def rate(page: Page, ratings: str, recommendation: str, evidence: str) -> None:
    """Fill in an open card with the pointer and hand it in.

    ``ratings`` is a digit for each question in turn, from the first again where there are more questions.
    """
    *questions, overall = answers(page)
    for group, rating in zip(questions, cycle(ratings), strict=False):
        group.locator(f"input[type=radio][value='{rating}']").check()
        group.locator("textarea").fill(evidence)
    overall.get_by_label(recommendation, exact=True).check()
    press(page, "Hand in the scorecard")
    expect(page.locator(".page-state")).to_contain_text("Handed in")


def decide(page: Page, outcome: str, reasons: str) -> None:
    decision = page.locator("#decision")
    decision.get_by_label(outcome, exact=True).check()
    decision.get_by_label("Reasons").fill(reasons)
    press(decision, "Record the decision")
    expect(decision.get_by_text(reasons)).to_be_visible()
