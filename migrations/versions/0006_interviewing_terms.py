"""interviewing terms

When and how much each person may be asked to interview, and when they are away.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interviewing_terms",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("kept_free", sa.JSON(), nullable=False),
        sa.Column("most_a_day", sa.Integer(), nullable=False),
        sa.Column("most_a_week", sa.Integer(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_interviewing_terms_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_interviewing_terms")),
    )
    op.create_table(
        "interviewing_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_interviewing_pause_forward")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_interviewing_pause_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviewing_pause")),
    )
    op.create_index(op.f("ix_interviewing_pause_user_id"), "interviewing_pause", ["user_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_interviewing_pause_user_id"), table_name="interviewing_pause")
    op.drop_table("interviewing_pause")
    op.drop_table("interviewing_terms")
