"""stage focus

What a stage may ask about, as a list of competencies; null: everything.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stage", sa.Column("focus", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("stage", "focus")
