"""Places on ladders whose people have left."""

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.models.processes import Process
from storage.states import Level


class Vacancy(Base):
    """A place on a process's ladder whose person has left, and who was asked to fill it."""

    __tablename__ = "vacancy"

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"), index=True)
    level: Mapped[Level] = mapped_column(Enum(Level, native_enum=False, length=16))
    gone_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    asked_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    asked_at: Mapped[datetime]
    filled_by_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    successor_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    # Filled, or no longer vacant.
    closed_at: Mapped[datetime | None]

    process: Mapped[Process] = relationship(lazy="joined", innerjoin=True)
