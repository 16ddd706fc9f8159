"""The heat map, who runs hot, what is fair, and whether the seats can be filled."""

from datetime import UTC, date, datetime, timedelta

from app.interviewers import load
from app.interviewers.load import Need
from app.interviewers.rules import Limits, Pause, Terms

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BERLIN = Terms("Europe/Berlin")


def hours(*starts: datetime) -> list[tuple[datetime, datetime]]:
    return [(start, start + HOUR) for start in starts]


def row(*starts: datetime, terms: Terms = BERLIN) -> load.Row:
    return load.row(4, "Ivo", terms, hours(*starts), AT)


def test_a_week_counts_its_local_days_with_the_time_for_writing_up():
    sunday_night = datetime(2026, 11, 22, 23, tzinfo=UTC)  # Monday in Berlin, Sunday in New York
    in_berlin, in_new_york = (
        row(AT, sunday_night, terms=terms) for terms in (BERLIN, Terms("America/New_York"))
    )
    assert [cell.count for cell in in_berlin.cells] == [0, 0, 0, 0, 2, 0, 0, 0]
    assert [cell.count for cell in in_new_york.cells] == [0, 0, 0, 1, 1, 0, 0, 0]
    assert in_berlin.cells[4].minutes == 160


def test_a_cell_is_tinted_by_fifths_of_the_limit_and_says_what_is_over():
    terms = Terms("Europe/Berlin", limits=Limits(5, 5, 0))
    cells = [row(*[AT + n * HOUR for n in range(count)], terms=terms).cells[4] for count in range(7)]
    assert [(cell.tint, cell.over) for cell in cells] == [
        (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (5, 1),
    ]  # fmt: skip


def test_who_is_full_this_week_runs_hot():
    full = row(*[AT + n * HOUR for n in range(2)], terms=Terms("Europe/Berlin", limits=Limits(2, 2, 0)))
    assert (full.state, full.words) == ("hot", "full this week")


def test_who_was_at_the_limit_for_four_weeks_runs_hot():
    terms = Terms("Europe/Berlin", limits=Limits(1, 1, 0))
    past = [AT - n * 7 * DAY for n in range(1, 5)]
    assert (row(*past, terms=terms).state, row(*past[:3], terms=terms).state) == ("hot", "")


def test_who_is_away_or_not_asked_is_said_to_be():
    away = Terms("Europe/Berlin", pauses=(Pause(date(2026, 11, 20), None),))
    assert (row(terms=away).words, row().words) == (
        "away until further notice",
        "not asked in these eight weeks",
    )
    assert [cell.is_away for cell in row(terms=away).cells] == [False] * 4 + [True] * 4


def test_fairness_names_who_had_most_where_it_is_much_more_than_an_even_share():
    names = {1: "Ivo", 2: "Ines", 3: "Otto"}
    assert load.fairness({1: 7, 2: 2, 3: 1}, names) == (
        "Ivo has had 70 % of all places in interviews in the past six weeks (7 of 10); "
        "an even share among 3 people would be 33 %."
    )
    assert load.fairness({1: 4, 2: 3, 3: 3}, names).startswith(
        "Fairly shared: nobody had more than Ivo's 40 %"
    )
    assert load.fairness({}, names) == "Nobody has interviewed in the past six weeks."


def test_room_left_this_week_counts_from_today_and_within_both_limits():
    terms = Terms("Europe/Berlin", limits=Limits(2, 5, 0))
    booked = hours(AT - 2 * DAY, AT - 2 * DAY + HOUR, AT)  # two on Monday, one today
    assert load.left_by_week(terms, booked, AT) == [2, 5, 5, 5]
    assert load.left_by_week(terms, hours(AT), AT) == [4, 5, 5, 5]


def test_seats_are_filled_in_the_week_by_which_there_is_room_for_all_and_the_hardest_stand_first():
    needs = [
        Need(1, "Baker", stage, (1, 2), seats, (4, 2, 0, 0))
        for stage, seats in (("A", 4), ("B", 6), ("C", 7), ("D", 0))
    ]
    assert [(need.stage, need.enough_in) for need in load.pressing(needs)] == [
        ("C", None),
        ("B", 1),
        ("A", 0),
    ]


def test_what_is_hardest_to_fill_is_said_in_a_sentence():
    need = Need(1, "Baker", "Code and data", (1, 2, 3), 6, (4, 9, 9, 9))
    assert load.hardest([need]) == (
        "“Code and data” for Baker needs 6 seats; its 3 people have room for 4 this week and 9 the next."
    )
    assert load.hardest([Need(1, "Baker", "A", (1,), 1, (4, 9, 9, 9))]) == ""
