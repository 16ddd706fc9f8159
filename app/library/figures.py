"""Where a question is used, and how it did.

Figures are made of handed-in scorecards alone, of applications that are decided and owe no card, and only of
several candidates at once: nothing is learnt about one candidate, and who still owes a card learns nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from statistics import fmean, pstdev

from sqlalchemy import false, func, select
from sqlalchemy.orm import joinedload

from app.library import rules
from app.store.candidate import Application
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.interview_plan import InterviewPlan, Stage
from app.store.kit import KitQuestion
from app.store.planned_question import PlannedQuestion
from app.store.role import Role
from app.store.scorecard import Rating, Scorecard
from app.store.user import User

MOST_PLACES = 12


@dataclass(frozen=True)
class Use:
    """``places`` are the stages whose plans the person looking may read; ``asked`` counts interviews that were held."""

    places: list[Stage]
    plans: int
    kits: int
    asked: int


@dataclass(frozen=True)
class Spread:
    """Ratings of a question: how often each of 1 to 5 was given, of how many candidates.

    ``apart`` is the average distance between two people who rated the same answer; None where too few did.
    """

    counts: dict[int, int]
    not_enough: int
    candidates: int
    apart: float | None

    @property
    def rated(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float:
        return fmean(value for value, number in self.counts.items() for _ in range(number))

    @property
    def deviation(self) -> float:
        """Standard deviation of the ratings, in steps."""
        return pstdev([value for value, number in self.counts.items() for _ in range(number)])

    @property
    def without_evidence(self) -> float:
        """The share of answers that gave too little to rate, 0 to 1."""
        return self.not_enough / (self.rated + self.not_enough)


def use_of(library_id: str, viewer: User, at: datetime) -> Use:
    """For the question's page."""
    plans = (
        select(Stage)
        .join(Stage.plan)
        .join(InterviewPlan.role)
        .where(Stage.questions.any(PlannedQuestion.library_id == library_id))
        .options(joinedload(Stage.plan).joinedload(InterviewPlan.role))
    )
    number = select(func.count(Stage.plan_id.distinct())).join(Stage.questions)
    number = number.where(PlannedQuestion.library_id == library_id)
    kits = select(func.count(KitQuestion.kit_id.distinct())).where(KitQuestion.library_id == library_id)
    asked = (
        select(func.count(Interview.id.distinct()))
        .join(KitQuestion, KitQuestion.kit_id == Interview.kit_id)
        .where(
            KitQuestion.library_id == library_id, Interview.cancelled_at.is_(None), Interview.ends_at <= at
        )
    )
    if not viewer.is_coordinator:
        plans = plans.where(Role.hiring_manager_id == viewer.id if viewer.is_hiring_manager else false())
    places = db.session.scalars(plans.order_by(Stage.id.desc()).limit(MOST_PLACES))
    return Use(list(places), *(db.session.scalar(query) or 0 for query in (number, kits, asked)))


def spread_of(library_id: str) -> Spread | None:
    """For the question's page; None where the ratings are too few to say anything without naming a candidate."""
    owed = (
        select(Scorecard.id)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .where(
            Interview.application_id == Application.id,
            Scorecard.submitted_at.is_(None),
            Scorecard.withdrawn_at.is_(None),
        )
        .exists()
    )
    query = (
        select(
            Application.candidate_id,
            Interview.id,
            Rating.kit_question_id,
            Rating.value,
            Rating.not_enough_evidence,
        )
        .join(Rating.scorecard)
        .join(Scorecard.interview)
        .join(Interview.application)
        .join(Rating.kit_question)
        .join(Decision, Decision.application_id == Application.id)
        .where(
            KitQuestion.library_id == library_id,
            Scorecard.submitted_at.is_not(None),
            Scorecard.withdrawn_at.is_(None),
            Interview.cancelled_at.is_(None),
            ~owed,
        )
        .order_by(Decision.decided_at, Application.id, Rating.id)
    )
    rows = db.session.execute(query).all()
    candidates = {*rules.settled(list(dict.fromkeys(row[0] for row in rows if row[3] is not None)))}
    rows = [row for row in rows if row[0] in candidates]
    values = [row[3] for row in rows if row[3] is not None]
    if len(values) < rules.FEWEST_RATINGS:
        return None
    tally = Counter(values)
    answers: dict[tuple[int, int], list[int]] = {}
    for _, interview, question, value, _ in rows:
        if value is not None:
            answers.setdefault((interview, question), []).append(value)
    steps = [abs(a - b) for given in answers.values() for a, b in combinations(given, 2)]
    enough = len(values) >= rules.FEWEST_TO_COMPARE and steps
    return Spread(
        counts={value: tally[value] for value in range(1, 6)},
        not_enough=sum(bool(row[4]) for row in rows),
        candidates=len(candidates),
        apart=fmean(steps) if enough else None,
    )
