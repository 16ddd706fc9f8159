"""Who sits in a stage."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, url_for
from flask_login import current_user

from app import clock
from app.interview_plans import actions, queries
from app.interview_plans.forms import SeatForm
from app.refusals import Refused
from app.store.database import saving
from app.store.interview_plan import Seat, Stage
from app.store.user import User
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.refused import show_beside_field

seats = Blueprint("seats", __name__)


@seats.route("/stages/<int:stage_id>/seats/new", methods=["GET", "POST"])
@allow("stage.edit", load=queries.get_stage)
def add(stage: Stage) -> Response:
    people = queries.people_for_seats()
    form = SeatForm()
    form.offer(people)
    if not form.validate_on_submit():
        return _form(form, stage, status=422 if form.is_submitted() else 200)
    try:
        with saving():
            chosen = _chosen(form, people)
            actions.add_seat(stage, form.count.data or 1, chosen, by=current_user, at=clock.now())
    except Refused as refusal:
        show_beside_field(form, refusal)
        return _form(form, stage, status=refusal.status)
    return accepted(_place(stage))


@seats.route("/seats/<int:seat_id>", methods=["GET", "POST"])
@allow("seat.edit", load=queries.get_seat)
def edit(seat: Seat) -> Response:
    people = queries.people_for_seats(besides=seat.members)
    form = SeatForm(
        count=seat.count, members=[person.id for person in seat.members], read=queries.reading_of_seat(seat)
    )
    form.offer(people)
    if not form.validate_on_submit():
        return _form(form, seat.stage, seat, status=422 if form.is_submitted() else 200)
    try:
        with saving():
            chosen, read = _chosen(form, people), form.read.data or ""
            actions.change_seat(
                seat, form.count.data or 1, chosen, read=read, by=current_user, at=clock.now()
            )
    except Refused as refusal:
        show_beside_field(form, refusal)
        form.read.data = queries.reading_of_seat(seat)
        return _form(form, seat.stage, seat, status=refusal.status)
    return accepted(_place(seat.stage))


@seats.post("/seats/<int:seat_id>/removal")
@allow("seat.edit", load=queries.get_seat)
def remove(seat: Seat) -> Response:
    stage = seat.stage
    with saving():
        actions.remove_seat(seat, by=current_user, at=clock.now())
    return accepted(_place(stage))


def _chosen(form: SeatForm, people: Sequence[User]) -> list[User]:
    wanted = {*(form.members.data or [])}
    return [person for person in people if person.id in wanted]


def _place(stage: Stage) -> str:
    return url_for("interview_plans.show", plan_id=stage.plan_id, _anchor=f"stage-{stage.id}")


def _form(form: SeatForm, stage: Stage, seat: Seat | None = None, status: int = 200) -> Response:
    return page("interview_plans/seat.html", status=status, form=form, stage=stage, seat=seat)
