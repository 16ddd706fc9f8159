"""Writing: together or not at all, and never over what someone else has just done."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest

from app.refusals import Conflict
from app.store.database import db, lock, saving
from app.store.occupancy import USER, Occupancy
from app.store.user import User
from tests.factories import NOW, make_application, make_interview, make_person


def test_everything_inside_is_written_together_or_not_at_all(app):
    ivo = make_person("Ivo")
    with pytest.raises(ZeroDivisionError), saving():
        ivo.name = "Ivan"
        db.session.flush()
        1 / 0  # noqa: B018
    assert db.session.get(User, ivo.id).name == "Ivo"


def test_what_was_read_before_is_read_again_inside(app):
    ivo = make_person("Ivo")
    assert ivo.name == "Ivo"

    def rename() -> None:
        with app.app_context(), saving():
            db.session.get(User, ivo_id).name = "Ivan"

    ivo_id = ivo.id
    db.session.rollback()
    other = Thread(target=rename)
    other.start()
    other.join()
    with saving():
        assert ivo.name == "Ivan"


def test_a_violated_constraint_becomes_a_sentence(app):
    make_person("Ivo", email="ivo@example.com")
    with pytest.raises(Conflict, match=r"Someone with this email address is already here\."), saving():
        db.session.add(User(name="Ivo", email="ivo@example.com", zone="UTC", created_at=NOW))


def test_an_instant_without_a_zone_is_refused(app):
    with pytest.raises(Exception, match="a naive datetime is not an instant"), saving():
        db.session.add(User(name="Ivo", email="x@example.com", zone="UTC", created_at=datetime(2026, 1, 1)))


def busy(person_id: int, interview_id: int, start: float, hours: float = 1) -> Occupancy:
    begins = NOW + timedelta(days=30, hours=start)
    return Occupancy(
        party_kind=USER,
        party_id=person_id,
        interview_id=interview_id,
        starts_at=begins,
        ends_at=begins + timedelta(hours=hours),
    )


@pytest.fixture
def interview_id(app):
    return make_interview(make_application()).id


@pytest.mark.parametrize(("start", "hours"), [(0, 1), (0.5, 1), (-0.5, 1), (0.25, 0.5), (-1, 3)])
def test_one_person_is_never_busy_twice_at_once(interview_id, start, hours):
    ivo = make_person()
    with saving():
        db.session.add(busy(ivo.id, interview_id, 0))
    with pytest.raises(Conflict, match="already booked"), saving():
        db.session.add(busy(ivo.id, interview_id, start, hours))


def test_one_after_the_other_is_fine_and_so_is_somebody_else(interview_id):
    ivo, ines = make_person(), make_person()
    with saving():
        for start, person in ((0, ivo), (1, ivo), (-1, ivo), (0, ines)):
            db.session.add(busy(person.id, interview_id, start))


def test_moving_onto_a_taken_hour_is_refused_too(interview_id):
    ivo = make_person()
    with saving():
        second = busy(ivo.id, interview_id, 5)
        db.session.add_all([busy(ivo.id, interview_id, 0), second])
    with pytest.raises(Conflict, match="already booked"), saving():
        second.starts_at, second.ends_at = busy(ivo.id, 0, 0.5).starts_at, busy(ivo.id, 0, 0.5).ends_at


def race(app, interview_id: int, person_id: int, at_once: int = 8) -> list[str]:
    """So many threads book one person at overlapping times at the same moment; what each of them got."""
    gate, answers = Barrier(at_once), []

    def book(number: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                with saving():
                    db.session.add(busy(person_id, interview_id, number / 60))
            except Conflict:
                answers.append("refused")
            else:
                answers.append("booked")
            finally:
                db.session.remove()

    threads = [Thread(target=book, args=(number,)) for number in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_of_many_who_book_one_person_at_once_one_wins(app, interview_id):
    ivo = make_person()
    person_id = ivo.id
    db.session.rollback()
    assert race(app, interview_id, person_id) == ["booked"] + ["refused"] * 7


def test_no_update_is_lost(app):
    """Read, add one, write; eight at once. PostgreSQL locks, SQLite has one writer."""
    ivo_id = make_person().id
    db.session.rollback()
    gate = Barrier(8)

    def add_one() -> None:
        with app.app_context():
            gate.wait()
            with saving():
                person = db.session.get(User, ivo_id)
                lock(person)
                person.session_version += 1
            db.session.remove()

    threads = [Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.get(User, ivo_id).session_version == 9
