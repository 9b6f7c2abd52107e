"""Find what is open without reading what is over."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXES = (
    ("run", "state"),
    ("run_step", "state"),
    ("turn", "state"),
    ("proof", "archive"),
    ("outgoing", "state"),
    ("outgoing", "turn_id"),
    ("inbound", "state"),
)


def upgrade() -> None:
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
