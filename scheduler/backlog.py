"""How much there is to do, counted in one moment of the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.outbox import URGENCY
from scheduler.stuck import IN_FLIGHT, MOVED_BY_TIME, OVERDUE
from scheduler.turns import LIVE_TURNS
from storage.models import Inbound, Outgoing, Run, RunStep, Turn
from storage.states import InboundState, OutgoingState, RunState, StepState


@dataclass(frozen=True)
class Queue:
    """Messages of one urgency that are on their way; `oldest_seconds` is 0 where there are none."""

    depth: int
    oldest_seconds: float


@dataclass(frozen=True)
class Backlog:
    """Rows by kind. Overdue is what should have been moved some time ago."""

    due: Mapping[str, int]
    overdue: Mapping[str, int]
    open: Mapping[str, int]
    outbox: Mapping[int, Queue]
    inbox: int
    set_aside: int
    left_unknown: int


def measure(session: Session, now: datetime) -> Backlog:
    """Count everything, each by an index."""
    tables = MOVED_BY_TIME.items()
    left_unknown = (Outgoing.state == OutgoingState.UNKNOWN, Outgoing.next_at.is_(None))
    return Backlog(
        due={kind: _count(session, table.next_at <= now) for kind, table in tables},
        overdue={kind: _count(session, table.next_at <= now - OVERDUE) for kind, table in tables},
        open={
            "run": _count(session, Run.state == RunState.OPEN),
            "step": _count(session, RunStep.state == StepState.OPEN),
            "turn": _count(session, Turn.state.in_(LIVE_TURNS)),
        },
        outbox=_outbox(session, now),
        inbox=_count(session, Inbound.state == InboundState.RECEIVED),
        set_aside=_count(session, Inbound.state == InboundState.SET_ASIDE),
        left_unknown=_count(session, *left_unknown),
    )


def _count(session: Session, *which: Any) -> int:
    return session.scalar(select(func.count()).where(*which)) or 0


def _outbox(session: Session, now: datetime) -> dict[int, Queue]:
    on_their_way = (
        select(Outgoing.urgency, func.count(), func.min(Outgoing.created_at))
        .where(Outgoing.state.in_(IN_FLIGHT), Outgoing.next_at.is_not(None))
        .group_by(Outgoing.urgency)
    )
    queues = {urgency: Queue(0, 0.0) for urgency in sorted(set(URGENCY.values()))}
    for urgency, depth, oldest in session.execute(on_their_way):
        queues[urgency] = Queue(depth, max(0.0, (now - oldest).total_seconds()))
    return queues
