"""Whose turn is next and when it ends: pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from storage.states import Level


class Staffed(Protocol):
    """Anything that names three people: a location, a process, a plan."""

    @property
    def owner_id(self) -> str: ...  # noqa: D102
    @property
    def backup_id(self) -> str: ...  # noqa: D102
    @property
    def manager_id(self) -> str: ...  # noqa: D102


class Laddered(Staffed, Protocol):
    """Anything that names its three people and their windows: a plan, a process, a run step."""

    @property
    def owner_seconds(self) -> int: ...  # noqa: D102
    @property
    def backup_seconds(self) -> int: ...  # noqa: D102
    @property
    def manager_seconds(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Rung:
    """One person of the ladder and how long they have."""

    level: Level
    person_id: str
    window: timedelta


@dataclass(frozen=True)
class ForecastTurn:
    """A turn as it will come if nobody proves anything. Instants in UTC."""

    rung: Rung
    starts_at: datetime
    ends_at: datetime


def rungs(work: Laddered) -> tuple[Rung, Rung, Rung]:
    """Return owner, backup and manager in this order."""
    return (
        Rung(Level.OWNER, work.owner_id, timedelta(seconds=work.owner_seconds)),
        Rung(Level.BACKUP, work.backup_id, timedelta(seconds=work.backup_seconds)),
        Rung(Level.MANAGER, work.manager_id, timedelta(seconds=work.manager_seconds)),
    )


def rung_after(work: Laddered, level: Level) -> Rung | None:
    """Return who is next after `level`; None after the manager."""
    ladder = rungs(work)
    return ladder[level + 1] if level + 1 < len(ladder) else None


def put(work: object, level: Level, person_id: str) -> None:
    """Let somebody stand on a rung of a process, a step or a run step."""
    setattr(work, f"{level.role}_id", person_id)


def forecast(work: Laddered, starts_at: datetime) -> list[ForecastTurn]:
    """Return the turns by the clock; the last one's end is when the step would be missed."""
    turns: list[ForecastTurn] = []
    for rung in rungs(work):
        ends_at = starts_at + rung.window
        turns.append(ForecastTurn(rung, starts_at, ends_at))
        starts_at = ends_at
    return turns
