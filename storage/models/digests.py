"""When digests are due."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base
from storage.types import LocalDateTime


class DigestSchedule(Base):
    """When a channel gets its weekly digest."""

    __tablename__ = "digest_schedule"

    channel_id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    rule: Mapped[str]
    start: Mapped[datetime] = mapped_column(LocalDateTime)
    zone: Mapped[str] = mapped_column(String(64))
    next_local: Mapped[datetime | None] = mapped_column(LocalDateTime)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
