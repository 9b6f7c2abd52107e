"""A Slack status that reads as if its person were away: a hint to ask about, never to act on."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import absences, finding, outbox, rota_runs
from scheduler.absences import Leave
from scheduler.away import absence_at
from scheduler.ladder import rung_after
from scheduler.step_ladders import places_of
from storage.models import Absence, Process, StatusHint
from storage.states import AbsenceSource, OutgoingKind

# Calendars set the same status again and again; it is one status for a day.
SAME = timedelta(days=1)


class HintOverError(Exception):
    """The status has changed since it was asked about, or its time is over."""


def noticed(
    session: Session, person_id: str, status: str, until: datetime | None, now: datetime
) -> None:
    """Take note of somebody's status, and ask about it once.

    `status` tells one status from another; `until` is None where it does not read as away.
    Only who owns or backs up something is asked, and nobody who has said that they are away.
    """
    last = _last(session, person_id)
    if last is not None and last.over_at is None:
        if last.status == status:
            return
        last.over_at = now
    if until is None or until <= now:
        return
    if last is not None and last.status == status and now - last.asked_at < SAME:
        last.over_at = None
    elif successors(session, person_id):
        _ask(session, person_id, status, until, now)


def _ask(session: Session, person_id: str, status: str, until: datetime, now: datetime) -> None:
    hint = StatusHint(person_id=person_id, status=status, until_at=until, asked_at=now)
    session.add(hint)
    session.flush()
    if absence_at(session, person_id, now) is None:
        outbox.say(session, now, OutgoingKind.STATUS, f"status:{hint.id}", person_id, hint=hint.id)


def still_asks(session: Session, hint: StatusHint, now: datetime) -> bool:
    """Tell whether a hint that nobody has answered may still be asked about."""
    is_open = hint.said_yes is None and hint.over_at is None and hint.until_at > now
    return is_open and absence_at(session, hint.person_id, now) is None


def successors(session: Session, person_id: str) -> tuple[str, ...]:
    """Return who is next where somebody is the owner or the backup; empty where they are not."""
    following: dict[str, None] = {}
    for process in finding.processes_of(session, person_id):
        next_owner = _next_owner(session, process, person_id)
        for place in places_of(process, person_id, takes_turns=next_owner is not None):
            after = rung_after(place.ladder, place.level)
            if place.in_turns and next_owner is not None:
                following[next_owner] = None
            elif after is not None:
                following[after.person_id] = None
    return tuple(following)


def _next_owner(session: Session, process: Process, person_id: str) -> str | None:
    """Return who is next behind somebody in the rota of a process; None where it has none."""
    roster = rota_runs.roster_of(session, process)
    if roster is None or person_id not in roster.people:
        return None
    behind = roster.people.index(person_id) + 1
    others = (*roster.people[behind:], *roster.people[: behind - 1])
    return next(iter(others), None)


def say_yes(session: Session, hint: StatusHint, now: datetime) -> Absence:
    """Let the person be away as their status says, until they are back. Raises HintOverError."""
    is_back = bool(hint.said_yes) and absence_at(session, hint.person_id, now) is None
    if hint.over_at is not None or hint.until_at <= now or is_back:
        raise HintOverError(hint.id)
    hint.said_yes = True
    leave = Leave(hint.person_id, now, hint.until_at)
    return absences.say(session, leave, hint.person_id, AbsenceSource.STATUS, now)


def say_no(hint: StatusHint) -> None:
    """Leave everything as it is, and ask no more about this status."""
    if hint.said_yes is None:
        hint.said_yes = False


def _last(session: Session, person_id: str) -> StatusHint | None:
    newest_first = StatusHint.id.desc()
    theirs = select(StatusHint).where(StatusHint.person_id == person_id)
    return session.scalar(theirs.order_by(newest_first).limit(1))
