"""The calendar file: for the panel with their own scorecard, for the candidate with theirs alone."""

from datetime import UTC, datetime
from types import SimpleNamespace as Thing

import pytest
from icalendar import Calendar

from app.interviews.calendar import calendar_of

HOST = "https://hire.example.com/"


def an_interview(**changes):
    people = [Thing(id=5, name="Ivo Ivanov"), Thing(id=6, name="Ines Iglesias")]
    facts = {
        "id": 12,
        "calendar_uid": "abc@hire.example.com",
        "revision": 3,
        "booked_at": datetime(2026, 11, 23, 9, tzinfo=UTC),
        "cancelled_at": None,
        "starts_at": datetime(2026, 11, 24, 13, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 24, 14, 30, tzinfo=UTC),
        "place": "Room 4; second floor, left",
        "video_url": "",
        "application": Thing(role=Thing(title="Back-end developer"), candidate=Thing(name="Cleo Clarke")),
        "kit": Thing(name="Panel", preparation="Bring nothing.", instructions="Probe the gap in 2019"),
        "panel": [Thing(user=person, user_id=person.id) for person in people],
        "scorecards": [Thing(id=100 + p.id, user_id=p.id, withdrawn_at=None) for p in people],
    }
    return Thing(**facts | changes)


def event_of(data):
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_a_panel_member_gets_their_own_scorecard_and_no_one_elses():
    event = event_of(calendar_of([an_interview()], HOST, for_candidate=False, reader_id=5))
    assert str(event["summary"]) == "Interview: Cleo Clarke, Panel (Back-end developer)"
    assert str(event["description"]).split("\n\n") == [
        "With Ines Iglesias.",
        "Interview: https://hire.example.com/interviews/12",
        "Your scorecard: https://hire.example.com/scorecards/105",
    ]


def test_the_candidate_reads_who_how_and_where_and_no_address_of_the_portal():
    data = calendar_of([an_interview()], HOST, for_candidate=True)
    event = event_of(data)
    assert str(event["summary"]) == "Interview: Panel (Back-end developer)"
    assert str(event["description"]).split("\n\n") == ["With Ivo Ivanov, Ines Iglesias.", "Bring nothing."]
    assert str(event["location"]) == "Room 4; second floor, left"
    unfolded = data.replace(b"\r\n ", b"")
    assert [word for word in (b"scorecard", b"/interviews/", b"Probe") if word in unfolded] == []


def test_times_are_utc_and_the_revision_is_the_sequence():
    lines = calendar_of([an_interview()], HOST, for_candidate=True).decode().splitlines()
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "SEQUENCE", "UID", "STATUS"))] == [
        "DTSTART:20261124T133000Z",
        "DTEND:20261124T143000Z",
        "UID:abc@hire.example.com",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
    ]


def test_a_cancelled_interview_is_cancelled_in_the_calendar_too():
    event = event_of(
        calendar_of(
            [an_interview(cancelled_at=datetime(2026, 11, 23, 10, tzinfo=UTC))], HOST, for_candidate=True
        )
    )
    assert str(event["status"]) == "CANCELLED"


@pytest.mark.parametrize("nasty", ["Room 4\r\nATTENDEE:mailto:x@example.com", "a\\nb;c,d"])
def test_a_place_cannot_add_lines_of_its_own(nasty):
    data = calendar_of([an_interview(place=nasty)], HOST, for_candidate=True)
    assert [line for line in data.decode().splitlines() if line.startswith("ATTENDEE")] == []


def test_the_same_interviews_give_the_same_bytes():
    assert calendar_of([an_interview()], HOST, True) == calendar_of([an_interview()], HOST, True)
