"""Booking, seeing and changing interviews."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.store.database import db
from app.store.interview import Interview
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.scorecard import Scorecard
from tests.factories import (
    NOW,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_person,
    make_plan,
    make_role,
    make_seat,
    make_stage,
    scorecard_of,
    submit,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def role(cast):
    role = make_role("Back-end developer", hiring_manager=cast.hugo)
    make_plan(role, stages=2)
    return role


@pytest.fixture
def stage(cast, role):
    stage = role.interview_plan.stages[0]
    make_seat(stage, cast.ivo, cast.ines, cast.otto, position=1)
    return stage


@pytest.fixture
def application(cast, role, stage):
    return make_application(cast.cleo, role)


def fill(browser, application, stage, *people, **typed):
    """Open the booking page and fill it in for Tuesday at 15:00 Berlin, which suits everybody."""
    browser.get(f"/applications/{application.id}/interviews/new?stage={stage.id}")
    seat = stage.seats[0].id
    return {"day": "2026-11-24", "time": "15:00", f"seat-{seat}": [str(p.id) for p in people]} | typed


def book(browser, application, stage, *people, **typed):
    return browser.submit(
        "#booking", button=f"Book {stage.name}", **fill(browser, application, stage, *people, **typed)
    )


def occupied():
    db.session.rollback()
    rows = db.session.scalars(select(Occupancy).order_by(Occupancy.party_kind, Occupancy.party_id)).all()
    return [(row.party_kind, row.party_id, row.starts_at, row.ends_at) for row in rows]


def findings(page):
    return page.texts("#findings li, #warnings li, #findings > p")


# Booking


def test_rita_books_a_stage(browser, cast, application, stage):
    page = book(
        browser(cast.rita), application, stage, cast.ivo, place="Room 4", video_url="https://meet.example/1"
    )
    interview = db.session.scalar(select(Interview))
    start = NOW + DAY + 5 * HOUR
    assert page.location == f"/interviews/{interview.id}"
    assert (interview.starts_at, interview.minutes, interview.kit.version) == (start, 60, 1)
    assert (interview.place, interview.video_url) == ("Room 4", "https://meet.example/1")
    assert [(seat.user_id, seat.seat_id) for seat in interview.panel] == [(cast.ivo.id, stage.seats[0].id)]
    assert [(card.user_id, card.is_owed) for card in interview.scorecards] == [(cast.ivo.id, True)]
    assert occupied() == [
        (USER, cast.ivo.id, start, start + HOUR),
        (CANDIDATE, cast.cleo.id, start, start + HOUR),
    ]


def test_the_booked_page_tells_when_who_and_where_and_its_history(browser, cast, application, stage):
    rita = browser(cast.rita)
    book(rita, application, stage, cast.ines, place="Room 4")
    page = rita.follow()
    assert page.h1 == "Stage 1 with Cleo Clarke"
    assert page.texts("#facts dd") == [
        "Tue 24 Nov 2026, 15:00 to 16:00 Berlin (1 h) Tue 24 Nov 2026, 14:00 to 15:00 Lisbon",
        "Cleo Clarke",
        "Back-end developer",
        "Ines Iglesias 09:00 New York",
        "Room 4",
        "Version 1",
    ]
    assert page.texts(".history li > p:first-child") == [
        "Rita Reyes booked Stage 1 with Cleo Clarke for Tue 24 Nov 2026, 15:00 to 16:00 Berlin"
    ]


IN_A_GAP = "02:30 does not exist on Sun 28 Mar in Europe/Berlin: the clocks are put forward then."


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"day": ""}, 422, "Choose a day."),
        ({"time": ""}, 422, "Write a time."),
        ({"day": "2027-03-28", "time": "02:30"}, 422, IN_A_GAP),
        ({"zone": "Mars/Olympus"}, 422, "There is no time zone of this name. Choose one from the list."),
        ({"day": "9999-12-31"}, 422, "Choose a day of this century."),
        ({"day": "0001-01-01"}, 422, "Choose a day of this century."),
        ({"minutes": "0"}, 422, "Write minutes, from 5 to 600."),
        ({"minutes": "9" * 30}, 422, "Write minutes, from 5 to 600."),
        ({"video_url": "ftp://meet.example/1"}, 422, "Write a whole link, beginning with https://."),
        ({"place": "x" * 201}, 422, "Field cannot be longer than 200 characters."),
    ],
)  # fmt: skip
def test_a_faulty_booking_is_refused_beside_its_field(browser, cast, application, stage, typed, status, says):
    page = book(browser(cast.rita), application, stage, cast.ivo, **{"place": "Room 4"} | typed)
    assert (page.status, page.texts("p.error"), occupied()) == (status, [says], [])
    assert page.one(f"#seat-{stage.seats[0].id}-{cast.ivo.id}").has_attr("checked")


def test_nobody_or_two_people_in_a_seat_for_one_is_refused(browser, cast, application, stage):
    for people, chosen in (([], "nobody"), ([cast.ivo, cast.ines], "2")):
        page = book(browser(cast.rita), application, stage, *people)
        assert (page.status, findings(page)[0]) == (422, f"The panel needs 1 person; {chosen} chosen.")
    assert occupied() == []


def test_the_same_person_does_not_fill_two_seats(browser, cast, application, stage):
    second = make_seat(stage, cast.ivo, cast.ines, position=2)
    page = book(browser(cast.rita), application, stage, cast.ivo, **{f"seat-{second.id}": str(cast.ivo.id)})
    assert (page.status, findings(page)[0]) == (422, "Ivo Ivanov is chosen for two seats.")


def test_somebody_who_may_not_sit_there_is_refused(browser, cast, application, stage):
    rita = browser(cast.rita)
    data = fill(rita, application, stage, cast.rita, zone="UTC") | {"stage": stage.id}
    page = rita.post(f"/applications/{application.id}/interviews/new", data)
    assert (page.status, occupied()) == (422, [])
    assert "cannot sit in this seat" in page.words


def test_a_busy_panel_member_is_refused_and_nothing_typed_is_lost(browser, cast, application, stage):
    other = make_application(make_candidate("Nia Novak"), application.role)
    make_interview(other, cast.ivo, starts_at=NOW + DAY + 4.5 * HOUR)
    page = book(browser(cast.rita), application, stage, cast.ivo, place="Room 4")
    assert page.status == 409
    assert findings(page)[0] == (
        "Ivo Ivanov is busy then: Stage 1 with Nia Novak, Tue 24 Nov 2026, 14:30 to 15:30 Berlin."
    )
    assert (page.one("#place")["value"], page.one("#time")["value"]) == ("Room 4", "15:00")


def test_a_second_click_on_book_books_once(browser, cast, application, stage):
    rita = browser(cast.rita)
    data = fill(rita, application, stage, cast.ivo, zone="Europe/Berlin") | {"stage": stage.id}
    address = f"/applications/{application.id}/interviews/new"
    assert [rita.post(address, data).status for _click in range(2)] == [303, 409]
    assert len(db.session.scalars(select(Interview)).all()) == 1


def test_a_time_the_candidate_did_not_name_is_booked_only_when_overridden(browser, cast, application, stage):
    make_availability(cast.cleo, NOW + DAY, hours=2)
    rita = browser(cast.rita)
    page = book(rita, application, stage, cast.ivo)
    assert (page.status, page.texts("#warnings li")) == (
        422,
        ["Cleo Clarke did not say that they are free at this time."],
    )
    assert rita.submit("#booking", button="Book Stage 1", accepted="outside").status == 303


def test_accepting_one_warning_does_not_accept_another(browser, cast, application, stage):
    make_availability(cast.cleo, NOW + DAY, hours=2)
    rita = browser(cast.rita)
    data = fill(
        rita, application, stage, cast.ivo, zone="Europe/Berlin", day="2026-11-20", accepted="outside"
    )
    page = rita.post(f"/applications/{application.id}/interviews/new", data | {"stage": stage.id})
    assert (page.status, page.texts("#warnings li")[0], occupied()) == (
        422,
        "This time has passed already.",
        [],
    )


def test_a_stage_without_questions_cannot_be_booked(browser, cast, application, role):
    bare = make_plan(stages=0, role=make_role("Other")).role
    stage = make_stage(bare.interview_plan, questions=0)
    make_seat(stage, cast.ivo)
    page = book(browser(cast.rita), make_application(cast.cleo, bare), stage, cast.ivo)
    assert (page.status, occupied()) == (422, [])
    assert "has no questions yet" in page.words


def test_a_withdrawn_application_books_nothing(browser, cast, application, stage):
    application.withdrawn_at = NOW
    db.session.commit()
    assert book(browser(cast.rita), application, stage, cast.ivo).status == 422


def test_a_stage_without_seats_takes_any_interviewer(browser, cast, application, role):
    second = role.interview_plan.stages[1]
    rita = browser(cast.rita)
    rita.get(f"/applications/{application.id}/interviews/new?stage={second.id}")
    rita.submit(
        "#booking", button="Book Stage 2", day="2026-11-24", time="15:00", **{"seat-0": str(cast.otto.id)}
    )
    interview = db.session.scalar(select(Interview))
    assert [(seat.user_id, seat.seat_id) for seat in interview.panel] == [(cast.otto.id, None)]


def test_a_role_without_a_plan_says_so(browser, cast):
    application = make_application(cast.cleo, make_role("Bare"))
    page = browser(cast.rita).get(f"/applications/{application.id}/interviews/new")
    assert page.texts(".empty h2") == ["No stages to book"]
    assert browser(cast.rita).post(f"/applications/{application.id}/interviews/new").status == 422


# The check before booking


def check(browser, application, stage, *people, **typed):
    data = fill(browser, application, stage, *people, zone="Europe/Berlin", **typed) | {"stage": stage.id}
    return browser.htmx_post(f"/applications/{application.id}/interviews/check", data)


def test_the_check_says_who_is_free_busy_and_in_bed(browser, cast, application, stage):
    other = make_application(make_candidate("Nia Novak"), application.role)
    make_interview(other, cast.ivo, starts_at=NOW + DAY)
    page = check(browser(cast.rita), application, stage, cast.otto, time="10:30")
    assert page.texts("#check label") == [
        "Ines Iglesias Free, but outside the usual hours 04:30 to 05:30 New York",
        "Ivo Ivanov Busy Stage 1 with Nia Novak, Tue 24 Nov 2026, 10:00 to 11:00 Berlin",
        "Otto Olsen Free 10:30 to 11:30 Berlin",
    ]
    assert (page.has("h1"), occupied()[0][1]) == (False, cast.ivo.id)


def test_the_check_shows_the_time_on_the_candidates_clock_too(browser, cast, application, stage):
    page = check(browser(cast.rita), application, stage, cast.ivo)
    assert page.texts("#when") == [
        "Tue 24 Nov 2026, 15:00 to 16:00 Berlin (1 h) Tue 24 Nov 2026, 14:00 to 15:00 Lisbon"
    ]
    assert page.texts("#findings .notice p") == ["Everybody is free and every seat is filled."]


def test_without_javascript_the_check_is_a_button_that_gives_the_whole_page(
    browser, cast, application, stage
):
    rita = browser(cast.rita)
    page = rita.submit(
        "#booking", button="Check this time", **fill(rita, application, stage, cast.ivo, place="Room 4")
    )
    assert (page.status, page.h1, page.one("#place")["value"]) == (200, "Book Stage 1", "Room 4")
    assert page.texts("#findings .notice p") == ["Everybody is free and every seat is filled."]


def test_a_proposal_fills_in_time_and_panel(browser, cast, application, stage):
    make_availability(cast.cleo, NOW + DAY + 5 * HOUR, hours=2)
    rita = browser(cast.rita)
    page = rita.get(f"/applications/{application.id}/interviews/new")
    assert page.texts("#proposals a") == ["Tue 24 Nov 2026, 15:00", "Tue 24 Nov 2026, 16:00"]
    page = rita.get(page.one("#proposals li:first-child a")["href"])
    assert (page.one("#day")["value"], page.one("#time")["value"]) == ("2026-11-24", "15:00")
    assert [tag["value"] for tag in page.all("#check [checked]")] == [str(cast.ivo.id)]
    assert rita.submit("#booking", button="Book Stage 1").status == 303


@pytest.mark.parametrize(
    "query", ["at=x", "at=0001-01-01T00:00:00%2B14:00", "stage=x&seat-1=x", "stage=99999999999999"]
)
def test_a_mistyped_address_still_opens_the_page(browser, cast, application, stage, query):
    assert browser(cast.rita).get(f"/applications/{application.id}/interviews/new?{query}").status == 200


# Changing


@pytest.fixture
def interview(cast, application, stage):
    """Tuesday 10:00 Berlin with Ivo, in the stage's seat."""
    interview = make_interview(application, cast.ivo, cast.rita, place="Room 4")
    interview.panel[0].seat = stage.seats[0]
    db.session.commit()
    return interview


