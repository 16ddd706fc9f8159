"""The two pages of this room that several views answer with: booking, and one interview."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_login import current_user

from app import clock
from app.access import can
from app.history.queries import events_of
from app.history.sentences import entries
from app.interviews import drafts, queries, rules
from app.interviews.forms import (
    LONGEST,
    BookingForm,
    CancellationForm,
    ChangeForm,
    MoveForm,
    PlaceForm,
    ReplacementForm,
    chosen,
)
from app.interviews.queries import Booking
from app.interviews.situation import ANYBODY
from app.refusals import Refused
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.web.fragments import page
from app.web.refused import show_beside_field


def chosen_for(stage: Stage) -> dict[int, list[int]]:
    """The ticks of the stage's panel: user ids by seat id."""
    return chosen([seat.id for seat in stage.seats] or [ANYBODY])


def booking_page(
    booking: Booking, stage: Stage | None, form: BookingForm, status: int = 200, block: str | None = None
) -> Response:
    """``stage`` being booked, as far as ``form`` and the ticks go, and what stands against it."""
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
        draft=drafts.draft_of(application, stage, span, chosen_for(stage), zone=current_user.zone, at=at),
        proposals=[] if block else drafts.proposals_of(application, stage, at),
    )


def interview_page(interview: Interview, form: ChangeForm | None = None, status: int = 200) -> Response:
    """The interview as it stands; ``form`` is a change that was refused, shown as it was typed."""
    queries.get_interview(interview.id)  # all of it anew where a change was just refused
    forms = {
        "move": MoveForm(formdata=None, prefix="move", zone=current_user.zone),
        "place": PlaceForm(formdata=None, prefix="place", obj=interview),
        "replace": ReplacementForm(formdata=None, prefix="replace"),
        "cancel": CancellationForm(formdata=None, prefix="cancel"),
    }
    if form is not None:
        forms[form._prefix.rstrip("-")] = form  # pyright: ignore[reportAttributeAccessIssue]
    for each in forms.values():
        each.revision.data = str(interview.revision)  # whoever sends it again has seen this page
    may_sit = queries.replacements(interview) if can(current_user, "interview.replace", interview) else []
    at = clock.now()
    remarks = drafts.remarks_on(interview, may_sit, zone=current_user.zone, at=at) if may_sit else {}
    forms["replace"].offer([seat.user for seat in interview.panel], may_sit, remarks)
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
        at=at,
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
