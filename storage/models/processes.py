"""Processes and their steps, as they are now."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.holidays import LONGEST_PLACE, Holidays
from storage.models.base import SLACK_ID, Base
from storage.models.families import Family
from storage.models.locations import Location
from storage.rota import Rota
from storage.states import (
    HolidayMove,
    Nudges,
    Opening,
    Overlap,
    ProcessKind,
    ProcessState,
    ProofKind,
)
from storage.types import LocalDateTime, ValueAsJson


class Process(Base):
    """Recurring work. While it is paused, `next_at` is when it wakes up by itself, if it does."""

    __tablename__ = "process"
    __table_args__ = (
        Index(
            "uq_process_live_name",
            "name_key",
            unique=True,
            sqlite_where=text("state != 'archived'"),
            postgresql_where=text("state != 'archived'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    kind: Mapped[ProcessKind]
    state: Mapped[ProcessState]
    sop_url: Mapped[str | None]
    rule: Mapped[str]
    start: Mapped[datetime] = mapped_column(LocalDateTime)
    zone: Mapped[str] = mapped_column(String(64))
    # Whose public holidays count, and what becomes of work on one; both or neither.
    holiday_place: Mapped[str | None] = mapped_column(String(LONGEST_PLACE))
    holiday_move: Mapped[HolidayMove | None]
    # With a rota: whose turn is next; the group's id where it has nobody.
    owner_id: Mapped[str] = mapped_column(String(SLACK_ID))
    rota: Mapped[Rota | None] = mapped_column(ValueAsJson(Rota))
    # Whose turn in the rota the occurrence at this wall time is: all others are counted from it.
    rota_since: Mapped[datetime | None] = mapped_column(LocalDateTime)
    rota_first_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    backup_id: Mapped[str] = mapped_column(String(SLACK_ID))
    manager_id: Mapped[str] = mapped_column(String(SLACK_ID))
    owner_seconds: Mapped[int]
    backup_seconds: Mapped[int]
    manager_seconds: Mapped[int]
    nudges: Mapped[Nudges]
    opening: Mapped[Opening]
    overlap: Mapped[Overlap]
    digest_channel_id: Mapped[str | None] = mapped_column(String(SLACK_ID), index=True)
    creator_id: Mapped[str] = mapped_column(String(SLACK_ID))
    created_at: Mapped[datetime]
    version: Mapped[int]
    next_local: Mapped[datetime | None] = mapped_column(LocalDateTime)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    # Which definition it follows, and where; both or neither.
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id"), index=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)

    family: Mapped[Family | None] = relationship()
    location: Mapped[Location | None] = relationship()
    steps: Mapped[list["Step"]] = relationship(
        back_populates="process", order_by="Step.position", cascade="all, delete-orphan"
    )

    @property
    def holidays(self) -> Holidays | None:
        """The public holidays that it goes by; None where they are days like any other."""
        if self.holiday_place is None or self.holiday_move is None:
            return None
        return Holidays(self.holiday_place, self.holiday_move)

    @holidays.setter
    def holidays(self, kept: Holidays | None) -> None:
        self.holiday_place = kept.place if kept else None
        self.holiday_move = kept.move if kept else None


class Step(Base):
    """One thing to prove within a process; `key` stays its own in every version."""

    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("process_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(32))
    title: Mapped[str]
    proof_kind: Mapped[ProofKind]
    proof_count: Mapped[int]
    # Its own people and windows; null where they are the process's.
    owner_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    backup_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    manager_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    owner_seconds: Mapped[int | None]
    backup_seconds: Mapped[int | None]
    manager_seconds: Mapped[int | None]
    # How it is done: in words, on a page of its own, in a picture.
    instruction: Mapped[str | None]
    sop_url: Mapped[str | None]
    picture: Mapped[str | None]

    process: Mapped[Process] = relationship(back_populates="steps")
