"""Who is asked for a step of a run, and when."""

from datetime import datetime, timedelta

from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.models.runs import RunStep
from storage.states import Level, PassReason, TurnState


class Turn(Base):
    """One person's time on a run step.

    While it stands `next_at` is when something next happens: a nudge, or its end at `deadline_at`.
    What is given up before its deadline has a `reason`, and ends once its threads have been read;
    `note` is what its person said of that, or the problem that a manager reported. A turn that was
    given to somebody else is followed by one of the same level and the next `number`.
    """

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("run_step_id", "level", "number"),
        Index("ix_turn_thread", "channel_id", "message_ts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_step_id: Mapped[int] = mapped_column(ForeignKey("run_step.id"))
    level: Mapped[Level] = mapped_column(Enum(Level, native_enum=False, length=16))
    # 0 for the one who stood on the ladder; given by hand, it counts up.
    number: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    state: Mapped[TurnState] = mapped_column(index=True)
    reason: Mapped[PassReason | None]
    note: Mapped[str | None]
    channel_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    message_ts: Mapped[str | None] = mapped_column(String(32))
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    deadline_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    # Until when its person was away when it was asked, passed over or given up for that.
    away_until: Mapped[datetime | None]
    # Who is asked in its place, who decided that, and why if they said so.
    given_to_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    given_by_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    given_why: Mapped[str | None]

    run_step: Mapped[RunStep] = relationship(back_populates="turns", lazy="joined", innerjoin=True)

    @property
    def is_live(self) -> bool:
        """Whether its person is being asked."""
        return self.state in {TurnState.ASKED, TurnState.STANDING}

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among the turns of its step, in the order in which they were asked."""
        # Not saved yet, it is the first of its level.
        return int(self.level), self.number or 0

    @property
    def window(self) -> timedelta:
        """How long this person has, from the moment that their DM went out."""
        step = self.run_step
        seconds = (step.owner_seconds, step.backup_seconds, step.manager_seconds)
        return timedelta(seconds=seconds[self.level])
