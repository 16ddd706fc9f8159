"""A question in a stage of the plan, before it is frozen into a kit."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.store.database import Base, Model
from app.store.interview_plan import Stage
from app.store.responsibility import Responsibility

KINDS = ("past_behaviour", "situational", "knowledge", "work_sample")

served_responsibility = Table(
    "served_responsibility",
    Base.metadata,
    Column("planned_question_id", ForeignKey("planned_question.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "responsibility_id", ForeignKey("responsibility.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)


class PlannedQuestion(Model):
    __tablename__ = "planned_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    library_id: Mapped[str | None] = mapped_column(
        String(120), index=True
    )  # None where a person wrote the question
    competency: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    minutes: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    material: Mapped[str | None] = mapped_column(Text)  # what a work sample looks at
    key: Mapped[str | None] = mapped_column(Text)  # for the interviewer: what is to be found in it
    probes: Mapped[list[str]] = mapped_column(JSON, default=list)
    anchors: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # "1" to "5"
    paraphrase_group: Mapped[str | None] = mapped_column(String(120))
    scenario_family: Mapped[str | None] = mapped_column(String(120))
    weight: Mapped[int] = mapped_column(default=1)
    why: Mapped[str] = mapped_column(Text, default="")  # why this question, in a sentence
    is_locked: Mapped[bool] = mapped_column(default=False)
    is_edited: Mapped[bool] = mapped_column(default=False)

    stage: Mapped[Stage] = relationship(back_populates="questions")
    responsibilities: Mapped[list[Responsibility]] = relationship(
        secondary=served_responsibility, order_by="Responsibility.position"
    )
