"""One search for a schedule: what was asked, how far it is, and what it found. The row is the truth about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.user import User


class ScheduleRun(Model):
    """Claimed by a worker under ``lease`` until ``leased_until``; a worker that dies lets another claim it."""

    __tablename__ = "schedule_run"
    __table_args__ = (Index(None, "state", "leased_until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    application_ids: Mapped[list[int]] = mapped_column(JSON)
    problem: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)  # interview-sched/1, with names
    state: Mapped[str] = mapped_column(String(10))  # see app/schedules/rules.py
    lease: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stop_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    proposals: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    booked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    booked_proposal: Mapped[int | None]

    asked_by: Mapped[User] = relationship()