def change(browser, interview, what, **typed):
    browser.get(f"/interviews/{interview.id}")
    return browser.submit(f"#{what} form", **{f"{what}-{name}": value for name, value in typed.items()})


def again(interview):
    db.session.rollback()
    return db.session.get(Interview, interview.id)


def test_rita_moves_an_interview_with_everybodys_time(browser, cast, interview):
    rita = browser(cast.rita)
    page = change(rita, interview, "move", day="2026-11-25", time="11:00", minutes="90", reason="Ivo is ill")
    assert page.status == 303
    start = NOW + 2 * DAY + HOUR
    assert (again(interview).starts_at, interview.minutes, interview.revision) == (start, 90, 1)
    assert {row[2:] for row in occupied()} == {(start, start + 1.5 * HOUR)}
    page = rita.follow()
    assert page.texts(".history li > p:first-child") == [
        (
            "Rita Reyes moved Stage 1 with Cleo Clarke from Tue 24 Nov 2026, 10:00 to 11:00 Berlin "
            "to Wed 25 Nov 2026, 11:00 to 12:30 Berlin"
        )
    ]
    assert page.texts(".history-why") == ["Ivo is ill"]


def test_a_move_within_its_own_time_is_no_double_booking(browser, cast, interview):
    page = change(browser(cast.rita), interview, "move", day="2026-11-24", time="10:30", reason="Lunch")
    assert (page.status, again(interview).starts_at) == (303, NOW + DAY + HOUR / 2)


