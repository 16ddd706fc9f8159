"""When a person may be asked: hours through the changes of the clocks, limits, pauses."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.interviewers import rules
from app.interviewers.rules import Limits, Pause, Terms
from app.refusals import Refused

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)  # Tuesday, 10:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BERLIN = "Europe/Berlin"
EVERY_DAY = (((9 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 7


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def terms(hours=EVERY_DAY, zone=BERLIN, **facts):
    return Terms(zone, hours, **({"is_own": True} | facts))


def codes(found):
    return [(each.kind, each.code) for each in found]


def test_windows_are_the_hours_of_each_local_day_cut_to_what_was_asked():
    assert terms().windows(NINE, NINE + DAY) == [
        (NINE, utc(2026, 11, 24, 11)),
        (utc(2026, 11, 24, 12), utc(2026, 11, 24, 16)),
        (utc(2026, 11, 25, 8), utc(2026, 11, 25, 9)),
    ]


def test_a_person_works_nine_to_five_on_either_side_of_a_clock_change():
    sunday = (((9 * 60, 17 * 60),),) * 7
    before, after = utc(2026, 3, 28), utc(2026, 3, 30)  # Berlin goes to summer time in between
    assert terms(sunday).windows(before, after) == [
        (utc(2026, 3, 28, 8), utc(2026, 3, 28, 16)),
        (utc(2026, 3, 29, 7), utc(2026, 3, 29, 15)),
    ]


@pytest.mark.parametrize(
    ("day", "since", "until", "found"),
    [
        (date(2026, 3, 29), 60, 240, [(utc(2026, 3, 29, 0), utc(2026, 3, 29, 2))]),  # 2 to 3 is skipped
        (date(2026, 3, 29), 150, 170, []),
        (date(2026, 3, 29), 150, 240, [(utc(2026, 3, 29, 1), utc(2026, 3, 29, 2))]),
        (date(2026, 10, 25), 60, 240, [(utc(2026, 10, 24, 23), utc(2026, 10, 25, 3))]),  # 2 to 3 comes twice
        (
            date(2026, 10, 25),
            150,
            170,
            [
                (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 0, 50)),
                (utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 1, 50)),
            ],
        ),
        (date(2026, 10, 25), 0, 24 * 60, [(utc(2026, 10, 24, 22), utc(2026, 10, 25, 23))]),  # 25 hours
    ],
)
def test_hours_hold_through_gaps_and_folds(day, since, until, found):
    assert list(rules.on_clock(day, since, until, BERLIN)) == found


ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Asuncion", "Asia/Kathmandu",
         "Africa/Casablanca", "Pacific/Apia", "America/St_Johns", "Pacific/Chatham", "Pacific/Kiritimati"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.tuples(st.integers(0, 1440), st.integers(0, 1440)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-120, 26 * 60),
)
def test_an_instant_lies_in_the_hours_exactly_when_the_clock_on_the_wall_shows_them(zone, day, hours, minute):
    """The wall clock alone decides, minute by minute, in every zone and through every change."""
    instant = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    instant += timedelta(minutes=minute)
    wall = instant.astimezone(ZoneInfo(zone))
    shown = wall.hour * 60 + wall.minute
    inside = any(start <= instant < end for start, end in rules.on_clock(day, *hours, zone))
    assert inside == (wall.date() == day and hours[0] <= shown < hours[1])


def test_hours_through_midnight_are_one_window():
    nightly = terms((((0, 120), (22 * 60, 24 * 60)),) * 7)
    assert nightly.windows(utc(2026, 11, 24, 12), utc(2026, 11, 25, 12)) == [
        (utc(2026, 11, 24, 21), utc(2026, 11, 25, 1))
    ]


def test_what_suits_has_no_findings():
    assert rules.findings(terms(), (NINE, NINE + HOUR), [], "Ivo", 4) == []


@pytest.mark.parametrize(
    ("facts", "span", "booked", "found"),
    [
        ({}, (NINE + HOUR, NINE + 2.5 * HOUR), [], ["hours-4"]),  # into the lunch hour
        ({"pauses": (Pause(date(2026, 11, 24), None),)}, (NINE, NINE + HOUR), [], ["away-4"]),
        ({"pauses": (Pause(date(2026, 11, 25), date(2026, 11, 25)),)}, (NINE, NINE + HOUR), [], []),
        ({"limits": Limits(1, 5, 0)}, (NINE, NINE + HOUR), [(NINE - HOUR, NINE)], ["day-4"]),
        ({"limits": Limits(2, 2, 0)}, (NINE, NINE + HOUR), [(NINE + DAY, NINE + DAY + HOUR)], []),
        ({"limits": Limits(2, 1, 0)}, (NINE, NINE + HOUR), [(NINE + DAY, NINE + DAY + HOUR)], ["week-4"]),
        ({"limits": Limits(2, 1, 0)}, (NINE, NINE + HOUR), [(NINE - 2 * DAY, NINE - 2 * DAY + HOUR)], []),
        ({"limits": Limits(5, 9, 10)}, (NINE, NINE + HOUR), [(NINE - HOUR, NINE)], ["close-4"]),
        ({"limits": Limits(5, 9, 10)}, (NINE, NINE + HOUR), [(NINE - HOUR, NINE - HOUR / 6)], []),
        ({"limits": Limits(5, 9, 10)}, (NINE, NINE + HOUR), [(NINE + HOUR / 2, NINE + 2 * HOUR)], []),
    ],
)
def test_what_ivos_terms_say_against_a_time(facts, span, booked, found):
    assert codes(rules.findings(terms(**facts), span, booked, "Ivo", 4)) == [("warning", c) for c in found]


def test_the_day_that_counts_is_the_persons_own():
    late = utc(2026, 11, 24, 23)  # Tuesday in UTC, Wednesday in Berlin
    night = terms((((0, 24 * 60),),) * 7, limits=Limits(1, 9, 0))
    booked = [(NINE, NINE + HOUR)]
    assert rules.findings(night, (late, late + HOUR), booked, "Ivo") == []
    assert codes(rules.findings(night, (late - 2 * HOUR, late - HOUR), booked, "Ivo", 4)) == [
        ("warning", "day-4")
    ]


def test_what_is_only_assumed_is_a_note_but_a_pause_always_warns():
    early = (NINE - 5 * HOUR, NINE - 4 * HOUR)
    assert codes(rules.findings(Terms(BERLIN), early, [], "Ivo", 4)) == [("note", "hours-4")]
    away = Terms(BERLIN, pauses=(Pause(date(2026, 11, 1), None, "on leave"),))
    (found,) = rules.findings(away, (NINE, NINE + HOUR), [], "Ivo", 4)
    assert found == ("warning", "away-4", "Ivo is away from Sun 1 Nov 2026 until further notice: on leave.")


def test_what_is_rather_kept_free_is_a_note_and_makes_reluctant():
    rather = terms(kept_free=(((10 * 60, 11 * 60),),) * 7)
    span = (NINE, NINE + HOUR)
    assert codes(rules.findings(rather, span, [], "Ivo", 4)) == [("note", "kept-free-4")]
    asked = [rules.reluctance(each, span, []) for each in (terms(), rather, terms(rules.NEVER))]
    assert asked == [0, 1, 2]


def test_a_week_has_room_for_what_its_working_days_and_its_limit_allow():
    monday = date(2026, 11, 23)
    days = [monday + n * DAY for n in range(7)]
    assert Terms(BERLIN).capacity(days) == 8
    two_days_off = Terms(BERLIN, pauses=(Pause(monday, days[2]),))
    assert two_days_off.capacity(days) == 6
    assert two_days_off.left(days[3:], Counter({days[3]: 2})) == 4
    assert Terms(BERLIN).left(days, Counter({days[0]: 7})) == 1


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (date(2026, 11, 25), date(2026, 11, 24), "ends_on"),
        (date(2026, 11, 1), date(2026, 11, 2), "ends_on"),
        (date(1, 1, 1), None, "starts_on"),
        (date(2026, 11, 24), date(9999, 12, 31), "starts_on"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(starts_on, ends_on, field):
    with pytest.raises(Refused) as refused:
        rules.check_pause(starts_on, ends_on, date(2026, 11, 23))
    assert refused.value.field == field
