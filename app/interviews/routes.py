"""Interviews: the week's list, booking the next one, one interview with its changes and its calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, current_app, make_response, request, url_for
from flask_login import current_user

from app import clock
from app.access import can
from app.candidates.queries import open_roles
from app.candidates.rules import next_stage
from app.history.queries import events_of
from app.history.sentences import entries
from app.interviews import actions, drafts, queries, rules
from app.interviews.actions import Wanted
from app.interviews.calendar import calendar_of
from app.interviews.forms import (
    LONGEST,
    BookingForm,
    CancellationForm,
    ChangeForm,
    MoveForm,
    PlaceForm,
    ReplacementForm,
    chosen,
    number,
)
from app.interviews.queries import Booking
from app.interviews.situation import ANYBODY
from app.interviews.week import week_of
from app.refusals import Refused
from app.store.database import saving
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.user import User
from app.web.doors import allow
from app.web.fragments import accepted, page
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
    return _show(interview)


@interviews.get("/interviews/<int:interview_id>/calendar.ics")
@allow("interview.see", load=queries.get_interview)
def calendar(interview: Interview) -> Response:
    host = current_app.config["SETTINGS"].base_url
    response = make_response(calendar_of([interview], host, for_candidate=False, reader_id=current_user.id))
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="interview-{interview.id}.ics"'
    return response


# Booking


@interviews.get("/applications/<int:application_id>/interviews/new")
@allow("interview.book", load=queries.get_booking)
def new(booking: Booking) -> Response:
    form = BookingForm(formdata=None, zone=current_user.zone)
    form.fill_from(request.args.get("at", ""))
    return _new(booking, _stage(booking), form)


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
    return _new(booking, stage, form, status)


@interviews.post("/applications/<int:application_id>/interviews/check")
@allow("interview.book", load=queries.get_booking)
def check(booking: Booking) -> Response:
    """What stands for and against the choices made so far. Books nothing."""
    return _new(booking, _stage(booking), BookingForm(), block="check")


def _stage(booking: Booking) -> Stage | None:
    """The stage asked for, else the first that is not booked, else the first; None where the plan has none."""
    plan = booking.application.role.interview_plan
    stages = plan.stages if plan else []
    asked = next((stage for stage in stages if stage.id == number(request.values.get("stage"))), None)
    booked = [i.stage_id for i in booking.application.interviews if not i.is_cancelled]
    stage = asked or next_stage(stages, booked) or (stages[0] if stages else None)
    return queries.get_stage(stage.id) if stage else None


def _chosen(stage: Stage) -> dict[int, list[int]]:
    return chosen([seat.id for seat in stage.seats] or [ANYBODY])


def _wanted(form: BookingForm, stage: Stage) -> Wanted:
    minutes = form.minutes.data or stage.minutes
    span = drafts.span_of(form.day.data, form.time.data, form.zone.data, minutes)
    assert span is not None  # the form is valid
    return Wanted(
        starts_at=span[0],
        minutes=minutes,
        panel=_chosen(stage),
        place=form.place.data or "",
        video_url=form.video_url.data or "",
        accepted=form.accepted.data or "",
    )


def _new(
    booking: Booking, stage: Stage | None, form: BookingForm, status: int = 200, block: str | None = None
) -> Response:
    if stage is None:
        return page("interviews/new.html", None, status, application=booking.application, stage=None)
    application, at, span = booking.application, clock.now(), None
    try:
        minutes = min(form.minutes.data or stage.minutes, LONGEST)
        span = drafts.span_of(form.day.data, form.time.data, form.zone.data or "", minutes)
    except Refused as refusal:
        if not form.errors:
            show_beside_field(form, refusal)
    return page(
        "interviews/new.html",
        block,
        status,
        application=application,
        stage=stage,
        form=form,
        draft=drafts.draft_of(application, stage, span, _chosen(stage), zone=current_user.zone, at=at),
        proposals=[] if block else drafts.proposals_of(application, stage, at),
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
    return _show(interview, form, status)


def _show(interview: Interview, form: ChangeForm | None = None, status: int = 200) -> Response:
    queries.get_interview(interview.id)  # all of it anew where a change was just refused
    forms = {
        "move": MoveForm(formdata=None, prefix="move", zone=current_user.zone),
        "place": PlaceForm(formdata=None, prefix="place", obj=interview),
        "replace": ReplacementForm(formdata=None, prefix="replace"),
        "cancel": CancellationForm(formdata=None, prefix="cancel"),
    }
    if form is not None:
        forms[form._prefix.rstrip("-")] = form
    for each in forms.values():
        each.revision.data = str(interview.revision)  # whoever sends it again has seen this page
    may_sit = queries.replacements(interview) if can(current_user, "interview.replace", interview) else []
    forms["replace"].offer([seat.user for seat in interview.panel], may_sit)
    knows = can(current_user, "progress.see", interview.application)
    without = () if knows else ("scorecard", "rating", "debrief", "decision")
    own = [c for c in interview.scorecards if c.user_id == current_user.id and c.withdrawn_at is None]
    return page(
        "interviews/show.html",
        status=status,
        interview=interview,
        own=own[0] if own else None,
        knows=knows,
        forms=forms,
        refused=form,
        accept=_to_accept(interview, forms["move"]),
        may_sit=may_sit,
        at=clock.now(),
        history=entries(events_of(interview_id=interview.id, without=without)),
    )


def _to_accept(interview: Interview, form: Any) -> str:
    """The warnings against the time typed for a move, which may be overridden."""
    try:
        minutes = min(form.minutes.data or interview.minutes, LONGEST)
        span = drafts.span_of(form.day.data, form.time.data, form.zone.data or "", minutes)
    except Refused:
        return ""
    if span is None or interview.is_cancelled:
        return ""
    at = clock.now()
    return rules.codes_of(drafts.findings_of_move(interview, span, zone=current_user.zone, at=at))
