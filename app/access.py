"""Who may do what: one row for each action. Pure: it imports nothing of the house.

``can(user, action, thing)`` is the only function that decides; doors, templates and tests all ask it.
Each predicate takes the user and the thing (None where the action has no thing) and reads plain
attributes. The kinds of person are separate: an administrator is not a coordinator unless made one.

The rule to protect above all: an interviewer sees colleagues' ratings of a candidate only after handing
in all of their own; candidates see none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any, Any], bool]


def anyone(user: Any, thing: Any) -> bool:
    return True


def administrator(user: Any, thing: Any) -> bool:
    return user.is_administrator


def coordinator(user: Any, thing: Any) -> bool:
    return user.is_coordinator


def hires(user: Any, thing: Any) -> bool:
    """Takes part in hiring beyond single interviews."""
    return user.is_coordinator or user.is_hiring_manager


def takes_part(user: Any, thing: Any) -> bool:
    return user.is_coordinator or user.is_hiring_manager or user.is_interviewer


def manages(user: Any, role: Any) -> bool:
    """Is the hiring manager of this role."""
    return user.is_hiring_manager and role.hiring_manager_id == user.id


def sees_role(user: Any, role: Any) -> bool:
    return user.is_coordinator or manages(user, role)


def sees_plan(user: Any, plan: Any) -> bool:
    return sees_role(user, plan.role)


def sees_stage(user: Any, stage: Any) -> bool:
    return sees_role(user, stage.plan.role)


def sees_planned_question(user: Any, question: Any) -> bool:
    return sees_role(user, question.stage.plan.role)


def sees_candidate(user: Any, candidate: Any) -> bool:
    return user.is_coordinator or any(manages(user, a.role) for a in candidate.applications)


def sees_application(user: Any, application: Any) -> bool:
    return user.is_coordinator or manages(user, application.role)


def on_panel(user: Any, interview: Any) -> bool:
    return any(seat.user_id == user.id for seat in interview.panel)


def sees_interview(user: Any, interview: Any) -> bool:
    return sees_application(user, interview.application) or on_panel(user, interview)


def owns(user: Any, scorecard: Any) -> bool:
    return scorecard.user_id == user.id


def is_blind(user: Any, application: Any) -> bool:
    """Still owes a scorecard for this candidate's application, so must not see a colleague's."""
    return any(
        card.user_id == user.id and card.is_owed
        for interview in application.interviews
        for card in interview.scorecards
    )


def has_rated(user: Any, application: Any) -> bool:
    return any(
        card.user_id == user.id and card.is_submitted
        for interview in application.interviews
        for card in interview.scorecards
    )


def sees_debrief(user: Any, application: Any) -> bool:
    """May look at the debrief; what it shows before it is open is decided by the debrief itself."""
    part = sees_application(user, application) or has_rated(user, application)
    return part and not is_blind(user, application)


def opens_debrief(user: Any, application: Any) -> bool:
    return manages(user, application.role) and not is_blind(user, application)


def own_terms(user: Any, person: Any) -> bool:
    """One's own hours and limits as an interviewer, or anybody's for a coordinator."""
    return takes_part(person, None) and (user.is_coordinator or user.id == person.id)


TABLE: dict[str, Predicate] = {
    # the portal
    "home.see": anyone,
    "profile.see": anyone,
    "profile.edit": anyone,
    # accounts
    "person.list": administrator,
    "person.see": administrator,
    "person.invite": administrator,
    "person.edit": administrator,
    "person.disable": administrator,
    "invitation.see": administrator,
    "invitation.withdraw": administrator,
    # people as interviewers: hours, limits, load
    "interviewer.list": coordinator,
    "interviewer.see": own_terms,
    "interviewer.edit": own_terms,
    "interviewer.seat": coordinator,
    # roles
    "role.list": hires,
    "role.see": sees_role,
    "role.create": coordinator,
    "role.edit": coordinator,
    "document.see": coordinator,
    "document.divide": coordinator,
    "responsibility.see": lambda user, responsibility: sees_role(user, responsibility.role),
    "responsibility.edit": coordinator,
    # the library of questions; who wrote a version does not approve it: see app/library/rules.py
    "library_question.list": takes_part,
    "library_question.see": takes_part,
    "library_question.write": takes_part,
    "library_question.retire": coordinator,
    "library_version.see": takes_part,
    "library_version.write": takes_part,
    "library_version.review": coordinator,
    # interview plans and question sets
    "interview_plan.see": sees_plan,
    "interview_plan.edit": coordinator,
    "stage.see": sees_stage,
    "stage.edit": coordinator,
    "seat.see": lambda user, seat: sees_stage(user, seat.stage),
    "seat.edit": coordinator,
    "planned_question.see": sees_planned_question,
    "planned_question.edit": coordinator,
    "kit.see": lambda user, kit: sees_stage(user, kit.stage),
    # candidates
    "candidate.list": hires,
    "candidate.see": sees_candidate,
    "candidate.create": coordinator,
    "candidate.edit": coordinator,
    "application.see": sees_application,
    "application.edit": coordinator,
    "candidate_link.see": lambda user, link: sees_application(user, link.application),
    "candidate_link.edit": coordinator,
    # interviews
    "interview.list": takes_part,
    "interview.see": sees_interview,
    "interview.book": coordinator,
    "interview.move": coordinator,
    "interview.cancel": coordinator,
    "interview.replace": coordinator,
    # schedules
    "schedule.list": coordinator,
    "schedule.see": coordinator,
    "schedule.ask": coordinator,
    "schedule.stop": coordinator,
    "schedule.book": coordinator,
    # scorecards; progress is who has handed in and who has not, never what
    "progress.see": lambda user, application: (
        sees_application(user, application) and not is_blind(user, application)
    ),
    "scorecard.see": owns,
    "scorecard.edit": owns,
    "scorecard.submit": owns,
    # debriefs
    "debrief.see": sees_debrief,
    "debrief.open": opens_debrief,
    "decision.see": sees_debrief,
    "decision.record": opens_debrief,
}


def can(user: Any, action: str, thing: Any = None) -> bool:
    """Whether ``user`` may do ``action`` to ``thing``. Nobody who is not signed in may do anything.

    Raises KeyError for an action that has no row: a typing mistake must not open a door.
    """
    predicate = TABLE[action]
    return bool(getattr(user, "is_authenticated", False)) and bool(predicate(user, thing))
