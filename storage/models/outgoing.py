"""What must be said to whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base
from storage.states import OutgoingKind, OutgoingState


class Outgoing(Base):
    """Something that must be said to someone; its key makes it be said once."""

    __tablename__ = "outgoing"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[OutgoingKind]
    state: Mapped[OutgoingState] = mapped_column(index=True)
    urgency: Mapped[int]
    conversation: Mapped[str] = mapped_column(String(SLACK_ID))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id"), index=True)
    facts: Mapped[dict[str, Any]]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    channel_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    message_ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
