"""Home answers "what now?" for each kind of person, and tells nobody what they must not know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.store.database import db
from app.store.decision import Decision
from app.store.scorecard import Scorecard
from tests.conftest import Clock
from tests.factories import (
    NOW,
    Cast,
    keep,
    make_application,
    make_candidate,
    make_interview,
    make_person,
    make_plan,
    make_role,
    scorecard_of,
    submit,
)
from tests.page import Browser, Page

Open = Callable[..., Browser]


def primary(page: Page) -> list[str]:
    return page.texts("main .button-primary")


def rows(page: Page, section: str) -> list[str]:
    return page.texts(f"#{section} li")


def test_an_interviewer_sees_the_next_interview_with_its_countdown(browser: Open, cast: Cast) -> None:
    interview = make_interview(make_application(cast.cleo), cast.ines, starts_at=NOW + timedelta(minutes=50))
    later = make_interview(make_application(), cast.ines, starts_at=NOW + timedelta(days=2))
    make_interview(make_application(), cast.ines, starts_at=NOW + timedelta(days=9))
    page = browser(cast.ines).get("/")
    assert page.texts(".next-count") == ["in 50 min"]
    assert page.one(".next time[data-countdown]")["datetime"] == interview.starts_at.isoformat()
    assert "Cleo Clarke, Stage 1 for Back-end developer" in page.one(".next").get_text(
        " ", strip=True
    ).replace(" ,", ",")
    assert "Mon 23 Nov 2026, 04:50 to 05:50 New York" in " ".join(page.one(".next").get_text(" ").split())
    assert primary(page) == ["Open the scorecard"]
    assert page.one("main .button-primary")["href"] == f"/scorecards/{scorecard_of(interview, cast.ines).id}"
    assert page.texts("#week .agenda-what strong") == [later.application.candidate.name]


def test_an_interview_that_runs_is_still_the_next_thing(browser: Open, cast: Cast, clock: Clock) -> None:
    interview = make_interview(None, cast.ines)
    clock.move(to=interview.starts_at + timedelta(minutes=14))
    assert browser(cast.ines).get("/").texts(".next-count") == ["Began 14 min ago"]


def test_owed_scorecards_stand_oldest_first_and_come_before_a_distant_interview(
    browser: Open, cast: Cast
) -> None:
    make_interview(
        make_application(make_candidate("Newer Name")), cast.ines, starts_at=NOW - timedelta(hours=2)
    )
    make_interview(
        make_application(make_candidate("Older Name")), cast.ines, starts_at=NOW - timedelta(days=2)
    )
    done = make_interview(
        make_application(make_candidate("Done Name")), cast.ines, starts_at=NOW - timedelta(days=3)
    )
    submit(scorecard_of(done, cast.ines), 3, 3)
    make_interview(None, cast.ines, starts_at=NOW + timedelta(hours=5))
    page = browser(cast.ines).get("/")
    assert page.texts("#owed .item-main strong") == ["Older Name", "Newer Name"]
    assert primary(page) == ["Write it the scorecard for Older Name"]


def test_cancelled_interviews_and_withdrawn_cards_ask_for_nothing(browser: Open, cast: Cast) -> None:
    past, future = NOW - timedelta(days=1), NOW + timedelta(days=1)
    for starts_at in (past, future):
        make_interview(None, cast.ines, starts_at=starts_at, cancelled_at=NOW)
        replaced = make_interview(None, cast.ines, starts_at=starts_at + timedelta(hours=3))
        scorecard_of(replaced, cast.ines).withdrawn_at = NOW
    db.session.commit()
    page = browser(cast.ines).get("/")
    assert not page.has(".next") and not page.has("#owed") and not page.has("#week")
    assert page.texts(".empty h2") == ["Nothing for you to do now"]


def test_an_interviewer_sees_nothing_of_other_peoples_work(browser: Open, cast: Cast) -> None:
    make_interview(make_application(cast.cleo), cast.ivo)
    page = browser(cast.otto).get("/")
    assert "Cleo" not in page.words
    assert not page.has("#stuck") and not page.has("#soon") and not page.has("#roles")


def test_a_coordinator_sees_what_is_stuck(browser: Open, cast: Cast) -> None:
    role = make_role("Developer")
    plan = make_plan(role, stages=2)
    half = make_application(make_candidate("Half Booked"), role)
    kit_stage = plan.stages[0]
    make_interview(half, cast.ivo, starts_at=NOW - timedelta(hours=3))
    make_application(make_candidate("Not Booked"), role)
    make_application(make_candidate("Gone Away"), role, withdrawn_at=NOW)
    make_role("Analyst")
    make_plan(make_role("Designer"), questions=0)
    page = browser(cast.rita).get("/")
    assert page.texts("#stuck h3") == [
        "Scorecards overdue",
        "Not booked yet",
        "Roles without stages",
        "Stages without questions",
    ]
    assert page.texts("#stuck .item-main") == [
        "Ivo Ivanov owes a scorecard Stage 1 with Half Booked, Developer",
        "Half Booked Developer: Stage 2",
        "Not Booked Developer: Stage 1, Stage 2 (nothing is booked)",
        "Analyst Mid-level",
        "Stage 1 Designer",
    ]
    assert kit_stage.name == "Stage 1"
    assert len(primary(page)) == 1


def test_a_card_is_overdue_an_hour_after_its_interview(browser: Open, cast: Cast, clock: Clock) -> None:
    interview = make_interview(None, cast.ivo)
    clock.move(to=interview.ends_at + timedelta(minutes=59))
    assert "Ivo Ivanov owes" not in browser(cast.rita).get("/").words
    clock.move(minutes=1)
    assert "Ivo Ivanov owes" in browser(cast.rita).get("/").words


def test_decided_applications_and_archived_roles_are_not_stuck(browser: Open, cast: Cast) -> None:
    plan = make_plan(make_role(hiring_manager_id=cast.hugo.id))
    decided = make_application(None, plan.role)
    keep(
        Decision(
            application=decided, outcome="offer", reasons="Sound", decided_by_id=cast.hugo.id, decided_at=NOW
        )
    )
    archived = make_plan(make_role(archived_at=NOW), questions=0)
    make_application(None, archived.role)
    assert not browser(cast.rita).get("/").has("#stuck")


def test_a_coordinator_sees_the_next_day_and_no_more(browser: Open, cast: Cast) -> None:
    make_interview(make_application(cast.cleo), cast.ivo, starts_at=NOW + timedelta(hours=23))
    make_interview(
        make_application(make_candidate("Too Late")), cast.ivo, starts_at=NOW + timedelta(hours=25)
    )
    make_interview(
        make_application(make_candidate("Not Held")),
        cast.otto,
        starts_at=NOW + timedelta(hours=2),
        cancelled_at=NOW,
    )
    assert browser(cast.rita).get("/").texts("#soon .agenda-what strong") == ["Cleo Clarke"]


def test_a_coordinator_who_owes_a_card_is_not_told_who_else_does(
    browser: Open, cast: Cast, clock: Clock
) -> None:
    """Also not by what is left out: nine others are late, and one more of hers would not show as an eleventh."""
    hers = make_interview(make_application(cast.cleo), cast.rita, cast.ivo)
    clock.move(to=hers.ends_at + timedelta(hours=2))
    rita = browser(cast.rita)
    assert "Ivo Ivanov" not in rita.get("/").words
    submit(scorecard_of(hers, cast.rita), 3, 3)
    assert "Ivo Ivanov owes" in rita.get("/").words


@pytest.mark.parametrize("early", [False, True])
def test_a_hiring_manager_sees_what_is_ready_for_a_decision(browser: Open, cast: Cast, early: bool) -> None:
    role = make_role("Developer", hiring_manager_id=cast.hugo.id)
    application = make_application(cast.cleo, role)
    interview = make_interview(application, cast.ivo, cast.ines, starts_at=NOW - timedelta(days=1))
    submit(scorecard_of(interview, cast.ivo), 3, 3)
    hugo = browser(cast.hugo)
    assert not hugo.get("/").has("#decisions")
    if early:
        application.debrief_opened_at = NOW
        db.session.commit()
    else:
        submit(scorecard_of(interview, cast.ines), 3, 3)
    page = hugo.get("/")
    assert page.texts("#decisions .item-main") == ["Cleo Clarke Developer"]
    assert page.one("main .button-primary")["href"] == f"/applications/{application.id}/debrief"


def test_an_interview_to_come_keeps_the_decision_waiting(browser: Open, cast: Cast) -> None:
    application = make_application(cast.cleo, make_role(hiring_manager_id=cast.hugo.id))
    held = make_interview(application, cast.ivo, starts_at=NOW - timedelta(days=1))
    submit(scorecard_of(held, cast.ivo), 3, 3)
    make_interview(application, cast.ines, starts_at=NOW + timedelta(days=1))
    assert not browser(cast.hugo).get("/").has("#decisions")


def test_a_hiring_manager_who_owes_a_card_is_not_told_that_the_rest_is_in(browser: Open, cast: Cast) -> None:
    application = make_application(
        cast.cleo, make_role(hiring_manager_id=cast.hugo.id), debrief_opened_at=NOW
    )
    held = make_interview(application, cast.ivo, cast.hugo, starts_at=NOW - timedelta(days=1))
    submit(scorecard_of(held, cast.ivo), 3, 3)
    assert not browser(cast.hugo).get("/").has("#decisions")


def test_a_hiring_manager_sees_how_far_each_of_their_roles_is(browser: Open, cast: Cast) -> None:
    role = make_role("Developer", hiring_manager_id=cast.hugo.id)
    make_role("Not his")
    one, two = make_application(None, role), make_application(None, role)
    make_application(None, role, withdrawn_at=NOW)
    for application, hours in ((one, -30), (one, 30), (two, 40)):
        make_interview(application, starts_at=NOW + timedelta(hours=hours))
    make_interview(two, starts_at=NOW + timedelta(hours=50), cancelled_at=NOW)
    keep(
        Decision(
            application=one, outcome="offer", reasons="Sound", decided_by_id=cast.hugo.id, decided_at=NOW
        )
    )
    page = browser(cast.hugo).get("/")
    assert [cell.get_text(strip=True) for cell in page.all("#roles tbody th, #roles tbody td")] == [
        "Developer",
        "2",
        "1",
        "2",
        "1",
    ]


def test_an_empty_portal_shows_its_first_steps(browser: Open, app: object) -> None:
    both = make_person("Ada", "administrator", "coordinator")
    page = browser(both).get("/")
    assert page.texts("#steps li .item-main") == [
        "Invite someone who coordinates",
        "Invite the people who interview",
        "Make a role from its document",
        "Plan its stages and their questions",
        "Add a candidate",
        "Book the first interview",
    ]
    assert page.texts("#steps .mark") == ["Done", "To do", "To do", "To do", "To do", "To do"]


def test_an_administrator_sees_people_and_nothing_of_the_hiring(browser: Open, cast: Cast) -> None:
    make_interview(make_application(cast.cleo), cast.ivo)
    page = browser(cast.ada).get("/")
    assert page.texts("#people dd") == ["6", "0"]
    assert "Cleo" not in page.words
    assert primary(page) == ["Invite someone"]


def test_someone_of_no_kind_sees_a_home_all_the_same(browser: Open, app: object) -> None:
    assert browser(make_person("Nobody Yet")).get("/").h1 == "Home"


def test_home_takes_as_many_queries_for_three_of_everything_as_for_one(browser: Open, cast: Cast) -> None:
    everything = make_person("Eve Ryman", "administrator", "coordinator", "hiring_manager", "interviewer")
    counts = []
    for number in range(3):
        days = timedelta(days=number)
        role = make_role(hiring_manager_id=everything.id)
        make_plan(role, stages=2)
        for application, person, starts_at in (
            (make_application(None, role), everything, NOW - timedelta(days=10) + days),
            (make_application(None, role), everything, NOW + timedelta(hours=2 + 2 * number)),
            (make_application(None, role), cast.ivo, NOW - timedelta(days=20) + days),
        ):
            make_interview(application, person, starts_at=starts_at)
        ready = make_interview(
            make_application(None, role), cast.otto, starts_at=NOW - timedelta(days=30) + days
        )
        submit(scorecard_of(ready, cast.otto), 3, 3)
        make_role()
        make_plan(make_role(), questions=0)
        page = browser(everything).get("/")
        for section in ("owed", "decisions", "stuck", "soon", "roles"):
            assert len(page.all(f"#{section} li, #{section} tbody tr")) >= number + 1
        counts.append(len(page.statements))
    assert counts[0] == counts[1] == counts[2] <= 25


def test_a_long_list_says_that_there_is_more(browser: Open, cast: Cast) -> None:
    plan = make_plan()
    for _ in range(12):
        make_application(None, plan.role)
    page = browser(cast.rita).get("/")
    assert len(page.all("#stuck li")) == 10
    assert page.links()["There are more: see all candidates"] == "/candidates"
    assert db.session.query(Scorecard).count() == 0


def test_what_is_hidden_takes_no_place_in_a_list(browser: Open, cast: Cast) -> None:
    """Eleven others are late: ten are shown and one is "more", whatever is late where rita still owes a card."""
    make_interview(None, cast.rita, cast.ivo, starts_at=NOW - timedelta(days=30))
    for days in range(1, 12):
        make_interview(None, cast.otto, starts_at=NOW - timedelta(days=days))
    page = browser(cast.rita).get("/")
    assert page.texts("#stuck h3")[0] == "Scorecards overdue"
    assert sum("Otto Olsen owes" in row for row in page.texts("#stuck li")) == 10
    assert "There are more: see all interviews" in page.links()
