"""One booked conversation: a stage, a candidate, a panel, a time and a place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.candidate import Application
from app.store.database import Model, UtcDateTime
from app.store.interview_plan import Seat, Stage
from app.store.kit import Kit
from app.store.user import User

if TYPE_CHECKING:
    from app.store.scorecard import Scorecard


class Interview(Model):
    __tablename__ = "interview"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="forward"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    kit_id: Mapped[int] = mapped_column(ForeignKey("kit.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(200), default="")
    video_url: Mapped[str] = mapped_column(String(500), default="")
    calendar_uid: Mapped[str] = mapped_column(String(80), unique=True)
    # Raised by every change of time, place or panel; a form that carries an older one is out of date.
    # It is also the calendar's SEQUENCE.
    revision: Mapped[int] = mapped_column(default=0)
    booked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_reason: Mapped[str | None] = mapped_column(Text)

    application: Mapped[Application] = relationship(back_populates="interviews")
    stage: Mapped[Stage] = relationship()
    kit: Mapped[Kit] = relationship()
    panel: Mapped[list[PanelSeat]] = relationship(
        back_populates="interview", order_by="PanelSeat.id", cascade="all, delete-orphan"
    )
    scorecards: Mapped[list[Scorecard]] = relationship(back_populates="interview", order_by="Scorecard.id")

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class PanelSeat(Model):
    """Who sits in an interview, and for which of the stage's seats (None: beyond what the stage asks for)."""

    __tablename__ = "panel_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id", ondelete="SET NULL"))

    interview: Mapped[Interview] = relationship(back_populates="panel")
    user: Mapped[User] = relationship()
    seat: Mapped[Seat | None] = relationship()
