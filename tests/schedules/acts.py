"""What the tests of this room do again and again."""

from datetime import timedelta
from threading import Event

from sqlalchemy import select

from app.schedules.jobs import solve_waiting
from app.store.database import db
from app.store.interview import Interview
from tests.factories import NOW, make_application, make_availability, make_candidate

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STEPS = 40


def make_free(name, role, days=3):
    """Somebody who applied, free for some days from tomorrow, nine to five in Lisbon."""
    application = make_application(make_candidate(name), role)
    for day in range(1, days + 1):
        make_availability(application.candidate, NOW + day * DAY)
    return application


def ask(rita, *applications, **typed):
    rita.get("/schedules/new", application=[a.id for a in applications])
    page = rita.submit("#asking", **typed)
    assert page.status == 303, page.texts("#errors, .error")
    return rita.follow()


def solve(steps=STEPS):
    solve_waiting(Event(), steps=steps)
    db.session.rollback()


def booked():
    db.session.rollback()
    interviews = db.session.scalars(select(Interview).order_by(Interview.id)).all()
    return sorted((i.application.candidate.name, i.stage.name) for i in interviews if not i.is_cancelled)
