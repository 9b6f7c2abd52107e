"""Who is away, and whose status says that they may be."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base
from storage.states import AbsenceSource


class Absence(Base):
    """A time in which somebody is asked for nothing. `next_at` is its begin, then its end."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    said_by_id: Mapped[str] = mapped_column(String(SLACK_ID))
    said_at: Mapped[datetime]
    source: Mapped[AbsenceSource]
    ended_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)


class StatusHint(Base):
    """A Slack status that reads as if its person were away, about which they are asked once."""

    __tablename__ = "status_hint"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    status: Mapped[str] = mapped_column(String(64))
    until_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    said_yes: Mapped[bool | None]
    # When the status was changed to something else.
    over_at: Mapped[datetime | None]
