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
    ("interviewers.index", "Interviewers", "interviewer.list"),
    ("library.index", "Library", "library_question.list"),
    ("people.index", "People", "person.list"),
)

# Rooms without an item of their own light up the item they are reached through.
_UNDER = {
    "documents": "roles",
    "responsibilities": "roles",
    "wordings": "roles",
    "interview_plans": "roles",
    "stages": "roles",
    "seats": "roles",
    "pool_seats": "interviewers",
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


def may(action: str, thing: object = None) -> bool:
    """For templates: whether the person looking may do this."""
    return can(current_user, action, thing)


def install(app: Flask) -> None:
    @app.context_processor
    def _context() -> dict[str, object]:
        theme = request.cookies.get("theme", "system") if request else "system"
        return {
            "navigation": navigation,
            "may": may,
            "theme": theme if theme in ("light", "dark") else "system",
            "demo": app.config["SETTINGS"].demo,
            "company": app.config["SETTINGS"].company,
        }
