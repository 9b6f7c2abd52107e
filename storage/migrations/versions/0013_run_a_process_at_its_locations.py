"""Let a process that is defined once run at several locations, with each one's own people."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

REFERENCES = (("process", "family_id"), ("process", "location_id"), ("draft", "family_id"))
LIVE = sa.text("retired_at IS NULL")


def upgrade() -> None:
    _location()
    _family()
    for table, column in REFERENCES:
        # In one clause, which both kinds of database take: to copy the table, as a batch does, is
        # refused by SQLite where others refer to it.
        referred = column.removesuffix("_id")
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES {referred} (id)"
        )
    for column in ("family_id", "location_id"):
        op.create_index(f"ix_process_{column}", "process", [column])


def downgrade() -> None:
    for column in ("location_id", "family_id"):
        op.drop_index(f"ix_process_{column}", table_name="process")
    for table, column in REFERENCES:
        op.drop_column(table, column)
    for table in ("family_version", "family", "location"):
        op.drop_table(table)


def _location() -> None:
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("holiday_place", sa.String(64), nullable=True),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("backup_id", sa.String(32), nullable=False),
        sa.Column("manager_id", sa.String(32), nullable=False),
        sa.Column("creator_id", sa.String(32), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("retired_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_location"),
    )
    op.create_index(
        "uq_location_live_name",
        "location",
        ["name_key"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def _family() -> None:
    op.create_table(
        "family",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_family"),
    )
    op.create_index("ix_family_name_key", "family", ["name_key"])
    op.create_table(
        "family_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name="fk_family_version_family_id"),
        sa.PrimaryKeyConstraint("id", name="pk_family_version"),
        sa.UniqueConstraint("family_id", "version", name="uq_family_version_family_id_version"),
    )
