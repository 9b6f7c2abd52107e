"""When each digest channel gets its digest."""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import cadence, outbox, phrases
from scheduler.cadence import Cadence
from scheduler.phrases import Reading
from storage import ledger
from storage.ledger import Subject
from storage.models import DigestSchedule
from storage.states import OutgoingKind

DEFAULT = Reading(rule="FREQ=WEEKLY;BYDAY=MO", time=time(9, 0), notes=())
DEFAULT_TIME = time(9, 0)


def ensure(session: Session, channel_id: str, zone: str, now: datetime) -> DigestSchedule:
    """Give a channel its weekly digest, Mondays at 9:00 in `zone`, unless it has one already."""
    return session.get(DigestSchedule, channel_id) or change(
        session, channel_id, DEFAULT, zone, now
    )


def change(
    session: Session, channel_id: str, reading: Reading, zone: str, now: datetime
) -> DigestSchedule:
    """Let a channel have its digest by another cadence, from the next occurrence on."""
    kept = phrases.start_for(reading, reading.time or reading.deadline or DEFAULT_TIME, zone, now)
    schedule = session.get(DigestSchedule, channel_id) or DigestSchedule(channel_id=channel_id)
    schedule.rule, schedule.start, schedule.zone = kept.rule, kept.start, kept.zone
    _look_ahead(schedule, now)
    session.add(schedule)
    return schedule


def due(session: Session, now: datetime) -> list[DigestSchedule]:
    """Return the schedules whose digest is due."""
    return list(session.scalars(select(DigestSchedule).where(DigestSchedule.next_at <= now)))


def fire(session: Session, schedule: DigestSchedule, now: datetime) -> None:
    """Queue the digest that is due, one even after several were missed, and look ahead."""
    assert schedule.next_local is not None, "a due schedule has a next time"
    key = f"digest:{schedule.channel_id}:{schedule.next_local.isoformat()}"
    outbox.say(session, now, OutgoingKind.DIGEST, key, schedule.channel_id, until=now.isoformat())
    ledger.append(session, "digest_due", now, Subject(), channel=schedule.channel_id)
    _look_ahead(schedule, now)


def _look_ahead(schedule: DigestSchedule, now: datetime) -> None:
    kept = Cadence(schedule.rule, schedule.start, schedule.zone)
    following = cadence.next_occurrence(kept, now)
    schedule.next_local = following.local if following else None
    schedule.next_at = following.at if following else None
