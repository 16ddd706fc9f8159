"""Wall clocks in zones, through gaps and folds."""

from datetime import UTC, date, datetime, time

import pytest

from app import zones
from app.refusals import Refused


def test_a_wall_clock_becomes_an_instant():
    found = zones.to_instant(date(2026, 12, 8), time(14, 30), "Europe/Berlin")
    assert found == datetime(2026, 12, 8, 13, 30, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_refused_in_words():
    with pytest.raises(Refused, match=r"02:30 does not exist on Sun 28 Mar in Europe/Berlin"):
        zones.to_instant(date(2027, 3, 28), time(2, 30), "Europe/Berlin")


def test_an_hour_that_comes_twice_is_the_first_of_them():
    found = zones.to_instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert zones.is_ambiguous(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert not zones.is_ambiguous(date(2026, 10, 26), time(2, 30), "Europe/Berlin")
    assert not zones.is_ambiguous(date(2027, 3, 28), time(2, 30), "Europe/Berlin")


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "Europe/berlin\x00", "EUROPE"])
def test_a_zone_that_does_not_exist_is_refused(name):
    assert not zones.is_zone(name)
    with pytest.raises(Refused):
        zones.to_instant(date(2026, 12, 8), time(12), name)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_refused_in_words(year):
    day = date(year, 1, 1) if year == 1 else date(year, 12, 31)
    zone = "Asia/Tokyo" if year == 1 else "America/New_York"
    with pytest.raises(Refused, match="out of reach"):
        zones.to_instant(day, time(1) if year == 1 else time(23, 30), zone)


def test_the_zones_are_those_of_the_locked_package():
    assert len(zones.choices()) > 400
    assert zones.choices()[0] == "UTC"
