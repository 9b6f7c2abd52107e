"""The life of a process: created, paused, resumed, archived, started by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, object_session

from scheduler import (
    cadence,
    digest_schedule,
    ending,
    new_runs,
    nights,
    outbox,
    overlap,
    rota_runs,
    versions,
)
from scheduler.cadence import Cadence, Occurrence
from scheduler.names import name_key
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan
from scheduler.responsible import who_hears
from scheduler.step_keys import keyed
from storage import ledger
from storage.ledger import Subject
from storage.models import Family, Location, Process, Run
from storage.states import OutgoingKind, Overlap, ProcessKind, ProcessState, RunState

MOMENT = timedelta(microseconds=1)
# Who gets no answer types the command again: that must not ask for the same work twice.
AGAIN = timedelta(minutes=2)
# Nobody else can write meanwhile.
MOST_AT_ONCE = 50
# No two zones are further apart: what has run by one's clock may lie ahead by the other's.
ALL_ZONES = timedelta(hours=26)
ARCHIVED = "the process was archived"


class NameTakenError(ValueError):
    """Another process that is not archived has this name."""


def cadence_of(process: Process) -> Cadence:
    """Return the cadence that a process keeps."""
    return Cadence(process.rule, process.start, process.zone, process.holidays)


def next_of(process: Process) -> Occurrence | None:
    """Return the occurrence that a process waits for; None of one that is at rest."""
    local, at = process.next_local, process.next_at
    # A pause with an end has an instant alone: what comes first behind it is not known yet.
    return Occurrence(local, at) if local is not None and at is not None else None


def ahead(process: Process, limit: int) -> list[Occurrence]:
    """Return up to `limit` occurrences by the cadence, from the one that a process waits for on."""
    first = next_of(process)
    if first is None or limit == 1 or process.kind == ProcessKind.DEMO:
        return [first] if first else []
    return [first, *cadence.occurrences(cadence_of(process), first.at, limit - 1)]


def create(
    session: Session,
    plan: ProcessPlan,
    creator_id: str,
    now: datetime,
    *,
    kind: ProcessKind = ProcessKind.REGULAR,
    first: Occurrence | None = None,
) -> Process:
    """Save a plan as a running process whose first run is due at `first` or by its cadence.

    Raises NameTakenError when another live process has its name.
    """
    steps = keyed((), plan.steps)
    process = _process(plan.model_copy(update={"steps": steps}), creator_id, now)
    process.kind = kind
    return _begin(session, process, first, now)


def create_keyed(session: Session, plan: ProcessPlan, creator_id: str, now: datetime) -> Process:
    """Save a plan as a running process whose steps keep the keys that they have.

    Raises NameTakenError when another live process has its name.
    """
    return _begin(session, _process(plan, creator_id, now), None, now)


def create_at(
    session: Session,
    plan: ProcessPlan,
    family: Family,
    location: Location,
    creator_id: str,
    now: datetime,
) -> Process:
    """Save what a family is at one of its locations; its steps have the family's keys already.

    Raises NameTakenError when another live process has its name.
    """
    process = _process(plan, creator_id, now)
    process.family_id, process.location_id = family.id, location.id
    return _begin(session, process, None, now)


def _process(plan: ProcessPlan, creator_id: str, now: datetime) -> Process:
    process = Process(
        kind=ProcessKind.REGULAR,
        state=ProcessState.ACTIVE,
        creator_id=creator_id,
        created_at=now,
        version=1,
    )
    versions.fill(process, plan)
    process.steps = versions.steps_of(plan)
    return process


def _begin(session: Session, process: Process, first: Occurrence | None, now: datetime) -> Process:
    if named(session, process.name) is not None:
        raise NameTakenError(process.name)
    session.add(process)
    first = first or cadence.next_occurrence(cadence_of(process), now)
    rota_runs.begin(session, process, first.local if first else process.start, now)
    schedule(process, first)
    creator_id = process.creator_id
    versions.record(session, process, creator_id, now)
    nights.ensure(session, process.zone, now)
    if process.digest_channel_id:
        digest_schedule.ensure(session, process.digest_channel_id, process.zone, now)
    ledger.append(
        session, "process_created", now, Subject.of(process), creator_id, name=process.name
    )
    return process


def named(session: Session, name: str) -> Process | None:
    """Find the live process with this very name, or one of the live family that is called so."""
    key = name_key(name)
    bearers = select(Process).outerjoin(Family, Family.id == Process.family_id)
    theirs = or_(Process.name_key == key, Family.name_key == key)
    exact_first = case((Process.name_key == key, 0), else_=1)
    return session.scalar(bearers.where(theirs, IS_LIVE).order_by(exact_first, Process.id).limit(1))


def free_name(session: Session, names: Iterable[str]) -> str:
    """Return the first of some names that no live process or family has."""
    return next(name for name in names if named(session, name) is None)


def pause(
    session: Session,
    process: Process,
    person_id: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Let nothing new fire; what is open goes on. It wakes up at the instant `until`, if given."""
    _open_what_is_due(session, process, now)
    process.state = ProcessState.PAUSED
    schedule(process, None)
    process.next_at = until
    facts = {"until": until.isoformat()} if until else {}
    ledger.append(session, "process_paused", now, Subject.of(process), person_id, **facts)


