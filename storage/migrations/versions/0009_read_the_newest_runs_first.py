"""Read the newest runs of all processes first, for reports."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_run_due_at", "run", ["due_at"])


def downgrade() -> None:
    op.drop_index("ix_run_due_at", table_name="run")
