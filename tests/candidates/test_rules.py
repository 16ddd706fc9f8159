"""What holds for availability and links."""

import itertools
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.candidates import rules
from app.refusals import Refused

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

spans = st.tuples(st.integers(0, 48), st.integers(1, 12)).map(
    lambda s: (NINE + s[0] * HOUR, NINE + sum(s) * HOUR)
)


@given(st.lists(spans, max_size=8))
def test_uniting_times_keeps_every_hour_and_leaves_none_that_touch(windows):
    united = rules.united(windows)

    def hours(some):
        return {start + n * HOUR for start, end in some for n in range((end - start) // HOUR)}

    assert hours(united) == hours(windows)
    assert all(first[1] < second[0] for first, second in itertools.pairwise(united))


def test_a_link_opens_until_it_ends_or_is_revoked():
    link = Thing(revoked_at=None, expires_at=rules.link_ends(NINE))
    assert [rules.is_link_open(link, NINE + timedelta(days=n)) for n in (0, 59, 60)] == [True, True, False]
    assert not rules.is_link_open(Thing(revoked_at=NINE, expires_at=NINE + HOUR), NINE)


def test_more_times_than_can_be_kept_are_refused():
    with pytest.raises(Refused):
        rules.check_count([(NINE, NINE + HOUR)] * (rules.MOST_WINDOWS + 1))


def test_the_next_stage_is_the_first_not_booked():
    stages = [Thing(id=1), Thing(id=2), Thing(id=3)]
    assert [rules.next_stage(stages, booked) for booked in ([], [1], [2], [1, 2, 3])] == [
        stages[0],
        stages[1],
        stages[0],
        None,
    ]
