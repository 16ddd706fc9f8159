"""The candidate's pages: arriving by the private link, the letter, the calendar files, the time zone."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, current_app, make_response, redirect, url_for
from werkzeug.exceptions import NotFound

from app import clock
from app.candidate_pages import actions, queries
from app.candidate_pages.forms import ZoneForm
from app.candidate_pages.letter import letter_of
from app.candidate_pages.visit import (
    check_form_token,
    form_token,
    good_link,
    remember,
    visit,
    visited_interview,
)
from app.extensions import csrf
from app.interviews.calendar import calendar_of
from app.refusals import Refused
from app.store.candidate import CandidateLink
from app.store.database import saving
from app.store.interview import Interview
from app.web.doors import link as by_link
from app.web.doors import public
from app.web.fragments import accepted, page

candidate_pages = Blueprint("candidate_pages", __name__)


@candidate_pages.get("/c/<token>")
@public
def arrive(token: str) -> Response:
    """Changes nothing: mail scanners come here too. The token goes from the address into a cookie."""
    found = good_link(token)
    return remember(make_response(redirect(url_for(".show"))), token, found)


@candidate_pages.get("/your-interviews")
@by_link(visit)
def show(found: CandidateLink) -> Response:
    letter = letter_of(found.application, clock.now())
    return page("candidate_pages/show.html", letter=letter, link=found, contact=queries.contact_of(found))


@candidate_pages.route("/your-interviews/time-zone", methods=["GET", "POST"])
@csrf.exempt  # the visit has its own token
@by_link(visit)
def zone(found: CandidateLink) -> Response:
    candidate = found.application.candidate
    form = ZoneForm(obj=candidate)
    if form.is_submitted():
        check_form_token()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("candidate_pages/zone.html", status=status, form=form, form_token=form_token())
    with saving():
        actions.choose_zone(candidate, form.zone.data, at=clock.now())
    return accepted(url_for(".show"))


@candidate_pages.get("/your-interviews/calendar.ics")
@by_link(visit)
def calendar(found: CandidateLink) -> Response:
    return _calendar(letter_of(found.application, clock.now()).bookable, "interviews.ics")


@candidate_pages.get("/your-interviews/<int:interview_id>/calendar.ics")
@by_link(visited_interview)
def interview_calendar(found: tuple[CandidateLink, Interview]) -> Response:
    return _calendar([found[1]], "interview.ics")


@candidate_pages.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    return page(
        "candidate_pages/refused.html", status=refusal.status, code=refusal.status, message=refusal.message
    )


@candidate_pages.errorhandler(NotFound)
def not_found(_error: NotFound) -> Response:
    return page(
        "candidate_pages/refused.html",
        status=404,
        code=404,
        message="There is no such interview on your page.",
    )


@candidate_pages.after_request
def keep_private(response: Response) -> Response:
    """No site that a page here leads to learns where the visitor came from, and no search engine lists it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _calendar(interviews: Iterable[Interview], name: str) -> Response:
    host = current_app.config["SETTINGS"].base_url
    response = Response(calendar_of(interviews, host, for_candidate=True), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
