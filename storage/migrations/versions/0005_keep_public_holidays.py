"""Keep whose public holidays count for a process."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("process", sa.Column("holiday_place", sa.String(64), nullable=True))
    op.add_column("process", sa.Column("holiday_move", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column("process", "holiday_move")
    op.drop_column("process", "holiday_place")
