"""What lies on one person's desk now, gathered for their home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.access import can
from app.home import queries, rules
from app.home.queries import PortalState, RoleProgress
from app.library.queries import versions_to_review
from app.scorecards.queries import owed_cards, own_cards
from app.store.candidate import Application
from app.store.interview import Interview
from app.store.interview_plan import Stage
from app.store.library_question import LibraryVersion
from app.store.role import Role
from app.store.scorecard import Scorecard
from app.store.user import User


@dataclass
class Desk:
    next_card: Scorecard | None = None
    week: Sequence[Scorecard] = ()
    owed: Sequence[Scorecard] = ()
    # for coordinators
    soon: Sequence[Interview] = ()
    not_booked: Sequence[Application] = ()
    overdue: Sequence[Scorecard] = ()
    without_plan: Sequence[Role] = ()
    without_questions: Sequence[Stage] = ()
    to_review: Sequence[LibraryVersion] = ()
    # for hiring managers
    decisions: Sequence[Application] = ()
    roles: Sequence[RoleProgress] = ()
    # for administrators, and for who begins
    portal: PortalState | None = None
    steps: Sequence[tuple[str, str, bool]] = field(default_factory=list)
    urgent: str = ""

    @property
    def is_stuck(self) -> bool:
        return bool(
            self.overdue or self.not_booked or self.without_plan or self.without_questions or self.to_review
        )


def desk_of(user: User, at: datetime) -> Desk:
    """Gather what ``user`` may see; each kind of person adds its part."""
    week = own_cards(user, at, at + rules.WEEK)
    desk = Desk(next_card=week[0] if week else None, week=week[1:], owed=owed_cards(user, at))
    if user.is_coordinator:
        desk.soon = queries.interviews_between(at, at + rules.SOON * 24)
        desk.not_booked = queries.not_booked()
        late = queries.overdue_cards(user, at)
        desk.overdue = [card for card in late if can(user, "progress.see", card.interview.application)]
        desk.without_plan = queries.roles_without_plan()
        desk.without_questions = queries.stages_without_questions()
        desk.to_review = versions_to_review(user)
    if user.is_hiring_manager:
        desk.decisions = [a for a in queries.decisions_waiting(user) if can(user, "decision.record", a)]
        desk.roles = queries.progress_of_roles(user, at)
    if user.is_administrator or user.is_coordinator:
        desk.portal = queries.portal_state(at)
        if not desk.portal.has_interview:
            desk.steps = rules.first_steps(
                desk.portal, administrator=user.is_administrator, coordinator=user.is_coordinator
            )
    desk.urgent = rules.most_urgent(desk.next_card, desk.owed, desk.decisions, desk.is_stuck, at)
    return desk
