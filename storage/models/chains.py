"""What is odd about who is asked, and when that is looked at."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.models.processes import Process


class ChainWatch(Base):
    """When all chains are looked at again: one row, so that one of many bots does it a night."""

    __tablename__ = "chain_watch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_at: Mapped[datetime] = mapped_column(index=True)


class ChainFinding(Base):
    """Something about who is asked that its creator should know; told once while it lasts."""

    __tablename__ = "chain_finding"
    __table_args__ = (Index("ix_chain_finding_over_at", "over_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # What it is known by from night to night.
    about: Mapped[str] = mapped_column(String(160))
    code: Mapped[str] = mapped_column(String(32))
    creator_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    # Null where it is about several processes.
    process_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    facts: Mapped[dict[str, Any]]
    found_at: Mapped[datetime]
    over_at: Mapped[datetime | None]

    process: Mapped[Process | None] = relationship()
