"""A hidden scorecard cannot be sensed: two worlds that differ only in it answer the same, byte for byte.

Every address of the URL map and every page and form that is reached by links, as each person who must not know: who
still owes a card, whatever else they are; who has nothing to do with the hire; and the candidate. Compared are the
status, the body, the headers and how many questions the database was asked, which takes time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app import access
from app.history.record import record
from app.store.database import db
from app.store.event import Event
from app.store.interview import Interview
from app.store.scorecard import Rating, Scorecard
from app.web import doors
from tests.databases import Database
from tests.factories import NOW, Cast, rate, scorecard_of, submit
from tests.house.crawl import Form, Walker, undone
from tests.house.whole_hire import TABLES, Hire, make_hire
from tests.page import Browser

CANARY = "a canary in a cage"
TOKEN = re.compile(rb'(name="csrf_token"[^>]*value=)"[^"]*"')
CHANGES_BY_ITSELF = ("Set-Cookie", "Date")
# What is random each time it is asked, whatever the world.
RANDOM = ("candidates.make_link", "people.invite")
# Ivo has handed in his card of the first interview and owes that of the next.
BLIND = ("ines", "ivo", "rita", "hugo", "otto", "nora", "ada", "cleo's link")
ITS_NUMBER = re.compile(r"\d+(?=$|#)")

World = dict[str, tuple[Any, ...]]
Change = Callable[[Hire, str], None]
Compare = Callable[..., list[str]]


@pytest.fixture
def hire(cast: Cast) -> Hire:
    return make_hire(cast)


def colleagues_cards(hire: Hire, who: str) -> list[Scorecard]:
    """The cards of the hire but for ``who``'s own."""
    own = hire.people[who].id if who in hire.people else 0
    query = (
        select(Scorecard)
        .join(Interview)
        .where(Interview.application_id == hire.application.id, Scorecard.user_id != own)
        .order_by(Scorecard.id)
    )
    return [card for card in db.session.scalars(query) if not card.interview.is_cancelled]


# How the other world differs


def nothing_is_written(hire: Hire, who: str) -> None:
    for card in colleagues_cards(hire, who):
        db.session.execute(delete(Rating).where(Rating.scorecard_id == card.id))
        card.summary, card.recommendation = "", None
        card.started_at = card.saved_at = card.submitted_at = None
    db.session.execute(delete(Event).where(Event.thing_kind.in_(("scorecard", "rating", "debrief"))))


def all_is_handed_in(hire: Hire, who: str) -> None:
    """Otherwise rated, at another time, with other words; told in the histories; and opened early."""
    nothing_is_written(hire, who)
    at = NOW - timedelta(hours=3)
    for card in colleagues_cards(hire, who):
        rate(card, 1, 1, evidence=CANARY)
        card.summary, card.recommendation = CANARY, 1
        card.started_at = card.saved_at = card.submitted_at = at
        ids = {
            "role_id": hire.role.id,
            "candidate_id": hire.application.candidate_id,
            "interview_id": card.interview_id,
        }
        for name in ("scorecard.started", "scorecard.submitted"):
            record(name, card, by=card.user, at=at, stage=CANARY, **ids)


def there_are_no_cards(hire: Hire, who: str) -> None:
    nothing_is_written(hire, who)
    for card in colleagues_cards(hire, who):
        db.session.delete(card)


# What is looked at


def walker_of(browser: Callable[..., Browser], hire: Hire, who: str) -> Walker:
    if who in hire.people:
        return Walker(browser(hire.people[who]))
    cleo = browser()
    cleo.get(f"/c/{hire.link_token}")
    return Walker(cleo)


def every_address(app: Flask, hire: Hire) -> list[str]:
    """Every address that can be read, with every id of the hire's own things in every place an id can stand."""
    application, plan = hire.application, hire.role.interview_plan
    ids = {name: [one.id for one in db.session.query(table)][:1] for name, table in TABLES.items()} | {
        "application_id": [application.id],
        "candidate_id": [application.candidate_id],
        "interview_id": [interview.id for interview in application.interviews],
        "role_id": [hire.role.id],
        "plan_id": [plan.id],
        "kit_id": [hire.held.kit_id],
        "person_id": [user.id for user in hire.people.values()],
        "scorecard_id": [card.id for interview in application.interviews for card in interview.scorecards],
    }
    addresses = {f"/c/{hire.link_token}", "/candidates?state=all&sort=-next", "/interviews?from=2026-11-16"}
    urls = app.url_map.bind("localhost")
    for row in doors.policy():
        names = sorted(app.url_map._rules_by_endpoint[row["endpoint"]][0].arguments)
        if "GET" in row["methods"] and row["endpoint"] not in ("static", "web.htmx") and {*names} <= {*ids}:
            for those in product(*(ids[name] for name in names)):
                addresses.add(urls.build(row["endpoint"], dict(zip(names, those, strict=True))))
    return sorted(addresses)


