"""What makes someone busy. No two occupancies of one party may overlap: the database refuses it.

On PostgreSQL by an exclusion constraint, on SQLite by triggers, both named ``ex_occupancy_overlap`` (see
the migration). A check before the write double-books as soon as two people book at once.
Rows exist only while they occupy: a cancelled interview has none.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.database import Model, UtcDateTime

USER, CANDIDATE = 1, 2


class Occupancy(Model):
    __tablename__ = "occupancy"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="forward"),
        Index("ix_occupancy_party", "party_kind", "party_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    party_kind: Mapped[int]  # USER or CANDIDATE
    party_id: Mapped[int]  # of that user or candidate
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
