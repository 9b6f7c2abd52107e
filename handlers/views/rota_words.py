"""Who takes turns as the owner, in words; a user group is named without calling its members."""

from datetime import datetime
from typing import Protocol

from handlers.views.words import clip, first_of, mention, moment
from scheduler.rotas import Chosen, PassedOver, Rota, RotaTurn, is_nobody
from storage.models import RunStep
from storage.states import PassReason

LONGEST_HANDLE = 100
MOST_NAMED = 20
EACH = {RotaTurn.WEEKLY: "a week each", RotaTurn.EACH_RUN: "a run each"}


class Owned(Protocol):
    """Anything that has an owner, or several who take turns: a plan, a process."""

    @property
    def owner_id(self) -> str: ...  # noqa: D102
    @property
    def rota(self) -> Rota | None: ...  # noqa: D102


def owners(work: Owned) -> str:
    """Return "@ana, @ben, @mia take turns, a week each"; one owner is only named."""
    if work.rota is None:
        return mention(work.owner_id)
    return f"{takers(work.rota)} take turns, {EACH[work.rota.turn]}"


def takers(rota: Rota) -> str:
    """Return who takes turns: the members of a list in their order, or a group."""
    if rota.group_id is not None:
        return f"the members of {group(rota)}"
    return ", ".join(first_of([mention(person) for person in rota.members], MOST_NAMED))


def group(rota: Rota) -> str:
    """Return what a user group is called."""
    return handle(rota.group_handle)


def handle(name: str) -> str:
    """Return the handle of a user group; in words where it is not known."""
    return f"@{clip(name, LONGEST_HANDLE)}" if name else "the user group"


def next_owner(work: Owned) -> str:
    """Return who is next, and that they take turns: for lists."""
    if work.rota is None:
        return mention(work.owner_id)
    if is_nobody(work.owner_id):
        return f"nobody of {group(work.rota)} yet"
    return f"{mention(work.owner_id)} next, in turns"


def first_asked(work: Owned) -> str:
    """Return who is asked first, whatever the run: the owner, or whoever's turn it is."""
    return "whoever's turn it is" if work.rota else mention(work.owner_id)


def chosen(who: Chosen) -> str:
    """Return whose turn an occurrence is, and who they stand in for."""
    if is_nobody(who.owner_id):
        return "nobody yet, so the backup is asked at once"
    over = "".join(f", as {_why(one)}" for one in who.passed_over[:1])
    return f"{mention(who.owner_id)}{over}"


def _why(one: PassedOver) -> str:
    if one.reason == PassReason.GONE:
        return f"{mention(one.person_id)} is no longer active in Slack"
    return f"{mention(one.person_id)} is away then"


def on_card(step: RunStep, now: datetime) -> list[str]:
    """Say on its owner's card whose turn in the rota it was, and why it is theirs."""
    over = step.passed_over or ()
    if not over:
        return []
    why = ", ".join(_is_out(one, step.run.zone, now) for one in over)
    return [f"This is yours as the next in the rota: {why}."]


def _is_out(one: PassedOver, zone: str, now: datetime) -> str:
    if one.reason == PassReason.GONE or one.until is None:
        return f"{mention(one.person_id)} is no longer active in Slack"
    return f"{mention(one.person_id)} is away until {moment(one.until, zone, now)}"
