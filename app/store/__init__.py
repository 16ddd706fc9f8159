"""The cellar: tables and the session. Knows no request. Importing it makes every table known."""

from app.store import (  # noqa: F401
    candidate,
    decision,
    event,
    interview,
    interview_plan,
    kit,
    library_question,
    message,
    occupancy,
    planned_question,
    responsibility,
    role,
    scorecard,
    user,
)
