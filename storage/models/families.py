"""Processes that are defined once for several locations."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Family(Base):
    """A process that is defined once and runs at several locations, as a process at each."""

    __tablename__ = "family"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime]
