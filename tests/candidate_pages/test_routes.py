"""What cleo sees through her private link, and what nobody sees through it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.accounts.tokens import token_hash
from app.engines import competencies
from app.store.candidate import Candidate, CandidateLink
from app.store.database import Base, db
from app.store.event import Event
from tests import factories
from tests.databases import BASE_URL
from tests.factories import NOW

TOKEN = "a-private-token-of-cleo"
HERE = "/your-interviews"
STYLE = Path(__file__).parents[2] / "static" / "css" / "candidate.css"


def make_link(application, token=TOKEN, made_by=None, **columns):
    columns = {"created_at": NOW, "expires_at": NOW + timedelta(days=60)} | columns
    return factories.keep(
        CandidateLink(
            application=application,
            token_hash=token_hash(token),
            made_by_id=made_by.id if made_by else None,
            **columns,
        )
    )


@pytest.fixture
def application(cast):
    role = factories.make_role(hiring_manager=cast.hugo)
    return factories.make_application(cast.cleo, role)


@pytest.fixture
def interview(cast, application):
    """Tomorrow at 15:00 in Lisbon, with ivo in Berlin and hugo."""
    interview = factories.make_interview(
        application,
        cast.ivo,
        cast.hugo,
        starts_at=NOW + timedelta(days=1, hours=6),
        minutes=75,
        video_url="https://video.example.com/room-7",
    )
    interview.kit.preparation = "Bring a laptop.\nNothing else is needed."
    return factories.keep(interview)


@pytest.fixture
def link(application, cast):
    return make_link(application, made_by=cast.rita)


@pytest.fixture
def cleo(browser, link):
    """Cleo's phone, arrived by her link."""
    phone = browser()
    phone.get(f"/c/{TOKEN}")
    return phone


# Arriving


def test_the_link_leads_to_an_address_without_the_token(browser, link):
    page = browser().get(f"/c/{TOKEN}")
    assert (page.status, page.location, page.headers["Referrer-Policy"]) == (302, HERE, "no-referrer")


def test_the_token_goes_into_one_cookie_that_scripts_cannot_read(browser, link):
    cookies = browser().get(f"/c/{TOKEN}").headers.getlist("Set-Cookie")
    parts = [set(cookie.split("; ")[1:]) for cookie in cookies]
    assert [cookie.split("; ")[0] for cookie in cookies] == [f"your-interviews={TOKEN}"]
    until_the_link_runs_out = f"Max-Age={60 * 24 * 60 * 60}"
    assert [part - {p for p in part if p.startswith("Expires=")} for part in parts] == [
        {"HttpOnly", "Path=/your-interviews", "SameSite=Lax", until_the_link_runs_out}
        | ({"Secure"} if BASE_URL.startswith("https") else set())
    ]


def test_the_page_sets_no_cookie_and_names_the_token_nowhere(cleo, interview):
    for url in (HERE, f"{HERE}/time-zone"):
        page = cleo.get(url)
        assert page.headers.getlist("Set-Cookie") == []
        assert (TOKEN in page.text, page.headers["Referrer-Policy"]) == (False, "no-referrer")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_arriving_and_looking_change_nothing(browser, link, interview, method):
    before = everything()
    scanner = browser()
    assert [scanner.open(method, url).status for url in (f"/c/{TOKEN}", HERE, f"{HERE}/calendar.ics")] == [
        302,
        200,
        200,
    ]
    assert everything() == before


def test_a_link_that_was_sent_on_opens_in_a_second_browser_until_it_is_revoked(
    browser, cleo, link, interview
):
    friend = browser()
    friend.get(f"/c/{TOKEN}")
    assert friend.get(HERE).status == 200
    link.revoked_at = NOW
    db.session.commit()
    assert [b.get(HERE).status for b in (friend, cleo)] == [410, 410]
    assert browser().get(f"/c/{TOKEN}").status == 410


