"""Who needs scheduling; asking for a schedule; how far it is, and what was found; booking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, request, url_for
from flask_login import current_user

from app import clock
from app.candidates.queries import open_roles
from app.clock import in_zone
from app.refusals import Conflict, Refused
from app.schedules import actions, queries, rules
from app.schedules.asking import problem_of
from app.schedules.figures import figures
from app.schedules.forms import OptionsForm
from app.schedules.view import proposals_of
from app.store.database import saving
from app.store.schedule_run import ScheduleRun
from app.web.doors import allow
from app.web.filters import plural
from app.web.fragments import accepted, page
from app.web.inputs import number
from app.web.refused import show_beside_field

schedules = Blueprint("schedules", __name__)


@schedules.get("/schedules")
@allow("schedule.list")
def index() -> Response:
    at, asked = clock.now(), request.args
    sort = asked.get("sort", "")
    sort = sort if sort.removeprefix("-") in queries.SORTS else "applied"
    role_id = number(asked.get("role"))
    return page(
        "schedules/index.html",
        waiting=queries.waiting(at, role_id, sort, number(asked.get("page")) or 1),
        runs=queries.recent_runs(),
        roles=open_roles(current_user),
        role_id=role_id,
        sort=sort,
        ticks_all=asked.get("tick") == "all",
        at=at,
        rules=rules,
    )


@schedules.get("/schedules/figures")
@allow("schedule.list")
def show_figures() -> Response:
    return page("schedules/figures.html", figures=figures(clock.now()))


@schedules.route("/schedules/new", methods=["GET", "POST"])
@allow("schedule.ask")
def new() -> Response:
    today = in_zone(clock.now(), current_user.zone).date()
    first_on, last_on = rules.usual_window(today)
    form = OptionsForm(first_on=first_on, last_on=last_on, zone=current_user.zone)
    ids = queries.choosable(map(number, request.values.getlist("application")))
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                run = _ask(ids, form, today)
            except Refused as refusal:
                show_beside_field(form, refusal)
                status = refusal.status
            else:
                return accepted(url_for(".show", run_id=run.id))
    rows = queries.rows_of(ids, clock.now())
    return page("schedules/new.html", status=status, form=form, rows=rows)


def _ask(ids: Sequence[int], form: OptionsForm, today: Any) -> ScheduleRun:
    options = form.options
    rules.check_window(options.first_on, options.last_on, today)
    rows = queries.rows_of(ids, clock.now())
    rules.check_chosen(
        {row.application.id: row.application.candidate.name for row in rows},
        {row.application.id: row.application.candidate_id for row in rows},
        {row.application.id: row.blockers[0].words for row in rows if row.blockers},
    )
    return _begin(ids, options)


def _begin(ids: Sequence[int], options: rules.Options, pins: Sequence[Mapping[str, Any]] = ()) -> ScheduleRun:
    """The problem is made before anything is written: it takes a moment, and a writer would hold up the others."""
    at = clock.now()
    problem = problem_of(queries.applications_of(ids), options, at, pins)
    with saving():
        return actions.ask(ids, options, problem, by=current_user, at=at)


@schedules.get("/schedules/<int:run_id>")
@allow("schedule.see", load=queries.get_run)
def show(run: ScheduleRun) -> Response:
    return _run_page(run)


@schedules.post("/schedules/<int:run_id>/stopping")
@allow("schedule.stop", load=queries.get_run)
def stop(run: ScheduleRun) -> Response:
    with saving():
        actions.stop(run, by=current_user, at=clock.now())
    return accepted(url_for(".show", run_id=run.id), lambda: _run_page(run))


@schedules.post("/schedules/<int:run_id>/booking")
@allow("schedule.book", load=queries.get_run)
def book(run: ScheduleRun) -> Response:
    host = current_app.config["SETTINGS"].host
    proposal = _number_of(request.form.get("proposal"))
    try:
        with saving():
            booked = actions.book(run, proposal, host=host, by=current_user, at=clock.now())
    except Refused as refusal:
        return _run_page(run, refusal)
    flash(f"{plural(len(booked), 'interview')} booked.")
    return accepted(url_for(".show", run_id=run.id))


@schedules.post("/schedules/<int:run_id>/repetition")
@allow("schedule.ask", load=queries.get_run)
def again(run: ScheduleRun) -> Response:
    """Another search for the same candidates, in which the ticked sessions of a proposal stay."""
    at = clock.now()
    ids = queries.choosable(run.application_ids)
    if not ids:
        return _run_page(run, Conflict("Everything was booked meanwhile. Nothing is left to search for."))
    keeps = set(request.form.getlist("keep"))
    pins = rules.pins_of(run.proposals or [], _number_of(request.form.get("proposal")), keeps)
    options = rules.Options.read(run.options)
    try:
        rules.check_window(options.first_on, options.last_on, in_zone(at, options.zone).date())
    except Refused as refusal:
        return _run_page(run, refusal)
    return accepted(url_for(".show", run_id=_begin(ids, options, pins).id))


def _number_of(text: str | None) -> int:
    place = number(text)
    return -1 if place is None else place


def _run_page(run: ScheduleRun, refusal: Refused | None = None) -> Response:
    return page(
        "schedules/show.html",
        "run",
        refusal.status if refusal else 200,
        run=run,
        options=rules.Options.read(run.options),
        proposals=proposals_of(run),
        refusal=refusal,
        at=clock.now(),
        rules=rules,
    )
