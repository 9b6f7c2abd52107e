"""What processes and families were between two changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class ProcessVersion(Base):
    """What a process was from the instant `at` on, and who made it so. Never changed."""

    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("process_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    plan: Mapped[dict[str, Any]]


class FamilyVersion(Base):
    """How a family was defined from the instant `at` on, and who made it so. Never changed."""

    __tablename__ = "family_version"
    __table_args__ = (UniqueConstraint("family_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    definition: Mapped[dict[str, Any]]
