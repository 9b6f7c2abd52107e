"""Keep who cancelled or skipped a run, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("closed_by_id", sa.String(32), nullable=True))
    op.add_column("run", sa.Column("reason", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("run", "reason")
    op.drop_column("run", "closed_by_id")
