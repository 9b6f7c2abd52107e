"""Keep who cancelled or skipped a run, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004_acts"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("run") as table:
        table.add_column(sa.Column("closed_by_id", sa.String(32), nullable=True))
        table.add_column(sa.Column("reason", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("run") as table:
        table.drop_column("reason")
        table.drop_column("closed_by_id")
