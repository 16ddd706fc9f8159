"""Interviews: the week's list, booking the next one, one interview with its changes and its calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from flask import Blueprint, Response, current_app, make_response, request, url_for
from flask_login import current_user

from app import clock
from app.access import can
from app.candidates.queries import open_roles
from app.candidates.rules import next_stage
from app.interviews import actions, drafts, queries
from app.interviews.actions import Wanted
from app.interviews.calendar import calendar_of
from app.interviews.forms import (
    BookingForm,
    CancellationForm,
    ChangeForm,
    MoveForm,
    PlaceForm,
    ReplacementForm,
)
from app.interviews.pages import booking_page, chosen_for, interview_page
from app.interviews.queries import Booking
from app.interviews.week import week_of
from app.question_sets.pages import on_paper
from app.question_sets.queries import get_kit
from app.refusals import Refused
from app.store.database import saving
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.user import User
from app.web.doors import allow
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

interviews = Blueprint("interviews", __name__)


@interviews.get("/interviews")
@allow("interview.list")
def index() -> Response:
    week = week_of(request.args.get("from", ""), clock.now(), current_user.zone)
    role_id, person_id = number(request.args.get("role")), number(request.args.get("person"))
    listed = queries.interviews_between(current_user, week.starts_at, week.ends_at, role_id, person_id)
    by_day: dict[date, list[Interview]] = {}
    for interview in listed:
        by_day.setdefault(week.day_of(interview.starts_at), []).append(interview)
    sees_others = can(current_user, "role.list")
    return page(
        "interviews/index.html",
        week=week,
        by_day=by_day,
        total=len(listed),
        role_id=role_id,
        person_id=person_id,
        roles=open_roles(current_user) if sees_others else [],
        people=queries.interviewers() if sees_others else [],
        at=clock.now(),
    )


@interviews.get("/interviews/<int:interview_id>")
@allow("interview.see", load=queries.get_interview)
def show(interview: Interview) -> Response:
    return interview_page(interview)


@interviews.get("/interviews/<int:interview_id>/calendar.ics")
@allow("interview.see", load=queries.get_interview)
def calendar(interview: Interview) -> Response:
    host = current_app.config["SETTINGS"].base_url
    response = make_response(calendar_of([interview], host, for_candidate=False, reader_id=current_user.id))
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="interview-{interview.id}.ics"'
    return response


@interviews.get("/interviews/<int:interview_id>/paper.pdf")
@allow("interview.see", load=queries.get_interview)
def paper(interview: Interview) -> Response:
    """The questions to print, for everybody who sits there."""
    kit = get_kit(interview.kit_id)
    assert kit is not None
    return on_paper(kit)


# Booking


@interviews.get("/applications/<int:application_id>/interviews/new")
@allow("interview.book", load=queries.get_booking)
def new(booking: Booking) -> Response:
    form = BookingForm(formdata=None, zone=current_user.zone)
    form.fill_from(request.args.get("at", ""))
    return booking_page(booking, _stage(booking), form)


@interviews.post("/applications/<int:application_id>/interviews/new")
@allow("interview.book", load=queries.get_booking)
def book(booking: Booking) -> Response:
    stage, form, status = _stage(booking), BookingForm(), 422
    if stage is not None and form.validate():
        try:
            wanted = _wanted(form, stage)
            with saving():
                interview = actions.book(
                    booking.application,
                    stage,
                    wanted,
                    host=current_app.config["SETTINGS"].host,
                    by=current_user,
                    at=clock.now(),
                )
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return accepted(url_for(".show", interview_id=interview.id))
    return booking_page(booking, stage, form, status)


@interviews.post("/applications/<int:application_id>/interviews/check")
@allow("interview.book", load=queries.get_booking)
def check(booking: Booking) -> Response:
    """What stands for and against the choices made so far. Books nothing."""
    return booking_page(booking, _stage(booking), BookingForm(), block="check")


def _stage(booking: Booking) -> Stage | None:
    """The stage asked for, else the first that is not booked, else the first; None where the plan has none."""
    plan = booking.application.role.interview_plan
    stages = plan.stages if plan else []
    asked = next((stage for stage in stages if stage.id == number(request.values.get("stage"))), None)
    booked = [i.stage_id for i in booking.application.interviews if not i.is_cancelled]
    stage = asked or next_stage(stages, booked) or (stages[0] if stages else None)
    return queries.get_stage(stage.id) if stage else None


def _wanted(form: BookingForm, stage: Stage) -> Wanted:
    minutes = form.minutes.data or stage.minutes
    span = drafts.span_of(form.day.data, form.time.data, form.zone.data, minutes)
    assert span is not None  # the form is valid
    return Wanted(
        starts_at=span[0],
        minutes=minutes,
        panel=chosen_for(stage),
        place=form.place.data or "",
        video_url=form.video_url.data or "",
        accepted=form.accepted.data or "",
    )


# Changing


@interviews.post("/interviews/<int:interview_id>/time")
@allow("interview.move", load=queries.get_interview)
def move(interview: Interview) -> Response:
    form = MoveForm(prefix="move")

    def change(by: User, at: datetime) -> None:
        minutes = form.minutes.data or interview.minutes
        span = drafts.span_of(form.day.data, form.time.data, form.zone.data, minutes)
        assert span is not None  # the form is valid
        actions.move(interview, span, form.accepted.data or "", form.seen, form.why, by=by, at=at)

    return _change(interview, form, change)


@interviews.post("/interviews/<int:interview_id>/cancellation")
@allow("interview.cancel", load=queries.get_interview)
def cancel(interview: Interview) -> Response:
    form = CancellationForm(prefix="cancel")
    return _change(
        interview, form, lambda by, at: actions.cancel(interview, form.seen, form.why, by=by, at=at)
    )


@interviews.post("/interviews/<int:interview_id>/panel")
@allow("interview.replace", load=queries.get_interview)
def replace(interview: Interview) -> Response:
    form = ReplacementForm(prefix="replace")

    def change(by: User, at: datetime) -> None:
        comes = queries.get_person(form.comes.data)
        actions.replace(interview, form.leaves.data, comes, form.seen, form.why, by=by, at=at)

    return _change(interview, form, change)


@interviews.post("/interviews/<int:interview_id>/place")
@allow("interview.move", load=queries.get_interview)
def set_place(interview: Interview) -> Response:
    form = PlaceForm(prefix="place")
    place, link = form.place.data or "", form.video_url.data or ""
    return _change(
        interview,
        form,
        lambda by, at: actions.set_place(interview, place, link, form.seen, form.why, by=by, at=at),
    )


def _change(interview: Interview, form: ChangeForm, change: Callable[[User, datetime], None]) -> Response:
    """Make the change, or show the page with the newer state and the form as it was typed."""
    status = 422
    if form.validate_on_submit():
        try:
            with saving():
                change(current_user, clock.now())
        except Refused as refusal:
            show_beside_field(form, refusal)
            status = refusal.status
        else:
            return accepted(url_for(".show", interview_id=interview.id))
    return interview_page(interview, form, status)
