"""Finding the process that someone names: whole, by its beginning, or nearly."""

from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.names import name_key
from scheduler.parts import on_ladder
from storage.models import Process
from storage.states import ProcessState

MOST_SUGGESTIONS = 5
PROCESSES_A_PAGE = 40
LIVE = Process.state != ProcessState.ARCHIVED


@dataclass(frozen=True)
class ProcessPage:
    """Some processes by name: the page of this number, counted from 0, and how many there are."""

    processes: list[Process]
    number: int
    total: int

    @property
    def left(self) -> int:
        """How many there are behind this page."""
        return self.total - self.number * PROCESSES_A_PAGE - len(self.processes)


@dataclass(frozen=True)
class Ambiguous:
    """Several processes begin like that."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class NotFound:
    """None does; these come near."""

    asked: str
    suggestions: tuple[str, ...]


def find(session: Session, asked: str) -> Process | Ambiguous | NotFound:
    """Find a live process by its name or an unambiguous beginning of it."""
    key = name_key(asked)
    live = {process.name_key: process for process in live_processes(session)}
    if key in live:
        return live[key]
    matching = [process for name, process in live.items() if key and name.startswith(key)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        return Ambiguous(tuple(process.name for process in matching))
    near = get_close_matches(key, live, n=MOST_SUGGESTIONS, cutoff=0.5)
    near += [name for name in live if key and key in name and name not in near]
    return NotFound(asked, tuple(live[name].name for name in near[:MOST_SUGGESTIONS]))


def processes_of(session: Session, person_id: str) -> list[Process]:
    """Return every process that is not archived and has someone on a ladder of it, by name."""
    theirs = select(Process).where(on_ladder(person_id), LIVE).order_by(Process.name_key)
    return list(session.scalars(theirs.options(selectinload(Process.steps))))


def find_past(session: Session, asked: str) -> Process | Ambiguous | NotFound:
    """Find a process of this very name, a live one before the last archived one; else `find` it."""
    exact = select(Process).where(Process.name_key == name_key(asked))
    live_first = (Process.state == ProcessState.ARCHIVED, Process.id.desc())
    return session.scalar(exact.order_by(*live_first).limit(1)) or find(session, asked)


def live_page(session: Session, number: int) -> ProcessPage:
    """Return a page of the processes that are not archived; the last one for one beyond it."""
    total = session.scalar(select(func.count()).select_from(Process).where(LIVE)) or 0
    number = min(number, max(total - 1, 0) // PROCESSES_A_PAGE)
    wanted = select(Process).where(LIVE).order_by(Process.name_key)
    page = wanted.offset(number * PROCESSES_A_PAGE).limit(PROCESSES_A_PAGE)
    return ProcessPage(list(session.scalars(page)), number, total)


def live_processes(session: Session) -> list[Process]:
    """Return every process that is not archived, by name."""
    return list(session.scalars(select(Process).where(LIVE).order_by(Process.name_key)))
