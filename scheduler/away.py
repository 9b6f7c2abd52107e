"""Who is away, and until when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.ladder import Rung, rungs
from storage.models import Absence, RunStep
from storage.states import Level

SOON = timedelta(weeks=1)


def absence_at(session: Session, person_id: str, at: datetime) -> Absence | None:
    """Return the absence in which the instant `at` lies; None when somebody is there."""
    covering = (Absence.from_at <= at, Absence.until_at > at, Absence.ended_at.is_(None))
    return session.scalar(select(Absence).where(Absence.person_id == person_id, *covering))


def absences_of(session: Session, person_id: str, now: datetime) -> Sequence[Absence]:
    """Return what somebody has said that is going on or still to come, the first one first."""
    ahead = (Absence.until_at > now, Absence.ended_at.is_(None))
    theirs = select(Absence).where(Absence.person_id == person_id, *ahead)
    return session.scalars(theirs.order_by(Absence.from_at)).all()


def away_of(session: Session, people: Iterable[str], now: datetime) -> Sequence[Absence]:
    """Return the absences of several people within the next week, the first one first."""
    soon = (Absence.until_at > now, Absence.from_at < now + SOON, Absence.ended_at.is_(None))
    theirs = select(Absence).where(Absence.person_id.in_(set(people)), *soon)
    return session.scalars(theirs.order_by(Absence.from_at, Absence.id)).all()


def rung_there(session: Session, step: RunStep, level: Level, at: datetime) -> Rung | None:
    """Return who is asked after `level` at `at`, an instant: the first who is there, or the last.

    None after the manager.
    """
    above = rungs(step)[level + 1 :]
    there = (rung for rung in above if absence_at(session, rung.person_id, at) is None)
    return next(there, above[-1] if above else None)
