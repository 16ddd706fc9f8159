"""company library

The company's own layer of the question library; and an index by which the history of any one thing is found.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('draft', 'in_review')")
IN_USE = sa.text("state = 'in_use'")


def upgrade() -> None:
    op.create_table(
        "library_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.String(length=120), nullable=False),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_reason", sa.Text(), nullable=True),
        sa.Column("passed_over", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["retired_by_id"], ["user.id"], name=op.f("fk_library_question_retired_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_question")),
        sa.UniqueConstraint("library_id", name=op.f("uq_library_question_library_id")),
    )
    op.create_index(op.f("ix_library_question_competency"), "library_question", ["competency"])
    op.create_table(
        "library_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=True),
        sa.Column("based_on", sa.String(length=64), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_reason", sa.Text(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alone_reason", sa.Text(), nullable=True),
        sa.Column("faults_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["library_question.id"],
            name=op.f("fk_library_version_question_id_library_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["user.id"], name=op.f("fk_library_version_reviewed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_version")),
        sa.UniqueConstraint("question_id", "number", name=op.f("uq_library_version_question_id_number")),
    )
    for name, where in (("one_open", OPEN), ("one_in_use", IN_USE)):
        op.create_index(
            f"uq_library_version_{name}",
            "library_version",
            ["question_id"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        "library_version_writer",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["library_version.id"],
            name=op.f("fk_library_version_writer_version_id_library_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_library_version_writer_user_id_user")
        ),
        sa.PrimaryKeyConstraint("version_id", "user_id", name=op.f("pk_library_version_writer")),
    )
    op.create_index(op.f("ix_library_version_writer_user_id"), "library_version_writer", ["user_id"])
    op.create_index(op.f("ix_event_thing_kind_thing_id"), "event", ["thing_kind", "thing_id"])
    op.create_index(op.f("ix_planned_question_library_id"), "planned_question", ["library_id"])
    op.create_index(op.f("ix_kit_question_library_id"), "kit_question", ["library_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_kit_question_library_id"), table_name="kit_question")
    op.drop_index(op.f("ix_planned_question_library_id"), table_name="planned_question")
    op.drop_index(op.f("ix_event_thing_kind_thing_id"), table_name="event")
    op.drop_table("library_version_writer")
    op.drop_table("library_version")
    op.drop_table("library_question")
