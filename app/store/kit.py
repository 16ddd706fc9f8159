"""A stage's questions, frozen with a version when the first interview that uses them is booked.

A kit is never changed: it holds its own copy of every word, of what each question serves and where in
the document that stood, so that a rating can be traced back whatever happens to the plan afterwards.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model, UtcDateTime
from app.store.interview_plan import Stage


class ServedResponsibility(TypedDict):
    """One responsibility as it read when the kit was frozen."""

    id: int
    label: str | None
    text: str
    lines: list[int]
    importance: int


class Kit(Model):
    __tablename__ = "kit"
    __table_args__ = (UniqueConstraint("stage_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    instructions: Mapped[str] = mapped_column(Text, default="")
    preparation: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64))
    library_version: Mapped[str | None] = mapped_column(String(64))
    weights_reason: Mapped[str | None] = mapped_column(Text)
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    stage: Mapped[Stage] = relationship(back_populates="kits")
    questions: Mapped[list[KitQuestion]] = relationship(back_populates="kit", order_by="KitQuestion.position")


class KitQuestion(Model):
    __tablename__ = "kit_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    kit_id: Mapped[int] = mapped_column(ForeignKey("kit.id"), index=True)
    position: Mapped[int]
    library_id: Mapped[str | None] = mapped_column(String(120), index=True)
    competency: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    minutes: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    material: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str | None] = mapped_column(Text)
    probes: Mapped[list[str]] = mapped_column(JSON, default=list)
    anchors: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    weight: Mapped[int] = mapped_column(default=1)
    responsibilities: Mapped[list[ServedResponsibility]] = mapped_column(JSON, default=list)

    kit: Mapped[Kit] = relationship(back_populates="questions")