@pytest.mark.parametrize("columns", [{"revoked_at": NOW}, {"expires_at": NOW}])
def test_a_link_that_is_no_longer_good_says_whom_to_ask(browser, cast, application, interview, columns):
    make_link(application, made_by=cast.rita, **columns)
    page = browser().get(f"/c/{TOKEN}")
    assert (page.status, page.h1) == (410, "This link is no longer valid")
    assert "Ask Rita Reyes (rita.reyes@example.com) for a new one." in page.words
    assert ("Cleo" in page.words, page.headers.getlist("Set-Cookie")) == (False, [])


@pytest.mark.parametrize("token", ["guessed", "%00", "%F0%9F%92%A9", "x" * 3000, "%ED%A0%80", TOKEN.upper()])
def test_a_guessed_token_opens_nothing(browser, link, token):
    page = browser().get(f"/c/{token}")
    assert (page.status, "ask the person who wrote to you for a new one" in page.words) == (410, True)


def test_without_the_link_there_is_no_page(browser, link, interview):
    stranger = browser()
    urls = (HERE, f"{HERE}/time-zone", f"{HERE}/calendar.ics", f"{HERE}/{interview.id}/calendar.ics")
    assert [stranger.get(url).status for url in urls] == [410] * 4
    assert stranger.post(f"{HERE}/time-zone", {"zone": "UTC"}).status == 410


def test_the_link_opens_nothing_of_the_portal(cleo, cast, application, interview):
    for url in ("/", f"/interviews/{interview.id}", f"/applications/{application.id}/debrief"):
        assert cleo.get(url).location.startswith("/sign-in")


def test_staff_get_in_by_a_link_alone(browser, cast, link, interview):
    assert browser(cast.rita).get(HERE).status == 410


# The letter


def test_cleo_reads_what_happens_when_with_whom_and_how_to_prepare(cleo, interview):
    page = cleo.get(HERE)
    assert page.h1 == "Your interviews for Back-end developer"
    assert page.texts(".timetable li > p") == [
        "Tue 24 Nov 2026 Tomorrow",
        "15:00 to 16:15",
        "Lisbon time, 1 h 15 min",
        "16:00 to 17:15 in Berlin, where Ivo Ivanov is",
        "Stage 1",
        "Add to calendar : Stage 1",
    ]
    names = [competencies.get(question.competency).name for question in interview.kit.questions]
    assert page.texts(".timetable dd") == [
        "Ivo Ivanov, interviewer Hugo Haas, hiring manager for this role",
        "https://video.example.com/room-7",
        ", ".join(names),
        "Bring a laptop. Nothing else is needed.",
    ]
    assert page.links()["rita.reyes@example.com"] == "mailto:rita.reyes@example.com"


def test_nothing_of_questions_scores_colleagues_or_others_is_on_any_page(cleo, cast, application, interview):
    application.debrief_opened_reason = "thrush reason"
    cast.cleo.notes = "thrush note"
    interview.kit.instructions = "thrush instructions"
    for question in interview.kit.questions:
        question.text, question.probes = "thrush question", ["thrush probe"]
        question.responsibilities = [dict(served, text="thrush duty") for served in question.responsibilities]
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1, evidence="thrush evidence")
    factories.make_interview(
        factories.make_application(factories.make_candidate("Thrush Smith"), application.role),
        cast.ines,
        kit=interview.kit,
    )
    cancelled = factories.make_interview(application, kit=interview.kit, starts_at=NOW + timedelta(days=2))
    cancelled.cancelled_at, cancelled.cancelled_reason = NOW, "thrush cancelled"
    db.session.commit()
    urls = (HERE, f"{HERE}/time-zone", f"{HERE}/calendar.ics", f"{HERE}/{interview.id}/calendar.ics")
    for url in urls:
        page = cleo.get(url)
        assert (page.status, "thrush" in page.data.decode().lower()) == (200, False)
        assert [
            s for s in page.statements if re.search(r"scorecard|rating|decision|kit_question\.text", s)
        ] == []


def test_her_page_is_the_same_byte_for_byte_whatever_was_rated(cleo, cast, interview):
    before = [cleo.get(url).data for url in (HERE, f"{HERE}/calendar.ics")]
    factories.submit(factories.scorecard_of(interview, cast.ivo), 1, None, recommendation=1)
    assert [cleo.get(url).data for url in (HERE, f"{HERE}/calendar.ics")] == before


