"""Whose step it is: its own people and windows, and its process's where it has none. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from scheduler.ladder import Laddered, rungs
from scheduler.plan import OWN_LADDER
from storage.states import Level


class OwnStep(Protocol):
    """Anything that may name people and windows of its own: a step of a plan or of a process."""

    @property
    def title(self) -> str: ...  # noqa: D102


class WithSteps(Laddered, Protocol):
    """Work with a ladder and steps, each of which may have its own: a plan, a process."""

    @property
    def steps(self) -> Sequence[OwnStep]: ...  # noqa: D102


@dataclass(frozen=True)
class Ladder:
    """Three people and how long each of them has, in seconds."""

    owner_id: str
    backup_id: str
    manager_id: str
    owner_seconds: int
    backup_seconds: int
    manager_seconds: int


@dataclass(frozen=True)
class Place:
    """Where somebody stands on the ladder of one step, which has this title."""

    title: str
    ladder: Ladder
    level: Level


def ladder_of(work: Laddered, step: OwnStep) -> Ladder:
    """Return who is asked for a step of `work`, and for how long."""
    own: dict[str, Any] = {name: getattr(step, name) for name in OWN_LADDER}
    return Ladder(
        **{name: getattr(work, name) if mine is None else mine for name, mine in own.items()}
    )


def ladders(work: WithSteps) -> list[Ladder]:
    """Return the ladder of each step, in their order."""
    return [ladder_of(work, step) for step in work.steps]


def asked_first(work: WithSteps) -> str:
    """Return who is asked when the work falls due: the owner of its first step."""
    return next((ladder.owner_id for ladder in ladders(work)), work.owner_id)


def every_ladder(work: WithSteps) -> list[Laddered]:
    """Return the ladder of the work, then that of each step."""
    return [work, *ladders(work)]


def people(work: WithSteps) -> list[str]:
    """Return everybody on the ladder of the work or of one of its steps, each once."""
    every = [rung.person_id for ladder in every_ladder(work) for rung in rungs(ladder)]
    return list(dict.fromkeys(every))


def people_of_steps(work: WithSteps) -> list[str]:
    """Return those who are on the ladder of a step and not on that of the work."""
    others = {rung.person_id for rung in rungs(work)}
    return [person for person in people(work) if person not in others]


def places_of(work: WithSteps, person_id: str) -> list[Place]:
    """Return where somebody stands, step by step; they may be the owner of one and back another."""
    return [
        Place(step.title, ladder, rung.level)
        for step, ladder in zip(work.steps, ladders(work), strict=True)
        for rung in rungs(ladder)
        if rung.person_id == person_id
    ]


def own_parts(work: WithSteps, person_id: str) -> dict[Level, list[str]]:
    """Return the titles of the steps that name somebody themselves, by the part they give them."""
    found: dict[Level, list[str]] = {}
    for level in Level:
        titles = [step.title for step in work.steps if own_person(step, level) == person_id]
        if titles:
            found[level] = titles
    return found


def own_person(step: OwnStep, level: Level) -> str | None:
    """Return whom a step itself names for a level; None where that is as in its process."""
    own: str | None = getattr(step, f"{level.name.lower()}_id")
    return own
