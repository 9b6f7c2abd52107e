"""What is odd about who is asked, and for how long: pure, for one process or for all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.ladder import forecast, rungs
from scheduler.plan import OWN_LADDER
from scheduler.rotas import is_nobody
from scheduler.step_ladders import (
    Ladder,
    OwnStep,
    WithSteps,
    every_ladder,
    is_in_turns,
    ladder_of,
    ladders,
    own_person,
)
from storage.states import Level, Opening

# What this many processes lean on one backup for stands still when that person is ill.
MOST_BACKED_UP = 8
FEW_PROCESSES = 4
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
A_PHOTO = timedelta(minutes=1)


class Code(StrEnum):
    """What can be odd."""

    SAME_PERSON = "same_person"
    GONE = "gone"
    GUEST = "guest"
    EMPTY_GROUP = "empty_group"
    AWAY_BOTH = "away_both"
    AT_NIGHT = "at_night"
    TOO_SHORT = "too_short"
    ONE_BACKUP = "one_backup"


@dataclass(frozen=True)
class Odd:
    """One odd thing about a chain; `about` is what it is known by within its process.

    `other_id` is the one before them who is away as well, `at` (UTC) when first. `detail` is the
    title of the step that it is about, empty where it is about the process or all its steps
    together, `count` its photos, or how many processes.
    """

    code: Code
    level: Level | None = None
    person_id: str = ""
    other_id: str = ""
    at: datetime | None = None
    detail: str = ""
    count: int = 0

    @property
    def about(self) -> str:
        """What tells it from others: not when, which is another from night to night."""
        level = "" if self.level is None else self.level.name
        return f"{self.code}:{level}:{self.person_id}:{self.other_id}"


class Person(Protocol):
    """What we know of somebody."""

    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def is_active(self) -> bool: ...  # noqa: D102
    @property
    def is_guest(self) -> bool: ...  # noqa: D102


class Proven(OwnStep, Protocol):
    """What is to be proven: a step, or a plan of one."""

    @property
    def proof_count(self) -> int: ...  # noqa: D102


class Work(WithSteps, Protocol):
    """A plan or a process."""

    @property
    def opening(self) -> Opening: ...  # noqa: D102
    @property
    def steps(self) -> Sequence[Proven]: ...  # noqa: D102


class Whereabouts(Protocol):
    """Who is away when."""

    def is_away(self, person_id: str, at: datetime) -> bool:
        """Tell whether somebody is away at an instant."""
        ...


@dataclass(frozen=True)
class Coming:
    """A coming occurrence (UTC), and who owns it."""

    at: datetime
    owner_id: str


def odd_of(
    work: Work, coming: Sequence[Coming], people: Mapping[str, Person], whereabouts: Whereabouts
) -> Iterator[Odd]:
    """Give what is odd about one chain; `coming` are its occurrences within the next days."""
    yield from _twice(work)
    yield from _unfit(work, people)
    # A plan names its group in the owner's place, whoever is in it.
    if coming and is_nobody(coming[0].owner_id) and any(map(is_in_turns, work.steps)):
        yield Odd(Code.EMPTY_GROUP, Level.OWNER, at=coming[0].at)
    yield from _away_together(work, coming, whereabouts)
    if coming:
        yield from _at_night(work, coming[0], people)
    yield from _too_short(work)


def _places(work: Work) -> list[tuple[Level, str]]:
    owners = (work.owner_id,) if work.rota is None else work.rota.members
    others = ((Level.BACKUP, work.backup_id), (Level.MANAGER, work.manager_id))
    return [*((Level.OWNER, person) for person in owners), *others]


def _own_places(work: Work) -> Iterator[tuple[Level, str, str]]:
    """Give whom steps name themselves, with the title of the step."""
    for step in work.steps:
        for level in Level:
            person = own_person(step, level)
            if person is not None:
                yield level, person, step.title


def _twice(work: Work) -> Iterator[Odd]:
    asked: set[str] = set()
    told: set[str] = set()
    for level, person in _places(work):
        if person in asked:
            told.add(person)
            yield Odd(Code.SAME_PERSON, level, person)
        asked.add(person)
    for ladder, title in every_ladder(work):
        before: set[str] = set()
        for rung in rungs(ladder):
            if rung.person_id in before and rung.person_id not in told:
                told.add(rung.person_id)
                yield Odd(Code.SAME_PERSON, rung.level, rung.person_id, detail=title or "")
            before.add(rung.person_id)


def _unfit(work: Work, people: Mapping[str, Person]) -> Iterator[Odd]:
    whole = ((level, person_id, "") for level, person_id in _places(work))
    told: set[tuple[Level, str]] = set()
    for level, person_id, title in (*whole, *_own_places(work)):
        person = people.get(person_id)
        code = _why_unfit(person) if person is not None else None
        if code is not None and (level, person_id) not in told:
            told.add((level, person_id))
            yield Odd(code, level, person_id, detail=title)


def _why_unfit(person: Person) -> Code | None:
    if not person.is_active:
        return Code.GONE
    return Code.GUEST if person.is_guest else None


def _away_together(work: Work, coming: Iterable[Coming], whereabouts: Whereabouts) -> Iterator[Odd]:
    told: set[str] = set()
    for one in coming:
        for step, ladder in zip(work.steps, ladders(work, one.owner_id), strict=True):
            for odd in _neighbours(step, ladder, one.at, whereabouts):
                if odd.about not in told:
                    told.add(odd.about)
                    yield odd


def _neighbours(
    step: Proven, ladder: Ladder, at: datetime, whereabouts: Whereabouts
) -> Iterator[Odd]:
    for before, after in pairwise(rungs(ladder)):
        if all(whereabouts.is_away(rung.person_id, at) for rung in (before, after)):
            # Where the step itself names who is next, it is there that another can be named.
            title = step.title if own_person(step, after.level) else ""
            level, person_id = after.level, after.person_id
            yield Odd(Code.AWAY_BOTH, level, person_id, before.person_id, at, title)


def _at_night(work: Work, first: Coming, people: Mapping[str, Person]) -> Iterator[Odd]:
    told: set[str] = set()
    # Steps behind the first one begin nobody knows when, unless all open at once.
    opening = None if work.opening == Opening.ALL_AT_ONCE else 1
    for ladder in dict.fromkeys(ladders(work, first.owner_id)[:opening]):
        for turn in forecast(ladder, first.at):
            rung, person = turn.rung, people.get(turn.rung.person_id)
            odd = Odd(Code.AT_NIGHT, rung.level, rung.person_id, at=turn.starts_at)
            at_night = person and _is_night(turn.starts_at, turn.ends_at, ZoneInfo(person.zone))
            if at_night and odd.about not in told:
                told.add(odd.about)
                yield odd


def _is_night(begin: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a time lies wholly between 22:00 and 6:00 of one night in a zone."""
    local = begin.astimezone(zone)
    evening = local.date() if local.time() >= NIGHT_BEGINS else local.date() - timedelta(days=1)
    night = datetime.combine(evening, NIGHT_BEGINS, zone)
    morning = datetime.combine(evening + timedelta(days=1), NIGHT_ENDS, zone)
    return night <= begin and end <= morning


def _too_short(work: Work) -> Iterator[Odd]:
    """Give the most that is wanted within too short a time; one is enough to say."""
    wanted = [(step.title, step.proof_count, ladder_of(work, step)) for step in work.steps]
    as_process = [step for step in work.steps if not any(getattr(step, own) for own in OWN_LADDER)]
    if work.opening == Opening.ALL_AT_ONCE and len(as_process) > 1:
        total = sum(step.proof_count for step in as_process)
        wanted.append(("", total, ladder_of(work, as_process[0])))
    for title, count, ladder in sorted(wanted, key=lambda one: -one[1]):
        for rung in rungs(ladder):
            # One that any window can hold is never too much.
            if count > 1 and rung.window < count * A_PHOTO:
                yield Odd(Code.TOO_SHORT, rung.level, detail=title, count=count)
                return


def one_backup(backups: Iterable[str]) -> Iterator[Odd]:
    """Give whoever backs up too much; `backups` are those of all live processes."""
    counted = Counter(backups)
    total = counted.total()
    for person, count in sorted(counted.items()):
        if count > MOST_BACKED_UP or count == total >= FEW_PROCESSES:
            yield Odd(Code.ONE_BACKUP, Level.BACKUP, person, count=count)