def test_the_page_stands_alone_without_script_navigation_or_sign_in(cleo, interview):
    page = cleo.get(HERE)
    assert (page.all("script"), page.all("nav"), page.all("form")) == ([], [], [])
    assert [link["href"].partition("?")[0] for link in page.all("link[rel=stylesheet]")] == [
        "/static/css/candidate.css"
    ]


def test_with_its_style_sheet_it_is_small_even_with_six_interviews(cleo, cast, application, interview):
    for day in range(2, 7):
        factories.make_interview(
            application, cast.ivo, cast.hugo, kit=interview.kit, starts_at=NOW + timedelta(days=day)
        )
    page = cleo.get(HERE)
    assert len(page.all(".timetable > li")) == 6
    assert len(page.data) + STYLE.stat().st_size < 30_000


def test_a_cancelled_interview_says_so_and_what_to_do(cleo, cast, application, interview):
    interview.cancelled_at, interview.cancelled_reason = NOW, "She was too slow"
    db.session.commit()
    page = cleo.get(HERE)
    assert page.texts(".cancelled > p")[-2:] == [
        "Stage 1: cancelled",
        "There is nothing you need to do. Rita Reyes will write to you about what happens next.",
    ]
    assert not page.has(".cancelled a")
    factories.make_interview(application, cast.ivo, kit=interview.kit, starts_at=NOW + timedelta(days=3))
    assert cleo.get(HERE).texts(".cancelled > p")[-1] == (
        "There is nothing you need to do: the new time stands on this page."
    )


def test_what_is_over_stands_below_in_one_line(cleo, cast, clock, interview):
    clock.move(days=3)
    page = cleo.get(HERE)
    assert (page.has(".timetable"), page.texts("ul.plain li")) == (
        False,
        ["Tue 24 Nov 2026, 15:00: Stage 1, with Ivo Ivanov and Hugo Haas"],
    )


def test_before_anything_is_booked_the_letter_says_who_will_write(cleo):
    assert "Nothing is booked yet. Rita Reyes will write to you" in cleo.get(HERE).words


def test_a_withdrawn_application_says_so(cleo, application, interview):
    application.withdrawn_at = NOW
    db.session.commit()
    assert cleo.get(HERE).texts(".note") == ["Your application was withdrawn. Rita Reyes can tell you more."]


def test_where_the_maker_of_the_link_has_left_a_coordinator_is_named(cleo, cast, interview):
    factories.make_person("Ruth Rao", "coordinator")
    cast.rita.disabled_at = NOW
    db.session.commit()
    assert cleo.get(HERE).links()["ruth.rao@example.com"] == "mailto:ruth.rao@example.com"


def test_an_interview_past_midnight_and_past_a_change_of_the_clocks_says_so(
    cleo, cast, clock, application, interview
):
    interview.cancelled_at = NOW
    clock.move(NOW.replace(month=3, day=26, year=2027))
    link = application.links[0]
    link.expires_at = NOW.replace(year=2028)
    starts_at = NOW.replace(year=2027, month=3, day=29, hour=22, minute=30)
    factories.make_interview(application, kit=interview.kit, starts_at=starts_at)
    page = cleo.get(HERE)
    assert page.texts(".timetable li:last-child > p")[:4] == [
        "Mon 29 Mar 2027 In 3 days",
        "23:30 to 00:30",
        "Lisbon time, 1 h, until Tue 30 Mar 2027",
        "The clocks of Lisbon change on Sun 28 Mar 2027, before this interview. The time here is already right.",
    ]


def test_only_an_address_of_the_web_becomes_a_link(cleo, interview):
    interview.video_url = "javascript:alert(1)"
    db.session.commit()
    page = cleo.get(HERE)
    assert ("javascript:alert(1)" in page.words, "javascript:alert(1)" in page.links().values()) == (
        True,
        False,
    )


