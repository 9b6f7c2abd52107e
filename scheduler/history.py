"""The past runs of a process, a page at a time, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from storage.models import Run, RunStep

RUNS_A_PAGE = 5
# A process has at most as many steps: a page that shows one whole run is the longest there is.
STEPS_A_PAGE = 30

WITH_ALL_OF_IT = (
    selectinload(Run.steps).selectinload(RunStep.turns),
    selectinload(Run.steps).selectinload(RunStep.proofs),
)


@dataclass(frozen=True)
class Spot:
    """Where to read on: behind the run of one local occurrence or ahead of it; the newest else."""

    before: datetime | None = None
    after: datetime | None = None


@dataclass(frozen=True)
class HistoryPage:
    """Some runs, the newest first, and whether there are newer and older ones."""

    runs: list[Run]
    has_newer: bool
    has_older: bool


def page(session: Session, process_id: int, spot: Spot) -> HistoryPage:
    """Read the runs at a spot, with their steps, turns and proofs, in a fixed number of questions.

    A spot beyond the last run gives the newest.
    """
    runs = _runs(session, process_id, spot) or _runs(session, process_id, Spot())
    if not runs:
        return HistoryPage([], has_newer=False, has_older=False)
    newest, oldest = runs[0].occurrence, runs[-1].occurrence
    return HistoryPage(
        runs,
        has_newer=_exists(session, process_id, Run.occurrence > newest),
        has_older=_exists(session, process_id, Run.occurrence < oldest),
    )


def _runs(session: Session, process_id: int, spot: Spot) -> list[Run]:
    backwards = spot.after is not None
    order = Run.occurrence.asc() if backwards else Run.occurrence.desc()
    wanted = select(Run).where(Run.process_id == process_id, *_from(spot))
    found = session.scalars(wanted.order_by(order).limit(RUNS_A_PAGE).options(*WITH_ALL_OF_IT))
    kept = as_many_as_fit(list(found))
    return kept[::-1] if backwards else kept


def _from(spot: Spot) -> list[ColumnElement[bool]]:
    if spot.after is not None:
        return [Run.occurrence > spot.after]
    return [Run.occurrence < spot.before] if spot.before is not None else []


def as_many_as_fit(runs: list[Run]) -> list[Run]:
    """Return the first of these runs whose steps a page holds, one at least."""
    kept, steps = 0, 0
    for run in runs:
        steps += len(run.steps)
        if kept and steps > STEPS_A_PAGE:
            break
        kept += 1
    return runs[:kept]


def _exists(session: Session, process_id: int, which: ColumnElement[bool]) -> bool:
    one = select(Run.id).where(Run.process_id == process_id, which).limit(1)
    return session.scalar(one) is not None
