"""Two people book at once. The database alone decides; the check before the write is switched off here."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.interviews import queries
from app.store.database import db
from app.store.interview import Interview
from tests.factories import NOW, make_application, make_plan, make_role, make_seat

AT_ONCE = 6


@pytest.fixture
def requests(cast, browser):
    """Six bookings of Ivo, each for another candidate, at times of which every two overlap."""
    role = make_role()
    stage = make_plan(role, stages=1).stages[0]
    seat = make_seat(stage, cast.ivo)
    made = []
    for number in range(AT_ONCE):
        application = make_application(role=role)
        rita = browser(cast.rita)
        rita.get(f"/applications/{application.id}/interviews/new")
        data = rita.page.fields("#booking") | {
            "day": "2026-11-24",
            "time": f"15:{number * 5:02}",
            f"seat-{seat.id}": str(cast.ivo.id),
        }
        made.append((rita, f"/applications/{application.id}/interviews/new", data))
    return made


def send_at_once(requests):
    """The statuses of the answers, sorted."""
    start = Barrier(len(requests))

    def send(request):
        rita, address, data = request
        start.wait()
        return rita.client.post(address, data=data, base_url="http://localhost").status_code

    with ThreadPoolExecutor(len(requests)) as pool:
        return sorted(pool.map(send, requests))


def count_interviews():
    db.session.rollback()
    return len(db.session.scalars(select(Interview)).all())


@pytest.fixture
def blind_check(monkeypatch):
    """The check before the write sees nobody as busy, as it would where two look before either writes."""
    monkeypatch.setattr(queries, "taken", lambda *_args, **_kwargs: [])


def test_of_overlapping_bookings_one_is_made(requests):
    assert send_at_once(requests) == [303, *[409] * (AT_ONCE - 1)]
    assert count_interviews() == 1


def test_the_database_alone_lets_one_through(requests, blind_check):
    assert send_at_once(requests) == [303, *[409] * (AT_ONCE - 1)]
    assert count_interviews() == 1


def test_without_the_constraint_the_same_requests_book_ivo_twice(
    requests, blind_check, database, without_constraint
):
    assert send_at_once(requests) == [303] * AT_ONCE


def test_moves_onto_one_time_let_one_through(requests, blind_check, cast, browser):
    apart = []
    for number, (rita, address, data) in enumerate(requests):
        rita.client.post(address, data=data | {"time": f"{9 + number}:00"}, base_url="http://localhost")
        apart.append(rita)
    db.session.rollback()
    interviews = db.session.scalars(select(Interview).order_by(Interview.starts_at)).all()
    assert len(interviews) == AT_ONCE
    moves = []
    for rita, interview in zip(apart, interviews, strict=True):
        rita.get(f"/interviews/{interview.id}")
        typed = {"move-day": "2026-11-25", "move-time": "12:00", "move-reason": "All at once"}
        moves.append((rita, f"/interviews/{interview.id}/time", rita.page.fields("#move form") | typed))
    assert send_at_once(moves) == [303, *[409] * (AT_ONCE - 1)]
    db.session.rollback()
    noon = NOW + timedelta(days=2, hours=2)
    starts = [interview.starts_at for interview in db.session.scalars(select(Interview))]
    assert starts.count(noon) == 1


@pytest.fixture
def without_constraint(database):
    """The control: the same database without its guard, which is put back afterwards as it was."""
    db.session.rollback()
    if database.kind == "postgresql":
        (guard,) = run(
            database,
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ex_occupancy_overlap'",
        )
        run(database, "ALTER TABLE occupancy DROP CONSTRAINT ex_occupancy_overlap")
        put_back = [f"ALTER TABLE occupancy ADD CONSTRAINT ex_occupancy_overlap {guard}"]
    else:
        put_back = run(database, "SELECT sql FROM sqlite_master WHERE name LIKE 'ex_occupancy_overlap%'")
        assert len(put_back) == 2
        for event in ("INSERT", "UPDATE"):
            run(database, f"DROP TRIGGER ex_occupancy_overlap_{event}")
    yield
    db.session.rollback()
    for statement in ["DELETE FROM occupancy", *put_back]:
        run(database, statement)


def run(database, statement):
    """Run one statement outside the portal's session; the first column of what it gives."""
    with closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(statement)
        rows = [row[0] for row in cursor.fetchall()] if cursor.description else []
        connection.commit()
    return rows
