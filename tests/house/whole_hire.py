"""One hire with a thing of every kind, mine and another's: what the tests of the whole house walk through.

Hugo manages the developer's role, Nora the baker's. Ivo and ines sat in cleo's first interview, which is over; rita
and hugo sat there too, so that a coordinator and a hiring manager owe a card as well. Another is to come, a third was
cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from types import SimpleNamespace
from typing import Any

from app.access import TABLE, can
from app.accounts.actions import invite
from app.candidates.actions import make_link
from app.engines.questions import library, table_of
from app.library import actions as library_actions
from app.library.queries import get_question
from app.question_sets.actions import generate
from app.schedules.actions import ask
from app.schedules.asking import problem_of
from app.schedules.jobs import solve_waiting
from app.schedules.queries import applications_of
from app.schedules.rules import Options
from app.store.candidate import Application, Candidate, CandidateLink
from app.store.database import db, saving
from app.store.interview import Interview
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.interviewing_terms import InterviewingPause
from app.store.kit import Kit, KitQuestion
from app.store.library_question import LibraryVersion
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import Responsibility
from app.store.role import Document, Role
from app.store.schedule_run import ScheduleRun
from app.store.scorecard import Scorecard
from app.store.user import Invitation, User
from tests.factories import (
    NOW,
    Cast,
    keep,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_kit,
    make_left_out_line,
    make_person,
    make_plan,
    make_responsibility,
    make_role,
    make_seat,
    rate,
    scorecard_of,
    submit,
)

# The table behind each parameter that an address can have.
TABLES: dict[str, type[Any]] = {
    "application_id": Application,
    "candidate_id": Candidate,
    "document_id": Document,
    "interview_id": Interview,
    "invitation_id": Invitation,
    "kit_id": Kit,
    "kit_question_id": KitQuestion,
    "link_id": CandidateLink,
    "person_id": User,
    "plan_id": InterviewPlan,
    "question_id": PlannedQuestion,
    "responsibility_id": Responsibility,
    "role_id": Role,
    "run_id": ScheduleRun,
    "scorecard_id": Scorecard,
    "seat_id": Seat,
    "stage_id": Stage,
    "version_id": LibraryVersion,
}


@dataclass
class Hire:
    cast: Cast
    nora: User
    role: Role
    other_role: Role
    application: Application
    held: Interview
    coming: Interview
    others_interview: Interview
    invitation_token: str
    link_token: str
    others_link_token: str
    decidable: list[Application]

    @property
    def people(self) -> dict[str, User]:
        cast = self.cast
        return {name: getattr(cast, name) for name in ("rita", "hugo", "ivo", "ines", "ada", "otto")} | {
            "nora": self.nora
        }


def make_hire(cast: Cast) -> Hire:
    """Everything is committed. The clock stays: the first interview was yesterday."""
    nora = make_person("Nora Nilsen", "hiring_manager", "interviewer")
    role, coming = _developer(cast)
    held = coming.application.interviews[0]
    other = _baker(cast, nora)
    with saving():
        _, invitation_token = invite(
            "new@example.com", "", ["interviewer"], address="{token}", by=cast.ada, at=NOW
        )
        _, link_token = make_link(held.application, address="{token}", mail=True, by=cast.rita, at=NOW)
        _, others = make_link(other.application, address="{token}", mail=False, by=cast.rita, at=NOW)
    _library(cast)
    _schedules(cast, role)
    keep(InterviewingPause(user_id=cast.ivo.id, starts_on=NOW.date() + timedelta(days=90), reason="on leave"))
    make_role("Gardener")  # without a plan
    make_role("Blacksmith", archived_at=NOW)
    make_person("Lars Lind", "interviewer", disabled_at=NOW)
    return Hire(
        cast,
        nora,
        role,
        other.application.role,
        held.application,
        held,
        coming,
        other,
        invitation_token,
        link_token,
        others,
        decidable=_to_be_decided(cast, role),
    )


def _developer(cast: Cast) -> tuple[Role, Interview]:
    role = make_role(hiring_manager_id=cast.hugo.id, responsibilities=4)
    make_left_out_line(role)
    plan = make_plan(role, stages=2, questions=0)
    for stage in plan.stages:
        make_seat(stage, cast.ivo, cast.ines, cast.otto)
    with saving():
        generate(plan, by=cast.rita, at=NOW)
    plan.stages[0].questions[0].is_edited = True
    make_responsibility(
        role, "Run it in the cloud", position=5, importance=5, competencies=["cloud-platform"]
    )
    with saving():
        generate(plan, by=cast.rita, at=NOW)  # changes the questions, so that one can go back
    kit = make_kit(plan.stages[0])
    application = make_application(cast.cleo, role)
    make_availability(cast.cleo, NOW + timedelta(days=2))
    held = make_interview(
        application, cast.ivo, cast.ines, cast.rita, cast.hugo, kit=kit, starts_at=NOW - timedelta(days=1)
    )
    submit(scorecard_of(held, cast.ivo), 2, 4)
    rate(scorecard_of(held, cast.ines), 5, None)
    coming = make_interview(
        application,
        cast.ivo,
        kit=kit,
        starts_at=NOW + timedelta(days=1),
        place="Room 4",
        video_url="https://meet.example.com/1",
    )
    off = make_interview(application, cast.ines, kit=kit, starts_at=NOW + timedelta(days=3))
    off.cancelled_at, off.cancelled_reason = NOW, "Ines is ill"
    for card in off.scorecards:
        card.withdrawn_at = NOW
    keep(off)
    make_application(make_candidate("Dana Diaz"), role)  # nothing booked
    return role, coming


def _to_be_decided(cast: Cast, role: Role) -> list[Application]:
    """Hugo may decide on the first, and open the debrief of the second before ines has handed in her card."""
    made = []
    for number, panel in enumerate(((cast.ivo,), (cast.ivo, cast.ines)), 3):
        application = make_application(make_candidate(), role)
        interview = make_interview(application, *panel, starts_at=NOW - timedelta(days=number))
        submit(scorecard_of(interview, cast.ivo), 3, 4)
        made.append(application)
    return made


def _schedules(cast: Cast, role: Role) -> None:
    """A search that is over, with its proposals; and one in the queue. Dana is free, and nothing of hers is booked."""
    dana = db.session.query(Application).join(Candidate).filter(Candidate.name == "Dana Diaz").one()
    make_availability(dana.candidate, NOW + timedelta(days=4))
    days = (NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=8))
    options = Options(*days, "Europe/Berlin")
    problem = problem_of(applications_of([dana.id]), options, NOW)
    with saving():
        ask([dana.id], options, problem, by=cast.rita, at=NOW)
    solve_waiting(Event(), steps=5)
    with saving():
        ask([dana.id], options, problem, by=cast.rita, at=NOW)


def _library(cast: Cast) -> None:
    """Two of the company's own, in review and a draft; one adapted before the shipped one changed; one retired."""
    first, second, third = library().entries[:3]
    words = {"competency": first.competency, **table_of(first)}
    with saving():
        own = library_actions.write(words, "", by=cast.ivo, at=NOW)
        library_actions.send(own, by=cast.ivo, at=NOW)
        second_words = {"competency": second.competency, **table_of(second)}
        adapted = library_actions.rewrite(
            get_question(second.id), second_words, "", read="", by=cast.ivo, at=NOW
        )
        library_actions.approve(adapted, by=cast.rita, at=NOW)
        adapted.based_on = "an older edition"
        library_actions.write(words, "", by=cast.rita, at=NOW)  # a draft
        library_actions.retire(get_question(third.id), "Nobody asks it", by=cast.rita, at=NOW)


def _baker(cast: Cast, nora: User) -> Interview:
    role = make_role("Baker", hiring_manager_id=nora.id)
    plan = make_plan(role)
    make_seat(plan.stages[0], cast.ines)
    application = make_application(make_candidate("Bo Berg"), role)
    interview = make_interview(application, cast.ines, starts_at=NOW - timedelta(days=2))
    submit(scorecard_of(interview, cast.ines), 3, 3)
    gone = make_application(make_candidate("Eve Eriksen"), role, withdrawn_at=NOW)
    assert gone.id
    return interview


def things(parameter: str) -> list[Any]:
    """Every row behind a parameter of an address, in the order of ids."""
    if parameter == "library_id":  # the library's questions are known by name; most have no row
        return [SimpleNamespace(id=entry.id) for entry in library().entries]
    table = TABLES[parameter]
    return list(db.session.query(table).order_by(table.id))


__all__ = ["TABLE", "TABLES", "Hire", "can", "make_hire", "things"]
