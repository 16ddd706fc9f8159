"""A choice of candidates as a problem of the engine's format. No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.engines import scheduling
from app.interviewers.rules import Limits, Pause, Terms
from app.schedules.problem import Loop, Person, Session, build, window_of
from app.schedules.rules import Options

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPTIONS = Options(date(2026, 11, 24), date(2026, 11, 27), "Europe/Berlin")


def loop(number=1, *, days=(1, 2, 3), stages=((1, (1, 2)),), **columns):
    available = [(NOW + day * DAY, NOW + day * DAY + 8 * HOUR) for day in days]
    sessions = [Session(stage, f"Stage {stage}", 60, [(10 * stage, 1, who)]) for stage, who in stages]
    return Loop(number, f"Candidate {number}", "Europe/Lisbon", 1, available, sessions, **columns)


def person(number, *booked, zone="Europe/Berlin", **terms):
    return Person(number, f"Person {number}", Terms(zone, **terms), [(at, at + HOUR) for at in booked])


def solved(*loops, people, options=OPTIONS, at=NOW):
    return scheduling.solve(build(loops, people, options, at), seconds=5, steps=30)


def starts(answer):
    return [each["start"] for each in answer["assignments"] if each["round"].startswith("a")]


def test_the_window_is_whole_days_on_the_coordinators_clocks_but_not_before_now():
    assert window_of(OPTIONS, NOW) == (
        datetime(2026, 11, 23, 23, tzinfo=UTC),
        datetime(2026, 11, 27, 23, tzinfo=UTC),
    )
    assert window_of(OPTIONS, NOW + 3 * DAY)[0] == NOW + 3 * DAY


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2026, 10, 26), 24)]
)
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is(day, hours):
    start, end = window_of(Options(day, day, "Europe/Berlin"), datetime(2026, 1, 1, tzinfo=UTC))
    assert end - start == hours * HOUR


def test_nobody_is_asked_outside_their_own_hours_whatever_the_zone():
    tokyo = person(1, zone="Asia/Tokyo", hours=(((9 * 60, 19 * 60),),) * 7)  # 0:00 to 10:00 UTC
    assert starts(solved(loop(stages=((1, (1,)),)), people=[tokyo])) == ["2026-11-24T09:00Z"]


def test_hours_hold_through_a_change_of_the_clocks():
    """New York is back on winter time a week after Berlin: in between, nine there is 13:00 UTC."""
    options = Options(date(2026, 10, 26), date(2026, 11, 2), "Europe/Berlin")
    new_york = person(1, zone="America/New_York", hours=(((9 * 60, 10 * 60),),) * 7, limits=Limits(1, 8, 0))
    days = [
        datetime(2026, 10, 26, tzinfo=UTC) + n * DAY for n in (4, 7)
    ]  # the Friday before, the Monday after
    one = Loop(1, "A", "Europe/Lisbon", 1, [(days[0], days[0] + DAY)], loop(stages=((1, (1,)),)).sessions)
    two = Loop(2, "B", "Europe/Lisbon", 1, [(days[1], days[1] + DAY)], loop(stages=((1, (1,)),)).sessions)
    answer = solved(one, two, people=[new_york], options=options, at=datetime(2026, 10, 20, tzinfo=UTC))
    assert starts(answer) == ["2026-10-30T13:00Z", "2026-11-02T14:00Z"]


def test_what_is_booked_counts_against_the_limits_and_keeps_its_buffer():
    busy = person(1, NOW + DAY, limits=Limits(2, 2, 30))
    first = loop(1, days=(1,), stages=((1, (1,)),))
    assert starts(solved(first, people=[busy])) == ["2026-11-24T10:30Z"]
    second = loop(2, days=(1,), stages=((1, (1,)),))
    assert solved(first, second, people=[busy])["status"] == "infeasible"


def test_what_is_booked_against_the_terms_only_makes_busy():
    early = NOW + DAY - 5 * HOUR  # 5:00 in Berlin
    full = person(1, early, NOW + DAY, limits=Limits(1, 8, 0))
    assert starts(solved(loop(stages=((1, (1,)),)), people=[full])) == ["2026-11-25T09:00Z"]


def test_who_is_away_is_not_asked():
    away = person(1, pauses=(Pause(date(2026, 11, 24), date(2026, 11, 25)),))
    assert starts(solved(loop(stages=((1, (1,)),)), people=[away])) == ["2026-11-26T09:00Z"]


def test_a_candidates_own_interviews_are_kept_apart_by_the_break():
    busy = loop(stages=((1, (1,)),), busy=[(NOW + DAY, NOW + DAY + HOUR)])
    assert starts(solved(busy, people=[person(1)])) == ["2026-11-24T10:15Z"]


def test_who_met_the_candidate_already_is_not_asked_again():
    answer = solved(loop(met=[1]), people=[person(1), person(2)])
    assert [each["panel"][0]["interviewer"] for each in answer["assignments"]] == ["u2"]


def test_a_later_stage_begins_after_an_earlier_one_that_is_booked():
    after = loop(stages=((1, (1,)),), after=NOW + 2 * DAY)
    assert starts(solved(after, people=[person(1)])) == ["2026-11-25T09:00Z"]


def test_pins_that_nobody_may_sit_in_any_more_are_forgotten():
    pin = {"round": "a1-s1", "start": "2026-11-25T12:00Z", "shadow": [], "room": None}
    panels = [[{"interviewer": "u1", "skill": "Stage 1"}], [{"interviewer": "u9", "skill": "Stage 1"}]]
    problems = [
        build([loop()], [person(1), person(2)], OPTIONS, NOW, [pin | {"panel": panel}]) for panel in panels
    ]
    assert [len(problem["pinned"]) for problem in problems] == [1, 0]
