"""The ledger: append-only entries, each carrying the hash of the one before."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import LedgerEntry, LedgerHead, Process, Run, RunStep

GENESIS = "0" * 64
# Read anew each time: another bot may have written since this session last looked.
HEAD = select(LedgerHead).with_for_update().execution_options(populate_existing=True)


@dataclass(frozen=True)
class Subject:
    """What an entry is about."""

    process_id: int | None = None
    run_id: int | None = None
    run_step_id: int | None = None

    @classmethod
    def of(cls, thing: Process | Run | RunStep) -> "Subject":
        """Name a row and the rows that it belongs to."""
        if isinstance(thing, Process):
            return cls(thing.id)
        if isinstance(thing, Run):
            return cls(thing.process_id, thing.id)
        return cls(thing.run.process_id, thing.run_id, thing.id)


def append(
    session: Session,
    action: str,
    at: datetime,
    subject: Subject,
    person_id: str | None = None,
    **facts: Any,
) -> LedgerEntry:
    """Write that `action` happened at the instant `at`, in the caller's transaction."""
    session.flush()
    head = _locked_head(session)
    entry = LedgerEntry(
        seq=head.seq + 1,
        at=at.astimezone(UTC),
        action=action,
        person_id=person_id,
        process_id=subject.process_id,
        run_id=subject.run_id,
        run_step_id=subject.run_step_id,
        facts=facts,
        previous_hash=head.hash,
    )
    entry.hash = digest_of(entry)
    head.seq, head.hash = entry.seq, entry.hash
    session.add(entry)
    session.flush()
    return entry


def first_broken_link(session: Session) -> int | None:
    """Return the number of the first entry that does not fit the chain; None if all do."""
    previous, expected = GENESIS, 1
    for entry in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)):
        fits = entry.previous_hash == previous and entry.hash == digest_of(entry)
        if entry.seq != expected or not fits:
            return entry.seq
        previous, expected = entry.hash, expected + 1
    head = session.get(LedgerHead, 1)
    if head is not None and (head.seq, head.hash) != (expected - 1, previous):
        return expected
    return None


def digest_of(entry: LedgerEntry) -> str:
    """Compute the hash of an entry: SHA-256 over its canonical JSON, the previous hash first."""
    body = [
        entry.previous_hash,
        entry.seq,
        entry.at.isoformat(),
        entry.action,
        entry.person_id,
        entry.process_id,
        entry.run_id,
        entry.run_step_id,
        entry.facts,
    ]
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _locked_head(session: Session) -> LedgerHead:
    head = session.scalar(HEAD)
    if head is None:
        head = LedgerHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
    return head
