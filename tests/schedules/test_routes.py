"""Who needs scheduling, asking for a schedule, and booking what was found."""

from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select

from app.schedules.jobs import solve_waiting
from app.store.database import db
from app.store.interview import Interview
from app.store.schedule_run import ScheduleRun
from tests.factories import (
    NOW,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    make_seat,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STEPS = 40


@pytest.fixture
def role(cast):
    role = make_role("Back-end developer", hiring_manager=cast.hugo)
    plan = make_plan(role, stages=2)
    make_seat(plan.stages[0], cast.ivo, cast.ines)
    make_seat(plan.stages[1], cast.otto, cast.hugo)
    return role


def make_free(name, role, days=3):
    """Somebody who applied, free for some days from tomorrow, nine to five in Lisbon."""
    application = make_application(make_candidate(name), role)
    for day in range(1, days + 1):
        make_availability(application.candidate, NOW + day * DAY)
    return application


def ask(rita, *applications, **typed):
    rita.get("/schedules/new", application=[a.id for a in applications])
    page = rita.submit("#asking", **typed)
    assert page.status == 303, page.texts("#errors, .error")
    return rita.follow()


def solve():
    solve_waiting(Event(), steps=STEPS)
    db.session.rollback()


def booked():
    db.session.rollback()
    interviews = db.session.scalars(select(Interview).order_by(Interview.id)).all()
    return sorted((i.application.candidate.name, i.stage.name) for i in interviews if not i.is_cancelled)


# Who needs scheduling


def test_rita_sees_who_has_interviews_left_to_book_and_what_blocks_them(browser, cast, role):
    make_free("Ana Alves", role)
    make_application(make_candidate("Ben Bo"), role)
    make_application(make_candidate("Cem Can"), make_role("Gardener"))
    page = browser(cast.rita).get("/schedules")
    rows = [
        [" ".join(t.get_text(" ").split()) for t in row.select("th, td")]
        for row in page.all("#waiting tbody tr")
    ]
    assert rows == [
        [
            "Ana Alves",
            "Back-end developer",
            "Stage 1, Stage 2",
            "Thu 26 Nov 2026",
            "0 days",
            "Urgent noted times end soon",
        ],
        [
            "Ben Bo",
            "Back-end developer",
            "Stage 1, Stage 2",
            "none noted",
            "0 days",
            "Blocked No times noted",
        ],
        [
            "Cem Can",
            "Gardener",
            "no stages yet",
            "none noted",
            "0 days",
            "Blocked The role has no stages yet No times noted",
        ],
    ]


def test_who_is_booked_decided_or_withdrawn_needs_no_scheduling(browser, cast, role):
    application = make_free("Ana Alves", role)
    for stage, hours in zip(role.interview_plan.stages, (1, 3), strict=True):
        make_interview(application, cast.ivo, kit=make_kit(stage), starts_at=NOW + hours * HOUR)
    make_application(make_candidate("Ben Bo"), role, withdrawn_at=NOW)
    page = browser(cast.rita).get("/schedules")
    assert page.texts(".empty h2") == ["Nobody needs scheduling"]


def test_the_list_takes_as_many_queries_for_three_as_for_one(browser, cast, role):
    rita = browser(cast.rita)
    make_free("Ana Alves", role)
    rita.get("/schedules")
    one = len(rita.get("/schedules").statements)
    make_free("Ben Bo", role)
    make_free("Cem Can", role)
    assert len(rita.get("/schedules").statements) == one


# Asking and booking


def test_three_candidates_are_scheduled_and_booked(browser, cast, role):
    applications = [make_free(name, role) for name in ("Ana Alves", "Ben Bo", "Cem Can")]
    rita = browser(cast.rita)
    page = ask(rita, *applications)
    assert page.texts(".solving .lead") == ["Waiting for the worker to begin."]
    solve()
    page = rita.get(page.url)
    names = [words.partition(" Back")[0] for words in page.texts("#proposal-0 .loop-who")]
    assert sorted(names) == ["Ana Alves", "Ben Bo", "Cem Can"]
    page = rita.submit("#proposal-0 form")
    assert page.status == 303
    page = rita.follow()
    assert page.texts(".notice-title")[-1] == "6 interviews booked"
    assert booked() == [(name, f"Stage {n}") for name in ("Ana Alves", "Ben Bo", "Cem Can") for n in (1, 2)]


def test_a_second_click_books_nothing_twice(browser, cast, role):
    rita = browser(cast.rita)
    page = ask(rita, make_free("Ana Alves", role))
    solve()
    rita.get(page.url)
    data = rita.page.fields("#proposal-0 form")
    assert rita.post(page.url + "/booking", data).status == 303
    page = rita.post(page.url + "/booking", data)
    assert (page.status, len(booked())) == (409, 2)


def test_somebody_elses_booking_in_between_refuses_the_whole(browser, cast, role):
    applications = [make_free(name, role) for name in ("Ana Alves", "Ben Bo")]
    rita = browser(cast.rita)
    page = ask(rita, *applications)
    solve()
    run = db.session.scalar(select(ScheduleRun))
    first = run.proposals[0]["sessions"][0]
    person = next(p for p in (cast.ivo, cast.ines, cast.otto, cast.hugo) if p.id == first["panel"][0][1][0])
    other = make_application(role=make_role("Baker"))
    make_interview(other, person, starts_at=NOW.fromisoformat(first["start"].replace("Z", "+00:00")))
    rita.get(page.url)
    page = rita.submit("#proposal-0 form")
    assert page.status == 409
    assert f"{person.name} is busy then" in page.one(".notice-bad").get_text()
    assert booked() == [(other.candidate.name, "Stage 1")]


def test_who_cannot_be_placed_is_named_with_the_reason_and_the_others_are_placed(browser, cast, role):
    ana = make_free("Ana Alves", role)
    ben = make_application(make_candidate("Ben Bo"), role)
    make_availability(ben.candidate, NOW + DAY, hours=0.5)
    rita = browser(cast.rita)
    page = ask(rita, ana, ben)
    solve()
    page = rita.get(page.url)
    assert page.texts("#proposal-0 .loop-who") == ["Ana Alves Back-end developer", "Without a place"]
    assert "Ben Bo" in page.texts("#proposal-0 .loop li")[-1]
