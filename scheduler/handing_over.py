"""Handing a process over to another creator."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler import outbox
from storage import ledger
from storage.ledger import Subject
from storage.models import Process
from storage.states import OutgoingKind


def hand_over(session: Session, process: Process, to: str, person_id: str, now: datetime) -> None:
    """Let `to` answer for a process from now on; both are told, but for `person_id`, who does it.

    Whether `to` can be a creator is the caller's to check.
    """
    before = process.creator_id
    process.creator_id = to
    entry = ledger.append(
        session, "process_handed_over", now, Subject.of(process), person_id, before=before, after=to
    )
    facts: dict[str, Any] = {"process": process.id, "before": before, "after": to, "by": person_id}
    for told in {before, to} - {person_id}:
        outbox.say(session, now, OutgoingKind.HANDED, f"handed:{entry.seq}:{told}", told, **facts)
