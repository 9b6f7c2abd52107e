"""Everything that happened, in a chain."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class LedgerEntry(Base):
    """One thing that happened. Append-only; each entry carries the hash of the one before."""

    __tablename__ = "ledger_entry"
    __table_args__ = (Index("ix_ledger_entry_action_at", "action", "at"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    process_id: Mapped[int | None] = mapped_column(index=True)
    run_id: Mapped[int | None]
    run_step_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class LedgerHead(Base):
    """The end of the chain, in one row so that writers on any database queue up for it."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
