"""What worked last time."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import SLACK_ID, Base


class Lesson(Base):
    """What was wrong with a step of a process and what fixed it: one line, the newest one.

    `entry` is the ledger's number of when it was written, so that nobody overwrites what they have
    not seen; whoever wrote it last is its person, `at` is when there was something to learn.
    """

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("process_id", "step_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"))
    step_key: Mapped[str] = mapped_column(String(32))
    # What it was learned from.
    run_step_id: Mapped[int] = mapped_column(ForeignKey("run_step.id"))
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    at: Mapped[datetime]
    text: Mapped[str]
    entry: Mapped[int]
