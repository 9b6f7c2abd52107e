"""What those who are responsible have to look at: open past its owner, or missed of late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session, selectinload

from storage.models import LedgerEntry, Process, Run, RunStep, Step, Turn
from storage.states import PassReason, ProcessState, StepState, TurnState

STEPS_A_PAGE = 10
RECENT = timedelta(days=7)
# Nobody works through more; what is left out is counted.
MOST_FOUND = 500
# Whoever stands in for somebody who is away, or was given it by hand, has it as planned.
AS_PLANNED = (PassReason.AWAY, PassReason.REASSIGNED)

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class UnresolvedPage:
    """A page, counted from 0, of steps with their turns and proofs; at most MOST_FOUND in all."""

    steps: list[RunStep]
    number: int
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there is a page behind this one."""
        return (self.number + 1) * STEPS_A_PAGE < self.total


def open_past_owner(session: Session, person_id: str | None, number: int) -> UnresolvedPage:
    """Return a page of what is open past its owner, the oldest first.

    In what a person manages, be it a single step, or created; in all processes for None.
    """
    return _page(session, _past_owner(person_id).order_by("at", RunStep.id), number)


def unresolved(session: Session, person_id: str, number: int, now: datetime) -> UnresolvedPage:
    """Return a page of the same, and behind it of what was missed in the last seven days."""
    both = union_all(_past_owner(person_id), _missed(person_id, now - RECENT)).subquery()
    return _page(session, select(both.c.id).order_by(both.c.place, both.c.at, both.c.id), number)


def _page(session: Session, found: Query, number: int) -> UnresolvedPage:
    ids = list(session.scalars(found.limit(MOST_FOUND)))
    number = min(number, max(len(ids) - 1, 0) // STEPS_A_PAGE)
    shown = ids[number * STEPS_A_PAGE : (number + 1) * STEPS_A_PAGE]
    return UnresolvedPage(_steps(session, shown), number, len(ids))


def _steps(session: Session, ids: Sequence[int]) -> list[RunStep]:
    of_it = (selectinload(RunStep.turns), selectinload(RunStep.proofs))
    found = session.scalars(select(RunStep).where(RunStep.id.in_(ids)).options(*of_it))
    return sorted(found, key=lambda step: ids.index(step.id))


def _past_owner(person_id: str | None) -> Query:
    moved_on = exists().where(
        Turn.run_step_id == RunStep.id,
        Turn.state == TurnState.PASSED,
        Turn.reason.not_in(AS_PLANNED),
    )
    steps = select(RunStep.id, literal(0).label("place"), RunStep.opened_at.label("at"))
    return _theirs(steps, person_id).where(RunStep.state == StepState.OPEN, moved_on)


def _missed(person_id: str, since: datetime) -> Query:
    # The ledger knows them by their time; the steps of years are many.
    missed = select(LedgerEntry.run_step_id).where(
        LedgerEntry.action == "step_missed", LedgerEntry.at >= since
    )
    steps = select(RunStep.id, literal(1).label("place"), RunStep.closed_at.label("at"))
    return _theirs(steps, person_id).where(
        RunStep.id.in_(missed), RunStep.state == StepState.MISSED
    )


def _theirs(steps: Query, person_id: str | None) -> Query:
    live = steps.join(Run, Run.id == RunStep.run_id).join(Process, Process.id == Run.process_id)
    live = live.where(Process.state != ProcessState.ARCHIVED)
    return live if person_id is None else live.where(_is_responsible(person_id))


def _is_responsible(person_id: str) -> ColumnElement[bool]:
    # As the process is now: whoever has given a step away has nothing to look at there.
    own = exists().where(
        Step.process_id == Process.id,
        Step.key == RunStep.step_key,
        Step.manager_id == person_id,
    )
    return or_(
        Process.manager_id == person_id,
        Process.creator_id == person_id,
        own.correlate(Process, RunStep),
    )
