"""Guarantee 6: whatever is in flight has something that moves it, and reaches an end."""

from sqlalchemy import and_, or_, select

from simulation.violation import Violation
from storage.models import Absence, Inbound, Outgoing, Process, Proof, Run, RunStep, Turn
from storage.states import (
    ArchiveState,
    InboundState,
    OutgoingState,
    ProcessState,
    RunState,
    StepState,
    TurnState,
)

IN_FLIGHT = (OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN)
LIVE = (TurnState.ASKED, TurnState.STANDING)
NOT_IN_A_CHANNEL = Outgoing.conversation.not_like("C%")

# Rows that nothing will ever move.
STUCK = {
    "a standing turn without a deadline": select(Turn.id).where(
        Turn.state == TurnState.STANDING, Turn.next_at.is_(None)
    ),
    "a live turn of a closed step": select(Turn.id)
    .join(RunStep)
    .where(Turn.state.in_(LIVE), RunStep.state != StepState.OPEN),
    "an open step that asks nobody": select(RunStep.id).where(
        RunStep.state == StepState.OPEN, ~RunStep.turns.any(Turn.state.in_(LIVE))
    ),
    "an open run without an open step": select(Run.id).where(
        Run.state == RunState.OPEN, ~Run.steps.any(RunStep.state == StepState.OPEN)
    ),
    "a closed run with an open step": select(Run.id).where(
        Run.state != RunState.OPEN,
        Run.steps.any(RunStep.state.in_((StepState.OPEN, StepState.WAITING))),
    ),
    "a skipped run with a step": select(Run.id).where(
        Run.state == RunState.SKIPPED, Run.steps.any()
    ),
    "a message that is never sent": select(Outgoing.key).where(
        Outgoing.next_at.is_(None),
        or_(
            Outgoing.state.in_((OutgoingState.PENDING, OutgoingState.SENDING)),
            and_(Outgoing.state == OutgoingState.UNKNOWN, NOT_IN_A_CHANNEL),
        ),
    ),
    "an event that is never worked off": select(Inbound.event_id).where(
        Inbound.state == InboundState.RECEIVED, Inbound.next_at.is_(None)
    ),
    "a proof that is never copied": select(Proof.id).where(
        Proof.archive == ArchiveState.WANTED, Proof.next_at.is_(None)
    ),
    "an absence that never ends": select(Absence.id).where(
        Absence.ended_at.is_(None), Absence.next_at.is_(None)
    ),
    "a process that never fires": select(Process.id).where(
        Process.state == ProcessState.ACTIVE, Process.next_at.is_(None)
    ),
}

# Rows that may not be left when the world has been calm for days.
UNFINISHED = {
    "an open run": select(Run.id).where(Run.state == RunState.OPEN),
    "a live turn": select(Turn.id).where(Turn.state.in_(LIVE)),
    "a message in flight": select(Outgoing.key).where(
        Outgoing.state.in_(IN_FLIGHT), Outgoing.next_at.is_not(None)
    ),
    "an event in flight": select(Inbound.event_id).where(Inbound.state == InboundState.RECEIVED),
    "an event set aside": select(Inbound.event_id).where(Inbound.state == InboundState.SET_ASIDE),
    "an absence": select(Absence.id).where(Absence.ended_at.is_(None)),
    "a proof in flight": select(Proof.id).where(Proof.archive == ArchiveState.WANTED),
}


class Ends:
    """Finds what nothing moves."""

    def __init__(self, world):
        self.world = world

    def check_open(self, session):
        """Raise Violation for a row that nothing will ever move."""
        self._none_of(session, STUCK)

    def check_ended(self, session):
        """Raise Violation for a row that has reached no end."""
        self._none_of(session, UNFINISHED)

    def _none_of(self, session, table):
        for what, rows in table.items():
            found = session.scalars(rows.limit(3)).all()
            if found:
                raise Violation(6, f"{what}: {found}")
