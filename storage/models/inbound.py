"""What Slack told us."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base
from storage.states import InboundState


class Inbound(Base):
    """Something that Slack told us, written down before Slack was answered."""

    __tablename__ = "inbound"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(String(120), unique=True)
    # One message can arrive under two event ids, or be read back by a sweep: it counts once.
    message_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    # What happens in one thread is worked off in its order; null for all else.
    thread_key: Mapped[str | None] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]]
    state: Mapped[InboundState] = mapped_column(index=True)
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    error: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