def _open_what_is_due(session: Session, process: Process, now: datetime) -> None:
    """Let what fell due come first: no occurrence is lost between two beats, or in a downtime."""
    first = next_of(process)
    if process.state == ProcessState.ACTIVE and first is not None and first.at <= now:
        fire(session, process, now)


def is_paused(process: Process, until: datetime | None) -> bool:
    """Tell whether a process is paused until then already; None is a pause without an end."""
    return process.state == ProcessState.PAUSED and until == process.next_at


def _wake(session: Session, process: Process, now: datetime) -> None:
    """End a pause whose time is over. What falls due from its end on is due, late if need be.

    Its creator is told, once of all places of a family that slept until the same instant.
    """
    assert process.next_at is not None, "only a pause with an end is over by itself"
    until, told = process.next_at, who_hears(session, process)
    process.state = ProcessState.ACTIVE
    schedule(process, following(session, process, until - MOMENT))
    when = until.isoformat()
    entry = ledger.append(session, "process_woke", now, Subject.of(process), until=when)
    about = f"family{process.family_id}:{when}" if process.family_id else entry.seq
    key = f"woke:{about}:{told}"
    outbox.say(session, now, OutgoingKind.WOKE, key, told, process=process.id, until=when)


def resume(session: Session, process: Process, person_id: str, now: datetime) -> None:
    """Fire again from the next occurrence on; what fell due meanwhile is not made up for."""
    process.state = ProcessState.ACTIVE
    schedule(process, following(session, process, now))
    ledger.append(session, "process_resumed", now, Subject.of(process), person_id)


def archive(session: Session, process: Process, person_id: str, now: datetime) -> None:
    """End a process: nothing fires again and its open runs are cancelled. History is kept."""
    _open_what_is_due(session, process, now)
    process.state = ProcessState.ARCHIVED
    schedule(process, None)
    for run in open_runs(session, process):
        ending.cancel(session, run, now, person_id, ARCHIVED)
    ledger.append(session, "process_archived", now, Subject.of(process), person_id)


def start(session: Session, process: Process, person_id: str, now: datetime) -> Run | None:
    """Open an extra run now; None when one that was opened a moment ago is still open."""
    if _was_just_started(session, process, now):
        return None
    occurrence = _beside_the_cadence(process.zone, now)
    return new_runs.open_run(session, process, occurrence, now, is_extra=True, person_id=person_id)


def _beside_the_cadence(zone: str, now: datetime) -> Occurrence:
    """Return this second, or the next where it begins a minute: that may be an occurrence's own."""
    at = now.astimezone(UTC).replace(microsecond=0)
    at += timedelta(seconds=1) if at.second == 0 else timedelta(0)
    return Occurrence(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), at)


def _was_just_started(session: Session, process: Process, now: datetime) -> bool:
    return any(run.is_extra and now - run.opened_at < AGAIN for run in open_runs(session, process))


def open_runs(session: Session, process: Process) -> list[Run]:
    """Return the runs of a process that are not closed."""
    return list(
        session.scalars(select(Run).where(Run.process_id == process.id, Run.state == RunState.OPEN))
    )


