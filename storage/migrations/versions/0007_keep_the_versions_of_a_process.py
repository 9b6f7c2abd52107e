"""Keep the versions of a process, and know its steps again in each of them."""

import uuid
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import LocalDateTime, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PROCESS = sa.table(
    "process",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("sop_url", sa.Text),
    sa.column("owner_id", sa.String),
    sa.column("backup_id", sa.String),
    sa.column("manager_id", sa.String),
    sa.column("rule", sa.Text),
    sa.column("start", LocalDateTime),
    sa.column("zone", sa.String),
    sa.column("owner_seconds", sa.Integer),
    sa.column("backup_seconds", sa.Integer),
    sa.column("manager_seconds", sa.Integer),
    sa.column("opening", sa.String),
    sa.column("digest_channel_id", sa.String),
    sa.column("creator_id", sa.String),
    sa.column("created_at", UtcDateTime),
)
STEP = sa.table(
    "step",
    sa.column("id", sa.Integer),
    sa.column("process_id", sa.Integer),
    sa.column("position", sa.Integer),
    sa.column("title", sa.Text),
    sa.column("proof_kind", sa.String),
    sa.column("proof_count", sa.Integer),
    sa.column("key", sa.String),
)
RUN = sa.table("run", sa.column("id", sa.Integer), sa.column("process_id", sa.Integer))
RUN_STEP = sa.table(
    "run_step",
    sa.column("id", sa.Integer),
    sa.column("run_id", sa.Integer),
    sa.column("position", sa.Integer),
    sa.column("step_key", sa.String),
)
VERSION = sa.table(
    "process_version",
    sa.column("process_id", sa.Integer),
    sa.column("version", sa.Integer),
    sa.column("at", UtcDateTime),
    sa.column("person_id", sa.String),
    sa.column("plan", sa.JSON),
)
NOT_OF_THE_PLAN = {"id", "creator_id", "created_at"}


def upgrade() -> None:
    for table in ("process", "run"):
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for table, column in (("step", "key"), ("run_step", "step_key")):
        op.add_column(table, sa.Column(column, sa.String(32), nullable=False, server_default=""))
    with op.batch_alter_table("draft") as batch:
        batch.add_column(sa.Column("changes_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("changes_version", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_draft_changes_id", "process", ["changes_id"], ["id"])
    op.create_table(
        "process_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["process_id"], ["process.id"], name="fk_process_version_process_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_process_version"),
        sa.UniqueConstraint("process_id", "version", name="uq_process_version_process_id_version"),
    )
    _give_keys()
    _write_first_versions()


def _give_keys() -> None:
    """Give each step a key; no process has been changed before, so its runs have its positions."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(STEP.c.id)).all():
        mine = STEP.update().where(STEP.c.id == row.id)
        connection.execute(mine.values(key=uuid.uuid4().hex))
    same = sa.and_(STEP.c.process_id == RUN.c.process_id, RUN.c.id == RUN_STEP.c.run_id)
    key = sa.select(STEP.c.key).where(same, STEP.c.position == RUN_STEP.c.position)
    found = sa.func.coalesce(key.scalar_subquery(), "")
    connection.execute(RUN_STEP.update().values(step_key=found))


def _write_first_versions() -> None:
    connection = op.get_bind()
    rows = [_first_version(row) for row in connection.execute(sa.select(PROCESS)).mappings().all()]
    if rows:
        connection.execute(VERSION.insert(), rows)


def _first_version(process: Any) -> dict[str, Any]:
    plan = {name: value for name, value in process.items() if name not in NOT_OF_THE_PLAN}
    start = process["start"].isoformat()
    rest: dict[str, Any] = {"notes": [], "holidays": None, "nudges": "half_and_end"}
    return {
        "process_id": process["id"],
        "version": 1,
        "at": process["created_at"],
        "person_id": process["creator_id"],
        "plan": {**plan, **rest, "start": start, "steps": list(_steps(process["id"]))},
    }


def _steps(process_id: int) -> Iterator[dict[str, Any]]:
    mine = sa.select(STEP).where(STEP.c.process_id == process_id).order_by(STEP.c.position)
    for step in op.get_bind().execute(mine).mappings().all():
        yield {name: step[name] for name in ("title", "proof_kind", "proof_count", "key")}


def downgrade() -> None:
    op.drop_table("process_version")
    with op.batch_alter_table("draft") as batch:
        batch.drop_constraint("fk_draft_changes_id", type_="foreignkey")
        batch.drop_column("changes_version")
        batch.drop_column("changes_id")
    for table, column in (("run_step", "step_key"), ("step", "key")):
        op.drop_column(table, column)
    for table in ("run", "process"):
        op.drop_column(table, "version")
