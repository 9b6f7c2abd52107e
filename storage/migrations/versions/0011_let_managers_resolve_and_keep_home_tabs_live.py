"""Let managers give a turn to somebody else, and close a step by hand; keep Home tabs live."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OLD, NEW = "uq_turn_run_step_id_level", "uq_turn_run_step_id_level_number"


def upgrade() -> None:
    op.add_column("run_step", sa.Column("closed_by_id", sa.String(32), nullable=True))
    op.add_column("run_step", sa.Column("reason", sa.Text(), nullable=True))
    with op.batch_alter_table("turn") as turn:
        turn.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        turn.add_column(sa.Column("given_to_id", sa.String(32), nullable=True))
        turn.add_column(sa.Column("given_by_id", sa.String(32), nullable=True))
        turn.add_column(sa.Column("given_why", sa.Text(), nullable=True))
        turn.drop_constraint(OLD, type_="unique")
        turn.create_unique_constraint(NEW, ["run_step_id", "level", "number"])
    _home_tab()


def downgrade() -> None:
    op.drop_table("home_tab")
    with op.batch_alter_table("turn") as turn:
        turn.drop_constraint(NEW, type_="unique")
        turn.create_unique_constraint(OLD, ["run_step_id", "level"])
        for column in ("given_why", "given_by_id", "given_to_id", "number"):
            turn.drop_column(column)
    op.drop_column("run_step", "reason")
    op.drop_column("run_step", "closed_by_id")


def _home_tab() -> None:
    op.create_table(
        "home_tab",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("opened_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("parts_page", sa.Integer(), nullable=False),
        sa.Column("unresolved_page", sa.Integer(), nullable=False),
        sa.Column("seen_seq", sa.Integer(), nullable=False),
        sa.Column("stale_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("is_drawing", sa.Boolean(), nullable=False),
        sa.Column("drawn_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("drawn_hash", sa.String(64), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="pk_home_tab"),
    )
    op.create_index("ix_home_tab_next_at", "home_tab", ["next_at"])
