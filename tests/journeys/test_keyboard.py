"""The keyboard alone: every stop can be seen, none is covered, the main actions are reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.accounts.passwords import hashed
from app.store.database import db
from tests.factories import (
    PASSWORD,
    Cast,
    make_application,
    make_interview,
    make_role,
    make_seat,
    make_stage,
    scorecard_of,
    submit,
)
from tests.journeys.acts import arrives

Screen = Callable[..., Page]

MOST_STOPS = 150

# Where one is: its name, whether something shows it, and what lies over it (nothing, for a good page).
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const near = [at, at.nextElementSibling, at.parentElement].filter(Boolean);
  const shown = near.find(e => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = (shown ?? at).getClientRects()[0];
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const own = near.some(e => e.contains(over) || over?.contains(e));
  return {
    name: `${at.tagName} ${(at.innerText || at.name || at.id || '').trim().slice(0, 50)}`,
    seen: Boolean(shown),
    covered: box.bottom < 0 || box.top > innerHeight || !own,
    by: over ? over.outerHTML.slice(0, 80) : '',
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Every place where Tab stops, from the top of the page to its end."""
    found: list[dict[str, Any]] = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        found.append(here)
    return found


@pytest.fixture
def places(cast: Cast) -> dict[str, tuple[Any, str]]:
    """The pages where the work is done: whose they are, and where."""
    role = make_role(hiring_manager_id=cast.hugo.id)
    decided = make_interview(make_application(cast.cleo, role), cast.otto)
    submit(scorecard_of(decided, cast.otto), 4, 2)
    stage = make_stage(role.interview_plan, "Second", position=2)
    make_seat(stage, cast.ivo, cast.ines)
    card = scorecard_of(make_interview(make_application(role=role), cast.ivo, kit=decided.kit), cast.ivo)
    return {
        "home": (cast.ivo, "/"),
        "role": (cast.rita, f"/roles/{role.id}"),
        "plan": (cast.rita, f"/interview-plans/{role.interview_plan.id}"),
        "questions": (cast.rita, f"/interview-plans/{role.interview_plan.id}/questions"),
        "candidate": (cast.rita, f"/candidates/{cast.cleo.id}"),
        "booking": (cast.rita, f"/applications/{decided.application_id}/interviews/new?stage={stage.id}"),
        "scorecard": (cast.ivo, f"/scorecards/{card.id}"),
        "debrief": (cast.hugo, f"/applications/{decided.application_id}/debrief"),
    }


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_every_stop_of_the_working_pages_is_seen_and_uncovered(
    screen: Screen, places: dict[str, tuple[Any, str]], size: str
) -> None:
    faults = []
    for name, (person, address) in places.items():
        page = screen(person, size)
        page.goto(address)
        found = stops(page)
        assert found[0]["name"] == "A Skip to the content"
        assert len(found) < MOST_STOPS, f"{name} never ends"
        faults += [f"{name}: {at}" for at in found if not at["seen"] or at["covered"]]
    assert not faults, "\n".join(faults)


def test_rita_signs_in_and_reaches_the_main_action(screen: Screen, cast: Cast) -> None:
    cast.rita.password_hash = hashed(PASSWORD)
    db.session.commit()
    page = screen()
    page.goto("/roles")
    page.keyboard.type(cast.rita.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    arrives(page, "Roles")  # where she was going
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="New role")).to_be_focused()
    page.keyboard.press("Enter")
    arrives(page, "New role")
