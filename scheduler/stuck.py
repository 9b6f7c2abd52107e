"""What is open and what nothing will ever move, or should have moved long ago.

Every open row has either a `next_at` or something else that will move it. A row without either is
our mistake, or somebody's hand in the database; it would stay as it is for ever and in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, select
from sqlalchemy.orm import Session, aliased, object_session

from scheduler.responsible import who_hears
from scheduler.turns import LIVE_TURNS
from storage.models import (
    Absence,
    ChainWatch,
    DigestSchedule,
    Document,
    HomeTab,
    Inbound,
    Outgoing,
    Process,
    Proof,
    Run,
    RunStep,
    Turn,
    UserGroup,
)
from storage.states import (
    ArchiveState,
    DocumentState,
    InboundState,
    OutgoingKind,
    OutgoingState,
    ProcessKind,
    ProcessState,
    RunState,
    StepState,
    TurnState,
)

OVERDUE = timedelta(minutes=15)
MOST_A_CHECK = 20
IN_FLIGHT = (OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN)


@dataclass(frozen=True, eq=False)
class Check:
    """One way to be stuck: the rows of `table` for which `wrong` holds."""

    code: str
    table: type[Any]
    wrong: ColumnElement[bool]

    @property
    def key(self) -> Any:
        """The primary key of the table."""
        return self.table.__mapper__.primary_key[0]

    @cached_property
    def rows(self) -> Select[Any]:
        """A few of the rows; built once, because building it costs more than asking."""
        return select(self.table).where(self.wrong).limit(MOST_A_CHECK)


@dataclass(frozen=True)
class Finding:
    """One stuck row. `creator_id` is who answers for the process that it belongs to, if to one."""

    code: str
    row: str
    process: str = ""
    detail: str = ""
    creator_id: str | None = None

    @property
    def about(self) -> str:
        """What the finding is known by."""
        return f"{self.code}:{self.row}"


def _never_moved() -> Sequence[Check]:
    step, turn, ask = aliased(RunStep), aliased(Turn), aliased(Outgoing)
    has_run = exists().where(Run.process_id == Process.id)
    has_open_step = exists().where(step.run_id == Run.id, step.state == StepState.OPEN)
    has_live_turn = exists().where(turn.run_step_id == RunStep.id, turn.state.in_(LIVE_TURNS))
    is_being_asked = exists().where(
        ask.turn_id == Turn.id,
        ask.kind == OutgoingKind.ASK,
        ask.state.in_(IN_FLIGHT),
        ask.next_at.is_not(None),
    )
    finished_demo = and_(Process.kind == ProcessKind.DEMO, has_run)
    # What may not have been said is left unknown on purpose.
    moved_by_delivery = (OutgoingState.PENDING, OutgoingState.SENDING)
    return (
        Check(
            "process_never_due",
            Process,
            and_(Process.state == ProcessState.ACTIVE, Process.next_at.is_(None), ~finished_demo),
        ),
        Check("run_without_step", Run, and_(Run.state == RunState.OPEN, ~has_open_step)),
        Check("step_without_turn", RunStep, and_(RunStep.state == StepState.OPEN, ~has_live_turn)),
        Check(
            "turn_without_end",
            Turn,
            and_(Turn.state == TurnState.STANDING, Turn.next_at.is_(None)),
        ),
        Check(
            "turn_not_asked",
            Turn,
            and_(Turn.state == TurnState.ASKED, Turn.next_at.is_(None), ~is_being_asked),
        ),
        Check(
            "message_never_sent",
            Outgoing,
            and_(Outgoing.state.in_(moved_by_delivery), Outgoing.next_at.is_(None)),
        ),
        Check(
            "proof_never_copied",
            Proof,
            and_(Proof.archive == ArchiveState.WANTED, Proof.next_at.is_(None)),
        ),
        Check(
            "document_never_read",
            Document,
            and_(Document.state == DocumentState.WANTED, Document.next_at.is_(None)),
        ),
        Check(
            "event_never_read",
            Inbound,
            and_(Inbound.state == InboundState.RECEIVED, Inbound.next_at.is_(None)),
        ),
        Check(
            "absence_without_end",
            Absence,
            and_(Absence.ended_at.is_(None), Absence.next_at.is_(None)),
        ),
    )


NEVER_MOVED = _never_moved()
MOVED_BY_TIME: dict[str, type[Any]] = {
    "process": Process,
    "turn": Turn,
    "proof": Proof,
    "digest": DigestSchedule,
    "message": Outgoing,
    "event": Inbound,
    "absence": Absence,
    "home": HomeTab,
    "group": UserGroup,
    "chain": ChainWatch,
    "document": Document,
}
# What should have been moved some time ago; `before` says when.
MOVED_LATE = tuple(
    Check(f"{name}_overdue", table, table.next_at <= bindparam("before"))
    for name, table in MOVED_BY_TIME.items()
)
# Whether each of them, in this order, finds anything: in all but a few audits, none does.
ALL = (*NEVER_MOVED, *MOVED_LATE)
FINDS = select(*(exists(select(check.key).where(check.wrong)) for check in ALL))


def find(session: Session, checks: Sequence[Check], now: datetime) -> Iterator[Finding]:
    """Give what is stuck, a few of each kind."""
    for check in checks:
        for row in session.scalars(check.rows, {"before": now - OVERDUE}):
            yield _finding(session, check, row)


def is_stuck(session: Session, facts: dict[str, Any], now: datetime) -> bool:
    """Tell whether what somebody is to be told of, by the facts of the message, is still so."""
    for check in ALL:
        if check.code == facts.get("what"):
            kind = check.key.type.python_type
            still = select(check.key).where(check.wrong, check.key == kind(facts["row"]))
            return session.scalar(still, {"before": now - OVERDUE}) is not None
    return False


def _finding(session: Session, check: Check, row: Any) -> Finding:
    process, detail = _belongs_to(row)
    return Finding(
        code=check.code,
        row=str(getattr(row, check.key.name)),
        process=process.name if process else "",
        detail=detail,
        creator_id=who_hears(session, process) if process else None,
    )


def _belongs_to(row: Any) -> tuple[Process | None, str]:
    """Return the process that a row belongs to, if to one, and what of it the row is."""
    match row:
        case Process():
            return row, ""
        case Run():
            return row.process, f"{row.occurrence:%Y-%m-%d %H:%M}"
        case RunStep():
            return row.run.process, row.title
        case Turn() | Proof():
            return row.run_step.run.process, row.run_step.title
        case Outgoing():
            return _subject_of(row)
        case _:
            return None, ""


def _subject_of(message: Outgoing) -> tuple[Process | None, str]:
    # A trouble has no turn: to tell of what cannot be told would never end.
    if message.turn_id is None:
        return None, message.key
    session = object_session(message)
    assert session is not None, "a row that was just read has a session"
    step = session.get_one(Turn, message.turn_id).run_step
    return step.run.process, step.title
