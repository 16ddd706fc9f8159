"""What the job is for, line by line; and the lines of the document that were left out, with the reason."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Model
from app.store.role import Role


class Responsibility(Model):
    __tablename__ = "responsibility"
    __table_args__ = (CheckConstraint("importance BETWEEN 1 AND 5", name="importance"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    # The document's words before anyone edited them; None where a person wrote the responsibility.
    source_text: Mapped[str | None] = mapped_column(Text)
    lines: Mapped[list[int]] = mapped_column(
        JSON, default=list
    )  # of the document, from 1; several after a merge
    importance: Mapped[int] = mapped_column(default=3)
    competencies: Mapped[list[str]] = mapped_column(JSON, default=list)  # ids, best first, at most three
    competencies_confirmed: Mapped[bool] = mapped_column(
        default=False
    )  # chosen by a person, not by the reader

    role: Mapped[Role] = relationship(back_populates="responsibilities")

    @property
    def name(self) -> str:
        """What to call it in a small space."""
        return self.label or self.text


class LeftOutLine(Model):
    __tablename__ = "left_out_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]  # of the document, from 1; 0 where a person wrote it
    text: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(
        String(20)
    )  # benefit requirement company process legal heading other removed
    # What a removed responsibility was, so that taking it back loses nothing.
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    role: Mapped[Role] = relationship(back_populates="left_out_lines")
