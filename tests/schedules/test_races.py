"""Many book proposals that overlap at the same moment. One is booked, whole; the others are told why not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import select

from app.interviews import queries as interviews
from app.store.database import db
from app.store.interview import Interview
from app.store.occupancy import Occupancy
from tests.schedules.acts import ask, make_free, solve

AT_ONCE = 20


@pytest.fixture
def bookings(cast, browser, role):
    """Twenty proposals for two candidates each, all made before any is booked: they want the same people."""
    made = []
    for number in range(AT_ONCE):
        applications = [make_free(f"Candidate {number}-{which}", role, days=1) for which in "ab"]
        rita = browser(cast.rita)
        made.append((rita, ask(rita, *applications).url))
    solve(steps=2)
    return [(rita, url + "/booking", rita.get(url).fields("#proposal-0 form")) for rita, url in made]


def send_at_once(bookings):
    start = Barrier(len(bookings))

    def send(booking):
        rita, address, data = booking
        start.wait()
        return rita.client.post(address, data=data, base_url="http://localhost").status_code

    with ThreadPoolExecutor(len(bookings)) as pool:
        return Counter(pool.map(send, bookings))


def overlaps():
    db.session.rollback()
    rows = db.session.scalars(select(Occupancy).order_by(Occupancy.starts_at)).all()
    by_party = {}
    for row in rows:
        by_party.setdefault((row.party_kind, row.party_id), []).append((row.starts_at, row.ends_at))
    return [a for spans in by_party.values() for a, b in pairwise(spans) if b[0] < a[1]]


def whole_loops():
    """How many applications have how many interviews."""
    return Counter(Counter(db.session.scalars(select(Interview.application_id))).values())


def test_of_overlapping_proposals_one_is_booked_whole(bookings):
    assert send_at_once(bookings) == {303: 1, 409: AT_ONCE - 1}
    assert overlaps() == []
    assert whole_loops() == {2: 2}


def test_the_database_alone_lets_one_through(bookings, monkeypatch):
    monkeypatch.setattr(interviews, "taken", lambda *_args, **_kwargs: [])
    assert send_at_once(bookings) == {303: 1, 409: AT_ONCE - 1}
    assert (overlaps(), whole_loops()) == ([], {2: 2})


def test_one_proposal_sent_many_times_is_booked_once(cast, browser, role):
    rita = browser(cast.rita)
    url = ask(rita, make_free("Ana Alves", role), make_free("Ben Bo", role)).url
    solve()
    click = (rita, url + "/booking", rita.get(url).fields("#proposal-0 form"))
    assert send_at_once([click] * 6) == {303: 1, 409: 5}
    assert whole_loops() == {2: 2}