def test_a_move_onto_another_interview_is_refused(browser, cast, application, interview):
    other = make_application(make_candidate("Nia Novak"), application.role)
    make_interview(other, cast.ivo, starts_at=NOW + 2 * DAY)
    page = change(browser(cast.rita), interview, "move", day="2026-11-25", time="10:30", reason="Ivo is ill")
    assert (page.status, again(interview).starts_at) == (409, NOW + DAY)
    assert "Ivo Ivanov is busy then: Stage 1 with Nia Novak" in page.words
    assert page.one("#move-reason")["value"] == "Ivo is ill"


def test_a_move_beyond_the_availability_is_made_only_when_overridden(browser, cast, interview):
    make_availability(cast.cleo, NOW)
    rita = browser(cast.rita)
    typed = {"day": "2026-11-25", "time": "11:00", "reason": "Ivo is ill"}
    assert change(rita, interview, "move", **typed).status == 422
    assert rita.submit("#move form", **{"move-accepted": "outside"}).status == 303


def test_cancelling_frees_everybody_and_asks_for_no_card(browser, cast, interview):
    submit(scorecard_of(interview, cast.rita), 4, 4)
    rita = browser(cast.rita)
    assert change(rita, interview, "cancel", reason="Cleo is ill").status == 303
    assert (occupied(), again(interview).revision, interview.cancelled_reason) == ([], 1, "Cleo is ill")
    assert [(card.is_owed, card.withdrawn_at is None) for card in interview.scorecards] == [
        (False, False),
        (False, True),
    ]
    page = rita.follow()
    assert (page.texts(".page-state"), page.has("#change")) == (["Cancelled"], False)


