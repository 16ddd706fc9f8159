"""no double booking

The database itself refuses two overlapping occupancies of one party: by an exclusion constraint on PostgreSQL
(an ``int4range`` of one number stands in for ``=``, which needs no extension), by two triggers on SQLite.

Revision: 0002, after 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OVERLAP = """
CREATE TRIGGER ex_occupancy_overlap_{event} BEFORE {event} ON occupancy
WHEN EXISTS (
  SELECT 1 FROM occupancy AS other
  WHERE other.party_kind = NEW.party_kind AND other.party_id = NEW.party_id AND other.id IS NOT NEW.id
    AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at
)
BEGIN SELECT RAISE(ABORT, 'ex_occupancy_overlap'); END
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE occupancy ADD CONSTRAINT ex_occupancy_overlap EXCLUDE USING gist ("
            "int4range(party_kind, party_kind, '[]') WITH &&, "
            "int4range(party_id, party_id, '[]') WITH &&, "
            "tstzrange(starts_at, ends_at) WITH &&)"
        )
        return
    op.execute(OVERLAP.format(event="INSERT"))
    op.execute(OVERLAP.format(event="UPDATE"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE occupancy DROP CONSTRAINT ex_occupancy_overlap")
        return
    op.execute("DROP TRIGGER ex_occupancy_overlap_INSERT")
    op.execute("DROP TRIGGER ex_occupancy_overlap_UPDATE")
