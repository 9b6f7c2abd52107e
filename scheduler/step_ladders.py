"""Whose step it is: its own people and windows, and its process's where it has none. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from scheduler.ladder import Laddered, rungs
from scheduler.plan import OWN_LADDER
from scheduler.rotas import Rota, is_nobody
from storage.states import Level


class OwnStep(Protocol):
    """Anything that may name people and windows of its own: a step of a plan or of a process."""

    @property
    def title(self) -> str: ...  # noqa: D102


class WithSteps(Laddered, Protocol):
    """Work with a ladder and steps, each of which may have its own: a plan, a process."""

    @property
    def rota(self) -> Rota | None: ...  # noqa: D102
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
    """Where somebody stands on the ladder of one step, which has this title.

    `in_turns` says that they own it whenever it is their turn in the rota.
    """

    title: str
    ladder: Ladder
    level: Level
    in_turns: bool = False


def ladder_of(work: Laddered, step: OwnStep) -> Ladder:
    """Return who is asked for a step of `work`, and for how long."""
    own: dict[str, Any] = {name: getattr(step, name) for name in OWN_LADDER}
    return Ladder(
        **{name: getattr(work, name) if mine is None else mine for name, mine in own.items()}
    )


def ladders(work: WithSteps, owner_id: str | None = None) -> list[Ladder]:
    """Return the ladder of each step, in their order, when it is the turn of `owner_id`."""
    return [_with_turn(work, step, owner_id or work.owner_id) for step in work.steps]


def _with_turn(work: Laddered, step: OwnStep, owner_id: str) -> Ladder:
    ladder = ladder_of(work, step)
    return replace(ladder, owner_id=owner_id) if is_in_turns(step) else ladder


def is_in_turns(step: OwnStep) -> bool:
    """Tell whether a step is its process's owner's, and so of whoever has the turn in a rota."""
    return own_person(step, Level.OWNER) is None


def owners_of(work: WithSteps) -> tuple[str, ...]:
    """Return who is named as the owner or takes turns; of a user group, whoever is next, if any."""
    if work.rota is None:
        return (work.owner_id,)
    return work.rota.members or (() if is_nobody(work.owner_id) else (work.owner_id,))


def asked_first(work: WithSteps) -> str:
    """Return who is asked when the work falls due: the owner of its first step."""
    return next((ladder.owner_id for ladder in ladders(work)), work.owner_id)


def every_ladder(work: WithSteps) -> list[tuple[Ladder, str | None]]:
    """Return the ladder of the work, then that of each step with its title.

    Where people take turns there is one for each of them.
    """
    owners = owners_of(work) or (work.owner_id,)
    whole = Ladder(**{name: getattr(work, name) for name in OWN_LADDER})
    found: dict[tuple[Ladder, str | None], None] = {}
    for owner_id in owners:
        found[replace(whole, owner_id=owner_id), None] = None
        for step in work.steps:
            found[_with_turn(work, step, owner_id), step.title] = None
    return list(found)


def asked(work: WithSteps, owner_id: str) -> list[str]:
    """Return everybody who is asked in a run that is the turn of `owner_id`, each once."""
    of_steps = (rung.person_id for ladder in ladders(work, owner_id) for rung in rungs(ladder))
    every = (owner_id, work.backup_id, work.manager_id, *of_steps)
    return list(dict.fromkeys(person for person in every if not is_nobody(person)))


def people(work: WithSteps) -> list[str]:
    """Return everybody on the ladder of the work or of one of its steps, each once."""
    return list(dict.fromkeys([*owners_of(work), *asked(work, work.owner_id)]))


def people_of_steps(work: WithSteps) -> list[str]:
    """Return those who are on the ladder of a step and not on that of the work."""
    others = {*owners_of(work), *(rung.person_id for rung in rungs(work))}
    return [person for person in people(work) if person not in others]


def asked_later(work: WithSteps) -> set[str]:
    """Return who is asked after the owner, be it for single steps; they cannot take turns."""
    of_steps = [ladder_of(work, step) for step in work.steps if is_in_turns(step)]
    every: list[Laddered] = [work, *of_steps]
    return {person for one in every for person in (one.backup_id, one.manager_id)}


def places_of(work: WithSteps, person_id: str, *, takes_turns: bool = False) -> list[Place]:
    """Return where somebody stands, step by step; they may be the owner of one and back another.

    With `takes_turns`, whoever is in a user group takes them as well: where it is their turn.
    """
    in_rota = work.rota is not None and (takes_turns or person_id in owners_of(work))
    owner_id = person_id if in_rota else None
    return [
        Place(
            step.title,
            ladder,
            rung.level,
            in_turns=in_rota and rung.level == Level.OWNER and is_in_turns(step),
        )
        for step, ladder in zip(work.steps, ladders(work, owner_id), strict=True)
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
    own: str | None = getattr(step, f"{level.role}_id")
    return own
