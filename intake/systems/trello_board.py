"""A Trello board's open lists with their open cards, and what was left out of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.found import Evidence, Said, Trust
from intake.systems.counting import counted
from intake.systems.links import web_link
from intake.systems.task import Group, Task
from intake.systems.trello_cards import Surroundings, in_order, task_of_card
from intake.systems.values import Record, record_of, records_of, text_of

NAMELESS = "(no name)"


@dataclass(frozen=True)
class Board:
    """The lists that have open cards, in their order, and sentences on the others."""

    lists: tuple[Group, ...]
    notes: tuple[str, ...]

    @property
    def cards(self) -> list[Task]:
        """All open cards in their order."""
        return [card for group in self.lists for card in group.tasks]


def board_of(export: Record, around: Surroundings) -> Board:
    """Return what is open on a board; cards whose list is missing come first."""
    lists = in_order(export.get("lists"))
    cards = in_order(export.get("cards"))
    by_list: dict[str, list[Record]] = {"": []}
    by_list.update((text_of(one.get("id")), []) for one in lists)
    for card in cards:
        if not _closed(card):
            by_list.get(text_of(card.get("idList")), by_list[""]).append(card)
    groups = _groups(export, [one for one in lists if not _closed(one)], by_list, around)
    notes = _notes(lists, cards, by_list)
    return Board(tuple(group for group in groups if group.tasks), tuple(notes))


def _closed(thing: Record) -> bool:
    return thing.get("closed") is True


def _groups(
    export: Record, lists: list[Record], by_list: dict[str, list[Record]], around: Surroundings
) -> Iterator[Group]:
    board = Said(text_of(export.get("name")) or NAMELESS, "the board's name")
    url = web_link(text_of(export.get("shortUrl")) or text_of(export.get("url")))
    strays = tuple(task_of_card(card, around) for card in by_list[""])
    yield Group(board, strays, key=text_of(export.get("id")), url=url)
    for one in lists:
        name = text_of(one.get("name")) or NAMELESS
        yield Group(
            Said(name, f"list “{name}”"),
            tuple(task_of_card(card, around) for card in by_list[text_of(one.get("id"))]),
            key=text_of(one.get("id")),
            url=url,
            evidence=(Evidence(board, Trust.TITLE),),
        )


def _notes(
    lists: list[Record], cards: list[Record], by_list: dict[str, list[Record]]
) -> Iterator[str]:
    archived = sum(1 for card in cards if _closed(card))
    closed = [one for one in lists if _closed(one)]
    hidden = sum(len(by_list[text_of(one.get("id"))]) for one in closed)
    if archived:
        yield f"{counted(archived, 'archived card')} left out."
    if closed:
        yield (
            f"{counted(len(closed), 'archived list')} left out, with"
            f" {counted(hidden, 'open card')}."
        )
    if by_list[""]:
        yield (
            f"{counted(len(by_list['']), 'card')} of a list that is not in the file put before the"
            " others."
        )


def list_of_card(card: Record) -> Said:
    """Return the list of a card that was exported alone: only its past names it."""
    for action in records_of(card.get("actions")):
        told = record_of(record_of(action.get("data")).get("list"))
        if text_of(told.get("id")) == text_of(card.get("idList")) and text_of(told.get("name")):
            return Said(text_of(told.get("name")), "the card's list")
    return Said(NAMELESS, "the card's list")
