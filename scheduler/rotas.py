"""Whose turn it is in a rota: pure."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.rota import PassedOver, Rota
from storage.states import PassReason, RotaTurn

__all__ = ["GROUP", "MOST_MEMBERS", "Chosen", "PassedOver", "Roster", "Rota", "RotaTurn", "choose"]

MOST_MEMBERS = 20
# How the ids of user groups begin: one stands in an owner's place where the group has nobody.
GROUP = "S"
WEEK = timedelta(weeks=1)

# Why somebody cannot take a turn now; None when they can.
Hindrance = Callable[[str], PassedOver | None]


@dataclass(frozen=True)
class Roster:
    """A rota with those who take turns in it now; their order is that of the turns.

    The occurrence at `since`, naive local time in the zone of the process, is the turn of
    `first_id`; all others are counted from it. Those of a group stand in the order of their ids.
    """

    rota: Rota
    people: tuple[str, ...]
    since: datetime
    first_id: str

    def order(self, local: datetime, runs: int) -> tuple[str, ...]:
        """Return everybody, beginning with whose turn the occurrence at the wall time `local` is.

        `runs` is how many regular occurrences lie between `since` and it that were not skipped.
        """
        if not self.people:
            return ()
        steps = _weeks(self.since, local) if self.rota.turn == RotaTurn.WEEKLY else runs
        begin = (self._place_of_first() + steps) % len(self.people)
        return self.people[begin:] + self.people[:begin]

    def _place_of_first(self) -> int:
        if self.first_id in self.people:
            return self.people.index(self.first_id)
        # Who has left a group had this place, which is now that of the next one.
        return bisect_left(self.people, self.first_id) if self.rota.group_id else 0


def _weeks(since: datetime, local: datetime) -> int:
    """Return how many ISO weeks lie between two wall times; below 0 where `local` is earlier."""
    return (_monday(local) - _monday(since)) // WEEK


def _monday(local: datetime) -> datetime:
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Chosen:
    """Who owns an occurrence, and whose turn it was before them; a group's id where nobody can."""

    owner_id: str
    passed_over: tuple[PassedOver, ...] = ()


def choose(roster: Roster, order: Sequence[str], hindrance: Hindrance) -> Chosen:
    """Return the first of `order` whom nothing hinders, with those who were passed over.

    Where all are away it stays with the first of those who are still there at all, so that their
    ladder goes on as ever.
    """
    hindered: list[PassedOver] = []
    for person in order:
        why = hindrance(person)
        if why is None:
            return Chosen(person, tuple(hindered))
        hindered.append(why)
    away = (why.person_id for why in hindered if why.reason == PassReason.AWAY)
    return Chosen(next(away, next(iter(order), roster.rota.stand_in)))


def is_nobody(owner_id: str) -> bool:
    """Tell whether what stands in an owner's place is a group that has nobody."""
    return owner_id.startswith(GROUP)


def following(before: Roster, after: Sequence[str], next_id: str) -> str | None:
    """Return with whom a changed rota goes on, who is next: `next_id`, or the first behind them.

    None where nobody of the rota as it was before is left in it.
    """
    if next_id in after:
        return next_id
    people = before.people
    begin = people.index(next_id) if next_id in people else 0
    behind = (*people[begin:], *people[:begin])
    return next((person for person in behind if person in after), None)
