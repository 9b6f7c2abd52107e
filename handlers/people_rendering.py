"""What is said of people who are away or have left."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.views.away import away_by_another, back_by_another
from handlers.views.leaver import leaver_message
from handlers.views.leaver import took_over as took_over_message
from handlers.views.status import status_question
from handlers.views.words import Message
from scheduler import leavers, status_hints
from scheduler.meanwhile import meanwhile
from storage.models import Absence, Member, Outgoing, StatusHint, Vacancy


def away_said(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Render that somebody else said it; nothing of an absence that is over."""
    absence = session.get_one(Absence, message.facts["absence"])
    if message.key.startswith("back"):
        return back_by_another(str(message.facts["by"]))
    if absence.ended_at is not None:
        return None
    zone = _zone_of(session, absence.person_id)
    return away_by_another(absence, meanwhile(session, absence, now), zone, now)


def status(session: Session, message: Outgoing, now: datetime) -> Message | None:
    """Ask about a status; nothing where it has changed, or nobody would take over."""
    hint = session.get_one(StatusHint, message.facts["hint"])
    to = status_hints.successors(session, hint.person_id)
    if not to or not status_hints.still_asks(session, hint, now):
        return None
    return status_question(hint, to, _zone_of(session, hint.person_id))


def leaver(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Ask who takes over what somebody had; nothing once all of it is filled."""
    gone_id = str(message.facts["gone"])
    vacancies = leavers.asked_of(session, message.conversation, gone_id)
    open_ones = any(leavers.is_vacant(vacancy) for vacancy in vacancies)
    return leaver_message(vacancies, gone_id) if open_ones else None


def took_over(session: Session, message: Outgoing, _now: datetime) -> Message:
    """Render that somebody has taken a place on a ladder over."""
    return took_over_message(session.get_one(Vacancy, message.facts["vacancy"]))


def _zone_of(session: Session, person_id: str) -> str:
    member = session.get(Member, person_id)
    return member.zone if member else "UTC"
