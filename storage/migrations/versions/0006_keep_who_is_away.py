"""Know who is away, ask about a status, and fill the places of those who have left."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("turn") as turn:
        turn.add_column(sa.Column("away_until", UtcDateTime(timezone=True), nullable=True))
    _absence()
    _status_hint()
    _vacancy()


def downgrade() -> None:
    for table in ("vacancy", "status_hint", "absence"):
        op.drop_table(table)
    with op.batch_alter_table("turn") as turn:
        turn.drop_column("away_until")


def _absence() -> None:
    source = sa.Enum("self", "other", "status", name="absencesource", native_enum=False, length=16)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("from_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("said_by_id", sa.String(32), nullable=False),
        sa.Column("said_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("source", source, nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("next_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])
    op.create_index("ix_absence_next_at", "absence", ["next_at"])


def _status_hint() -> None:
    op.create_table(
        "status_hint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("status", sa.String(64), nullable=False),
        sa.Column("until_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("said_yes", sa.Boolean(), nullable=True),
        sa.Column("over_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_status_hint"),
    )
    op.create_index("ix_status_hint_person_id", "status_hint", ["person_id"])


def _vacancy() -> None:
    level = sa.Enum("OWNER", "BACKUP", "MANAGER", name="level", native_enum=False, length=16)
    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("level", level, nullable=False),
        sa.Column("gone_id", sa.String(32), nullable=False),
        sa.Column("asked_id", sa.String(32), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("filled_by_id", sa.String(32), nullable=True),
        sa.Column("successor_id", sa.String(32), nullable=True),
        sa.Column("closed_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name="fk_vacancy_process_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vacancy"),
    )
    for column in ("process_id", "gone_id", "asked_id"):
        op.create_index(f"ix_vacancy_{column}", "vacancy", [column])
