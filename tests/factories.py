"""Things to test with: one line each, no surprises. Everything is committed at once.

The cast is always the same: rita coordinates, ivo and ines interview, hugo manages the hire, ada administers,
cleo is the candidate, otto is a stranger (an interviewer who sits on no panel).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from app.store.candidate import Application, Availability, Candidate
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.interview_plan import InterviewPlan, Seat, Stage
from app.store.kit import Kit, KitQuestion
from app.store.occupancy import CANDIDATE, USER, Occupancy
from app.store.planned_question import PlannedQuestion
from app.store.responsibility import LeftOutLine, Responsibility
from app.store.role import Document, Role
from app.store.scorecard import Rating, Scorecard
from app.store.user import User

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday; what the frozen clock says
PASSWORD = "plain horse stapler 7"

T = TypeVar("T")
_number = count(1)


def keep(thing: T) -> T:
    db.session.add(thing)
    db.session.commit()
    return thing


def make_person(
    name: str = "", *kinds: str, zone: str = "Europe/Berlin", email: str = "", **columns: Any
) -> User:
    name = name or f"Person {next(_number)}"
    columns = {f"is_{kind}": True for kind in kinds} | columns
    email = email or f"{name.lower().replace(' ', '.')}@example.com"
    return keep(User(name=name, email=email, zone=zone, created_at=NOW, **columns))


@dataclass
class Cast:
    rita: User
    ivo: User
    ines: User
    hugo: User
    ada: User
    otto: User
    cleo: Candidate


def make_cast() -> Cast:
    return Cast(
        rita=make_person("Rita Reyes", "coordinator"),
        ivo=make_person("Ivo Ivanov", "interviewer"),
        ines=make_person("Ines Iglesias", "interviewer", zone="America/New_York"),
        hugo=make_person("Hugo Haas", "hiring_manager"),
        ada=make_person("Ada Adeyemi", "administrator"),
        otto=make_person("Otto Olsen", "interviewer"),
        cleo=make_candidate("Cleo Clarke"),
    )


def make_document(
    text: str = "Run the billing service\nTalk to clients\n", name: str = "advert.txt"
) -> Document:
    return keep(Document(name=name, text=text, added_at=NOW))


def make_role(
    title: str = "Back-end developer", *, level: str = "mid", responsibilities: int = 2, **columns: Any
) -> Role:
    """A role with its document; responsibilities are numbered, each with one competency."""
    role = keep(Role(title=title, level=level, document=make_document(), created_at=NOW, **columns))
    for position in range(1, responsibilities + 1):
        make_responsibility(role, position=position)
    return role


COMPETENCIES = (
    "database-storage",
    "api-integration",
    "testing-qa",
    "teamwork-collaboration",
    "documentation",
)


def make_responsibility(role: Role, text: str = "", *, position: int = 1, **columns: Any) -> Responsibility:
    columns = {
        "competencies": [COMPETENCIES[(position - 1) % len(COMPETENCIES)]],
        "importance": 3,
        "lines": [position],
    } | columns
    text = text or f"Look after part {position} of the billing service"
    return keep(Responsibility(role=role, position=position, text=text, source_text=text, **columns))


def make_left_out_line(
    role: Role, text: str = "Free fruit on Fridays", why: str = "benefit", line: int = 9
) -> LeftOutLine:
    return keep(LeftOutLine(role=role, text=text, why=why, line=line))


def make_plan(role: Role | None = None, *, stages: int = 1, questions: int = 2) -> InterviewPlan:
    """A plan with numbered stages, each with so many questions that serve the role's responsibilities in turn."""
    role = role or make_role()
    plan = keep(InterviewPlan(role=role, created_at=NOW))
    for position in range(1, stages + 1):
        make_stage(plan, position=position, questions=questions)
    return plan


def make_stage(
    plan: InterviewPlan, name: str = "", *, position: int = 1, minutes: int = 60, questions: int = 2
) -> Stage:
    stage = keep(Stage(plan=plan, name=name or f"Stage {position}", position=position, minutes=minutes))
    for number in range(1, questions + 1):
        make_planned_question(stage, position=number)
    return stage


def make_seat(stage: Stage, *members: User, count: int = 1, position: int = 1) -> Seat:
    return keep(Seat(stage=stage, members=list(members), count=count, position=position))


ANCHORS = {
    "1": "Names no slow query and changes code without measuring",
    "2": "Applies a tip that a colleague gave and says it felt faster",
    "3": "Finds the slow query with timings and gives times before and after",
    "4": "Compares two options with their costs on realistic volumes",
    "5": "Adds an alert so that the slow query cannot return unseen",
}


