"""Candidates, what they applied for, when they are free, and their private links."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.role import Role
from app.store.user import User

if TYPE_CHECKING:
    from app.store.decision import Decision
    from app.store.interview import Interview


class Candidate(Model):
    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    notes: Mapped[str] = mapped_column(Text, default="")  # for coordinators
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    applications: Mapped[list[Application]] = relationship(
        back_populates="candidate", order_by="Application.id"
    )
    availabilities: Mapped[list[Availability]] = relationship(
        back_populates="candidate", order_by="Availability.starts_at", cascade="all, delete-orphan"
    )


class Application(Model):
    """A candidate's try for one role: what interviews, links, the debrief and the decision hang on."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("candidate_id", "role_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), index=True)
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The debrief opens by itself when every card is in; or earlier, by a person and with a reason.
    debrief_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    debrief_opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    debrief_opened_reason: Mapped[str | None] = mapped_column(Text)

    candidate: Mapped[Candidate] = relationship(back_populates="applications")
    role: Mapped[Role] = relationship()
    debrief_opened_by: Mapped[User | None] = relationship()
    interviews: Mapped[list[Interview]] = relationship(
        back_populates="application", order_by="Interview.starts_at"
    )
    links: Mapped[list[CandidateLink]] = relationship(
        back_populates="application", order_by="CandidateLink.id"
    )
    decision: Mapped[Decision | None] = relationship(back_populates="application", uselist=False)


class Availability(Model):
    """A window in which a candidate is free."""

    __tablename__ = "availability"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="forward"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)

    candidate: Mapped[Candidate] = relationship(back_populates="availabilities")


class CandidateLink(Model):
    """A private link to one application's schedule page. 128 random bits or more; only the hash is kept."""

    __tablename__ = "candidate_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="links")