def test_every_change_asks_for_a_reason(browser, cast, interview):
    for what in ("move", "cancel", "place", "replace"):
        page = change(browser(cast.rita), interview, what, reason=" ")
        assert (page.status, page.one(f"#{what}").has_attr("open")) == (422, True)
        assert page.one(f"#{what}-reason-error").get_text(strip=True) == "Write the reason."
    assert again(interview).revision == 0


def test_ivo_is_replaced_by_ines(browser, cast, interview):
    rita = browser(cast.rita)
    typed = {"leaves": str(cast.ivo.id), "comes": str(cast.ines.id), "reason": "Ivo is ill"}
    assert change(rita, interview, "replace", **typed).status == 303
    assert [(seat.user_id, seat.seat_id is None) for seat in again(interview).panel] == [
        (cast.ines.id, False),
        (cast.rita.id, True),
    ]
    assert {card.user_id: card.is_owed for card in interview.scorecards} == {
        cast.ivo.id: False,
        cast.rita.id: True,
        cast.ines.id: True,
    }
    assert [party for kind, party, *_ in occupied() if kind == USER] == sorted([cast.rita.id, cast.ines.id])
    assert browser(cast.ivo).get(f"/interviews/{interview.id}").status == 404
    assert browser(cast.ines).get(f"/interviews/{interview.id}").status == 200


