"""The interview plan of a role: its stages, and who is needed in each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Base, Model, UtcDateTime
from app.store.role import Role
from app.store.user import User

if TYPE_CHECKING:
    from app.store.kit import Kit
    from app.store.planned_question import PlannedQuestion


class InterviewPlan(Model):
    __tablename__ = "interview_plan"
    __table_args__ = (UniqueConstraint("role_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Where the questions came from: the same three give the same questions.
    seed: Mapped[int] = mapped_column(default=1)
    library_version: Mapped[str | None] = mapped_column(String(64))
    input_hash: Mapped[str | None] = mapped_column(String(64))
    generated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Equal weights unless a reason is written down.
    weights_reason: Mapped[str | None] = mapped_column(Text)
    # The questions as they stood before the last generating, and a hash of what that made of them.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)

    role: Mapped[Role] = relationship(back_populates="interview_plan")
    stages: Mapped[list[Stage]] = relationship(
        back_populates="plan", order_by="Stage.position", cascade="all, delete-orphan"
    )


class Stage(Model):
    """One kind of interview in the plan: a name, minutes, who sits in it, what the interviewer should know."""

    __tablename__ = "stage"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("interview_plan.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    instructions: Mapped[str] = mapped_column(Text, default="")  # for interviewers
    preparation: Mapped[str] = mapped_column(Text, default="")  # for the candidate: how to prepare
    # Ids of the competencies that may be asked about in it; None: all of them.
    focus: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))

    plan: Mapped[InterviewPlan] = relationship(back_populates="stages")
    seats: Mapped[list[Seat]] = relationship(
        back_populates="stage", order_by="Seat.position", cascade="all, delete-orphan"
    )
    questions: Mapped[list[PlannedQuestion]] = relationship(
        back_populates="stage", order_by="PlannedQuestion.position", cascade="all, delete-orphan"
    )
    kits: Mapped[list[Kit]] = relationship(back_populates="stage", order_by="Kit.version")


seat_member = Table(
    "seat_member",
    Base.metadata,
    Column("seat_id", ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("user.id"), primary_key=True),
)


class Seat(Model):
    """Part of who is needed: ``count`` people out of ``members`` ("two of these five")."""

    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    count: Mapped[int] = mapped_column(default=1)

    stage: Mapped[Stage] = relationship(back_populates="seats")
    members: Mapped[list[User]] = relationship(secondary=seat_member, order_by="User.name")
