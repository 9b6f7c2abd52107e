"""Work events off in the order of their thread."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbound", sa.Column("thread_key", sa.String(120), nullable=True))
    op.create_index("ix_inbound_thread_key", "inbound", ["thread_key"])


def downgrade() -> None:
    op.drop_index("ix_inbound_thread_key", table_name="inbound")
    op.drop_column("inbound", "thread_key")
