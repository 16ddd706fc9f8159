"""People's own terms, everybody's load, and seats of several plans on one page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.interviewers import actions, queries, rules
from app.interviewers.rules import NEVER, Limits
from app.store.database import db, saving
from app.store.event import Event
from app.store.interviewing_terms import InterviewingPause, InterviewingTerms
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
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MORNINGS = (((8 * 60, 12 * 60),),) * 5 + ((), ())


def set_terms(person, by, hours=MORNINGS, kept_free=NEVER, limits=Limits()):  # noqa: B008
    with saving():
        read = rules.reading(queries.terms_of([person.id])[person.id])
        actions.set_terms(person, hours, kept_free, limits, read=read, by=by, at=NOW)


def terms_of(person):
    return queries.terms_of([person.id])[person.id]


def edit(browser, who, person):
    page = browser(who)
    page.get(f"/interviewers/{person.id}/terms")
    return page


FORM = "form:has(.week-rows)"


def test_ivo_sets_his_own_hours_and_limits(browser, cast):
    ivo = edit(browser, cast.ivo, cast.ivo)
    typed = {"hours-0": "9-12:30, 13:30-17", "hours-4": "", "kept_free-0": "12-12:30", "most_a_day": "2"}
    assert ivo.submit(FORM, **typed).status == 303
    page = ivo.follow()
    assert page.texts(".week-words dd")[0] == "9:00 to 12:30 and 13:30 to 17:00 rather not 12:00 to 12:30"
    assert page.texts(".week-words dd")[4] == "not asked"
    assert page.texts(".history strong") == ["Ivo Ivanov"]
    terms = terms_of(cast.ivo)
    assert (terms.is_own, terms.limits, terms.hours[4]) == (True, (2, 8, 10), ())


def test_rita_sets_them_for_ivo_and_it_is_recorded_who_did(browser, cast):
    rita = edit(browser, cast.rita, cast.ivo)
    assert rita.submit(FORM, most_a_week="4").status == 303
    assert rita.follow().texts(".history p")[0] == "Rita Reyes set when and how much Ivo Ivanov can be asked"


def test_mondays_hours_are_copied_to_every_workday_and_nothing_is_saved_yet(browser, cast):
    ivo = edit(browser, cast.ivo, cast.ivo)
    page = ivo.submit(FORM, button="To all workdays from Monday", **{"hours-0": "10-15"})
    shown = [field["value"] for field in page.all(".week-rows input[name^=hours]")]
    assert (page.status, shown) == (200, ["10-15"] * 5 + ["", ""])
    page = ivo.submit(FORM, button="As Friday on Saturday")
    assert page.all(".week-rows input[name=hours-5]")[0]["value"] == "10-15"
    assert not terms_of(cast.ivo).is_own
    assert ivo.submit(FORM).status == 303
    assert terms_of(cast.ivo).hours == (((600, 900),),) * 6 + ((),)


def test_enter_saves_and_does_not_copy(browser, cast):
    page = edit(browser, cast.ivo, cast.ivo).page
    assert page.all(f"{FORM} button")[0].get("name") is None


def test_hours_that_are_unclear_are_said_beside_the_day_and_kept(browser, cast):
    page = edit(browser, cast.ivo, cast.ivo).submit(FORM, **{"hours-2": "nine to five"})
    assert (page.status, page.one("[name=hours-2]")["value"]) == (422, "nine to five")
    assert page.texts("#hours-2-error") == [
        "“nine to five” was not understood. Write from when to when, such as 9-12, 13:30-17."
    ]


def test_two_who_write_at_once_do_not_overwrite_each_other(browser, cast):
    ivo, rita = (edit(browser, who, cast.ivo) for who in (cast.ivo, cast.rita))
    assert rita.submit(FORM, most_a_day="1").status == 303
    page = ivo.submit(FORM, most_a_day="5")
    assert (page.status, page.one("[name=most_a_day]")["value"], terms_of(cast.ivo).limits[0]) == (
        409,
        "5",
        1,
    )
    assert ivo.submit(FORM).status == 303
    assert terms_of(cast.ivo).limits[0] == 5


def test_ivo_is_away_until_he_takes_it_back(browser, cast):
    ivo = browser(cast.ivo)
    ivo.get(f"/interviewers/{cast.ivo.id}")
    added = {"starts_on": "2026-11-20", "ends_on": "", "reason": "on leave"}
    assert ivo.submit("form[action$='/pauses']", **added).status == 303
    page = ivo.follow()
    assert page.texts(".page-state") == ["Away until further notice"]
    assert page.texts(".pauses .item-main") == ["From Fri 20 Nov 2026 until further notice on leave"]
    assert ivo.submit("form[action$='/removal']").status == 303
    assert ivo.follow().texts(".page-state") == []
    names = db.session.scalars(select(Event.name).order_by(Event.id)).all()
    assert names == ["interviewer.paused", "interviewer.pause_removed"]


def test_a_second_click_on_remove_does_nothing_more_and_nobody_elses_pause_is_touched(browser, cast):
    for person in (cast.ivo, cast.ines, cast.ivo):
        with saving():
            actions.pause(person, date(2026, 12, 1), date(2026, 12, 2), "", by=person, at=NOW)
    ids = {
        row.user_id: row.id
        for row in db.session.scalars(select(InterviewingPause).order_by(InterviewingPause.id))
    }
    ivo = browser(cast.ivo)
    for pause in (ids[cast.ivo.id], ids[cast.ivo.id], ids[cast.ines.id], "x"):
        address = f"/interviewers/{cast.ivo.id}/pauses/removal"
        assert ivo.post(address, {"pause": pause}).status == 303
    kept = [
        row.user_id for row in db.session.scalars(select(InterviewingPause).order_by(InterviewingPause.id))
    ]
    assert kept == [cast.ivo.id, cast.ines.id]


def test_nobody_but_coordinators_sees_the_load_or_another_persons_hours(browser, cast):
    def answers(who):
        return [browser(who).get(f"/interviewers{rest}").status for rest in ("", f"/{cast.ivo.id}")]

    found = {who.name: answers(who) for who in (cast.rita, cast.ivo, cast.ines, cast.hugo, cast.ada)}
    assert list(found.values()) == [[200, 200], [403, 200], [403, 404], [403, 404], [403, 404]]
    assert browser(cast.rita).get(f"/interviewers/{cast.ada.id}").status == 404  # she interviews nobody


# The load


def test_rita_sees_who_is_asked_how_much(browser, cast):
    application = make_application(cast.cleo)
    for number in range(3):
        make_interview(application, cast.ivo, starts_at=NOW + DAY + number * 2 * HOUR)
    make_interview(application, cast.ines, starts_at=NOW - 7 * DAY)
    cells = {row.th.a.text: row for row in browser(cast.rita).get("/interviewers").all(".load-map tbody tr")}
    assert list(cells) == ["Ines Iglesias", "Ivo Ivanov", "Otto Olsen"]
    assert cells["Ivo Ivanov"].select("td")[4].get_text(" ") == "3 of 8 4 h"
    assert cells["Ines Iglesias"].select("td")[3].get_text(" ") == "1 of 8 1 h 20 min"
    assert "Not asked" in cells["Otto Olsen"].th.get_text(" ")


def test_the_load_is_filtered_by_role_and_name_and_sorted(browser, cast):
    role = make_role("Baker")
    make_seat(make_plan(role).stages[0], cast.ivo, cast.ines)
    make_interview(make_application(cast.cleo), cast.ines)
    rita = browser(cast.rita)

    def names(**query):
        return rita.get("/interviewers", **query).texts(".load-map tbody th a")

    assert names(role=role.id) == ["Ines Iglesias", "Ivo Ivanov"]
    assert names(search="IV") == ["Ivo Ivanov"]
    assert names(sort="-load")[0] == "Ines Iglesias"
    assert names(role="x", sort="²") == ["Ines Iglesias", "Ivo Ivanov", "Otto Olsen"]
    assert "Nobody matches" in rita.get("/interviewers", search="zz").words


def test_seats_still_to_be_booked_are_counted_against_the_room_their_people_have(browser, cast):
    role = make_role("Baker")
    plan = make_plan(role, stages=2)
    make_seat(plan.stages[0], cast.ivo, cast.ines, count=2)
    set_terms(cast.ivo, cast.ivo, limits=Limits(1, 1, 0))
    for _number in range(3):
        make_application(role=role)
    make_interview(make_application(role=role), cast.ivo, starts_at=NOW + DAY)  # the first stage is booked
    make_application(role=role, withdrawn_at=NOW)
    rows = browser(cast.rita).get("/interviewers").texts("#forecast tbody tr")
    assert rows[0].split() == "Stage 1 Baker 6 Ines Iglesias, Ivo Ivanov 8 9 This week".split()
    assert rows[1].startswith("Stage 2 Baker 4 ")


def fill_house(people, coordinator):
    role = make_role()
    plan = make_plan(role)
    for person in people:
        make_seat(plan.stages[0], person)
        make_interview(make_application(role=role), person, starts_at=NOW + DAY)
        set_terms(person, person)
        with saving():
            actions.pause(person, date(2026, 12, 1), None, "", by=coordinator, at=NOW)


def test_the_pages_ask_as_often_for_forty_people_as_for_three(browser, cast):
    rita = browser(cast.rita)
    addresses = ["/interviewers", f"/interviewers/{cast.ivo.id}"]
    fill_house([cast.ivo, cast.ines, cast.otto], cast.rita)

    def counts():
        return [len(rita.get(address).statements) for address in addresses]

    counts()
    three = counts()
    fill_house([make_person(f"Person {n:02}", "interviewer") for n in range(37)], cast.rita)
    assert counts() == three
    assert len(rita.get("/interviewers").all(".load-map tbody tr")) == 40


# Seats of several plans


@pytest.fixture
def seats(cast):
    baker, gardener = (make_plan(make_role(title)).stages[0] for title in ("Baker", "Gardener"))
    return [make_seat(baker, cast.ivo, cast.ines), make_seat(gardener, cast.ines)]


def place(browser, cast, **fields):
    rita = browser(cast.rita)
    rita.get(f"/interviewers/{cast.ivo.id}")
    return rita.submit("form[action$='/seats']", **fields)


def members(seats):
    db.session.expire_all()
    return [[person.name for person in seat.members] for seat in seats]


def test_rita_puts_ivo_in_one_seat_and_takes_him_out_of_another(browser, cast, seats):
    assert place(browser, cast, seats=str(seats[1].id)).status == 303
    assert members(seats) == [["Ines Iglesias"], ["Ines Iglesias", "Ivo Ivanov"]]


def test_what_others_changed_meanwhile_stays(browser, cast, seats):
    rita = browser(cast.rita)
    rita.get(f"/interviewers/{cast.ivo.id}")
    seats[0].members = [cast.ines]  # someone takes him out
    db.session.commit()
    assert rita.submit("form[action$='/seats']", seats=[str(seat.id) for seat in seats]).status == 303
    assert members(seats) == [["Ines Iglesias"], ["Ines Iglesias", "Ivo Ivanov"]]


def test_a_seat_keeps_as_many_people_as_it_asks_for(browser, cast, seats):
    seats[0].count = 2
    db.session.commit()
    page = place(browser, cast, seats=str(seats[1].id))
    assert page.status == 422
    assert "asks for 2 and would have 1" in page.words
    assert members(seats) == [["Ines Iglesias", "Ivo Ivanov"], ["Ines Iglesias"]]


# Booking


@pytest.fixture
def booking(cast):
    role = make_role()
    stage = make_plan(role).stages[0]
    make_seat(stage, cast.ivo, cast.otto)
    make_availability(cast.cleo, NOW + DAY - HOUR, hours=10)
    return f"/applications/{make_application(cast.cleo, role).id}/interviews/new"


def book(browser, cast, booking, person, time="15:00"):
    rita = browser(cast.rita)
    page = rita.get(booking)
    seat = page.all("input[name^=seat-]")[0]["name"]
    day = {"day": "2026-11-24", "time": time, "zone": "Europe/Berlin", seat: str(person.id)}
    return rita, rita.submit("#booking", button="Book Stage 1", **day)


def test_booking_outside_the_hours_ivo_set_warns_and_is_made_when_overridden(browser, cast, booking):
    set_terms(cast.ivo, cast.ivo)
    rita, page = book(browser, cast, booking, cast.ivo)
    beside = "For Ivo Ivanov this is Tue 24 Nov, 15:00 to 16:00 in Berlin"
    assert (page.status, page.texts("#warnings li")) == (
        422,
        [f"{beside}, outside their hours that day: 8:00 to 12:00."],
    )
    assert rita.submit("#booking", button="Book Stage 1", accepted=f"hours-{cast.ivo.id}").status == 303


def test_accepting_it_for_ivo_does_not_accept_it_for_otto(browser, cast, booking):
    set_terms(cast.ivo, cast.ivo)
    set_terms(cast.otto, cast.otto)
    rita, _page = book(browser, cast, booking, cast.ivo)
    seat = rita.page.all("input[name^=seat-]")[0]["name"]
    typed = {"accepted": f"hours-{cast.ivo.id}", seat: str(cast.otto.id)}
    assert rita.submit("#booking", button="Book Stage 1", **typed).status == 422


def test_hours_that_are_only_assumed_stop_no_booking(browser, cast, booking):
    assert book(browser, cast, booking, cast.ivo, time="17:30")[1].status == 303


def test_whoever_is_away_is_neither_proposed_nor_booked_in_silence(browser, cast, booking):
    with saving():
        actions.pause(cast.ivo, date(2026, 11, 24), date(2026, 11, 24), "", by=cast.ivo, at=NOW)
    proposed = browser(cast.rita).get(booking).texts("#proposals small")
    assert proposed == ["Otto Olsen"] * 2
    _, page = book(browser, cast, booking, cast.ivo)
    assert page.texts("#warnings li") == ["Ivo Ivanov is away on Tue 24 Nov 2026."]


def test_a_move_beyond_the_panels_hours_warns(browser, cast):
    set_terms(cast.ivo, cast.ivo)
    make_availability(cast.cleo, NOW, hours=48)
    interview = make_interview(make_application(cast.cleo), cast.ivo)
    rita = browser(cast.rita)
    rita.get(f"/interviews/{interview.id}")
    moved = {"move-time": "15:00", "move-day": "2026-11-24", "move-reason": "Cleo asked"}
    page = rita.submit("#move form", **moved)
    assert page.status == 422
    assert rita.submit("#move form", **{"move-accepted": f"hours-{cast.ivo.id}"}).status == 303


def test_who_may_come_instead_stands_with_what_is_against_it(browser, cast):
    set_terms(cast.otto, cast.otto, hours=NEVER)
    interview = make_interview(make_application(make_candidate()), cast.ivo)
    page = browser(cast.rita).get(f"/interviews/{interview.id}")
    assert page.texts("#replace-comes option") == [
        "Choose a person",
        "Ines Iglesias (outside the usual hours)",
        "Otto Olsen (outside their hours)",
    ]


def test_terms_go_with_nothing_else(cast):
    """Who has set nothing has no row, and what is assumed is not written down."""
    assert (terms_of(cast.ivo).is_own, db.session.scalars(select(InterviewingTerms)).all()) == (False, [])
