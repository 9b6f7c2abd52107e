"""Say what happens to a run that is still open when the next is due; keep what worked last time."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What a new process has, and what versions from before are read as.
    overlap = sa.Column("overlap", sa.String(16), server_default="close", nullable=False)
    op.add_column("process", overlap)
    # In plain SQL, as SQLite would have to make the table anew for a constraint added otherwise,
    # and other tables refer to it.
    op.execute(
        "ALTER TABLE run ADD COLUMN yields_to_id INTEGER"
        " CONSTRAINT fk_run_yields_to_id REFERENCES run (id)"
    )
    op.create_index("ix_run_yields_to_id", "run", ["yields_to_id"])
    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("step_key", sa.String(32), nullable=False),
        sa.Column("run_step_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_lesson_process_id"),
        sa.ForeignKeyConstraint(["run_step_id"], ["run_step.id"], name="fk_lesson_run_step_id"),
        sa.PrimaryKeyConstraint("id", name="pk_lesson"),
        sa.UniqueConstraint("process_id", "step_key", name="uq_lesson_process_id_step_key"),
    )


def downgrade() -> None:
    op.drop_table("lesson")
    op.drop_index("ix_run_yields_to_id", table_name="run")
    op.drop_column("run", "yields_to_id")
    op.drop_column("process", "overlap")
