"""What falls due while somebody is away, and who is asked for it instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import finding, processes, rota_runs
from scheduler.absences import live_turns
from scheduler.cadence import Occurrence
from scheduler.ladder import rungs
from scheduler.rotas import Chosen, PassedOver, is_nobody
from scheduler.step_ladders import ladders
from storage.models import Absence, Process
from storage.states import Level, PassReason

# Enough to tell that it is often; what falls due every day for two years is not counted out.
MOST_LOOKED_AT = 31


@dataclass(frozen=True)
class Handed:
    """One process during an absence. `to` are those who are asked first instead, as it stands.

    `steps` are the titles where it is not all of them. `first_at` is UTC, `times` at most
    MOST_LOOKED_AT. `away_too` are others of their ladders who are away at one of these moments;
    `nobody_left` says that at one all three are.
    """

    process: str
    zone: str
    level: Level
    first_at: datetime
    times: int
    to: tuple[str, ...]
    away_too: tuple[str, ...] = ()
    nobody_left: bool = False
    steps: tuple[str, ...] = ()


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
        one
        for process in finding.processes_of(session, absence.person_id)
        for one in _handed(session, process, calendar, absence, now)
    )
    due = sorted(handed, key=lambda one: one.first_at)
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
) -> Iterator[Handed]:
    """Give what a process hands to whom, apart for each part that the person has in its steps."""
    due = _due(session, process, max(absence.from_at, now), absence.until_at)
    owners = rota_runs.owners_ahead(session, process, due, calendar.hindrance) if due else []
    mine = [
        part
        for one, owner in zip(due, owners, strict=True)
        for part in _parts(process, absence.person_id, one.at, owner)
    ]
    for level in sorted({part.level for part in mine}):
        of_level = [part for part in mine if part.level == level]
        yield _at_level(process, calendar, absence.person_id, of_level)


@dataclass(frozen=True)
class _Part:
    """A step that is somebody's at one moment, and everybody who may be asked for it then."""

    position: int
    level: Level
    at: datetime
    ladder: tuple[str, ...]


def _parts(process: Process, person_id: str, at: datetime, owner: Chosen) -> Iterator[_Part]:
    """Give the parts that somebody has in one run; of a rota's owners, whose turn it is has one."""
    whose = owner.passed_over[0].person_id if owner.passed_over else owner.owner_id
    by_turn, really = ladders(process, whose), ladders(process, owner.owner_id)
    for position, (turns, asked) in enumerate(zip(by_turn, really, strict=True)):
        people = tuple(rung.person_id for rung in rungs(asked) if not is_nobody(rung.person_id))
        for rung in rungs(turns):
            if rung.person_id == person_id:
                yield _Part(position, rung.level, at, people)


def _at_level(
    process: Process, calendar: Calendar, person_id: str, mine: Sequence[_Part]
) -> Handed:
    asked = dict.fromkeys((part.ladder, part.at) for part in mine)
    here = [(ladder, calendar.here(ladder, at)) for ladder, at in asked]
    others = dict.fromkeys(one for ladder, _ in here for one in ladder if one != person_id)
    steps = sorted({part.position for part in mine})
    only_some = len(steps) < len(process.steps)
    return Handed(
        process=process.name,
        zone=process.zone,
        level=mine[0].level,
        first_at=mine[0].at,
        times=len({part.at for part in mine}),
        to=tuple(dict.fromkeys([*those, ladder[-1]][0] for ladder, those in here)),
        away_too=tuple(one for one in others if any(_is_missing(one, *each) for each in here)),
        nobody_left=any(not those for _, those in here),
        steps=tuple(process.steps[position].title for position in steps) if only_some else (),
    )


def _is_missing(person_id: str, ladder: Sequence[str], here: Sequence[str]) -> bool:
    return person_id in ladder and person_id not in here


def _due(session: Session, process: Process, after: datetime, until: datetime) -> list[Occurrence]:
    """Return the occurrences at which a process falls due, from the one that it waits for on."""
    first = processes.next_of(process)
    if first is None:
        return []
    coming = processes.occurrences(session, process, first.at, MOST_LOOKED_AT - 1)
    return [one for one in (first, *coming) if after <= one.at < until]
