"""The company's own layer of the question library: its own questions, its versions of shipped ones, what it retired.

A shipped question that nobody here has touched has no row. A version is a whole entry in the shape of the
library's files; once it was in use it is never changed again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Base, Model, UtcDateTime
from app.store.user import User

DRAFT, IN_REVIEW, IN_USE, REPLACED = "draft", "in_review", "in_use", "replaced"
OPEN = (DRAFT, IN_REVIEW)

library_version_writer = Table(
    "library_version_writer",
    Base.metadata,
    Column("version_id", ForeignKey("library_version.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("user.id"), primary_key=True, index=True),
)


class LibraryQuestion(Model):
    """A question the company has touched, by its id in the library."""

    __tablename__ = "library_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    library_id: Mapped[str] = mapped_column(String(120), unique=True)
    competency: Mapped[str] = mapped_column(String(60), index=True)
    is_own: Mapped[bool] = mapped_column(default=False)  # written here, not shipped
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    retired_reason: Mapped[str | None] = mapped_column(Text)
    # The shipped edition that the company has looked at since and decided not to take.
    passed_over: Mapped[str | None] = mapped_column(String(64))

    retired_by: Mapped[User | None] = relationship()
    versions: Mapped[list[LibraryVersion]] = relationship(
        back_populates="question", order_by="LibraryVersion.number", cascade="all, delete-orphan"
    )

    @property
    def in_use(self) -> LibraryVersion | None:
        return next((version for version in self.versions if version.state == IN_USE), None)

    @property
    def open_version(self) -> LibraryVersion | None:
        """The one that is being written or reviewed."""
        return next((version for version in self.versions if version.state in OPEN), None)


class LibraryVersion(Model):
    """One wording of a question: draft, in review, in use, or replaced by a later one."""

    __tablename__ = "library_version"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        Index(
            "uq_library_version_one_open",
            "question_id",
            unique=True,
            sqlite_where=text("state IN ('draft', 'in_review')"),
            postgresql_where=text("state IN ('draft', 'in_review')"),
        ),
        Index(
            "uq_library_version_one_in_use",
            "question_id",
            unique=True,
            sqlite_where=text("state = 'in_use'"),
            postgresql_where=text("state = 'in_use'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("library_question.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=DRAFT)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    edition: Mapped[str | None] = mapped_column(String(64))  # a hash of the content, once it is in use
    based_on: Mapped[str | None] = mapped_column(
        String(64)
    )  # the shipped edition that its writer had before them
    note: Mapped[str] = mapped_column(Text, default="")  # what is new in it, and why
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # to review
    returned_reason: Mapped[str | None] = mapped_column(Text)  # what the reviewer wants changed
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Why it was put into use although the writer approved it, or although the rubric finds fault with it.
    alone_reason: Mapped[str | None] = mapped_column(Text)
    faults_reason: Mapped[str | None] = mapped_column(Text)

    question: Mapped[LibraryQuestion] = relationship(back_populates="versions")
    writers: Mapped[list[User]] = relationship(secondary=library_version_writer, order_by=User.name)
    reviewed_by: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
