"""What is odd about who is asked, and for how long: pure, for one process or for all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.ladder import Laddered, forecast, rungs
from scheduler.rotas import Rota, is_nobody
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
    title of a step, empty for all of them together, `count` its photos, or how many processes.
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


class Proven(Protocol):
    """What is to be proven: a step, or a plan of one."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def proof_count(self) -> int: ...  # noqa: D102


class Work(Laddered, Protocol):
    """A plan or a process."""

    @property
    def rota(self) -> Rota | None: ...  # noqa: D102
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
    if is_nobody(work.owner_id) and coming:
        yield Odd(Code.EMPTY_GROUP, Level.OWNER, at=coming[0].at)
    yield from _away_together(work, coming, whereabouts)
    if coming:
        yield from _at_night(work, coming[0], people)
    yield from _too_short(work)


def _places(work: Work) -> list[tuple[Level, str]]:
    owners = (work.owner_id,) if work.rota is None else work.rota.members
    others = ((Level.BACKUP, work.backup_id), (Level.MANAGER, work.manager_id))
    return [*((Level.OWNER, person) for person in owners), *others]


def _twice(work: Work) -> Iterator[Odd]:
    asked: set[str] = set()
    for level, person in _places(work):
        if person in asked:
            yield Odd(Code.SAME_PERSON, level, person)
        asked.add(person)


def _unfit(work: Work, people: Mapping[str, Person]) -> Iterator[Odd]:
    for level, person_id in _places(work):
        person = people.get(person_id)
        if person is not None and not person.is_active:
            yield Odd(Code.GONE, level, person_id)
        elif person is not None and person.is_guest:
            yield Odd(Code.GUEST, level, person_id)


def _away_together(work: Work, coming: Iterable[Coming], whereabouts: Whereabouts) -> Iterator[Odd]:
    told: set[str] = set()
    for one in coming:
        ladder = (one.owner_id, work.backup_id, work.manager_id)
        for level, (before, after) in enumerate(pairwise(ladder), start=1):
            both = all(whereabouts.is_away(person, one.at) for person in (before, after))
            odd = Odd(Code.AWAY_BOTH, Level(level), after, before, one.at)
            if both and odd.about not in told:
                told.add(odd.about)
                yield odd


def _at_night(work: Work, first: Coming, people: Mapping[str, Person]) -> Iterator[Odd]:
    ladder = _With(work, first.owner_id)
    for turn in forecast(ladder, first.at):
        person = people.get(turn.rung.person_id)
        if person and _is_night(turn.starts_at, turn.ends_at, ZoneInfo(person.zone)):
            yield Odd(Code.AT_NIGHT, turn.rung.level, turn.rung.person_id, at=turn.starts_at)


def _is_night(begin: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a time lies wholly between 22:00 and 6:00 of one night in a zone."""
    local = begin.astimezone(zone)
    evening = local.date() if local.time() >= NIGHT_BEGINS else local.date() - timedelta(days=1)
    night = datetime.combine(evening, NIGHT_BEGINS, zone)
    morning = datetime.combine(evening + timedelta(days=1), NIGHT_ENDS, zone)
    return night <= begin and end <= morning


def _too_short(work: Work) -> Iterator[Odd]:
    counts = [(step.title, step.proof_count) for step in work.steps]
    if work.opening == Opening.ALL_AT_ONCE and len(counts) > 1:
        counts.append(("", sum(count for _, count in counts)))
    title, most = max(counts, key=lambda one: one[1], default=("", 0))
    for rung in rungs(work):
        # One that any window can hold is never too much.
        if most > 1 and rung.window < most * A_PHOTO:
            yield Odd(Code.TOO_SHORT, rung.level, detail=title, count=most)
            return


def one_backup(backups: Iterable[str]) -> Iterator[Odd]:
    """Give whoever backs up too much; `backups` are those of all live processes."""
    counted = Counter(backups)
    total = counted.total()
    for person, count in sorted(counted.items()):
        if count > MOST_BACKED_UP or count == total >= FEW_PROCESSES:
            yield Odd(Code.ONE_BACKUP, Level.BACKUP, person, count=count)


class _With:
    """A ladder with the owner that it has at one occurrence."""

    def __init__(self, work: Work, owner_id: str) -> None:
        self.owner_id = owner_id
        self.backup_id, self.manager_id = work.backup_id, work.manager_id
        self.owner_seconds, self.backup_seconds = work.owner_seconds, work.backup_seconds
        self.manager_seconds = work.manager_seconds
