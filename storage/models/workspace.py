"""The workspace, and what Slack last told us of its people."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class Workspace(Base):
    """The one Slack workspace that this database serves."""

    __tablename__ = "workspace"

    team_id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    name: Mapped[str]
    first_served_at: Mapped[datetime]


class Member(Base):
    """What Slack last told us of a person."""

    __tablename__ = "member"

    id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(String(64))
    is_active: Mapped[bool]
    is_human: Mapped[bool]
    is_guest: Mapped[bool]
    is_admin: Mapped[bool]
    seen_at: Mapped[datetime]
