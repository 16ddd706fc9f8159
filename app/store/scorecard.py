"""One interviewer's evidence and ratings for one interview."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.interview import Interview
from app.store.kit import KitQuestion
from app.store.user import User


class Scorecard(Model):
    """Open until ``submitted_at`` is set; sealed from then on."""

    __tablename__ = "scorecard"
    __table_args__ = (
        UniqueConstraint("interview_id", "user_id"),
        CheckConstraint("recommendation BETWEEN 1 AND 4", name="recommendation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    recommendation: Mapped[int | None]  # 1 strong no, 2 no, 3 yes, 4 strong yes
    summary: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Set when the interview is cancelled or this person leaves the panel: owed no more, counted nowhere.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    interview: Mapped[Interview] = relationship(back_populates="scorecards")
    user: Mapped[User] = relationship()
    ratings: Mapped[list[Rating]] = relationship(
        back_populates="scorecard", order_by="Rating.id", cascade="all, delete-orphan"
    )

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_owed(self) -> bool:
        return self.submitted_at is None and self.withdrawn_at is None


class Rating(Model):
    """The answer to one question: a rating or "not enough evidence", and the evidence."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "kit_question_id"),
        CheckConstraint("value BETWEEN 1 AND 5", name="value"),
        CheckConstraint("value IS NULL OR NOT not_enough_evidence", name="one_answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scorecard_id: Mapped[int] = mapped_column(ForeignKey("scorecard.id", ondelete="CASCADE"))
    kit_question_id: Mapped[int] = mapped_column(ForeignKey("kit_question.id"), index=True)
    value: Mapped[int | None]
    not_enough_evidence: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    scorecard: Mapped[Scorecard] = relationship(back_populates="ratings")
    kit_question: Mapped[KitQuestion] = relationship()

    @property
    def is_answered(self) -> bool:
        return self.value is not None or self.not_enough_evidence
