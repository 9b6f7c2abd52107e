"""The past runs of a family across its places, a page at a time, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from scheduler.history import RUNS_A_PAGE, WITH_ALL_OF_IT, HistoryPage, as_many_as_fit
from storage.models import Location, Process, Run


@dataclass(frozen=True)
class Spot:
    """A run from which to read on: when it was due, an aware instant, and its id."""

    due_at: datetime
    run_id: int
    is_older: bool


def page(session: Session, family_id: int, spot: Spot | None) -> HistoryPage:
    """Read the runs behind a spot, or ahead of it, with all of it, in a fixed number of questions.

    A spot beyond the last run gives the newest.
    """
    theirs = _theirs(family_id)
    runs = _runs(session, theirs, spot) or _runs(session, theirs, None)
    if not runs:
        return HistoryPage([], has_newer=False, has_older=False)
    return HistoryPage(
        runs,
        has_newer=_exists(session, theirs, _ahead_of(runs[0].due_at, runs[0].id)),
        has_older=_exists(session, theirs, _behind(runs[-1].due_at, runs[-1].id)),
    )


def place_names(session: Session, family_id: int) -> dict[int, str]:
    """Return how the place of each process of a family is called, by the process's id."""
    query = select(Process.id, Location.name).join(Location, Location.id == Process.location_id)
    rows = session.execute(query.where(Process.family_id == family_id))
    return {row.id: row.name for row in rows}


def _theirs(family_id: int) -> ColumnElement[bool]:
    return Run.process_id.in_(select(Process.id).where(Process.family_id == family_id))


def _runs(session: Session, theirs: ColumnElement[bool], spot: Spot | None) -> list[Run]:
    backwards = spot is not None and not spot.is_older
    order = (Run.due_at.asc(), Run.id.asc()) if backwards else (Run.due_at.desc(), Run.id.desc())
    query = select(Run).where(theirs).order_by(*order).limit(RUNS_A_PAGE)
    if spot is not None:
        which = _behind if spot.is_older else _ahead_of
        query = query.where(which(spot.due_at, spot.run_id))
    kept = as_many_as_fit(list(session.scalars(query.options(*WITH_ALL_OF_IT))))
    return kept[::-1] if backwards else kept


def _behind(due_at: datetime, run_id: int) -> ColumnElement[bool]:
    same_time = and_(Run.due_at == due_at, Run.id < run_id)
    return and_(Run.due_at <= due_at, or_(Run.due_at < due_at, same_time))


def _ahead_of(due_at: datetime, run_id: int) -> ColumnElement[bool]:
    same_time = and_(Run.due_at == due_at, Run.id > run_id)
    return and_(Run.due_at >= due_at, or_(Run.due_at > due_at, same_time))


def _exists(session: Session, theirs: ColumnElement[bool], which: ColumnElement[bool]) -> bool:
    return session.scalar(select(Run.id).where(theirs, which).limit(1)) is not None
