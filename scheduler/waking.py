"""Where a pause ended, as one person is told of it: once, whatever the places."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import families
from scheduler.responsible import who_hears
from storage.models import LedgerEntry, Process
from storage.states import ProcessState


def woken_with(session: Session, process: Process, until: datetime) -> list[Process]:
    """Return what runs again since a pause ended at the instant `until`.

    That is the process, or the places of its family of which the same person hears; what is about
    to wake up is awake, what is paused anew is not.
    """
    if process.family_id is None:
        return [process] if process.state == ProcessState.ACTIVE else []
    places = families.places_of(session, process.family_id)
    told = who_hears(session, process)
    theirs = [place for place in places if who_hears(session, place) == told]
    woken = _woken(session, [place.id for place in theirs], until)
    return [place for place in theirs if _is_awake(place, woken, until)]


def _woken(session: Session, process_ids: Collection[int], until: datetime) -> set[int | None]:
    entries = select(LedgerEntry).where(
        LedgerEntry.action == "process_woke",
        LedgerEntry.at >= until,
        LedgerEntry.process_id.in_(process_ids),
    )
    found = session.scalars(entries)
    return {one.process_id for one in found if one.facts.get("until") == until.isoformat()}


def _is_awake(place: Process, woken: Collection[int | None], until: datetime) -> bool:
    if place.state == ProcessState.PAUSED:
        return place.next_at == until
    return place.id in woken
