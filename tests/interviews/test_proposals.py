"""Times that suit a candidate and enough of the panel."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.interviewers.rules import Terms
from app.interviews.proposals import Proposal, propose, seated
from app.interviews.rules import Group

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IVO, INES, OTTO = 1, 2, 3
ONE = (Group(7, 1, (IVO, INES)),)
BERLIN = dict.fromkeys((IVO, INES, OTTO), Terms("Europe/Berlin"))


def starts(
    groups=ONE, windows=((NINE, NINE + 3 * HOUR),), busy=None, terms=BERLIN, after=NINE - DAY, minutes=60
):
    return [proposal.starts_at for proposal in propose(groups, minutes, windows, busy or {}, terms, after)]


def test_two_times_a_day_back_to_back_are_proposed():
    windows = [(NINE + n * DAY, NINE + n * DAY + 4 * HOUR) for n in (1, 0)]
    assert starts(windows=windows) == [NINE, NINE + HOUR, NINE + DAY, NINE + DAY + HOUR]


def test_a_window_shorter_than_the_stage_gives_nothing():
    assert starts(minutes=181) == []


def test_times_begin_on_the_half_hour_and_never_in_the_past():
    assert starts(after=NINE + timedelta(minutes=31), minutes=30) == [NINE + HOUR, NINE + 1.5 * HOUR]


def test_a_time_at_which_the_candidate_is_busy_is_not_proposed():
    assert starts(busy={None: [(NINE, NINE + HOUR)]})[0] == NINE + HOUR


def test_a_busy_member_is_passed_over_for_a_free_one():
    (first, *_) = propose(ONE, 60, [(NINE, NINE + HOUR)], {IVO: [(NINE, NINE + HOUR)]}, BERLIN, NINE)
    assert first == Proposal(NINE, {7: (INES,)})


def test_who_has_least_booked_is_asked_first():
    busy = {IVO: [(NINE + DAY, NINE + DAY + HOUR)]}
    assert propose(ONE, 60, [(NINE, NINE + HOUR)], busy, BERLIN, NINE)[0].panel == {7: (INES,)}


def test_nobody_is_asked_before_eight_on_their_own_clock():
    new_york = dict.fromkeys(BERLIN, Terms("America/New_York"))  # nine in UTC is four in the morning there
    assert starts(terms=new_york, windows=[(NINE, NINE + 5 * HOUR)]) == [NINE + 4 * HOUR]


def test_a_person_needed_in_one_seat_is_not_used_up_by_another():
    groups = (Group(7, 1, (IVO, INES)), Group(8, 1, (IVO,)))
    assert seated(groups, [IVO, INES]) == {7: (INES,), 8: (IVO,)}


def test_two_of_three_and_one_of_two_need_three_people():
    groups = (Group(7, 2, (IVO, INES, OTTO)), Group(8, 1, (INES, OTTO)))
    assert seated(groups, [IVO, INES]) is None
    panel = seated(groups, [IVO, INES, OTTO])
    assert (len(panel[7]), len(panel[8]), sorted(panel[7] + panel[8])) == (2, 1, [IVO, INES, OTTO])


PEOPLE = range(5)


@given(
    st.lists(
        st.tuples(st.integers(1, 2), st.sets(st.sampled_from(PEOPLE), min_size=1)), min_size=1, max_size=3
    ),
    st.sets(st.sampled_from(PEOPLE)),
)
def test_seats_are_filled_exactly_when_trying_every_order_fills_them(seats, free):
    groups = [Group(number, count, tuple(members)) for number, (count, members) in enumerate(seats)]
    places = [group for group in groups for _ in range(group.count)]
    possible = any(
        all(person in group.members for person, group in zip(order, places, strict=True))
        for order in permutations(free, len(places))
    )
    panel = seated(groups, sorted(free))
    assert (panel is not None) == possible
    if panel is not None:
        everybody = [person for people in panel.values() for person in people]
        assert len(set(everybody)) == len(everybody)
        assert [(len(panel[g.id]), set(panel[g.id]) <= set(g.members) & free) for g in groups] == [
            (g.count, True) for g in groups
        ]
