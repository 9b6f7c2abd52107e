"""What falls due while somebody is away, and who is asked for it instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import cadence, finding
from scheduler.absences import live_turns
from scheduler.ladder import rungs
from scheduler.processes import cadence_of
from scheduler.step_ladders import Place, places_of
from storage.models import Absence, Process
from storage.states import Level, ProcessKind, ProcessState

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
        return [person for person in ladder if not self._is_away(person, at)]

    def _is_away(self, person_id: str, at: datetime) -> bool:
        return any(begin <= at < end for begin, end in self._spans.get(person_id, ()))


def meanwhile(session: Session, absence: Absence, now: datetime) -> Meanwhile:
    """Tell what an absence means, as things stand at the instant `now`."""
    calendar = Calendar(session, now)
    begun = absence.from_at <= now
    moving = _moving(session, calendar, absence.person_id, now) if begun else ()
    handed = (
        one
        for process in finding.processes_of(session, absence.person_id)
        for one in _handed(process, calendar, absence, now)
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
    process: Process, calendar: Calendar, absence: Absence, now: datetime
) -> Iterator[Handed]:
    """Give what a process hands to whom, apart for each part that the person has in its steps."""
    moments = _due(process, max(absence.from_at, now), absence.until_at)
    places = places_of(process, absence.person_id) if moments else []
    for level in sorted({place.level for place in places}):
        mine = [place for place in places if place.level == level]
        yield _at_level(process, calendar, absence.person_id, mine, moments)


def _at_level(
    process: Process,
    calendar: Calendar,
    person_id: str,
    mine: Sequence[Place],
    moments: Sequence[datetime],
) -> Handed:
    ladders = dict.fromkeys(tuple(r.person_id for r in rungs(place.ladder)) for place in mine)
    here = [(ladder, calendar.here(ladder, at)) for ladder in ladders for at in moments]
    others = dict.fromkeys(one for ladder in ladders for one in ladder if one != person_id)
    only_some = len(mine) < len(process.steps)
    return Handed(
        process=process.name,
        zone=process.zone,
        level=mine[0].level,
        first_at=moments[0],
        times=len(moments),
        to=tuple(dict.fromkeys([*those, ladder[-1]][0] for ladder, those in here)),
        away_too=tuple(one for one in others if any(_is_missing(one, *each) for each in here)),
        nobody_left=any(not those for _, those in here),
        steps=tuple(place.title for place in mine) if only_some else (),
    )


def _is_missing(person_id: str, ladder: Sequence[str], here: Sequence[str]) -> bool:
    return person_id in ladder and person_id not in here


def _due(process: Process, after: datetime, until: datetime) -> list[datetime]:
    """Return the moments at which a process falls due, from the one that it waits for on."""
    if process.state != ProcessState.ACTIVE or process.next_at is None:
        return []
    moments = [process.next_at]
    if process.kind != ProcessKind.DEMO:
        following = cadence.occurrences(cadence_of(process), process.next_at, MOST_LOOKED_AT - 1)
        moments += [occurrence.at for occurrence in following]
    return [at for at in moments if after <= at < until]
