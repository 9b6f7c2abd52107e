"""What keeps failing, read from the ledger alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import place_patterns
from scheduler.digest_report import DigestReport, StepRecord
from scheduler.parts import IS_LIVE
from scheduler.place_patterns import Step
from storage.models import DigestSchedule, LedgerEntry, Process
from storage.states import ProcessKind

SPAN = timedelta(weeks=4)
KEEPS_FAILING = 2
SETTLING = ("step_done", "step_missed")


def processes_reporting_to(session: Session, channel_id: str) -> list[Process]:
    """Return the live processes whose digest goes to a channel."""
    return list(
        session.scalars(select(Process).where(Process.digest_channel_id == channel_id, IS_LIVE))
    )


def channel_report(session: Session, channel_id: str, until: datetime) -> DigestReport:
    """Return the digest of a channel for the four weeks before the instant `until`."""
    schedule = session.get(DigestSchedule, channel_id)
    processes = processes_reporting_to(session, channel_id)
    return report(session, processes, until, schedule.zone if schedule else "UTC")


def report(
    session: Session, processes: Sequence[Process], until: datetime, zone: str
) -> DigestReport:
    """Return what kept failing in `processes` in the four weeks before the instant `until`."""
    by_id = {process.id: process for process in processes}
    since = until - SPAN
    by_step = _records(by_id, _settled(session, by_id, since, until))
    records = place_patterns.joined(by_step, place_patterns.places(session, processes))
    failing = [record for record, least in records if record.failures >= least]
    return DigestReport(
        since=since,
        until=until,
        zone=zone,
        records=tuple(sorted(failing, key=_badness)),
        settled=sum(record.total for record, _ in records),
        on_time=sum(record.on_time for record, _ in records),
    )


def _settled(
    session: Session, process_ids: Iterable[int], since: datetime, until: datetime
) -> list[LedgerEntry]:
    """Return how each step ended; a photo learned of late replaces the earlier miss."""
    entries = session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.action.in_(SETTLING),
            LedgerEntry.at > since,
            LedgerEntry.at <= until,
            LedgerEntry.process_id.in_(list(process_ids)),
        )
        .order_by(LedgerEntry.seq)
    )
    return list({entry.run_step_id: entry for entry in entries}.values())


def _records(
    processes: dict[int, Process], entries: Iterable[LedgerEntry]
) -> dict[Step, tuple[StepRecord, int]]:
    outcomes: dict[tuple[int, str], Counter[str]] = {}
    titles: dict[tuple[int, str], str] = {}
    for step, entry in _by_step(list(entries)):
        outcomes.setdefault(step, Counter())[str(entry.facts["outcome"])] += 1
        titles[step] = str(entry.facts["title"])  # as it was called last
    return {
        step: (
            StepRecord(processes[step[0]].name, titles[step], places=(), **counts),
            _threshold(processes[step[0]]),
        )
        for step, counts in outcomes.items()
    }


def _by_step(entries: Sequence[LedgerEntry]) -> Iterator[tuple[tuple[int, str], LedgerEntry]]:
    """Give each entry with its process and step, which stays itself when its title is changed.

    Entries from before steps had keys belong to the step that then had their title.
    """
    keys = {
        (entry.process_id, entry.facts["title"]): entry.facts["step"]
        for entry in reversed(entries)
        if "step" in entry.facts
    }
    for entry in entries:
        assert entry.process_id is not None, "a step belongs to a process"
        title = str(entry.facts["title"])
        key = entry.facts.get("step") or keys.get((entry.process_id, title), title)
        yield (entry.process_id, str(key)), entry


def _threshold(process: Process) -> int:
    # A demo runs once: its first failure is all that it can show.
    return 1 if process.kind == ProcessKind.DEMO else KEEPS_FAILING


def _badness(record: StepRecord) -> tuple[int, int, int, str, str]:
    misses = -record.missed
    return -record.failures, misses, -record.manager, record.process_name, record.step_title
