"""Reads for who holds a private link. Nothing of scorecards, and of questions only their competency."""

from __future__ import annotations

from sqlalchemy import case, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.accounts.tokens import token_hash
from app.store.candidate import Application, CandidateLink
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.kit import Kit, KitQuestion
from app.store.user import User


def get_link(token: str) -> CandidateLink | None:
    """For the door to a candidate's pages: the link of this token, good or not, with all that the letter says."""
    return db.session.scalar(
        select(CandidateLink)
        .where(CandidateLink.token_hash == token_hash(token))
        .options(
            joinedload(CandidateLink.application).options(
                joinedload(Application.candidate),
                joinedload(Application.role),
                selectinload(Application.interviews).options(
                    joinedload(Interview.kit)
                    .selectinload(Kit.questions)
                    .load_only(KitQuestion.competency, KitQuestion.position, raiseload=True),
                    selectinload(Interview.panel).joinedload(PanelSeat.user),
                    raiseload(Interview.scorecards),
                ),
            )
        )
    )


def contact_of(link: CandidateLink) -> User | None:
    """Whom the candidate writes to: who made the link, or the first coordinator where they have left."""
    return db.session.scalar(
        select(User)
        .where(User.disabled_at.is_(None), or_(User.id == link.made_by_id, User.is_coordinator))
        .order_by(case((User.id == link.made_by_id, 0), else_=1), User.id)
        .limit(1)
    )
