"""Fields that people added to a tool themselves, read by their names: Frequency, Backup, Proof."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from intake.found import Evidence, Said, Trust
from intake.systems.columns import Role, role_of
from intake.systems.values import Record, record_of, records_of, text_of

_TICKS = {"yes", "no", "x", "v", "✓", "true", "false", "ja", "nein", "sí", "si", "oui", "sim"}
READ = {Role.CADENCE, Role.ASSIGNEE, Role.BACKUP, Role.MANAGER, Role.PROOF}


class Filled(NamedTuple):
    """A field of one task: its name, what it says, and the place."""

    name: str
    text: str
    where: str


@dataclass(frozen=True)
class Custom:
    """What the fields of one task tell."""

    cadence: tuple[Evidence, ...] = ()
    people: tuple[Said, ...] = ()
    backup: Said | None = None
    manager: Said | None = None
    proof: Said | None = None


def understood(fields: Iterable[Filled]) -> Custom:
    """Read the fields whose names are known; the others are passed over."""
    said: dict[Role, list[Said]] = {}
    for one in fields:
        role = role_of(one.name)
        if role and one.text:
            text = _proof(one) if role is Role.PROOF else one.text
            said.setdefault(role, []).append(Said(text, one.where))
    return Custom(
        cadence=tuple(Evidence(one, Trust.FIELD) for one in said.get(Role.CADENCE, [])),
        people=tuple(said.get(Role.ASSIGNEE, [])),
        backup=next(iter(said.get(Role.BACKUP, [])), None),
        manager=next(iter(said.get(Role.MANAGER, [])), None),
        proof=next(iter(said.get(Role.PROOF, [])), None),
    )


def _proof(one: Filled) -> str:
    """Return what proves it: the field's words, or its name where it holds the proof itself."""
    told = one.text.casefold()
    holds_it = told in _TICKS or told.startswith(("http://", "https://")) or told[:1].isdecimal()
    return one.name if holds_it else one.text


def is_used(name: str) -> bool:
    """Tell whether `understood` reads a field of this name."""
    return role_of(name) in READ


def of_trello(card: Record, definitions: Mapping[str, Record], where: str) -> Custom:
    """Read a card's custom fields; their names and choices stand in the board's definitions."""
    return understood(
        _trello_field(item, definitions.get(text_of(item.get("idCustomField")), {}), where)
        for item in records_of(card.get("customFieldItems"))
    )


def _trello_field(item: Record, definition: Record, where: str) -> Filled:
    value = record_of(item.get("value"))
    chosen = [
        record_of(option.get("value"))
        for option in records_of(definition.get("options"))
        if text_of(option.get("id")) == (text_of(item.get("idValue")) or None)
    ]
    text = next((text_of(one.get("text")) for one in [value, *chosen] if one.get("text")), "")
    name = text_of(definition.get("name"))
    return Filled(name, text, f"{where}, field {name}")