def test_ivo_comes_back_to_the_card_he_had(browser, cast, interview):
    rita = browser(cast.rita)
    for leaves, comes in ((cast.ivo, cast.ines), (cast.ines, cast.ivo)):
        typed = {"leaves": str(leaves.id), "comes": str(comes.id), "reason": "As they asked"}
        assert change(rita, interview, "replace", **typed).status == 303
    cards = db.session.scalars(select(Scorecard).where(Scorecard.user_id == cast.ivo.id)).all()
    assert [card.is_owed for card in cards] == [True]


def test_a_card_handed_in_stays_when_its_owner_leaves(browser, cast, interview):
    submit(scorecard_of(interview, cast.ivo), 4, 4)
    typed = {"leaves": str(cast.ivo.id), "comes": str(cast.ines.id), "reason": "Second half"}
    change(browser(cast.rita), interview, "replace", **typed)
    card = scorecard_of(again(interview), cast.ivo)
    assert (card.is_submitted, card.withdrawn_at) == (True, None)


@pytest.mark.parametrize("who", ["busy", "stranger", "already there", "disabled"])
def test_who_cannot_sit_there_does_not_come(browser, cast, application, interview, who):
    comes = {"busy": cast.ines, "stranger": cast.hugo, "already there": cast.rita, "disabled": cast.otto}[who]
    if who == "busy":
        make_interview(make_application(make_candidate(), application.role), cast.ines)
    if who == "disabled":
        cast.otto.disabled_at = NOW
        db.session.commit()
    rita = browser(cast.rita)
    rita.get(f"/interviews/{interview.id}")
    data = {
        "replace-leaves": cast.ivo.id,
        "replace-comes": comes.id,
        "replace-reason": "Ill",
        "replace-revision": 0,
    }
    page = rita.post(f"/interviews/{interview.id}/panel", data)
    assert (page.status, again(interview).revision) == (409 if who == "busy" else 422, 0)


@pytest.mark.parametrize(
    ("what", "typed"),
    [
        ("move", {"day": "2026-11-25", "time": "11:00"}),
        ("cancel", {}),
        ("place", {"place": "Room 5"}),
        ("replace", {"leaves": "ivo", "comes": "ines"}),
    ],
)
def test_a_stale_page_changes_nothing_keeps_what_was_typed_and_works_when_sent_again(
    browser, cast, interview, what, typed
):
    typed = {
        name: str(getattr(cast, value).id) if hasattr(cast, value) else value for name, value in typed.items()
    }
    rita, ada = browser(cast.rita), browser(make_person("Rosa", "coordinator"))
    rita.get(f"/interviews/{interview.id}")
    change(ada, interview, "place", place="Room 9", reason="Bigger")
    page = rita.submit(
        f"#{what} form",
        **{f"{what}-{name}": value for name, value in (typed | {"reason": "My words"}).items()},
    )
    assert (page.status, page.one(f"#{what}-reason")["value"]) == (409, "My words")
    assert ("Someone changed this interview" in page.words, "Room 9" in page.texts("#facts dd")) == (
        True,
        True,
    )
    assert (again(interview).revision, interview.place) == (1, "Room 9")
    assert rita.submit(f"#{what} form").status == 303


def test_a_second_click_on_cancel_changes_nothing_more(browser, cast, interview):
    rita = browser(cast.rita)
    rita.get(f"/interviews/{interview.id}")
    data = rita.page.fields("#cancel form") | {"cancel-reason": "Cleo is ill"}
    statuses = [rita.post(f"/interviews/{interview.id}/cancellation", data).status for _click in range(2)]
    assert (statuses, again(interview).revision) == ([303, 409], 1)


# Who sees what


def test_an_interviewer_sees_the_panel_and_nothing_of_colleagues_cards(browser, cast, interview):
    change(browser(cast.rita), interview, "place", place="Room 5", reason="Bigger")
    before = browser(cast.ivo).get(f"/interviews/{interview.id}")
    assert (before.has("#scorecards"), before.has("#change")) == (False, False)
    assert [words for words in before.links() if words == "Your scorecard"] == ["Your scorecard"]
    submit(scorecard_of(interview, cast.rita), 4, 4)
    after = browser(cast.ivo).get(f"/interviews/{interview.id}")
    assert after.words == before.words


def test_a_coordinator_who_owes_a_card_does_not_see_who_handed_in(browser, cast, interview):
    submit(scorecard_of(interview, cast.ivo), 4, 4)
    assert not browser(cast.rita).get(f"/interviews/{interview.id}").has("#scorecards")
    submit(scorecard_of(interview, cast.rita), 2, 2)
    page = browser(cast.rita).get(f"/interviews/{interview.id}")
    assert page.texts("#scorecards li") == ["Ivo Ivanov Handed in", "Rita Reyes Handed in"]