def make_planned_question(
    stage: Stage, text: str = "", *, position: int = 1, **columns: Any
) -> PlannedQuestion:
    role = stage.plan.role
    columns = {
        "library_id": f"question-{stage.id}-{position}",
        "competency": COMPETENCIES[(position - 1) % len(COMPETENCIES)],
        "kind": "past_behaviour",
        "level": "mid",
        "minutes": 9,
        "probes": ["How did you find the cause?", "What else could you have done?", "Which part was yours?"],
        "anchors": dict(ANCHORS),
        "responsibilities": [r for r in role.responsibilities if r.position == position],
    } | columns
    text = text or f"Tell us about the slowest query, number {position}, that you had to speed up."
    return keep(PlannedQuestion(stage=stage, position=position, text=text, **columns))


def make_kit(stage: Stage | None = None, *, version: int = 1, questions: int = 2) -> Kit:
    stage = stage or make_plan().stages[0]
    kit = keep(
        Kit(
            stage=stage,
            version=version,
            name=stage.name,
            minutes=stage.minutes,
            content_hash=f"hash-{stage.id}-{version}",
            frozen_at=NOW,
        )
    )
    for position in range(1, questions + 1):
        served = [
            {"id": r.id, "label": r.label, "text": r.text, "lines": r.lines, "importance": r.importance}
            for r in stage.plan.role.responsibilities
            if r.position == position
        ]
        keep(
            KitQuestion(
                kit=kit,
                position=position,
                library_id=f"question-{stage.id}-{position}",
                competency=COMPETENCIES[(position - 1) % len(COMPETENCIES)],
                kind="past_behaviour",
                level="mid",
                minutes=9,
                text=f"Tell us about the slowest query, number {position}, that you had to speed up.",
                probes=[
                    "How did you find the cause?",
                    "What else could you have done?",
                    "Which part was yours?",
                ],
                anchors=dict(ANCHORS),
                responsibilities=served,
            )
        )
    return kit


def make_candidate(name: str = "", *, zone: str = "Europe/Lisbon", **columns: Any) -> Candidate:
    name = name or f"Candidate {next(_number)}"
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return keep(Candidate(name=name, email=email, zone=zone, created_at=NOW, **columns))


def make_application(
    candidate: Candidate | None = None, role: Role | None = None, **columns: Any
) -> Application:
    return keep(
        Application(
            candidate=candidate or make_candidate(), role=role or make_role(), applied_at=NOW, **columns
        )
    )


def make_availability(candidate: Candidate, starts_at: datetime, hours: float = 8) -> Availability:
    return keep(
        Availability(candidate=candidate, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))
    )


def make_interview(
    application: Application | None = None,
    *panel: User,
    kit: Kit | None = None,
    starts_at: datetime = NOW + timedelta(days=1),
    minutes: int = 60,
    **columns: Any,
) -> Interview:
    """A booked interview with its panel, an open scorecard for each of them, and everybody busy."""
    application = application or make_application()
    if kit is None:
        plan = application.role.interview_plan or make_plan(application.role)
        stage = plan.stages[0]
        kit = stage.kits[-1] if stage.kits else make_kit(stage)
    interview = keep(
        Interview(
            application=application,
            stage=kit.stage,
            kit=kit,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            calendar_uid=f"interview-{next(_number)}@example.com",
            booked_at=NOW,
            **columns,
        )
    )
    parties = [(CANDIDATE, application.candidate_id)]
    for person in panel:
        keep(PanelSeat(interview=interview, user=person))
        keep(Scorecard(interview=interview, user=person))
        parties.append((USER, person.id))
    for party_kind, party_id in parties:
        keep(
            Occupancy(
                party_kind=party_kind,
                party_id=party_id,
                interview_id=interview.id,
                starts_at=interview.starts_at,
                ends_at=interview.ends_at,
            )
        )
    return interview


def scorecard_of(interview: Interview, person: User) -> Scorecard:
    return next(card for card in interview.scorecards if card.user_id == person.id)


def rate(card: Scorecard, *values: int | None, evidence: str = "Gave times before and after") -> Scorecard:
    """Answer the card's questions in order; None means not enough evidence."""
    for question, value in zip(card.interview.kit.questions, values, strict=True):
        keep(
            Rating(
                scorecard=card,
                kit_question=question,
                value=value,
                not_enough_evidence=value is None,
                evidence=evidence,
                saved_at=NOW,
            )
        )
    return card


def submit(
    card: Scorecard, *values: int | None, recommendation: int = 3, evidence: str = "Gave times"
) -> Scorecard:
    rate(card, *values, evidence=evidence)
    card.recommendation = recommendation
    card.submitted_at = NOW
    return keep(card)
