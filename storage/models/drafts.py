"""What somebody is about to create or change."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class Draft(Base):
    """A process as typed, between its preview and its creation or change. Used up once."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    plan: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)
    process_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    # The process that it changes, and the version that its person has seen; null for a new one.
    changes_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    changes_version: Mapped[int | None]
    # The family that it changes instead; its plan is then a definition.
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id"))
    # What it was read from, which of its processes it is, and which part of that; null for others.
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    document_number: Mapped[int | None]
    document_part: Mapped[int | None]
