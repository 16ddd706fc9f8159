"""The human decision on an application, with its reasons and the figures it was made beside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.candidate import Application
from app.store.database import Model, UtcDateTime
from app.store.user import User

OUTCOMES = ("offer", "no_offer")


class Decision(Model):
    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("application_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    outcome: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[str] = mapped_column(Text)
    # The weighted mean, its range, the weights and the kit versions as they stood.
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="decision")
    decided_by: Mapped[User] = relationship()
