"""The main forms with JavaScript switched off: everything can be done, only less quietly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.conftest import Clock
from tests.factories import Cast, make_application, make_interview, make_role, scorecard_of, submit
from tests.journeys import acts
from tests.journeys.acts import arrives, follow, press

Screen = Callable[..., Page]


def test_rita_comes_from_a_document_to_a_booked_interview(screen: Screen, cast: Cast) -> None:
    rita = screen(cast.rita, javascript=False)
    acts.make_role(rita, "Hugo Haas")
    acts.weigh(rita, "Mentor a junior analyst", 5)
    acts.plan_interviews(rita)
    acts.remove_stage(rita, "First conversation")
    acts.seat(rita, "Skills interview", 1, ["Ivo Ivanov", "Ines Iglesias"])
    acts.generate(rita)
    first = rita.locator("#stages .planned").first
    before = first.locator(".question-words").inner_text()
    follow(first, "Swap question 1")
    arrives(rita, "Swap a question")
    rita.get_by_role("button", name="Ask this instead").first.click()
    arrives(rita, "Questions")
    expect(first.locator(".question-words")).not_to_have_text(before)

    acts.add_candidate(rita, "Dara Doyle", "dara@example.org", "Europe/Dublin")
    acts.note_availability(rita, "Tue 24 Nov 8-17", "Tue 24 Nov 2026, 08:00 to 17:00 Dublin")
    follow(rita, "Book Skills interview")
    acts.choose_time(rita, "2026-11-24", "10:00")
    press(rita, "Check this time")
    expect(rita.locator("#findings")).to_contain_text("The panel needs 1 person; nobody chosen.")
    rita.get_by_label("Ivo Ivanov").check()
    press(rita, "Book Skills interview")
    arrives(rita, "Skills interview with Dara Doyle")


def test_a_responsibility_goes_down_by_its_button(screen: Screen, cast: Cast) -> None:
    role = make_role(responsibilities=3)
    rita = screen(cast.rita, javascript=False)
    rita.goto(f"/roles/{role.id}")
    press(rita, "Move Look after part 1 of the billing service down")
    assert [words.split(" of ")[0] for words in rita.locator(".duty-words").all_inner_texts()] == [
        "Look after part 2",
        "Look after part 1",
        "Look after part 3",
    ]


def test_ivo_rates_and_hands_in(screen: Screen, cast: Cast, clock: Clock) -> None:
    make_interview(make_application(cast.cleo), cast.ivo, starts_at=clock.now() - timedelta(hours=2))
    ivo = acts.opened(screen(cast.ivo, javascript=False))
    first = acts.answers(ivo)[0]
    first.locator("textarea").fill("They said how they found the slow query.")
    press(ivo, "Save without handing in")
    expect(first.locator(".saved")).to_have_text("Saved 10:00")
    press(ivo, "Hand in the scorecard")
    expect(ivo.locator("#errors")).to_contain_text("Not handed in yet")
    expect(first.locator("textarea")).to_have_value("They said how they found the slow query.")
    acts.rate(ivo, "34", "Yes", "Timings before and after.")


def test_hugo_decides(screen: Screen, cast: Cast, clock: Clock) -> None:
    role = make_role(hiring_manager_id=cast.hugo.id)
    interview = make_interview(
        make_application(cast.cleo, role), cast.ivo, cast.ines, starts_at=clock.now() - timedelta(hours=2)
    )
    submit(scorecard_of(interview, cast.ivo), 4, 3)
    submit(scorecard_of(interview, cast.ines), 2, 3)
    hugo = screen(cast.hugo, javascript=False)
    hugo.goto("/")
    hugo.get_by_role("link", name=re.compile("^Go to the debrief")).click()
    press(hugo, "Record the decision")
    expect(hugo.locator("#decision [role=alert]")).to_contain_text("Choose one.")
    acts.decide(hugo, "No offer", "Nobody heard how they looked after a live service.")
