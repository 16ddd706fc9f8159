"""What this room's pages show: the load of everybody, one person, and their terms being edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response
from flask_login import current_user

from app import clock
from app.access import can
from app.clock import in_zone
from app.history.queries import events_of
from app.history.sentences import entries
from app.interviewers import load, queries, rules
from app.interviewers.forms import PauseForm, TermsForm
from app.interviewers.load import COMING_WEEKS, FAIRNESS_WEEKS, WEEK, Need, Row
from app.interviewers.rules import Span
from app.store.interview_plan import Seat, Stage
from app.store.user import User
from app.web.fragments import page

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What the load page was asked for."""

    search: str = ""
    role_id: int | None = None
    sort: str = "name"


def load_page(wanted: Wanted) -> Response:
    at = clock.now()
    people, stages = queries.people_who_interview(), queries.stages_of_open_plans()
    names = {person.id: person.name for person in people}
    interviewers = [person.id for person in people if person.is_interviewer]
    terms = queries.terms_of(names)
    booked = queries.booked_between(list(names), *_reach(at))
    rows = [load.row(id, name, terms[id], booked.get(id, ()), at) for id, name in names.items()]
    left = {id: load.left_by_week(terms[id], booked.get(id, ()), at) for id in names}
    counts = load.counted(booked, at - WEEK * FAIRNESS_WEEKS, at)
    needs = load.pressing(_needs(stages, interviewers, left, wanted.role_id))
    return page(
        "interviewers/index.html",
        wanted=wanted,
        rows=_chosen(rows, wanted, stages, interviewers),
        total=len(rows),
        roles=queries.open_roles(),
        weeks=load.weeks(in_zone(at, current_user.zone).date()),
        this_week=load.PAST_WEEKS,
        fairness=load.fairness(counts, names) if names else "",
        apart=_apart(rows),
        names=names,
        needs=needs,
        hardest=load.hardest(needs),
        writing_up=rules.WRITING_UP_MINUTES,
    )


def _reach(at: datetime) -> Span:
    return at - WEEK * FAIRNESS_WEEKS - DAY, at + WEEK * COMING_WEEKS + DAY


def _apart(rows: list[Row]) -> dict[str, list[Row]]:
    """Whom a coordinator should know of, by state."""
    return {state: [row for row in rows if row.state == state] for state in ("hot", "away", "unasked")}


def _chosen(rows: list[Row], wanted: Wanted, stages: Sequence[Stage], interviewers: list[int]) -> list[Row]:
    if wanted.role_id is not None:
        theirs = [stage for stage in stages if stage.plan.role_id == wanted.role_id]
        pool = {person for stage in theirs for seat in _pools(stage, interviewers) for person in seat[1]}
        rows = [row for row in rows if row.person in pool]
    rows = [row for row in rows if wanted.search.casefold() in row.name.casefold()]
    return sorted(rows, key=lambda row: -row.count) if wanted.sort == "-load" else rows


def _pools(stage: Stage, interviewers: list[int]) -> list[tuple[int, list[int]]]:
    """(how many, of whom) for each seat of a stage; one that names no seats takes any interviewer."""
    if not stage.seats:
        return [(1, interviewers)]
    return [(seat.count, [person.id for person in seat.members if person.is_active]) for seat in stage.seats]


def _needs(
    stages: Sequence[Stage], interviewers: list[int], left: dict[int, list[int]], role_id: int | None
) -> list[Need]:
    waiting, held = queries.waiting_by_role(), queries.booked_by_stage()
    return [
        Need(
            plan_id=stage.plan_id,
            role=stage.plan.role.title,
            stage=stage.name,
            members=members,
            seats=count * max(0, waiting.get(stage.plan.role_id, 0) - held.get(stage.id, 0)),
            left=load.together(members, left),
        )
        for stage in stages
        if role_id in (None, stage.plan.role_id)
        for count, members in _pools(stage, interviewers)
    ]


def person_page(person: User, form: PauseForm | None = None, status: int = 200) -> Response:
    """``form``: a pause that was refused, as it was typed."""
    at = clock.now()
    terms = queries.terms_of([person.id])[person.id]
    booked = queries.booked_between([person.id], *_reach(at)).get(person.id, [])
    stages = queries.stages_of_open_plans() if can(current_user, "interviewer.list") else []
    seats = [(stage, seat) for stage in stages for seat in stage.seats]
    return page(
        "interviewers/show.html",
        status=status,
        person=person,
        terms=terms,
        days=rules.DAYS,
        hours_words=rules.hours_words,
        pause_words=rules.pause_words,
        pauses=queries.pauses_of(person),
        today=terms.day_of(at),
        form=form or PauseForm(formdata=None),
        row=load.row(person.id, person.name, terms, booked, at),
        this_week=load.PAST_WEEKS,
        coming=queries.coming_interviews(person, at),
        seats=[(stage, seat, _sits(person, seat)) for stage, seat in seats],
        history=entries(events_of(thing=("interviewer", person.id))),
        writing_up=rules.WRITING_UP_MINUTES,
    )


def _sits(person: User, seat: Seat) -> bool:
    return any(member.id == person.id for member in seat.members)


def terms_page(person: User, form: TermsForm, status: int = 200, copied: bool = False) -> Response:
    terms = queries.terms_of([person.id])[person.id]
    return page(
        "interviewers/edit.html",
        status=status,
        person=person,
        terms=terms,
        form=form,
        days=rules.DAYS,
        copied=copied,
    )