def world_of(database: Database, walker: Walker, addresses: list[str], forms: list[Form]) -> World:
    """What each address answers, read and, where there is a form for it, sent as it stands."""
    world: World = {}
    for address in addresses:
        with database.recording() as statements:
            answer = walker.send("GET", address)
        world[address] = (*_told(answer), len(statements))
    for form in forms:
        fields = form.fields | {"csrf_token": [walker.token]}
        with undone(database), database.recording() as statements:
            answer = walker.send("POST", form.action, data=fields)
        world[f"POST {form.action}"] = (*_told(answer), len(statements))
    return world


def _told(answer: Any) -> tuple[Any, ...]:
    headers = [(name, value) for name, value in answer.headers if name not in CHANGES_BY_ITSELF]
    if answer.status_code == 303:  # a new thing has the next number, also where the one before it was undone
        return answer.status_code, ITS_NUMBER.sub("", answer.headers["Location"])
    return answer.status_code, TOKEN.sub(rb"\1", answer.data), headers


@dataclass
class Comparison:
    """Compares what people are answered in two worlds that each ``change`` makes of this one."""

    app: Flask
    database: Database
    browser: Callable[..., Browser]
    hire: Hire

    def differences(self, who: str, *changes: Change, places: list[str] | None = None) -> list[str]:
        """Where the answers to ``who`` are not the same; everywhere, or in ``places`` alone."""
        walker = walker_of(self.browser, self.hire, who)
        addresses, forms = places or every_address(self.app, self.hire), list[Form]()
        worlds: list[World] = []
        for change in changes:
            with undone(self.database):
                change(self.hire, who)
                db.session.commit()
                if not worlds and places is None:
                    pages, met = walker.crawl("/your-interviews" if "link" in who else "/", most=2)
                    addresses = sorted({*addresses, *pages})
                    forms = _one_of_each(met)
                worlds.append(world_of(self.database, walker, addresses, forms))
        first, second = worlds
        if (
            there_are_no_cards in changes
        ):  # a card that is there takes a question more to be refused than none
            first, second = ({place: told[:-1] for place, told in world.items()} for world in worlds)
        return sorted(place for place in first if first[place] != second[place])


@pytest.fixture
def compare(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> Callable[..., list[str]]:
    return Comparison(app, database, browser, hire).differences


def _one_of_each(forms: list[Form]) -> list[Form]:
    posted = [form for form in forms if form.method == "POST" and form.endpoint not in RANDOM]
    return list({form.endpoint: form for form in reversed(posted)}.values())


def test_who_must_not_know_meets_the_same_portal_whatever_colleagues_did(
    compare: Compare, database: Database
) -> None:
    changes = (nothing_is_written, all_is_handed_in)
    people = BLIND if database.kind == "sqlite" else ("ines", "rita", "hugo")  # where queries do the hiding
    assert {who: compare(who, *changes) for who in people} == {who: [] for who in people}


def test_who_owes_a_card_cannot_tell_that_colleagues_have_any(compare: Compare) -> None:
    changes = (nothing_is_written, there_are_no_cards)
    assert {who: compare(who, *changes) for who in ("ines", "hugo")} == {"ines": [], "hugo": []}


# Controls: what the comparison must find


def test_with_blindness_switched_off_the_comparison_fails(
    compare: Compare, hire: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "is_blind", lambda user, application: False)
    places = pages_that_tell(hire)
    for who in ("rita", "hugo"):
        found = compare(who, nothing_is_written, all_is_handed_in, places=places)
        assert found == [place for place in places if place not in ("/", "/candidates")]


def test_with_colleagues_cards_open_the_comparison_fails(
    compare: Compare, hire: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(access.TABLE, "scorecard.see", lambda user, card: True)
    cards = [f"/scorecards/{card.id}" for card in colleagues_cards(hire, "ines")]
    assert compare("ines", nothing_is_written, all_is_handed_in) == cards


def test_who_owes_nothing_sees_every_difference(compare: Compare, hire: Hire) -> None:
    """There is something to hide on each of these pages, so their being the same for the blind means something."""
    places = pages_that_tell(hire)
    for who in ("rita", "hugo"):
        submit(scorecard_of(hire.held, hire.people[who]), 3, 3)
        assert compare(who, nothing_is_written, all_is_handed_in, places=places) == places


def pages_that_tell(hire: Hire) -> list[str]:
    """Where who has handed in, or what, is shown or counted."""
    application = hire.application
    return sorted(
        [
            "/",
            "/candidates",
            f"/candidates/{application.candidate_id}",
            f"/interviews/{hire.held.id}",
            f"/applications/{application.id}/debrief",
        ]
    )
