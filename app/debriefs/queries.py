"""Reads for debriefs."""

from __future__ import annotations

from sqlalchemy.orm import joinedload, selectinload

from app.store.candidate import Application
from app.store.database import db
from app.store.decision import Decision
from app.store.interview import Interview
from app.store.kit import Kit
from app.store.role import Role
from app.store.scorecard import Scorecard


def get_application(application_id: int) -> Application | None:
    """For the debrief and its doors: the application with all its scorecards, in as many queries whatever there is."""
    return db.session.get(
        Application,
        application_id,
        populate_existing=True,  # after a refused change, all of it is read again in the same few queries
        options=[
            joinedload(Application.candidate),
            joinedload(Application.debrief_opened_by),
            joinedload(Application.decision).joinedload(Decision.decided_by),
            joinedload(Application.role).options(
                joinedload(Role.hiring_manager), selectinload(Role.responsibilities)
            ),
            selectinload(Application.interviews).options(
                joinedload(Interview.stage),
                joinedload(Interview.kit).selectinload(Kit.questions),
                selectinload(Interview.scorecards).options(
                    joinedload(Scorecard.user), selectinload(Scorecard.ratings)
                ),
            ),
        ],
    )
