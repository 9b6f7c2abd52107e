"""Keep what people gave to be read, and which processes were made of it."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PERSON = sa.String(32)
STATE = sa.String(16)
# Which process of a document a draft is of.
PLACE = ("document_number", "document_part")


def upgrade() -> None:
    _documents()
    _sources()
    # In one clause: to copy the table, as a batch does, would make constraints of the table of the
    # references of its columns, which then cannot be dropped on the way back.
    op.execute(
        "ALTER TABLE draft ADD COLUMN document_id INTEGER "
        "CONSTRAINT fk_draft_document_id REFERENCES document (id)"
    )
    for column in PLACE:
        op.add_column("draft", sa.Column(column, sa.Integer(), nullable=True))


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("person_id", PERSON, nullable=False),
        sa.Column("purpose", STATE, nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("file_id", PERSON, nullable=True),
        sa.Column("mimetype", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("permalink", sa.Text(), nullable=True),
        sa.Column("download_url", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("came_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("key", name="uq_document_key"),
    )
    op.create_index("ix_document_next_at", "document", ["next_at"])


def _sources() -> None:
    process = sa.ForeignKey("process.id")
    op.create_table(
        "process_source",
        sa.Column("process_id", sa.Integer(), process, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.Integer(), sa.ForeignKey("document.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("file_key", sa.String(400), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_process_source_key", "process_source", ["system", "key"])
    op.create_index("ix_process_source_file_key", "process_source", ["file_key"])


def downgrade() -> None:
    for column in ("document_id", *PLACE):
        op.drop_column("draft", column)
    op.drop_table("process_source")
    op.drop_table("document")
