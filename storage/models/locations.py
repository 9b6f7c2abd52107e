"""Where processes run."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.holidays import LONGEST_PLACE
from storage.models.base import SLACK_ID, Base


class Location(Base):
    """Where processes run: its zone, whose public holidays it has, and its people."""

    __tablename__ = "location"
    __table_args__ = (
        Index(
            "uq_location_live_name",
            "name_key",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    zone: Mapped[str] = mapped_column(String(64))
    holiday_place: Mapped[str | None] = mapped_column(String(LONGEST_PLACE))
    owner_id: Mapped[str] = mapped_column(String(SLACK_ID))
    backup_id: Mapped[str] = mapped_column(String(SLACK_ID))
    manager_id: Mapped[str] = mapped_column(String(SLACK_ID))
    creator_id: Mapped[str] = mapped_column(String(SLACK_ID))
    created_at: Mapped[datetime]
    version: Mapped[int]
    retired_at: Mapped[datetime | None]
