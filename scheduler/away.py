"""Who is away, and until when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Absence


def absence_at(session: Session, person_id: str, at: datetime) -> Absence | None:
    """Return the absence in which the instant `at` lies; None when somebody is there."""
    covering = (Absence.from_at <= at, Absence.until_at > at, Absence.ended_at.is_(None))
    return session.scalar(select(Absence).where(Absence.person_id == person_id, *covering))


def absences_of(session: Session, person_id: str, now: datetime) -> Sequence[Absence]:
    """Return what somebody has said that is going on or still to come, the first one first."""
    ahead = (Absence.until_at > now, Absence.ended_at.is_(None))
    theirs = select(Absence).where(Absence.person_id == person_id, *ahead)
    return session.scalars(theirs.order_by(Absence.from_at)).all()