def test_strangers_find_no_interview(browser, cast, interview):
    for person in (cast.otto, cast.ada, make_person("Hanna", "hiring_manager")):
        assert browser(person).get(f"/interviews/{interview.id}").status == 404
        assert browser(person).get(f"/interviews/{interview.id}/calendar.ics").status == 404


@pytest.mark.parametrize("address", ["time", "cancellation", "panel", "place"])
def test_only_coordinators_change_an_interview(browser, cast, interview, address):
    statuses = [
        browser(p).post(f"/interviews/{interview.id}/{address}").status
        for p in (cast.hugo, cast.ivo, cast.otto)
    ]
    assert statuses == [403, 403, 404]


def test_only_coordinators_book(browser, cast, application, stage):
    address = f"/applications/{application.id}/interviews/new"
    assert [browser(p).get(address).status for p in (cast.hugo, cast.ivo, cast.otto)] == [403, 404, 404]
    assert [browser(p).post(address).status for p in (cast.hugo, cast.ivo, cast.otto)] == [403, 404, 404]


def test_the_calendar_file_is_the_readers_own(browser, cast, interview):
    page = browser(cast.ivo).get(f"/interviews/{interview.id}/calendar.ics")
    card = scorecard_of(interview, cast.ivo)
    unfolded = page.data.replace(b"\r\n ", b"").decode()
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert unfolded.count("/scorecards/") == unfolded.count(f"http://localhost/scorecards/{card.id}") == 1


# The week's list


def listed(page):
    return page.texts(".agenda-what > a")


def test_everybody_lists_the_interviews_that_are_theirs(browser, cast, interview):
    nia = make_application(make_candidate("Nia Novak"))
    make_interview(nia, cast.otto, starts_at=NOW + 2 * DAY)
    expected = {
        cast.rita: ["Stage 1 with Cleo Clarke", "Stage 1 with Nia Novak"],
        cast.hugo: ["Stage 1 with Cleo Clarke"],
        cast.ivo: ["Stage 1 with Cleo Clarke"],
        cast.otto: ["Stage 1 with Nia Novak"],
    }
    assert {person: listed(browser(person).get("/interviews")) for person in expected} == expected
    assert browser(cast.ada).get("/interviews").status == 403


def test_the_list_is_a_week_in_the_viewers_zone(browser, cast, application):
    make_interview(application, cast.ines, starts_at=NOW + 16 * HOUR)  # Tuesday 02:00 in Berlin
    assert browser(cast.rita).get("/interviews").texts(".agenda-day") == ["Tue 24 Nov 2026"]
    assert browser(cast.ines).get("/interviews").texts(".agenda-day") == ["Mon 23 Nov 2026"]
    assert listed(browser(cast.ines).get("/interviews", **{"from": "2026-11-24"})) == []


def test_the_list_is_filtered_by_role_and_person(browser, cast, interview):
    nia = make_application(make_candidate("Nia Novak"))
    make_interview(nia, cast.otto, starts_at=NOW + 2 * DAY)
    rita = browser(cast.rita)
    assert listed(rita.get("/interviews", role=nia.role_id)) == ["Stage 1 with Nia Novak"]
    assert listed(rita.get("/interviews", person=cast.ivo.id)) == ["Stage 1 with Cleo Clarke"]
    for nonsense in ("x", "-1", "9" * 40):
        assert len(listed(rita.get("/interviews", role=nonsense, person=nonsense, **{"from": nonsense}))) == 2


def test_pages_ask_as_often_for_three_as_for_one(browser, cast, application, stage):
    rita = browser(cast.rita)
    first = make_interview(application, cast.ivo)
    addresses = ["/interviews", f"/interviews/{first.id}", f"/applications/{application.id}/interviews/new"]
    make_availability(cast.cleo, NOW)

    def counts():
        return [len(rita.get(address).statements) for address in addresses]

    counts()
    one = counts()
    for number in (2, 3):
        make_interview(application, cast.ines, cast.otto, starts_at=NOW + number * DAY)
        make_availability(cast.cleo, NOW + number * DAY)
    make_interview(make_application(make_candidate(), application.role), cast.ines, starts_at=NOW + 4 * DAY)
    assert counts() == one
