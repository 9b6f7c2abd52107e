"""People in `/baton new …`: one person, several who take turns, or a user group."""

import re
from dataclasses import dataclass

from handlers.slack_text import GROUP, Mention, mention_at, plain, unescape
from handlers.views import line_refusals as refusals
from scheduler.rota_text import TURNS, RotaTextError, read_turn
from scheduler.rotas import Rota
from storage.states import RotaTurn

_BETWEEN = re.compile(r"[\s,;/&]*(?:(?:and|then)\b[\s,;]*)?", re.IGNORECASE)


class ClauseError(ValueError):
    """A clause whose value cannot be read; the message says what to do."""


@dataclass(frozen=True)
class TypedOwner:
    """The owner or the first of those who take turns, and all of them as they were typed."""

    first: Mention
    shown: str
    rota: Rota | None = None


def read_owner(value: str) -> TypedOwner:
    """Read "@ana", "@ana, @zoe weekly" or "@openers each run". Raises ClauseError."""
    group = GROUP.match(value)
    if group is not None:
        return _group(group[1], unescape(group[2] or ""), value[group.end() :])
    people, end = _mentions(value)
    if len(people) < len(("one", "two")):
        first = person("owner", value)
        return TypedOwner(first, first.shown)
    rota = Rota(turn=_turn(value[end:]), members=tuple(one.id for one in people))
    return TypedOwner(people[0], _shown(", ".join(one.shown for one in people), rota), rota)


def _group(group_id: str, label: str, rest: str) -> TypedOwner:
    rota = Rota(turn=_turn(rest), group_id=group_id, group_handle=label.removeprefix("@"))
    shown = f"@{rota.group_handle or group_id}"
    return TypedOwner(Mention(group_id, shown), _shown(shown, rota), rota)


def _shown(who: str, rota: Rota) -> str:
    return f"{who} {TURNS[rota.turn]}"


def _mentions(value: str) -> tuple[list[Mention], int]:
    people: list[Mention] = []
    at = end = 0
    while (found := mention_at(value, at)) is not None:
        people.append(found[0])
        end = found[1]
        between = _BETWEEN.match(value, end)
        at = between.end() if between else end
    return people, end


def _turn(rest: str) -> RotaTurn:
    try:
        return read_turn(plain(rest).strip(" \t\n,;."))
    except RotaTextError as problem:
        raise ClauseError(refusals.no_turn(str(problem))) from None


def person(role: str, value: str) -> Mention:
    """Read the one person of a role. Raises ClauseError."""
    found = mention_at(value)
    if found is None:
        raise ClauseError(refusals.no_person(role, plain(value)))
    mention, end = found
    nothing_after(value[end:], refusals.the(role))
    return mention


def nothing_after(rest: str, part: str) -> None:
    """Raise ClauseError if anything but an “and” is left behind a part of the line."""
    rest = rest.strip(" \t\n,;.")
    if rest.casefold() not in {"", "and"}:
        raise ClauseError(refusals.too_much(plain(rest), part))
