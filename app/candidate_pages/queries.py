"""Reads for who holds a private link. Nothing of scorecards, and of questions only their competency."""

from __future__ import annotations

from sqlalchemy import bindparam, case, or_, select
from sqlalchemy.orm import joinedload, load_only, raiseload
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.tokens import token_hash
from app.store.candidate import Application, CandidateLink
from app.store.database import db
from app.store.interview import Interview, PanelSeat
from app.store.kit import KitQuestion
from app.store.user import User

# Made once, and one statement for each list: to put a statement with many loads together takes as long as to run
# it, and loading lists beside it by the loader's own means takes several times as long as asking for them.
_LINK = (
    select(CandidateLink)
    .where(CandidateLink.token_hash == bindparam("token_hash"))
    .options(
        joinedload(CandidateLink.application).options(
            joinedload(Application.candidate), joinedload(Application.role)
        )
    )
)
_INTERVIEWS = (
    select(Interview)
    .where(Interview.application_id == bindparam("application_id"))
    .options(
        joinedload(Interview.kit),
        joinedload(Interview.panel).joinedload(PanelSeat.user),
        raiseload(Interview.scorecards),
    )
    .order_by(Interview.starts_at)
)
_QUESTIONS = (
    select(KitQuestion)
    .where(KitQuestion.kit_id.in_(bindparam("kit_ids", expanding=True)))
    .options(load_only(KitQuestion.kit_id, KitQuestion.competency, raiseload=True))
    .order_by(KitQuestion.position)
)


def get_link(token: str) -> CandidateLink | None:
    """For the door to a candidate's pages: the link of this token, good or not, with all that the letter says."""
    link = db.session.scalar(_LINK, {"token_hash": token_hash(token)})
    if link is not None:
        interviews = db.session.scalars(_INTERVIEWS, {"application_id": link.application_id}).unique().all()
        set_committed_value(link.application, "interviews", interviews)
        kits = {interview.kit for interview in interviews}
        questions = db.session.scalars(_QUESTIONS, {"kit_ids": [kit.id for kit in kits]}).all()
        for kit in kits:
            set_committed_value(kit, "questions", [q for q in questions if q.kit_id == kit.id])
    return link


def contact_of(link: CandidateLink) -> User | None:
    """Whom the candidate writes to: who made the link, or the first coordinator where they have left."""
    return db.session.scalar(
        select(User)
        .where(User.disabled_at.is_(None), or_(User.id == link.made_by_id, User.is_coordinator))
        .order_by(case((User.id == link.made_by_id, 0), else_=1), User.id)
        .limit(1)
    )
