"""Let a step have people, windows, an instruction, an SOP link and a picture of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PEOPLE = ("owner_id", "backup_id", "manager_id")
WINDOWS = ("owner_seconds", "backup_seconds", "manager_seconds")
HELP = ("instruction", "sop_url", "picture")


def upgrade() -> None:
    # Nothing of its own: all is as the process says, and runs have had their whole ladder before.
    for name in PEOPLE:
        op.add_column("step", sa.Column(name, sa.String(32), nullable=True))
    for name in WINDOWS:
        op.add_column("step", sa.Column(name, sa.Integer(), nullable=True))
    for table in ("step", "run_step"):
        for name in HELP:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    for table in ("run_step", "step"):
        for name in reversed(HELP):
            op.drop_column(table, name)
    for name in reversed((*PEOPLE, *WINDOWS)):
        op.drop_column("step", name)