def test_the_number_of_queries_does_not_depend_on_the_number_of_interviews(
    cleo, cast, application, interview
):
    one = len(cleo.get(HERE).statements)
    for day in (2, 3):
        stage = factories.make_stage(application.role.interview_plan, position=day)
        kit = factories.make_kit(stage)
        factories.make_interview(
            application, cast.ivo, cast.ines, kit=kit, starts_at=NOW + timedelta(days=day)
        )
    page = cleo.get(HERE)
    assert (len(page.all(".timetable > li")), len(page.statements)) == (3, one)


# The calendar


def test_the_calendar_holds_her_sessions_and_no_link_into_the_portal(cleo, interview):
    page = cleo.get(f"{HERE}/{interview.id}/calendar.ics")
    text = page.data.decode()
    assert (page.status, page.headers["Content-Type"], text.count("BEGIN:VEVENT")) == (
        200,
        "text/calendar; charset=utf-8",
        1,
    )
    assert ("DTSTART:20261124T150000Z" in text, BASE_URL in text) == (True, False)


def test_the_whole_calendar_cancels_what_was_cancelled(cleo, cast, application, interview):
    interview.cancelled_at = NOW
    db.session.commit()
    factories.make_interview(application, cast.ines, kit=interview.kit, starts_at=NOW + timedelta(days=3))
    text = cleo.get(f"{HERE}/calendar.ics").data.decode()
    assert re.findall(r"STATUS:(\w+)", text) == ["CANCELLED", "CONFIRMED"]


def test_another_candidates_interview_is_not_there(cleo, cast, application, interview):
    other = factories.make_interview(
        factories.make_application(role=application.role), cast.ines, kit=interview.kit
    )
    assert [cleo.get(f"{HERE}/{number}/calendar.ics").status for number in (other.id, 999_999)] == [404, 404]


# The time zone


def test_cleo_chooses_her_zone_and_the_history_knows(cleo, cast, interview):
    cleo.get(f"{HERE}/time-zone")
    assert cleo.submit("form", zone="Asia/Tokyo").location == HERE
    page = cleo.get(HERE)
    assert page.texts(".timetable li > p")[:3] == [
        "Wed 25 Nov 2026 In 2 days",
        "00:00 to 01:15",
        "Tokyo time, 1 h 15 min",
    ]
    event = db.session.scalars(select(Event).where(Event.name == "candidate.zone_chosen")).one()
    assert (event.by_id, event.candidate_id, event.details) == (
        None,
        cast.cleo.id,
        {"who": "The candidate", "zone": "Asia/Tokyo"},
    )
    cleo.get(f"{HERE}/time-zone")
    cleo.submit("form")
    assert count_of(Event) == 1  # the same again is no change


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "\x00", "x" * 5000])
def test_a_zone_that_does_not_exist_is_refused_beside_its_field(cleo, cast, zone):
    cleo.get(f"{HERE}/time-zone")
    page = cleo.submit("form", zone=zone)
    assert (page.status, page.texts("#zone-error")) == (
        422,
        ["There is no time zone of this name. Choose one from the list."],
    )
    assert db.session.get(Candidate, cast.cleo.id).zone == "Europe/Lisbon"


@pytest.mark.parametrize("token", [None, "", "forged", "ü"])
def test_a_form_of_another_site_changes_nothing(cleo, cast, token):
    data = {"zone": "Asia/Tokyo"} | ({} if token is None else {"csrf_token": token})
    assert cleo.post(f"{HERE}/time-zone", data, csrf=False).status == 422
    assert db.session.get(Candidate, cast.cleo.id).zone == "Europe/Lisbon"


def test_the_form_of_one_visit_is_no_good_in_another(browser, cleo, cast, application):
    other = factories.make_application(factories.make_candidate("Dora Dahl"), application.role)
    make_link(other, token="doras-token")
    dora = browser()
    dora.get("/c/doras-token")
    stolen = cleo.get(f"{HERE}/time-zone").one("input[name=csrf_token]")["value"]
    assert dora.post(f"{HERE}/time-zone", {"zone": "UTC", "csrf_token": stolen}).status == 422


def everything():
    return {table.name: db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables}


def count_of(model):
    return db.session.scalar(select(func.count()).select_from(model))
