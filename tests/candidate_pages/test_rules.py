"""How times read to a candidate, and what a link is good for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest

from app.candidate_pages.rules import clock_change, countdown, is_good, shows_another_time, what_they_do

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("away", "zone", "words"),
    [
        ({"days": 3}, "UTC", "In 3 days"),
        ({"days": 1, "hours": 10}, "UTC", "Tomorrow"),
        ({"hours": 14}, "UTC", "Today, in 14 hours"),
        ({"hours": 14}, "Europe/Berlin", "Tomorrow"),  # midnight there
        ({"hours": 1}, "UTC", "Today, in 1 hour"),
        ({"minutes": 59}, "UTC", "In 59 minutes"),
        ({"seconds": 30}, "UTC", "In 1 minute"),
        ({"minutes": 0}, "UTC", "Now"),
        ({"minutes": -59}, "UTC", "Now"),
        ({"minutes": -60}, "UTC", "Over"),
    ],
)
def test_how_far_away_it_is_is_said_as_people_say_it(away, zone, words):
    starts_at = AT + timedelta(**away)
    assert countdown(starts_at, starts_at + timedelta(hours=1), AT, zone) == words


def test_a_change_of_the_clocks_before_the_interview_is_named_by_its_day():
    march = datetime(2027, 3, 30, 9, 0, tzinfo=UTC)
    assert clock_change(datetime(2027, 3, 20, tzinfo=UTC), march, "Europe/Lisbon") == date(2027, 3, 28)
    assert clock_change(datetime(2027, 3, 29, tzinfo=UTC), march, "Europe/Lisbon") is None
    assert clock_change(datetime(2027, 3, 20, tzinfo=UTC), march, "Asia/Tokyo") is None
    assert clock_change(march + timedelta(days=1), march, "Europe/Lisbon") is None


def test_of_two_changes_the_last_one_is_named():
    assert clock_change(
        datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC), "America/New_York"
    ) == date(2027, 3, 14)


def test_another_zone_is_worth_naming_only_where_its_clocks_differ_then():
    assert shows_another_time(AT, "Europe/Lisbon", "Europe/Berlin")
    assert not shows_another_time(AT, "Europe/Paris", "Europe/Berlin")
    between = datetime(2027, 3, 20, tzinfo=UTC)  # New York has changed, Berlin has not
    assert shows_another_time(between, "America/Santiago", "America/New_York")


def test_a_link_is_good_until_it_is_revoked_or_out_of_date():
    link = Thing(revoked_at=None, expires_at=AT)
    assert (is_good(link, AT - timedelta(seconds=1)), is_good(link, AT)) == (True, False)
    assert not is_good(Thing(revoked_at=AT, expires_at=AT + timedelta(days=1)), AT)


def test_who_manages_this_hire_is_introduced_as_such():
    person = Thing(id=4, is_interviewer=True, is_hiring_manager=True, is_coordinator=False)
    assert what_they_do(person, Thing(hiring_manager_id=4)) == "hiring manager for this role"
    assert what_they_do(person, Thing(hiring_manager_id=5)) == "interviewer"
    nobody = Thing(id=6, is_interviewer=False, is_hiring_manager=False, is_coordinator=False)
    assert what_they_do(nobody, Thing(hiring_manager_id=5)) == "colleague"
