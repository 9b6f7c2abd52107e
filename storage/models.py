"""The tables. Every instant is UTC; `next_at` is null where there is nothing to wait for."""

import enum
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from storage.holidays import LONGEST_PLACE, Holidays
from storage.rota import PassedOver, Rota
from storage.states import (
    AbsenceSource,
    ArchiveState,
    HolidayMove,
    InboundState,
    Level,
    Nudges,
    Opening,
    OutgoingKind,
    OutgoingState,
    Overlap,
    PassReason,
    ProcessKind,
    ProcessState,
    ProofKind,
    RunState,
    StepState,
    TurnState,
    Verdict,
)
from storage.types import LocalDateTime, UtcDateTime, ValueAsJson

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SLACK_ID = 32


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        str: Text,
        dict[str, Any]: JSON,
        enum.StrEnum: Enum(enum.StrEnum, native_enum=False, length=16, values_callable=_values),
    }


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


class Draft(Base):
    """A process as typed, between its preview and its creation or change. Used up once."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    plan: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)
    process_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    # The process that it changes, and the version that its person has seen; null for a new one.
    changes_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    changes_version: Mapped[int | None]
    # The family that it changes instead; its plan is then a definition.
    family_id: Mapped[int | None] = mapped_column(ForeignKey("family.id"))


class Location(Base):
    """Where processes run: its zone, whose public holidays it has, and its people."""

    __tablename__ = "location"
    __table_args__ = (
        Index(
            "uq_location_live_name",
            "name_key",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    zone: Mapped[str] = mapped_column(String(64))
    holiday_place: Mapped[str | None] = mapped_column(String(LONGEST_PLACE))
    owner_id: Mapped[str] = mapped_column(String(SLACK_ID))
    backup_id: Mapped[str] = mapped_column(String(SLACK_ID))
    manager_id: Mapped[str] = mapped_column(String(SLACK_ID))
    creator_id: Mapped[str] = mapped_column(String(SLACK_ID))
    created_at: Mapped[datetime]
    version: Mapped[int]
    retired_at: Mapped[datetime | None]


class Family(Base):
    """A process that is defined once and runs at several locations, as a process at each."""

    __tablename__ = "family"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime]


class FamilyVersion(Base):
    """How a family was defined from the instant `at` on, and who made it so. Never changed."""

    __tablename__ = "family_version"
    __table_args__ = (UniqueConstraint("family_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    definition: Mapped[dict[str, Any]]


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


class ProcessVersion(Base):
    """What a process was from the instant `at` on, and who made it so. Never changed."""

    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("process_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    plan: Mapped[dict[str, Any]]


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


class Outgoing(Base):
    """Something that must be said to someone; its key makes it be said once."""

    __tablename__ = "outgoing"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[OutgoingKind]
    state: Mapped[OutgoingState] = mapped_column(index=True)
    urgency: Mapped[int]
    conversation: Mapped[str] = mapped_column(String(SLACK_ID))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id"), index=True)
    facts: Mapped[dict[str, Any]]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    channel_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    message_ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)


class Inbound(Base):
    """Something that Slack told us, written down before Slack was answered."""

    __tablename__ = "inbound"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(String(120), unique=True)
    # One message can arrive under two event ids, or be read back by a sweep: it counts once.
    message_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    # What happens in one thread is worked off in its order; null for all else.
    thread_key: Mapped[str | None] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]]
    state: Mapped[InboundState] = mapped_column(index=True)
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    error: Mapped[str | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)


class DigestSchedule(Base):
    """When a channel gets its weekly digest."""

    __tablename__ = "digest_schedule"

    channel_id: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    rule: Mapped[str]
    start: Mapped[datetime] = mapped_column(LocalDateTime)
    zone: Mapped[str] = mapped_column(String(64))
    next_local: Mapped[datetime | None] = mapped_column(LocalDateTime)
    next_at: Mapped[datetime | None] = mapped_column(index=True)


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


class Vacancy(Base):
    """A place on a process's ladder whose person has left, and who was asked to fill it."""

    __tablename__ = "vacancy"

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("process.id"), index=True)
    level: Mapped[Level] = mapped_column(Enum(Level, native_enum=False, length=16))
    gone_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    asked_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    asked_at: Mapped[datetime]
    filled_by_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    successor_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    # Filled, or no longer vacant.
    closed_at: Mapped[datetime | None]

    process: Mapped[Process] = relationship(lazy="joined", innerjoin=True)


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


class CreationRule(Base):
    """Who may create processes besides admins: the members of a user group. One row at most."""

    __tablename__ = "creation_rule"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group_id: Mapped[str] = mapped_column(ForeignKey("user_group.id"))
    said_by_id: Mapped[str] = mapped_column(String(SLACK_ID))
    said_at: Mapped[datetime]


class ChainWatch(Base):
    """When all chains are looked at again: one row, so that one of many bots does it a night."""

    __tablename__ = "chain_watch"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_at: Mapped[datetime] = mapped_column(index=True)


class ChainFinding(Base):
    """Something about who is asked that its creator should know; told once while it lasts."""

    __tablename__ = "chain_finding"
    __table_args__ = (Index("ix_chain_finding_over_at", "over_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # What it is known by from night to night.
    about: Mapped[str] = mapped_column(String(160))
    code: Mapped[str] = mapped_column(String(32))
    creator_id: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    # Null where it is about several processes.
    process_id: Mapped[int | None] = mapped_column(ForeignKey("process.id"))
    facts: Mapped[dict[str, Any]]
    found_at: Mapped[datetime]
    over_at: Mapped[datetime | None]

    process: Mapped[Process | None] = relationship()


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


class LedgerEntry(Base):
    """One thing that happened. Append-only; each entry carries the hash of the one before."""

    __tablename__ = "ledger_entry"
    __table_args__ = (Index("ix_ledger_entry_action_at", "action", "at"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    process_id: Mapped[int | None] = mapped_column(index=True)
    run_id: Mapped[int | None]
    run_step_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class LedgerHead(Base):
    """The end of the chain, in one row so that writers on any database queue up for it."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
