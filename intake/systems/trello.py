"""Trello's export of a board, or of one card, as JSON."""

from dataclasses import replace

from intake.draft import UnreadableError
from intake.found import Found, FoundProcess, Said
from intake.systems.counting import counted
from intake.systems.grouping import is_process, process_of_group, process_of_task
from intake.systems.lacking import lacking
from intake.systems.task import Group, Task
from intake.systems.trello_board import Board, board_of, list_of_card
from intake.systems.trello_cards import (
    Surroundings,
    surroundings,
    task_of_card,
    tasks_of_checklists,
)
from intake.systems.values import Record, record_of, records_of, text_of

SYSTEM = "trello"
_CARDS = (
    "Each card with a checklist was read as a process, its items as the steps; the other way to"
    " read this board is each list as a process: "
)
_LACKS = ("cadence", "proof", "backup", "manager")


def read(source: object) -> Found | None:
    """Return the processes of a board or a card; None for what is neither.

    Raises UnreadableError for one with nothing in it.
    """
    export = record_of(source)
    if isinstance(export.get("cards"), list) and isinstance(export.get("lists"), list):
        return _found_on_board(export)
    if {"idBoard", "idList", "checklists"} <= export.keys():
        return _found_on_card(export)
    return None


def _found_on_board(export: Record) -> Found:
    around = surroundings(export)
    board = board_of(export, around)
    orphans = _orphans(export, around)
    if not board.cards and not orphans:
        left_out = " ".join(board.notes)
        raise UnreadableError(
            "This export has no tasks in it: the board has no open card."
            f" {left_out or 'Export the board that has them.'}"
        )
    found = _by_cards(board) if _cards_are_processes(board) else _by_lists(board)
    processes = (*found.processes, *orphans)
    return replace(found, processes=processes, lacks=lacking(_LACKS, processes))


def _cards_are_processes(board: Board) -> bool:
    """Tell whether the checklists hold the work, or only remarks on the cards of a list."""
    items = sum(len(card.children) for card in board.cards)
    bare = sum(1 for card in board.cards if not card.children)
    return any(is_process(card) for card in board.cards) and items >= bare


def _by_cards(board: Board) -> Found:
    processes = [
        process_of_task(card, group)
        for group in board.lists
        for card in group.tasks
        if card.children
    ]
    bare = sum(1 for card in board.cards if not card.children)
    others = f"{counted(len(board.lists), 'list')} with {counted(len(board.cards), 'card')}"
    notes = [f"{_CARDS}{others}."]
    if bare:
        notes.append(f"{counted(bare, 'card')} without a checklist left out.")
    return Found(SYSTEM, tuple(processes), (*notes, *board.notes))


def _by_lists(board: Board) -> Found:
    processes = [process_of_group(_with_items_as_words(group)) for group in board.lists]
    listed = sum(1 for card in board.cards if card.children)
    note = "Each list was read as a process, its cards as the steps"
    if listed:
        note += (
            f"; the other way is each card with a checklist as a process: {counted(listed, 'card')}"
        )
    return Found(SYSTEM, tuple(processes), (f"{note}.", *board.notes))


def _with_items_as_words(group: Group) -> Group:
    return replace(group, tasks=tuple(_as_step(card) for card in group.tasks))


def _as_step(card: Task) -> Task:
    items = [f"- {item.title}" for item in card.children]
    return replace(card, detail="\n".join(filter(None, (card.detail, *items))), children=())


def _found_on_card(card: Record) -> Found:
    around = surroundings(card)
    task = task_of_card(card, around)
    if not task.children:
        raise UnreadableError(
            f"This export has no tasks in it: the card “{task.title}” has no checklist. Add one, or"
            " export its board to have the cards of a list as steps."
        )
    process = process_of_task(task, Group(list_of_card(card), ()))
    return Found(SYSTEM, (process,), _missing_items(card, task), lacking(_LACKS, [process]))


def _missing_items(card: Record, task: Task) -> tuple[str, ...]:
    """Compare with the number that Trello itself puts on the card."""
    number = record_of(card.get("badges")).get("checkItems")
    if not isinstance(number, int) or number <= len(task.children):
        return ()
    return (f"The card says that it has {number} items; the file holds {len(task.children)}.",)


def _orphans(export: Record, around: Surroundings) -> tuple[FoundProcess, ...]:
    """Return the checklists whose card is not in the file, so that nothing is lost."""
    cards = {text_of(card.get("id")) for card in records_of(export.get("cards"))}
    lost = [one for card, lists in around.checklists.items() if card not in cards for one in lists]
    found = (_process_of_orphan(checklist, around) for checklist in lost)
    return tuple(process for process in found if process.steps)


def _process_of_orphan(checklist: Record, around: Surroundings) -> FoundProcess:
    name = text_of(checklist.get("name")) or "(no name)"
    where = f"checklist “{name}”"
    group = Group(
        Said(name, where),
        tuple(tasks_of_checklists([checklist], around, where)),
        key=text_of(checklist.get("id")),
        notes=("The card of this checklist is not in the file, so its name is the checklist's.",),
    )
    return process_of_group(group)
