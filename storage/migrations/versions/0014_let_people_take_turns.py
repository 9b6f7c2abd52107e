"""Let people take turns as owners, look at each chain every night, restrict who creates."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from storage.types import LocalDateTime, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PERSON = sa.String(32)


def upgrade() -> None:
    op.add_column("process", sa.Column("rota", sa.Text(), nullable=True))
    op.add_column("process", sa.Column("rota_since", LocalDateTime(), nullable=True))
    op.add_column("process", sa.Column("rota_first_id", PERSON, nullable=True))
    op.add_column("run_step", sa.Column("passed_over", sa.Text(), nullable=True))
    _groups()
    _chains()
    _begin_watching()


def _groups() -> None:
    op.create_table(
        "user_group",
        sa.Column("id", PERSON, primary_key=True),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_user_group_next_at", "user_group", ["next_at"])
    op.create_table(
        "user_group_member",
        sa.Column("group_id", PERSON, sa.ForeignKey("user_group.id"), primary_key=True),
        sa.Column("person_id", PERSON, primary_key=True),
    )
    op.create_index("ix_user_group_member_person_id", "user_group_member", ["person_id"])
    op.create_table(
        "creation_rule",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("group_id", PERSON, sa.ForeignKey("user_group.id"), nullable=False),
        sa.Column("said_by_id", PERSON, nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
    )


def _chains() -> None:
    op.create_table(
        "chain_watch",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_chain_watch_next_at", "chain_watch", ["next_at"])
    op.create_table(
        "chain_finding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("about", sa.String(160), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("creator_id", PERSON, nullable=False),
        sa.Column("process_id", sa.Integer(), sa.ForeignKey("process.id"), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("over_at", UtcDateTime(), nullable=True),
    )
    op.create_index("ix_chain_finding_creator_id", "chain_finding", ["creator_id"])
    op.create_index("ix_chain_finding_over_at", "chain_finding", ["over_at"])


def _begin_watching() -> None:
    """Look at the chains of processes that are there already, from the next night on."""
    process = sa.table("process", sa.column("id"))
    if op.get_bind().scalar(sa.select(process.c.id).limit(1)) is None:
        return
    watch = sa.table("chain_watch", sa.column("id"), sa.column("next_at", UtcDateTime()))
    tomorrow = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
    op.execute(watch.insert().values(id=1, next_at=tomorrow + timedelta(days=1)))


def downgrade() -> None:
    for table in ("chain_finding", "chain_watch", "creation_rule", "user_group_member"):
        op.drop_table(table)
    op.drop_table("user_group")
    # Who was passed over on a turn of a rota stays in the ledger.
    op.drop_column("run_step", "passed_over")
    for column in ("rota_first_id", "rota_since", "rota"):
        op.drop_column("process", column)
