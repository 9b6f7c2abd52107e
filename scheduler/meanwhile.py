"""What falls due while somebody is away, and who is asked for it instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import cadence, finding, rota_runs
from scheduler.absences import live_turns
from scheduler.cadence import Occurrence
from scheduler.ladder import level_of, rungs
from scheduler.processes import cadence_of
from scheduler.rotas import Chosen, PassedOver
from storage.models import Absence, Process
from storage.states import Level, PassReason, ProcessKind, ProcessState

# Enough to tell that it is often; what falls due every day for two years is not counted out.
MOST_LOOKED_AT = 31


@dataclass(frozen=True)
class Handed:
    """One process during an absence. `to` are those who are asked first instead, as it stands.

    `first_at` is UTC, `times` at most MOST_LOOKED_AT. `away_too` are others of the ladder who are
    away at one of these moments; `nobody_left` says that at one all three are.
    """

    process: str
    zone: str
    level: Level
    first_at: datetime
    times: int
    to: tuple[str, ...]
    away_too: tuple[str, ...] = ()
    nobody_left: bool = False


@dataclass(frozen=True)
class Moving:
    """An open step that is with somebody who is away now, and who gets it."""

    process: str
    title: str
    to: str


@dataclass(frozen=True)
class Meanwhile:
    """All that an absence means: what moves now, what falls due, what stays with a manager."""

    moving: tuple[Moving, ...]
    due: tuple[Handed, ...]


class Calendar:
    """Who is away when, read once: a ladder's moments are many."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Read every absence that is going on or to come."""
        self._spans: dict[str, list[tuple[datetime, datetime]]] = {}
        ahead = (Absence.until_at > now, Absence.ended_at.is_(None))
        for one in session.scalars(select(Absence).where(*ahead)):
            self._spans.setdefault(one.person_id, []).append((one.from_at, one.until_at))

    def here(self, ladder: Sequence[str], at: datetime) -> list[str]:
        """Return those of a ladder who are not away at the instant `at`, in its order."""
        return [person for person in ladder if not self.is_away(person, at)]

    def hindrance(self, person_id: str, at: datetime) -> PassedOver | None:
        """Return how a rota passes over somebody at an instant; None when they are there."""
        until = self._until(person_id, at)
        return PassedOver(person_id, PassReason.AWAY, until) if until else None

    def is_ever_away(self, person_id: str) -> bool:
        """Tell whether somebody is away at any time that was read."""
        return person_id in self._spans

    def is_away(self, person_id: str, at: datetime) -> bool:
        """Tell whether somebody is away at an instant."""
        return self._until(person_id, at) is not None

    def _until(self, person_id: str, at: datetime) -> datetime | None:
        spans = self._spans.get(person_id, ())
        return next((end for begin, end in spans if begin <= at < end), None)


def meanwhile(session: Session, absence: Absence, now: datetime) -> Meanwhile:
    """Tell what an absence means, as things stand at the instant `now`."""
    calendar = Calendar(session, now)
    begun = absence.from_at <= now
    moving = _moving(session, calendar, absence.person_id, now) if begun else ()
    handed = (
        _handed(session, process, calendar, absence, now)
        for process in finding.processes_of(session, absence.person_id)
    )
    due = sorted((one for one in handed if one), key=lambda one: one.first_at)
    return Meanwhile(tuple(moving), tuple(due))


def _moving(
    session: Session, calendar: Calendar, person_id: str, now: datetime
) -> Iterator[Moving]:
    for turn in live_turns(session, person_id):
        if turn.level != Level.MANAGER:
            later = [rung.person_id for rung in rungs(turn.run_step)[turn.level + 1 :]]
            to = [*calendar.here(later, now), later[-1]][0]
            yield Moving(turn.run_step.run.name, turn.run_step.title, to)


def _handed(
    session: Session, process: Process, calendar: Calendar, absence: Absence, now: datetime
) -> Handed | None:
    due = _due(process)
    owners = rota_runs.owners_ahead(session, process, due, calendar.hindrance)
    person, level = absence.person_id, level_of(process, absence.person_id)
    # Of a rota, what would be somebody's turn; of all else, whatever falls due.
    theirs = [
        (one.at, owner)
        for one, owner in zip(due, owners, strict=True)
        if max(absence.from_at, now) <= one.at < absence.until_at
        and (level != Level.OWNER or process.rota is None or _is_turn_of(person, owner))
    ]
    return _summed_up(process, level, person, theirs, calendar) if theirs else None


def _is_turn_of(person_id: str, chosen: Chosen) -> bool:
    first = chosen.passed_over[0].person_id if chosen.passed_over else chosen.owner_id
    return first == person_id


def _summed_up(
    process: Process,
    level: Level,
    person: str,
    theirs: Sequence[tuple[datetime, Chosen]],
    calendar: Calendar,
) -> Handed:
    later = (process.backup_id, process.manager_id)
    here = [calendar.here((owner.owner_id, *later), at) for at, owner in theirs]
    ladders = [(owner.owner_id, *later) for _, owner in theirs]
    others = dict.fromkeys(one for ladder in ladders for one in ladder if one != person)
    missing = [set(ladder) - set(those) for ladder, those in zip(ladders, here, strict=True)]
    return Handed(
        process=process.name,
        zone=process.zone,
        level=level,
        first_at=theirs[0][0],
        times=len(theirs),
        to=tuple(dict.fromkeys([*those, later[-1]][0] for those in here)),
        away_too=tuple(one for one in others if any(one in gone for gone in missing)),
        nobody_left=any(not those for those in here),
    )


def _due(process: Process) -> list[Occurrence]:
    """Return when a process falls due, from the occurrence that it waits for on."""
    if process.state != ProcessState.ACTIVE or process.next_at is None:
        return []
    assert process.next_local is not None, "next_local and next_at go together"
    first = Occurrence(process.next_local, process.next_at)
    if process.kind == ProcessKind.DEMO:
        return [first]
    return [first, *cadence.occurrences(cadence_of(process), first.at, MOST_LOOKED_AT - 1)]
