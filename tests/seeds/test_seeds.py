"""What seeding plants: believable, whole, and only where nobody is yet."""

from __future__ import annotations

import json
import stat

import pytest

from app.accounts.passwords import is_right
from app.seeds import demo, load
from app.store.candidate import Application
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.kit import Kit
from app.store.message import Message
from app.store.planned_question import PlannedQuestion
from app.store.scorecard import Rating, Scorecard
from app.store.user import User
from tests.factories import NOW


@pytest.fixture
def planted(app):
    with app.test_request_context():
        return demo.plant(at=NOW, base_url="http://127.0.0.1:8000")


def test_the_passwords_are_made_anew_each_time():
    assert len({demo.cast.password() for _ in range(50)}) == 50


def test_the_demo_has_every_state_of_a_hire_and_everybody_can_sign_in(planted, browser):
    """One test for all of it: planting takes seconds."""
    for person in planted["people"]:
        assert is_right(
            person["password"], db.session.query(User).filter_by(email=person["email"]).one().password_hash
        )
    assert {kind for person in planted["people"] for kind in person["kinds"]} == {
        "administrator",
        "coordinator",
        "hiring_manager",
        "interviewer",
    }
    count = db.session.query
    assert count(Application).count() == 8
    assert count(Decision).count() == 1
    assert count(Interview).filter(Interview.cancelled_at.is_not(None)).count() == 1
    assert count(Interview).filter(Interview.starts_at > NOW).count() >= 4
    assert count(Scorecard).filter(Scorecard.submitted_at.is_not(None)).count() == 13
    assert count(Rating).filter(Rating.not_enough_evidence).count() >= 1
    assert count(PlannedQuestion).filter_by(is_locked=True).count() >= 1
    assert count(PlannedQuestion).filter_by(is_edited=True).count() == 1
    assert count(Kit).count() >= 4
    assert db.session.query(Message).count() == 0
    people = {person.email.partition("@")[0]: person for person in db.session.query(User)}
    for first in ("rita", "hugo", "ivo", "ada"):
        assert browser(people[first]).get("/").status == 200
    letter = browser()
    letter.get(planted["candidate_links"][0].removeprefix("http://127.0.0.1:8000"))
    assert letter.follow().status == 200


def test_the_command_writes_a_manifest_that_only_its_owner_reads(app, tmp_path):
    file = tmp_path / "manifest.json"
    arguments = ["seed", "--profile", "load", "--size", "40", "--manifest", str(file)]
    assert app.test_cli_runner().invoke(args=arguments).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["candidates"] == 40


def test_people_are_never_seeded_among_people(app, cast):
    assert app.test_cli_runner().invoke(args=["seed", "--profile", "demo"]).exit_code == 1


def test_the_load_is_as_large_as_asked_and_the_same_for_the_same_seed(app):
    made = load.plant(size=130, seed=7, at=NOW, base_url="http://127.0.0.1:8000")
    assert made["counts"] == {
        "candidate": 130,
        "interview": 390,
        "scorecard": 780,
        "rating": made["counts"]["rating"],
    }
    assert made["counts"]["rating"] > 0
    assert len(made["candidate_links"]) == 100


def test_new_rows_can_be_added_after_the_load(app, browser):
    load.plant(size=5, seed=7, at=NOW, base_url="http://127.0.0.1:8000")
    coordinator = db.session.query(User).filter_by(is_coordinator=True).one()
    hers = browser(coordinator)
    hers.get("/candidates/new")
    role_id = hers.page.all("select[name=role_id] option")[-1]["value"]
    cleo = {"name": "Cleo Clarke", "email": "cleo@example.org", "zone": "Europe/Lisbon", "role_id": role_id}
    assert hers.submit(**cleo).status == 303