def count_open(session: Session, processes: Iterable[Process]) -> int:
    """Return how many runs of some processes are not closed."""
    theirs = (Run.process_id.in_([one.id for one in processes]), Run.state == RunState.OPEN)
    return session.scalar(select(func.count(Run.id)).where(*theirs)) or 0


def fire(session: Session, process: Process, now: datetime) -> Run | None:
    """Open the run that is due and look ahead to the next occurrence.

    Occurrences that a later one has overtaken while Baton was not running are written down as
    missed, each with its run, and the creator is told once; only the last is asked for, late. Where
    several runs may be open at a time, none overtakes another: each is asked for. A process whose
    pause is over wakes up first. What is left of a very long time is for the next cycle.
    """
    if process.state == ProcessState.PAUSED:
        _wake(session, process, now)
    run: Run | None = None
    made: list[Run] = []
    for _ in range(MOST_AT_ONCE):
        occurrence = next_of(process)
        if occurrence is None or occurrence.at > now:
            break
        later = following(session, process, occurrence.at)
        is_last = later is None or later.at > now
        run = _enter(session, process, occurrence, now, is_last=is_last)
        made += [run] if run is not None else []
        schedule(process, later)
    left_out = [one for one in made if one.state == RunState.SKIPPED]
    overlap.tell(session, process, left_out, now)
    unasked = [one for one in made if one.state == RunState.MISSED]
    ending.tell_unasked(session, process, unasked, now)
    return run


def _enter(
    session: Session, process: Process, occurrence: Occurrence, now: datetime, *, is_last: bool
) -> Run | None:
    """Give an occurrence that is due its run, by what is still open of its process."""
    before = overlap.open_before(session, process)
    holding = [run for run in before if overlap.holds_back(process, run, now)]
    if holding:
        return overlap.leave_out(session, process, occurrence, holding[-1], now)
    if not is_last and process.overlap != Overlap.BOTH:
        return _write_down_as_missed(session, process, occurrence, now)
    run = new_runs.open_run(session, process, occurrence, now)
    if run is not None and process.overlap == Overlap.CLOSE:
        for earlier in before:
            if earlier.yields_to is None:
                ending.overtake(session, earlier, run, now)
    return run


def _write_down_as_missed(
    session: Session, process: Process, occurrence: Occurrence, now: datetime
) -> Run | None:
    run = new_runs.create_run(session, process, occurrence, now, is_extra=False)
    if run is not None:
        ending.miss_unasked(session, run, now)
    return run


def following(session: Session, process: Process, after: datetime) -> Occurrence | None:
    """Return the first occurrence later than the instant `after` that has no run yet."""
    return next(iter(occurrences(session, process, after, 1)), None)


def occurrences(
    session: Session, process: Process, after: datetime, limit: int
) -> list[Occurrence]:
    """Return up to `limit` occurrences later than `after` that have no run yet, nor a skip."""
    if process.kind == ProcessKind.DEMO:
        return []
    return upcoming(session, process.id, cadence_of(process), after, limit)


def upcoming(
    session: Session, process_id: int, kept: Cadence, after: datetime, limit: int
) -> list[Occurrence]:
    """Return the next occurrences of a process by a cadence, without those that have a run."""
    floor = after.replace(tzinfo=None) - ALL_ZONES
    mine = (Run.process_id == process_id, Run.occurrence >= floor)
    taken = set(session.scalars(select(Run.occurrence).where(*mine)))
    found = cadence.occurrences(kept, after, limit + len(taken))
    return [one for one in found if one.local not in taken][:limit]


def schedule(process: Process, occurrence: Occurrence | None) -> None:
    """Let an occurrence be the next one that is due, and its owner who is next; None if none is."""
    process.next_local = occurrence.local if occurrence else None
    process.next_at = occurrence.at if occurrence else None
    session = object_session(process)
    if process.rota is not None and session is not None:
        rota_runs.look_ahead(session, process)


def soon(zone: str, now: datetime, seconds: int) -> Occurrence:
    """Return an occurrence `seconds` from now, to the second."""
    at = (now + timedelta(seconds=seconds)).astimezone(UTC).replace(microsecond=0)
    return Occurrence(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), at)
