"""The job being hired for, and the document it was read from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.user import User

if TYPE_CHECKING:
    from app.store.interview_plan import InterviewPlan
    from app.store.responsibility import LeftOutLine, Responsibility

LEVELS = ("junior", "mid", "senior", "lead")


class Document(Model):
    """A document of responsibilities as plain text. Several roles may come from one document."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))  # the file's name, or "Pasted text"
    text: Mapped[str] = mapped_column(Text)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Role(Model):
    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("document_id", "profile"),)  # a second click makes no second role

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(10), default="mid")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    profile: Mapped[int | None]  # which of the document's job profiles this role is, from 1
    hiring_manager_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    document: Mapped[Document | None] = relationship()
    hiring_manager: Mapped[User | None] = relationship()
    responsibilities: Mapped[list[Responsibility]] = relationship(
        back_populates="role", order_by="Responsibility.position", cascade="all, delete-orphan"
    )
    left_out_lines: Mapped[list[LeftOutLine]] = relationship(
        back_populates="role", order_by="LeftOutLine.line", cascade="all, delete-orphan"
    )
    interview_plan: Mapped[InterviewPlan | None] = relationship(back_populates="role", uselist=False)
