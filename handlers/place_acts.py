"""What is done at each place that was tapped; each says why where there was nothing to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.because import reason_behind
from handlers.permission import Action
from handlers.views import at_places
from scheduler import moments, processes
from scheduler.reasons import read_reason
from storage.models import Process
from storage.states import ProcessState


@dataclass(frozen=True)
class Doing:
    """By whom something is done, when, and with what behind the verb; `now` is an instant."""

    person_id: str
    zone: str
    now: datetime
    until: datetime | None = None
    reason: str = ""


# Does it, and returns None; or why there was nothing to do.
Act = Callable[[Session, Process, Doing], str | None]


def prepared(verb: str, words: str, doing: Doing) -> Doing:
    """Read the words behind a verb. Raises MomentError and ReasonError."""
    if verb == Action.PAUSE and words:
        return replace(doing, until=moments.read_moment(words, doing.zone, doing.now))
    if verb == Action.SKIP:
        return replace(doing, reason=read_reason(reason_behind(words)))
    return doing


def _pause(session: Session, process: Process, doing: Doing) -> str | None:
    if processes.is_paused(process, doing.until):
        return at_places.PAUSED_ALREADY
    processes.pause(session, process, doing.person_id, doing.now, doing.until)
    return None


def _resume(session: Session, process: Process, doing: Doing) -> str | None:
    if process.state == ProcessState.ACTIVE:
        return at_places.NOT_PAUSED
    processes.resume(session, process, doing.person_id, doing.now)
    return None


def _archive(session: Session, process: Process, doing: Doing) -> str | None:
    processes.archive(session, process, doing.person_id, doing.now)
    return None


def _start(session: Session, process: Process, doing: Doing) -> str | None:
    run = processes.start(session, process, doing.person_id, doing.now)
    return None if run else at_places.JUST_STARTED


ACTS: Mapping[str, Act] = {
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.ARCHIVE: _archive,
    Action.START: _start,
}
