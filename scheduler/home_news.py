"""Whom the newest entries of the ledger concern: the people of what each of them is about."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from scheduler.parts import asked_in, has_part
from storage.models import LedgerEntry, Process, RunStep, Turn

# Behind more than these, after hours without a bot say, everybody is concerned.
MOST_ENTRIES = 500
LADDER = (RunStep.owner_id, RunStep.backup_id, RunStep.manager_id)


def concerned(session: Session, after: int, until: int) -> set[str] | None:
    """Return whom the entries behind number `after`, up to `until`, concern; None for everybody.

    What is not an id of a person may be among them: it is nobody's.
    """
    if until - after > MOST_ENTRIES:
        return None
    entries = session.scalars(
        select(LedgerEntry).where(LedgerEntry.seq > after, LedgerEntry.seq <= until)
    ).all()
    named = {word for entry in entries for word in (entry.person_id, *_words(entry.facts)) if word}
    processes = {entry.process_id for entry in entries if entry.process_id is not None}
    steps = {entry.run_step_id for entry in entries if entry.run_step_id is not None}
    # Who is away is shown to those who share a process with them.
    away = {str(entry.facts["person"]) for entry in entries if entry.action.startswith("absence")}
    return named.union(
        _people_of(session, Process.id.in_(processes)),
        _who_share_a_process(session, away),
        _asked_for(session, steps),
    )


def _people_of(session: Session, which: ColumnElement[bool]) -> Iterator[str]:
    yield from session.scalars(asked_in(which))
    yield from session.scalars(select(Process.creator_id).where(which))


def _who_share_a_process(session: Session, away: Iterable[str]) -> Iterator[str]:
    theirs = [has_part(person_id) for person_id in away]
    if theirs:
        yield from _people_of(session, or_(*theirs))


def _asked_for(session: Session, step_ids: Iterable[int]) -> Iterator[str]:
    """Give the people of steps as their runs have them: their process may have others by now."""
    for row in session.execute(select(*LADDER).where(RunStep.id.in_(step_ids))):
        yield from row
    yield from session.scalars(select(Turn.person_id).where(Turn.run_step_id.in_(step_ids)))


def _words(facts: Any) -> Iterator[str]:
    """Give every text in the facts of an entry: who handed something over, who had it before."""
    match facts:
        case str():
            yield facts
        case dict():
            for value in facts.values():
                yield from _words(value)
        case list():
            for value in facts:
                yield from _words(value)
        case _:
            pass
