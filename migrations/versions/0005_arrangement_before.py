"""arrangement before

The questions of a plan as they stood before they were last generated, so that one can go back to them.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interview_plan", sa.Column("before", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("interview_plan", "before")
