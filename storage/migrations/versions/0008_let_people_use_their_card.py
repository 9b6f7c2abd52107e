"""Let people pass work on, report a problem and take more time on their card; nudge them."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FIRST_REMINDER = 2


def upgrade() -> None:
    # Processes get what a new one has; runs that are open keep what they started with.
    for table, value in (("process", "half_and_end"), ("run_step", "none")):
        nudges = sa.Column("nudges", sa.String(16), server_default=value, nullable=False)
        op.add_column(table, nudges)
    op.add_column("turn", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("turn", sa.Column("extended_at", UtcDateTime(), nullable=True))
    _move_urgencies(1)


def downgrade() -> None:
    _move_urgencies(-1)
    op.drop_column("turn", "extended_at")
    op.drop_column("turn", "note")
    op.drop_column("run_step", "nudges")
    op.drop_column("process", "nudges")


def _move_urgencies(by: int) -> None:
    """Make room for reminders between new turns and edits of cards, or close it again."""
    outgoing = sa.table("outgoing", sa.column("urgency", sa.Integer))
    op.execute(
        outgoing.update()
        .where(outgoing.c.urgency >= FIRST_REMINDER)
        .values(urgency=outgoing.c.urgency + by)
    )
