"""What happened: one row for every change. Who, what, which, when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.user import User


class Event(Model):
    __tablename__ = "event"
    __table_args__ = (Index(None, "thing_kind", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))  # "scorecard.submitted"
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id")
    )  # None: the candidate, or the portal itself
    thing_kind: Mapped[str] = mapped_column(String(30))
    thing_id: Mapped[int]
    # Whose history it belongs to. No foreign keys: a history outlives its things.
    role_id: Mapped[int | None] = mapped_column(index=True)
    candidate_id: Mapped[int | None] = mapped_column(index=True)
    interview_id: Mapped[int | None] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    by: Mapped[User | None] = relationship()
