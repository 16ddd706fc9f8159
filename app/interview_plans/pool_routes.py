"""In which seats one person sits, over all plans."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, url_for
from flask_login import current_user

from app import clock
from app.interview_plans import pools
from app.interviewers.queries import get_interviewer
from app.store.database import saving
from app.store.user import User
from app.web.doors import allow
from app.web.fragments import accepted
from app.web.inputs import number

pool_seats = Blueprint("pool_seats", __name__)


@pool_seats.post("/interviewers/<int:person_id>/seats")
@allow("interviewer.seat", load=get_interviewer)
def place(person: User) -> Response:
    """Ticked now and not before: in. Before and not now: out. What others changed meanwhile stays."""
    ticked, before = _ids("seats"), _ids("before")
    with saving():
        pools.place(person, ticked - before, before - ticked, by=current_user, at=clock.now())
    flash(f"The seats of {person.name} are saved.")
    return accepted(url_for("interviewers.show", person_id=person.id, _anchor="seats"))


def _ids(field: str) -> set[int]:
    return {id for text in request.form.getlist(field) if (id := number(text)) is not None}
