"""How values look."""

from datetime import UTC, date, datetime

import pytest

from app.web import filters

AT = datetime(2026, 12, 8, 13, 30, tzinfo=UTC)


def test_a_time_is_shown_on_the_readers_clock():
    assert filters.local_time(AT, "Europe/Berlin") == "Tue 8 Dec 2026, 14:30"
    assert filters.local_time(AT, "Pacific/Auckland") == "Wed 9 Dec 2026, 02:30"


def test_a_date_has_its_weekday():
    assert filters.local_day(date(2026, 12, 8)) == "Tue 8 Dec 2026"


def test_a_zone_is_called_by_its_city():
    assert filters.zone_name("America/Argentina/Buenos_Aires") == "Buenos Aires"


@pytest.mark.parametrize(("minutes", "said"), [(5, "5 min"), (60, "1 h"), (75, "1 h 15 min"), (0, "0 min")])
def test_a_length_is_said_in_hours_and_minutes(minutes, said):
    assert filters.duration(minutes) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 people"), (1, "1 person"), (1234, "1\u202f234 people")])
def test_a_count_agrees_with_its_noun(count, said):
    assert filters.plural(count, "person", "people") == said
