"""When a process is due, in words."""

from datetime import datetime
from typing import Protocol

from handlers.views.words import day_and_clock
from scheduler import phrases
from storage.models import Process
from storage.states import ProcessState


class Timed(Protocol):
    """Anything that keeps a cadence: a plan, a process."""

    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> datetime: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102


def cadence(work: Timed) -> str:
    """Return "every weekday at 7:00 (Europe/Berlin)"."""
    return f"{phrases.describe(work.rule, work.start.time())} ({work.zone})"


def next_due(process: Process) -> str:
    """Return when it is next due on the reader's clock, or why it is not."""
    match process.state:
        case ProcessState.PAUSED if process.next_at is not None:
            return f"paused until {day_and_clock(process.next_at, process.zone)}"
        case ProcessState.PAUSED:
            return "paused"
        case ProcessState.ARCHIVED:
            return "archived"
    if process.next_at is None:
        return "not due again"
    return f"next {day_and_clock(process.next_at, process.zone)}"
