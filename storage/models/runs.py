"""Runs and their steps, as they were when the run started."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.models.processes import Process
from storage.rota import PassedOver
from storage.states import Nudges, Opening, ProofKind, RunState, StepState
from storage.types import LocalDateTime, ValueAsJson

if TYPE_CHECKING:
    from storage.models.proofs import Proof
    from storage.models.turns import Turn


class Run(Base):
    """One occurrence of a process; (process, occurrence) is never created twice."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("process_id", "occurrence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"))
    occurrence: Mapped[datetime] = mapped_column(LocalDateTime)
    # The version of the process that it started with, and keeps.
    version: Mapped[int]
    is_extra: Mapped[bool]
    state: Mapped[RunState] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    name: Mapped[str]
    sop_url: Mapped[str | None]
    zone: Mapped[str] = mapped_column(String(64))
    opening: Mapped[Opening]
    # Who cancelled or skipped it, and why; null where the work itself came to its end.
    closed_by_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    reason: Mapped[str | None]
    # The later run that overtook it; or, where it is skipped, the earlier one that was still open.
    yields_to_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)

    process: Mapped[Process] = relationship()
    steps: Mapped[list["RunStep"]] = relationship(back_populates="run", order_by="RunStep.position")
    yields_to: Mapped["Run | None"] = relationship(back_populates="yielded", remote_side="Run.id")
    yielded: Mapped[list["Run"]] = relationship(back_populates="yields_to", order_by="Run.due_at")


class RunStep(Base):
    """One step of one run, with the ladder as it was when the run started."""

    __tablename__ = "run_step"
    __table_args__ = (UniqueConstraint("run_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    position: Mapped[int]
    step_key: Mapped[str] = mapped_column(String(32))
    title: Mapped[str]
    proof_kind: Mapped[ProofKind]
    proof_count: Mapped[int]
    owner_id: Mapped[str] = mapped_column(String(SLACK_ID))
    backup_id: Mapped[str] = mapped_column(String(SLACK_ID))
    manager_id: Mapped[str] = mapped_column(String(SLACK_ID))
    owner_seconds: Mapped[int]
    backup_seconds: Mapped[int]
    manager_seconds: Mapped[int]
    nudges: Mapped[Nudges]
    # Whose turn in the rota it was, where its owner is somebody behind them.
    passed_over: Mapped[tuple[PassedOver, ...] | None] = mapped_column(
        ValueAsJson(tuple[PassedOver, ...])
    )
    instruction: Mapped[str | None]
    # Its own; where it has none, its run's holds.
    sop_url: Mapped[str | None]
    picture: Mapped[str | None]
    state: Mapped[StepState] = mapped_column(index=True)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    # Who cancelled it or accepted a late proof of it, and why; null where that was not needed.
    closed_by_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    reason: Mapped[str | None]

    # Whoever looks at a step, a turn or a proof needs what it belongs to: one question for all.
    run: Mapped[Run] = relationship(back_populates="steps", lazy="joined", innerjoin=True)
    turns: Mapped[list["Turn"]] = relationship(back_populates="run_step", order_by="Turn.id")
    proofs: Mapped[list["Proof"]] = relationship(back_populates="run_step", order_by="Proof.id")

    # Two bots that move the same step at once: the second one's commit fails and is tried again.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it as it is
