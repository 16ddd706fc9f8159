"""What a violated constraint means in words. The database refuses; this says why."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from app.refusals import Conflict, Refused

MEANINGS: dict[str, str] = {
    "ex_occupancy_overlap": "Someone in this interview is already booked at that time. Nothing was changed.",
    "uq_scorecard_interview_id_user_id": "This person already has a scorecard for this interview.",
    "uq_user_email": "Someone with this email address is already here.",
    "uq_application_candidate_id_role_id": "This candidate has already applied for this role.",
    "uq_decision_application_id": "A decision was recorded a moment ago. Reload the page to read it.",
    "uq_kit_stage_id_version": "Someone else booked with these questions at the same moment. Please try again.",
    "uq_rating_scorecard_id_kit_question_id": "Another tab saved this answer at the same moment. Please try again.",
    "uq_role_document_id_profile": "This role was made from the document a moment ago. Find it among the roles.",
    "uq_interview_plan_role_id": "This role already has an interview plan.",
    "uq_library_question_library_id": "Someone changed this question a moment ago. Reload the page to read it.",
    "uq_library_version_one_open": "Someone began a new version of this question a moment ago. Reload the page.",
    "uq_library_version_question_id_number": "Someone began a new version a moment ago. Reload the page to read it.",
}

# SQLite names the columns of a unique constraint, not the constraint.
_BY_COLUMNS = {
    "scorecard.interview_id, scorecard.user_id": "uq_scorecard_interview_id_user_id",
    "user.email": "uq_user_email",
    "application.candidate_id, application.role_id": "uq_application_candidate_id_role_id",
    "decision.application_id": "uq_decision_application_id",
    "kit.stage_id, kit.version": "uq_kit_stage_id_version",
    "rating.scorecard_id, rating.kit_question_id": "uq_rating_scorecard_id_kit_question_id",
    "role.document_id, role.profile": "uq_role_document_id_profile",
    "interview_plan.role_id": "uq_interview_plan_role_id",
    "library_question.library_id": "uq_library_question_library_id",
    "library_version.question_id": "uq_library_version_one_open",
    "library_version.question_id, library_version.number": "uq_library_version_question_id_number",
}


def constraint_of(error: IntegrityError) -> str | None:
    """The name of the violated constraint, on either database; None where it cannot be told."""
    diagnostics = getattr(error.orig, "diag", None)
    if diagnostics is not None:
        return diagnostics.constraint_name
    text = str(error.orig)
    if text.startswith("UNIQUE constraint failed: "):
        return _BY_COLUMNS.get(text.removeprefix("UNIQUE constraint failed: "))
    return next((name for name in MEANINGS if name in text), None)


def refusal_for(error: IntegrityError) -> Refused:
    """The refusal that says what ``error`` means to a person."""
    meaning = MEANINGS.get(constraint_of(error) or "")
    return Conflict(
        meaning or "Something this depends on was changed a moment ago. Reload the page and try again."
    )
