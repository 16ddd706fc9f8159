"""Candidates as coordinators and hiring managers work with them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.rules import LINK_DAYS
from app.store.candidate import Application, Candidate, CandidateLink
from app.store.database import db
from app.store.message import Message
from tests.factories import (
    NOW,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_person,
    make_plan,
    make_role,
    submit,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def role(cast):
    role = make_role("Back-end developer", hiring_manager=cast.hugo)
    make_plan(role, stages=2)
    return role


@pytest.fixture
def application(cast, role):
    return make_application(cast.cleo, role)


def the_candidate(name):
    return db.session.scalar(select(Candidate).where(Candidate.name == name))


# Adding and editing


def test_rita_adds_a_candidate_with_their_application(browser, cast, role):
    rita = browser(cast.rita)
    rita.get("/candidates/new")
    rita.submit(
        name="Nia Novak", email="Nia@Example.org", phone="+351 1", zone="Europe/Lisbon", role_id=str(role.id)
    )
    nia = the_candidate("Nia Novak")
    assert rita.page.location == f"/candidates/{nia.id}"
    assert (nia.email, nia.zone, [a.role_id for a in nia.applications]) == (
        "nia@example.org",
        "Europe/Lisbon",
        [role.id],
    )
    page = rita.follow()
    assert page.texts(".history li > p:first-child") == [
        "Rita Reyes made the application of Nia Novak for Back-end developer",
        "Rita Reyes added this candidate",
    ]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " "}, "Write a name."),
        ({"name": "x" * 201}, "Field cannot be longer than 200 characters."),
        ({"email": "nobody"}, "Write an email address, such as name@example.com."),
        ({"zone": "Mars/Olympus"}, "There is no time zone of this name. Choose one from the list."),
        ({"role_id": ""}, "Choose a role."),
        ({"role_id": "999999"}, "Not a valid choice."),
        ({"role_id": "²"}, "Choose a role."),
    ],
)
def test_a_faulty_candidate_is_not_added_and_nothing_typed_is_lost(browser, cast, role, typed, says):
    rita = browser(cast.rita)
    rita.get("/candidates/new")
    good = {"name": "Nia Novak", "email": "nia@example.org", "phone": "+351 1", "role_id": str(role.id)}
    page = rita.submit(**good | typed)
    assert (page.status, page.texts("p.error"), the_candidate("Nia Novak")) == (422, [says], None)
    assert page.one("#phone")["value"] == "+351 1"


def test_rita_corrects_an_address_and_the_history_says_what_changed(browser, cast, application):
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}/edit")
    rita.submit(email="cleo@new.example", zone="Asia/Tokyo")
    page = rita.follow()
    assert (
        page.texts(".history li > p:first-child")[0]
        == "Rita Reyes changed the candidate's email address, time zone"
    )
    rita.get(f"/candidates/{cast.cleo.id}/edit")
    rita.submit()
    assert len(rita.follow().all(".history li")) == 1  # saving without a change is no change


# Applications


def test_a_second_application_for_the_same_role_is_refused_by_the_database(browser, cast, role, application):
    rita = browser(cast.rita)
    other = make_role("Data engineer")
    rita.get(f"/candidates/{cast.cleo.id}")
    address = f"/candidates/{cast.cleo.id}/applications"
    assert rita.submit(f'form[action="{address}"]', role_id=str(other.id)).status == 303
    assert rita.post(address, {"role_id": other.id}).status == 409
    assert len(db.session.scalars(select(Application)).all()) == 2


def test_an_application_is_withdrawn_with_a_reason_and_taken_up_again(browser, cast, application):
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}")
    form = f"#withdraw-{application.id} form"
    page = rita.submit(form)
    assert (page.status, page.texts("p.error")) == (422, ["Write the reason."])
    field = f"withdrawal-{application.id}-reason"
    rita.submit(form, **{field: "Took another job"})
    page = rita.follow()
    assert page.texts(f"#application-{application.id} .section-head .mark") == ["Withdrawn"]
    assert page.texts(".history-why") == ["Took another job"]
    assert not [words for words in page.links() if words.startswith("Book")]
    assert rita.post(f"/applications/{application.id}/withdrawal", {field: "Again"}).status == 409
    rita.get(f"/candidates/{cast.cleo.id}")
    rita.submit(f'form[action="/applications/{application.id}/taking-up"]')
    assert not rita.follow().has(f"#application-{application.id} .section-head .mark")


def test_an_application_with_interviews_to_come_cannot_be_withdrawn(browser, cast, application):
    make_interview(application, cast.ivo)
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}")
    page = rita.submit(
        f"#withdraw-{application.id} form", **{f"withdrawal-{application.id}-reason": "Took another job"}
    )
    assert page.status == 422
    assert page.texts("p.error") == ["Interviews are still booked for this application. Cancel them first."]
    assert page.one(f"#withdrawal-{application.id}-reason")["value"] == "Took another job"


# Availability


def add_times(browser, cleo, **typed):
    browser.get(f"/candidates/{cleo.id}")
    return browser.submit("#availability form:not(.inline)", **typed)


def windows_of(cleo):
    db.session.rollback()
    return [
        (w.starts_at.isoformat(), w.ends_at.isoformat())
        for w in db.session.get(Candidate, cleo.id).availabilities
    ]


def test_times_are_read_in_the_candidates_zone(browser, cast, application):
    cast.cleo.zone = "America/New_York"
    db.session.commit()
    add_times(browser(cast.rita), cast.cleo, day="2026-11-24", starts="09:00", ends="12:30")
    assert windows_of(cast.cleo) == [("2026-11-24T14:00:00+00:00", "2026-11-24T17:30:00+00:00")]


def test_several_times_are_added_as_written_and_those_that_touch_become_one(browser, cast, application):
    rita = browser(cast.rita)
    for _twice in range(2):
        page = add_times(rita, cast.cleo, windows="Tue 24 Nov 9-11, 11-12; Thu 14-17")
        assert page.status == 303
    assert windows_of(cast.cleo) == [
        ("2026-11-24T09:00:00+00:00", "2026-11-24T12:00:00+00:00"),
        ("2026-11-26T14:00:00+00:00", "2026-11-26T17:00:00+00:00"),
    ]
    assert len([e for e in rita.follow().texts(".history li") if "is free" in e]) == 1


IS_OVER = "This time is over. Choose one that is still to come."
UNCLEAR = "“whenever” was not understood. Write a day and from when to when, such as Tue 24 Nov 9-12."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Choose a day, or write several times below."),
        ({"day": "2026-11-24", "ends": "10:00"}, "Write from when they are free."),
        ({"day": "2026-11-24", "starts": "x", "ends": "10:00"}, "Not a valid time value."),
        ({"day": "2026-11-24", "starts": "12:00", "ends": "09:00"}, "The end must be later than the start."),
        ({"day": "2026-11-22", "starts": "09:00", "ends": "12:00"}, IS_OVER),
        ({"day": "0001-01-01", "starts": "09:00", "ends": "12:00"}, IS_OVER),
        ({"windows": "whenever"}, UNCLEAR),
    ],
)  # fmt: skip
def test_times_that_cannot_be_are_refused_beside_their_field(browser, cast, application, typed, says):
    page = add_times(browser(cast.rita), cast.cleo, **typed)
    assert (page.status, page.texts("p.error"), windows_of(cast.cleo)) == (422, [says], [])


def test_a_time_that_the_clocks_skip_is_refused(browser, cast, application):
    page = add_times(browser(cast.rita), cast.cleo, day="2027-03-28", starts="01:30", ends="05:00")
    assert page.status == 422
    assert "01:30 does not exist on Sun 28 Mar in Europe/Lisbon" in page.words


def test_a_time_is_removed_once_and_removing_it_twice_is_no_fault(browser, cast, application):
    row = f"#availability-{make_availability(cast.cleo, NOW + HOUR).id}"
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}")
    fields = rita.page.fields("#availability form.inline")
    for _twice in range(2):
        page = rita.htmx_post(f"/candidates/{cast.cleo.id}/availability/removal", fields)
        assert (page.status, page.has("#availability"), page.has(row)) == (200, True, False)
    assert windows_of(cast.cleo) == []


def test_nobody_removes_another_candidates_time(browser, cast, application):
    make_availability(cast.cleo, NOW + HOUR)
    other = make_application(make_candidate("Nia Novak")).candidate
    rita = browser(cast.rita)
    rita.post(
        f"/candidates/{other.id}/availability/removal", {"availability_id": cast.cleo.availabilities[0].id}
    )
    assert len(windows_of(cast.cleo)) == 1


# Private links


def test_a_link_is_shown_once_and_only_its_hash_is_kept(browser, cast, application):
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}")
    page = rita.submit(f'form[action="/applications/{application.id}/links"]')
    address = page.one("#link")["value"]
    token = re.fullmatch(r"http://localhost/c/([\w-]{32})", address)[1]
    link = db.session.scalar(select(CandidateLink))
    assert token not in (link.token_hash, rita.get(f"/candidates/{cast.cleo.id}").text)
    assert (link.expires_at - NOW).days == LINK_DAYS
    assert db.session.scalars(select(Message)).all() == []


def test_the_link_is_mailed_when_asked_for(browser, cast, application):
    rita = browser(cast.rita)
    rita.get(f"/candidates/{cast.cleo.id}")
    page = rita.submit(f'form[action="/applications/{application.id}/links"]', mail="y")
    mail = db.session.scalar(select(Message))
    assert (mail.kind, mail.to_email, mail.subject) == (
        "candidate_link",
        cast.cleo.email,
        "Your interviews for Back-end developer",
    )
    assert page.one("#link")["value"] in mail.body


def test_a_revoked_link_is_revoked_once(browser, cast, application):
    rita = browser(cast.rita)
    rita.post(f"/applications/{application.id}/links")
    link = db.session.scalar(select(CandidateLink))
    for status in (303, 409):
        assert rita.post(f"/candidate-links/{link.id}/revocation").status == status
    assert rita.get(f"/candidates/{cast.cleo.id}").texts("#links .mark") == ["Revoked"]


def test_no_link_is_made_for_a_withdrawn_application(browser, cast, application):
    application.withdrawn_at = NOW
    db.session.commit()
    assert browser(cast.rita).post(f"/applications/{application.id}/links").status == 422
    assert db.session.scalars(select(CandidateLink)).all() == []


# The page and who sees it


def test_the_next_stage_to_book_is_the_one_primary_action(browser, cast, application):
    make_interview(application, cast.ivo)
    page = browser(cast.rita).get(f"/candidates/{cast.cleo.id}")
    assert page.texts(".page-actions .button-primary") == ["Book Stage 2"]
    assert page.texts(".agenda-what > a, .agenda-what > small:only-of-type") == ["Stage 1", "not booked"]


def test_interviewers_and_strangers_find_no_candidates(browser, cast, application):
    make_interview(application, cast.ivo)
    for person in (cast.ivo, cast.otto):
        assert browser(person).get(f"/candidates/{cast.cleo.id}").status == 404
        assert browser(person).get("/candidates").status == 403
    assert browser(make_person("Hanna", "hiring_manager")).get(f"/candidates/{cast.cleo.id}").status == 404
    assert browser().get(f"/candidates/{cast.cleo.id}").status == 302


def test_hugo_sees_his_candidate_but_not_the_other_role_nor_the_notes(browser, cast, application):
    cast.cleo.notes = "canary in the notes"
    db.session.commit()
    make_application(cast.cleo, make_role("Secret role"))
    page = browser(cast.hugo).get(f"/candidates/{cast.cleo.id}")
    assert page.texts("section h2")[0] == "Back-end developer"
    assert ("Secret role" in page.text, "canary" in page.text, page.has("main form")) == (False, False, False)


@pytest.mark.parametrize("address", ["edit", "applications", "availability", "availability/removal"])
def test_hugo_changes_nothing_about_a_candidate(browser, cast, application, address):
    assert browser(cast.hugo).post(f"/candidates/{cast.cleo.id}/{address}").status == 403


def test_a_coordinator_who_owes_a_card_sees_no_count_of_cards(browser, cast, application):
    interview = make_interview(application, cast.ivo, cast.rita)
    submit(interview.scorecards[0], 4, 4)
    rita = browser(cast.rita)
    for address in (f"/candidates/{cast.cleo.id}", "/candidates"):
        assert "1 of 2" not in rita.get(address).words
    submit(interview.scorecards[1], 2, 2)
    assert "2 of 2 scorecards in" in rita.get(f"/candidates/{cast.cleo.id}").words
    assert rita.get("/candidates").texts('td[data-label="scorecards"]') == ["2 of 2"]


def test_the_candidates_page_asks_as_often_for_three_interviews_as_for_one(browser, cast, role, application):
    rita = browser(cast.rita)

    def count_queries():
        return len(rita.get(f"/candidates/{cast.cleo.id}").statements)

    make_interview(application, cast.ivo, starts_at=NOW + HOUR)
    make_availability(cast.cleo, NOW)
    count_queries()
    one = count_queries()
    for number in (2, 3):
        make_interview(application, cast.ines, cast.otto, starts_at=NOW + timedelta(days=number))
        make_availability(cast.cleo, NOW + timedelta(days=number))
    make_application(cast.cleo, make_plan(stages=3).role)
    assert count_queries() == one


def test_of_two_tabs_the_second_sees_what_the_first_saved_and_keeps_its_own_words(browser, cast):
    make_application(cast.cleo)
    url = f"/candidates/{cast.cleo.id}/edit"
    first, second = browser(cast.rita), browser(cast.rita)
    first.get(url), second.get(url)
    assert first.submit(notes="Prefers mornings").status == 303
    page = second.submit(notes="Cannot travel")
    assert (page.status, page.one("#notes").get_text().strip()) == (409, "Cannot travel")
    assert "Prefers mornings" in page.one(".notice-info").get_text()
    assert second.submit().status == 303
    assert db.session.get(Candidate, cast.cleo.id).notes == "Cannot travel"


def test_a_second_click_adds_no_second_candidate(browser, cast):
    rita, role = browser(cast.rita), make_role()
    rita.get("/candidates/new")
    fields = {"name": "Zoe Zelenka", "email": "Zoe@example.org", "role_id": str(role.id)}
    assert rita.submit(**fields).status == 303
    rita.get("/candidates/new")
    page = rita.submit(**fields)
    assert (page.status, page.one("#email")["value"]) == (409, "Zoe@example.org")
    assert db.session.query(Candidate).filter_by(email="zoe@example.org").count() == 1
