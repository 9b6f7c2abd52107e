"""How the last few runs of some processes went, a word for each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, union_all
from sqlalchemy.orm import Session

from scheduler.outcomes import Outcome
from scheduler.report import RUNS, ReportedStep, steps_of
from storage.models import Run
from storage.states import RunState

RUNS_SHOWN = 7


class Went(StrEnum):
    """How a run went; a done one is on time when each of its steps was."""

    ON_TIME = "on time"
    LATER = "later"
    MISSED = "missed"
    OPEN = "open"
    LEFT_OUT = "left out"


ENDS = {
    RunState.MISSED: Went.MISSED,
    RunState.OPEN: Went.OPEN,
    RunState.CANCELLED: Went.LEFT_OUT,
    RunState.SKIPPED: Went.LEFT_OUT,
}
# A step that was cancelled was no longer wanted: it made nothing late.
AS_WANTED = {Outcome.ON_TIME, Outcome.CANCELLED}

Strip = tuple[Went, ...]


def strips(session: Session, process_ids: Sequence[int], now: datetime) -> Mapping[int, Strip]:
    """Return how the last runs of each process went, the oldest first, with four questions.

    What is skipped and still to come is not among them.
    """
    runs = _newest(session, process_ids, now)
    done = [run for run in runs if run.state == RunState.DONE]
    late = _late(steps_of(session, done)) if done else set()
    told: dict[int, list[Went]] = {process_id: [] for process_id in process_ids}
    for run in runs:
        done_in_time = Went.LATER if run.id in late else Went.ON_TIME
        told[run.process_id].append(ENDS.get(run.state, done_in_time))
    return {process_id: tuple(reversed(went)) for process_id, went in told.items()}


def _newest(session: Session, process_ids: Sequence[int], now: datetime) -> Sequence[Row[Any]]:
    # A limit for each of them: an index gives the newest of one without reading the others.
    each = [
        select(
            select(Run.id)
            .where(Run.process_id == process_id, Run.due_at <= now)
            .order_by(Run.occurrence.desc())
            .limit(RUNS_SHOWN)
            .subquery()
            .c.id
        )
        for process_id in process_ids
    ]
    if not each:
        return []
    newest = RUNS.add_columns(Run.process_id, Run.state).where(Run.id.in_(union_all(*each)))
    return session.execute(newest.order_by(None).order_by(Run.occurrence.desc())).all()


def _late(steps: Iterable[ReportedStep]) -> set[int]:
    return {step.run.id for step in steps if step.result.outcome not in AS_WANTED}
