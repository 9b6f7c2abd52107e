"""Who would really be asked next, looked up for a card and the modals behind it."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.views.card_buttons import NextPerson
from scheduler.away import rung_there
from storage.models import Member, Turn
from storage.states import Level


def next_person(session: Session, turn: Turn, at: datetime) -> NextPerson | None:
    """Return who is asked if a turn ends at the instant `at`; None after the manager."""
    if turn.given_to_id is not None:
        return _person(session, turn.level, turn.given_to_id)
    rung = rung_there(session, turn.run_step, turn.level, at)
    return _person(session, rung.level, rung.person_id) if rung else None


def next_at_its_end(session: Session, turn: Turn, now: datetime) -> NextPerson | None:
    """Return who is asked when a turn's time is over, or now where it was given up."""
    is_leaving = turn.reason is not None
    return next_person(session, turn, now if is_leaving else turn.deadline_at or now + turn.window)


def _person(session: Session, level: Level, person_id: str) -> NextPerson:
    member = session.get(Member, person_id)
    return NextPerson(level, person_id, member.name if member else "")
