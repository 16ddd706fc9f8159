"""Whoever still owes a scorecard cannot sense a colleague's: two worlds that differ only in it look the same.

Every page that the URL map has is asked for as the blind person, with every id there is, before and after a colleague
has written and handed in; the answers must be the same byte for byte, with their headers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask import Flask, url_for

from app import access
from app.scorecards import actions
from app.scorecards.rules import Answer, Change
from app.store.database import db, saving
from app.store.interview import Interview
from app.store.scorecard import Scorecard
from app.store.user import User
from tests.conftest import Clock
from tests.factories import Cast, make_application, make_interview, make_role, scorecard_of
from tests.page import Browser

Open = Callable[..., Browser]
CANARY = "the colleague's canary"
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="csrf_token"')
CHANGES_BY_ITSELF = ("Set-Cookie", "Date")
NOT_ASKED = ("static", "web.htmx")  # files


def write_and_hand_in(card: Scorecard, at_step: int) -> None:
    """What a colleague does, through the same actions as on the page: 1 begins, 2 writes everything, 3 hands in."""
    clock_at = card.interview.ends_at
    if at_step >= 1:
        first, *others = card.interview.kit.questions
        changes = [Change(first, Answer("1", CANARY), Answer().revision)]
        if at_step >= 2:
            changes += [Change(question, Answer("5", CANARY), Answer().revision) for question in others]
            changes += [Change(None, Answer("1", CANARY), Answer().revision)]
        with saving():
            assert actions.save(card, changes, by=card.user, at=clock_at) == []
    if at_step >= 3:
        with saving():
            actions.submit(card, by=card.user, at=clock_at)


@pytest.fixture
def interview(cast: Cast, clock: Clock) -> Interview:
    """Held two hours ago; ines and ivo sat on the panel, and so did rita, who coordinates, and hugo, who hires."""
    role = make_role(hiring_manager_id=cast.hugo.id)
    held = make_interview(make_application(cast.cleo, role), cast.ines, cast.ivo, cast.rita, cast.hugo)
    clock.move(to=held.ends_at)
    clock.move(hours=2)
    return held


def world_of(browser: Browser, places: list[str]) -> dict[str, tuple[int, bytes, list[tuple[str, str]]]]:
    world = {}
    for place in places:
        page = browser.get(place)
        headers = [(name, value) for name, value in page.headers if name not in CHANGES_BY_ITSELF]
        world[place] = (page.status, TOKEN.sub(b"", page.data), headers)
    return world


def every_place(app: Flask, interview: Interview) -> list[str]:
    """Every address with the ids of the things that the story has, in every place an id can stand."""
    application = interview.application
    cards = [card.id for card in interview.scorecards]
    ids: dict[str, list[Any]] = {
        "interview_id": [interview.id],
        "application_id": [application.id],
        "candidate_id": [application.candidate_id],
        "role_id": [application.role_id],
        "plan_id": [interview.stage.plan_id],
        "stage_id": [interview.stage_id],
        "kit_id": [interview.kit_id],
        "scorecard_id": cards,
        "person_id": [card.user_id for card in interview.scorecards],
    }
    places = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_ASKED:
                names = sorted(rule.arguments)
                every = product(*(ids.get(name, [1]) for name in names))
                places += [url_for(rule.endpoint, **dict(zip(names, those, strict=True))) for those in every]
    return sorted(set(places))


def differences(
    app: Flask, browser: Open, person: User, interview: Interview, colleague: User, step: int
) -> list[str]:
    """The addresses that answer ``person`` otherwise once ``colleague`` has come to ``step``."""
    places = every_place(app, interview)
    before = world_of(browser(person), places)
    assert before["/"][0] == 200
    write_and_hand_in(scorecard_of(interview, colleague), step)
    after = world_of(browser(person), places)
    return [place for place in places if before[place] != after[place]]


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("who", ["ines", "rita", "hugo"])
def test_a_blind_person_cannot_tell_what_a_colleague_did(
    app: Flask, browser: Open, cast: Cast, interview: Interview, who: str, step: int
) -> None:
    assert differences(app, browser, getattr(cast, who), interview, cast.ivo, step) == []


def test_a_card_that_does_not_exist_looks_as_one_that_does(
    app: Flask, browser: Open, cast: Cast, interview: Interview
) -> None:
    """Without her colleagues' cards at all, ines sees the same pages."""
    places = every_place(app, interview)
    before = world_of(browser(cast.ines), places)
    for card in list(interview.scorecards):
        if card.user_id != cast.ines.id:
            db.session.delete(card)
    db.session.commit()
    assert world_of(browser(cast.ines), places) == before


def test_the_comparison_can_fail(
    app: Flask, browser: Open, cast: Cast, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with blindness switched off, the same comparison finds the debrief and the coordinator's home."""
    monkeypatch.setattr(access, "is_blind", lambda user, application: False)
    found = differences(app, browser, cast.rita, interview, cast.ivo, 3)
    assert f"/applications/{interview.application_id}/debrief" in found


def test_who_has_handed_in_sees_what_others_did(
    app: Flask, browser: Open, cast: Cast, interview: Interview
) -> None:
    """The other control: there is something to see, for who owes nothing."""
    for person in (cast.ines, cast.rita, cast.hugo):
        write_and_hand_in(scorecard_of(interview, person), 3)
    found = differences(app, browser, cast.ines, interview, cast.ivo, 3)
    assert f"/applications/{interview.application_id}/debrief" in found


def test_no_page_of_a_blind_person_holds_the_colleagues_words(
    app: Flask, browser: Open, cast: Cast, interview: Interview
) -> None:
    write_and_hand_in(scorecard_of(interview, cast.ivo), 3)
    world = world_of(browser(cast.ines), every_place(app, interview))
    assert [
        place for place, (_, body, _) in world.items() if CANARY.encode() in body.replace(b"&#39;", b"'")
    ] == []
