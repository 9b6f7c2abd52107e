"""User groups of Slack, and who is in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class UserGroup(Base):
    """A user group of Slack that somebody has named; `error` is why it could not be read."""

    __tablename__ = "user_group"

    id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    handle: Mapped[str]
    seen_at: Mapped[datetime | None]
    error: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)


class UserGroupMember(Base):
    """Somebody who was in a user group when it was last read."""

    __tablename__ = "user_group_member"

    group_id: Mapped[str] = mapped_column(ForeignKey("user_group.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True, index=True)
