"""What stands in the navigation, and what every template may ask."""

from __future__ import annotations

from flask import Flask, request
from flask_login import current_user

from app.access import can

ITEMS = (
    ("home.show", "Home", "home.see"),
    ("roles.index", "Roles", "role.list"),
    ("candidates.index", "Candidates", "candidate.list"),
    ("interviews.index", "Interviews", "interview.list"),
    ("library.index", "Library", "library_question.list"),
    ("people.index", "People", "person.list"),
)

# Three ways to look at interviews, as tabs on the pages themselves: a phone's bar holds five places.
TABS = (
    ("interviews.index", "Calendar", "interview.list"),
    ("schedules.index", "Scheduling", "schedule.list"),
    ("interviewers.index", "Interviewers", "interviewer.list"),
)

# Rooms without an item of their own light up the item they are reached through.
_UNDER = {
    "documents": "roles",
    "responsibilities": "roles",
    "wordings": "roles",
    "interview_plans": "roles",
    "stages": "roles",
    "seats": "roles",
    "interviewers": "interviews",
    "pool_seats": "interviews",
    "library_writing": "library",
    "library_versions": "library",
    "library_exchange": "library",
    "question_sets": "roles",
    "planned_questions": "roles",
    "writing": "roles",
    "debriefs": "candidates",
    "schedules": "interviews",
    "scorecards": "interviews",
}


def navigation() -> list[tuple[str, str, bool]]:
    """(endpoint, label, whether we are there) for what this person may open."""
    here = _UNDER.get(request.blueprint or "", request.blueprint)
    return [
        (endpoint, label, endpoint.partition(".")[0] == here)
        for endpoint, label, action in ITEMS
        if can(current_user, action)
    ]


def tabs() -> list[tuple[str, str, bool]]:
    """(endpoint, label, whether we are there) on a page that is one of several; else nothing."""
    if request.endpoint not in {endpoint for endpoint, _, _ in TABS}:
        return []
    allowed = [
        (endpoint, label, endpoint == request.endpoint)
        for endpoint, label, action in TABS
        if can(current_user, action)
    ]
    return allowed if len(allowed) > 1 else []


def may(action: str, thing: object = None) -> bool:
    """For templates: whether the person looking may do this."""
    return can(current_user, action, thing)


def install(app: Flask) -> None:
    @app.context_processor
    def _context() -> dict[str, object]:
        theme = request.cookies.get("theme", "system") if request else "system"
        return {
            "navigation": navigation,
            "tabs": tabs,
            "may": may,
            "theme": theme if theme in ("light", "dark") else "system",
            "demo": app.config["SETTINGS"].demo,
            "company": app.config["SETTINGS"].company,
        }
