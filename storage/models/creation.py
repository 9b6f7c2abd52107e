"""Who may create processes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class CreationRule(Base):
    """Who may create processes besides admins: the members of a user group. One row at most."""

    __tablename__ = "creation_rule"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group_id: Mapped[str] = mapped_column(ForeignKey("user_group.id"))
    said_by_id: Mapped[str] = mapped_column(String(SLACK_ID))
    said_at: Mapped[datetime]
