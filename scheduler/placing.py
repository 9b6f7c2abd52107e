"""At which locations a process is to run: proposed, looked at, done."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import cadence, families, family_versions, locations, processes, versions
from scheduler.cadence import Occurrence
from scheduler.definition import Definition, PlaceError, definition_of
from scheduler.members import is_full_member
from scheduler.names import name_key
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan
from scheduler.step_ladders import people, people_of_steps
from storage.models import Family, Location, Member, Process
from storage.states import ProcessState

MOST_PLACES = 100
STAMP = 12
TAKE_TURNS = (
    "Its owners take turns, and at a location one person owns it: give it one owner first, with "
    "`/baton edit`."
)


@dataclass(frozen=True)
class Proposal:
    """Which process or family (the other is None) is to run at which locations, and nowhere else.

    A process that has become a family meanwhile stands for its family.
    """

    process: Process | None
    family: Family | None
    chosen: tuple[Location, ...]

    @property
    def name(self) -> str:
        """What is to run there."""
        subject = self.family or self.process
        assert subject is not None, "a proposal is about something"
        return subject.name


@dataclass(frozen=True)
class Place:
    """What would run at a location: new there, or going on; `becomes` where it is the process.

    What `is_paused` stays so, up to the aware instant `wakes_at` if its pause has an end.
    """

    location: Location
    plan: ProcessPlan
    first: Occurrence | None
    is_new: bool = False
    becomes: bool = False
    is_paused: bool = False
    wakes_at: datetime | None = None


@dataclass(frozen=True)
class Prospect:
    """What a proposal would do. With `problems` it does nothing; `stamp` is its fingerprint."""

    name: str
    places: tuple[Place, ...]
    taken_away: tuple[Process, ...]
    open_runs: int
    problems: tuple[str, ...]
    stamp: str

    @property
    def changes_nothing(self) -> bool:
        """Whether it runs at these places already."""
        return not self.taken_away and not any(one.is_new or one.becomes for one in self.places)


def proposal(session: Session, process: Process, chosen: Sequence[Location]) -> Proposal:
    """Propose that a process, or the family that it is of, runs at these locations."""
    family = session.get(Family, process.family_id) if process.family_id else None
    return Proposal(None if family else process, family, tuple(dict.fromkeys(chosen)))


def prospect(session: Session, proposed: Proposal, now: datetime) -> Prospect:
    """Return what `place` would do, without doing it."""
    here = families.places_of(session, proposed.family.id) if proposed.family else []
    definition = _definition(session, proposed)
    by_location = {one.location_id: one for one in here}
    places: list[Place] = []
    problems = _crowd(proposed)
    for location in proposed.chosen:
        try:
            known = by_location.get(location.id)
            places.append(_kept(known) if known else _new(proposed, definition, location, now))
        except PlaceError as problem:
            problems.append(f"{location.name}: {problem}")
    wanted = {location.id for location in proposed.chosen}
    leaving = tuple(place for place in here if place.location_id not in wanted)
    fresh = [one for one in places if one.is_new or one.becomes]
    gone = _people_gone(session, proposed.name, fresh)
    problems += [*_names_taken(session, proposed, fresh), *gone]
    stamp = _stamp(places, leaving)
    open_runs = processes.count_open(session, leaving)
    return Prospect(proposed.name, tuple(places), leaving, open_runs, tuple(problems), stamp)


def place(session: Session, proposed: Proposal, person_id: str, now: datetime) -> Family:
    """Let it run at these locations. Raises PlaceError and NameTakenError."""
    if proposed.family is not None:
        families.settle(session, proposed.family, proposed.chosen, person_id, now)
        return proposed.family
    assert proposed.process is not None, "a proposal is about something"
    return families.found(session, proposed.process, proposed.chosen, person_id, now)


def _definition(session: Session, proposed: Proposal) -> Definition:
    if proposed.family is not None:
        return family_versions.defined(session, proposed.family)
    assert proposed.process is not None, "a proposal is about something"
    return definition_of(versions.plan_of(proposed.process))


def _crowd(proposed: Proposal) -> list[str]:
    if proposed.process is not None and proposed.process.rota is not None:
        return [TAKE_TURNS]
    if not proposed.chosen:
        return ["Choose at least one location; to end a process, archive it."]
    too_many = len(proposed.chosen) > MOST_PLACES
    return [f"A process runs at {MOST_PLACES} locations at most."] if too_many else []


def _kept(place: Process) -> Place:
    first = processes.next_of(place)
    return _rested(Place(families.location_of(place), versions.plan_of(place), first), place)


def _rested(shown: Place, process: Process) -> Place:
    """Return what is shown of a process, which runs nowhere while it is paused."""
    if process.state != ProcessState.PAUSED:
        return shown
    return replace(shown, first=None, is_paused=True, wakes_at=process.next_at)


def _new(proposed: Proposal, definition: Definition, location: Location, now: datetime) -> Place:
    plan = families.plan_of_new(definition, locations.plan_of(location))
    first = cadence.next_occurrence(plan.cadence, now)
    if proposed.process is None or location is not proposed.chosen[0]:
        return Place(location, plan, first, is_new=True)
    return _rested(Place(location, plan, first, becomes=True), proposed.process)


def _names_taken(session: Session, proposed: Proposal, fresh: Sequence[Place]) -> list[str]:
    keys = [name_key(one.plan.name) for one in fresh]
    live = (IS_LIVE, Process.name_key.in_(keys))
    others = session.scalars(select(Process).where(*live))
    taken = [one.name for one in others if one is not proposed.process]
    return [f"There is a process called “{name}” already." for name in taken]


def _people_gone(session: Session, name: str, fresh: Sequence[Place]) -> list[str]:
    """Say who of the new places' people can be asked for nothing, as far as that is known."""
    found: dict[str, Place] = {}
    for one in fresh:
        for person_id in people(one.plan):
            found.setdefault(person_id, one)
    known = session.scalars(select(Member).where(Member.id.in_(found)))
    gone = (one for one in known if not is_full_member(one))
    return [_said_of(one, found[one.id], name) for one in gone]


def _said_of(gone: Member, place: Place, name: str) -> str:
    where = place.location.name
    of_step = gone.id in people_of_steps(place.plan)
    way = f"/baton steps {name}" if of_step else f"/baton location edit {where}"
    whose = f"{gone.name}, who has a step of it," if of_step else gone.name
    return f"{where}: {whose} is no full member here any more. Choose somebody else with {way}."


def _stamp(places: Sequence[Place], leaving: Sequence[Process]) -> str:
    """Return a fingerprint of what was looked at: what has changed since has another."""
    plans = [
        (one.location.id, one.is_new, one.is_paused, one.plan.model_dump(mode="json"))
        for one in places
    ]
    text = json.dumps([plans, [process.id for process in leaving]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:STAMP]
