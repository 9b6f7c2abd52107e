"""Finding the process that someone names: whole, by its beginning, or nearly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from scheduler.family_finding import Families, FamilyLine, at_place, families_of, family_lines
from scheduler.names import name_key
from scheduler.parts import IS_LIVE, on_ladder
from storage.models import Family, Process
from storage.states import ProcessState

MOST_SUGGESTIONS = 5
PROCESSES_A_PAGE = 40


@dataclass(frozen=True)
class ProcessPage:
    """Some processes by name: the page of this number, counted from 0, and how many there are.

    A family counts as one, and one of its processes stands for it; `families` says for which.
    """

    processes: list[Process]
    number: int
    total: int
    families: Mapping[int, FamilyLine] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many there are behind this page."""
        return self.total - self.number * PROCESSES_A_PAGE - len(self.processes)


@dataclass(frozen=True)
class Ambiguous:
    """Several processes begin like that."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class OneFamily(Ambiguous):
    """They do, and all are of one family: which of its places is meant is open."""

    family_id: int
    family_name: str


@dataclass(frozen=True)
class NotFound:
    """None does; these come near."""

    asked: str
    suggestions: tuple[str, ...]


def find(session: Session, asked: str) -> Process | Ambiguous | NotFound:
    """Find a live process by its name or an unambiguous beginning of it.

    One of a family is found by the beginnings of the family's name and of its location's as well.
    """
    key = name_key(asked)
    live = {process.name_key: process for process in live_processes(session)}
    if key in live:
        return live[key]
    families = families_of(session, live.values())
    called = [p for p in live.values() if p.family_id and families[p.family_id].name_key == key]
    matching = called or [p for name, p in live.items() if key and name.startswith(key)]
    matching = matching or at_place(session, key, live.values(), families)
    if matching:
        return _meant(matching, families)
    near = get_close_matches(key, live, n=MOST_SUGGESTIONS, cutoff=0.5)
    near += [name for name in live if key and key in name and name not in near]
    return NotFound(asked, tuple(live[name].name for name in near[:MOST_SUGGESTIONS]))


def _meant(matching: Sequence[Process], families: Families) -> Process | Ambiguous:
    if len(matching) == 1:
        return matching[0]
    theirs = {process.family_id for process in matching}
    names = tuple(process.name for process in matching)
    if len(theirs) == 1 and None not in theirs:
        family = families[theirs.pop() or 0]
        return OneFamily(names, family.id, family.name)
    known = (families[p.family_id].name if p.family_id else p.name for p in matching)
    return Ambiguous(tuple(dict.fromkeys(known)))


def processes_of(session: Session, person_id: str) -> list[Process]:
    """Return every process that is not archived and has someone on a ladder of it, by name."""
    theirs = select(Process).where(on_ladder(person_id), IS_LIVE).order_by(Process.name_key)
    return list(session.scalars(theirs.options(selectinload(Process.steps))))


def past_family(session: Session, key: str) -> OneFamily | None:
    """Return the newest family that is called so, with the processes that it has or had."""
    named = select(Family).where(Family.name_key == key).order_by(Family.id.desc()).limit(1)
    family = session.scalar(named)
    if family is None:
        return None
    theirs = select(Process.name).where(Process.family_id == family.id)
    names = tuple(session.scalars(theirs.order_by(Process.name_key, Process.id)))
    return OneFamily(names, family.id, family.name)


def find_past(session: Session, asked: str) -> Process | Ambiguous | NotFound:
    """Find a process of this very name, a live one before the last archived one; else `find` it.

    Of a family all of it is found, the places that were taken away as well.
    """
    key = name_key(asked)
    live_first = (Process.state == ProcessState.ARCHIVED, Process.id.desc())
    exact = select(Process).where(Process.name_key == key).order_by(*live_first).limit(1)
    process = session.scalar(exact)
    if process is not None and process.state != ProcessState.ARCHIVED:
        return process
    return past_family(session, key) or process or find(session, asked)


def live_page(session: Session, number: int) -> ProcessPage:
    """Return a page of the processes that are not archived; the last one for one beyond it."""
    first = select(func.min(Process.id)).where(IS_LIVE, Process.family_id.is_not(None))
    shown = or_(Process.family_id.is_(None), Process.id.in_(first.group_by(Process.family_id)))
    total = session.scalar(select(func.count()).select_from(Process).where(IS_LIVE, shown)) or 0
    number = min(number, max(total - 1, 0) // PROCESSES_A_PAGE)
    # A family's processes begin with its name, so they stand where it would.
    wanted = select(Process).where(IS_LIVE, shown).order_by(Process.name_key)
    page = wanted.offset(number * PROCESSES_A_PAGE).limit(PROCESSES_A_PAGE)
    found = list(session.scalars(page))
    return ProcessPage(found, number, total, family_lines(session, found))


def live_processes(session: Session) -> list[Process]:
    """Return every process that is not archived, by name."""
    return list(session.scalars(select(Process).where(IS_LIVE).order_by(Process.name_key)))
