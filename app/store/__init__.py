"""The cellar: tables and the session. Knows no request. Importing it makes every table known."""

from app.store import (  # noqa: F401
    candidate,
    decision,
    event,
    interview,
    interview_plan,
    interviewing_terms,
    kit,
    library_question,
    message,
    occupancy,
    planned_question,
    responsibility,
    role,
    schedule_run,
    scorecard,
    user,
)
