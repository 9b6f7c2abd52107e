"""Home tabs that are kept up to date."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class HomeTab(Base):
    """Somebody who opened their Home tab within a day, and what of it Slack shows.

    `next_at` is when it is next drawn or forgotten; while it is being drawn, when that is given up.
    """

    __tablename__ = "home_tab"

    person_id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    opened_at: Mapped[datetime]
    parts_page: Mapped[int]
    unresolved_page: Mapped[int]
    # How far the ledger has been followed for this person.
    seen_seq: Mapped[int]
    # When something of it last changed; null when it is drawn as it is.
    stale_at: Mapped[datetime | None]
    is_drawing: Mapped[bool]
    drawn_at: Mapped[datetime | None]
    drawn_hash: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
