"""When and how much a person may be asked to interview: their own terms, and when they are away."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.database import Model, UtcDateTime

WeekOfMinutes = list[
    list[list[int]]
]  # Monday first: for each day its windows as [from, to], minutes of the wall clock


class InterviewingTerms(Model):
    """What one person has set. Who has no row has set nothing; :mod:`app.interviewers.rules` says what holds then."""

    __tablename__ = "interviewing_terms"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    hours: Mapped[WeekOfMinutes] = mapped_column(JSON)  # local: on the clocks of the person's own zone
    kept_free: Mapped[WeekOfMinutes] = mapped_column(JSON)  # inside the hours, but rather not
    most_a_day: Mapped[int]
    most_a_week: Mapped[int]
    buffer_minutes: Mapped[int]  # between two interviews
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class InterviewingPause(Model):
    """Days on which a person is not asked, both ends included. ``ends_on`` None: until further notice."""

    __tablename__ = "interviewing_pause"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="forward"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(200), default="")
