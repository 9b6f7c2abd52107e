"""Files that were offered as proof."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.models.runs import RunStep
from storage.models.turns import Turn
from storage.states import ArchiveState, Verdict


class Proof(Base):
    """A file offered in a turn's thread, with its verdict."""

    __tablename__ = "proof"
    __table_args__ = (
        UniqueConstraint("run_step_id", "file_id", "message_ts"),
        Index("ix_proof_file", "file_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_step_id: Mapped[int] = mapped_column(ForeignKey("run_step.id"))
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id"))
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    file_id: Mapped[str] = mapped_column(String(SLACK_ID))
    message_ts: Mapped[str] = mapped_column(String(32))
    posted_at: Mapped[datetime]
    verdict: Mapped[Verdict]
    reason: Mapped[str | None]
    name: Mapped[str]
    mimetype: Mapped[str]
    size: Mapped[int]
    permalink: Mapped[str | None]
    download_url: Mapped[str | None]
    archive: Mapped[ArchiveState] = mapped_column(index=True)
    archive_attempts: Mapped[int]
    sha256: Mapped[str | None] = mapped_column(String(64))
    deleted_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)

    run_step: Mapped[RunStep] = relationship(back_populates="proofs", lazy="joined", innerjoin=True)
    turn: Mapped[Turn] = relationship()
