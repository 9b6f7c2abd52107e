"""Who takes over from somebody who has left: one message with a picker for each process."""

from collections.abc import Iterator, Sequence

from handlers.views.blocks import Block, button_row, picker, section
from handlers.views.cadence_words import cadence
from handlers.views.step_words import quoted_titles
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    bold,
    clip,
    command,
    fitting,
    mention,
    plural,
    said,
)
from scheduler.leavers import is_vacant, steps_of
from storage.models import Vacancy
from storage.states import Level, ProcessState

TAKE_OVER, TURN_PAGE = "take_over", "take_over_page"
PLACE = "vacancy:"
# A message holds 50 blocks: a head, a row of buttons, and these.
A_PAGE = 40
SHORT_NAME = 200


def leaver_message(vacancies: Sequence[Vacancy], gone_id: str, page: int = 0) -> Message:
    """Ask who takes over; `vacancies` are all that this person was asked about, filled or not."""
    last_page = max(0, (len(vacancies) - 1) // A_PAGE)
    page = min(max(page, 0), last_page)
    shown = vacancies[page * A_PAGE : (page + 1) * A_PAGE]
    head = _head(vacancies, gone_id)
    rows = [_block(vacancy) for vacancy in shown]
    blocks = [section(head), *rows]
    if last_page:
        blocks.append(_pages(gone_id, page, last_page))
    return Message(fitting([head, *(row["text"]["text"] for row in rows)]), blocks)


def page_of(vacancies: Sequence[Vacancy], vacancy_id: int) -> int:
    """Return the page that a vacancy stands on."""
    ids = [vacancy.id for vacancy in vacancies]
    return ids.index(vacancy_id) // A_PAGE if vacancy_id in ids else 0


def _head(vacancies: Sequence[Vacancy], gone_id: str) -> str:
    left = len({vacancy.process_id for vacancy in vacancies if is_vacant(vacancy)})
    gone = mention(gone_id)
    if not left:
        return f"{gone} is no longer active in Slack. Everything that was theirs has somebody now."
    of = plural(left, "process needs", "processes need")
    return (
        f"{gone} is no longer active in Slack, and {of} somebody in their place. "
        "Until then their turns go straight to the next person. Who takes over?"
    )


def _block(vacancy: Vacancy) -> Block:
    name = bold(clip(vacancy.process.name, SHORT_NAME))
    if not is_vacant(vacancy):
        return section(f"{name}: {_how_it_stands(vacancy)}")
    who = f"who is the {_part(vacancy)} now?"
    in_turns = vacancy.process.rota is not None and vacancy.level == Level.OWNER
    if in_turns and not steps_of(vacancy):
        who = "who takes their turns as its owner now?"
    text = f"{name}, {cadence(vacancy.process)}: {who}"
    return section(text) | {
        "block_id": f"{PLACE}{vacancy.id}",
        "accessory": picker(TAKE_OVER, "Choose a person"),
    }


def _how_it_stands(vacancy: Vacancy) -> str:
    if vacancy.successor_id is not None:
        by = mention(str(vacancy.filled_by_id))
        part = _part(vacancy)
        return (
            f":white_check_mark: {mention(vacancy.successor_id)} is the {part} now, chosen by {by}."
        )
    if vacancy.process.state == ProcessState.ARCHIVED:
        return "archived meanwhile, so there is nothing to take over."
    if vacancy.closed_at is not None:
        return f"{mention(vacancy.gone_id)} is back, so nothing was changed."
    return "changed meanwhile, so there is nothing to take over."


def _pages(gone_id: str, page: int, last_page: int) -> Block:
    def buttons() -> Iterator[tuple[str, str, str]]:
        if page:
            yield f"{TURN_PAGE}:earlier", "Earlier", f"{gone_id}:{page - 1}"
        if page < last_page:
            yield (
                f"{TURN_PAGE}:later",
                f"More (page {page + 2} of {last_page + 1})",
                (f"{gone_id}:{page + 1}"),
            )

    return button_row(*buttons())


def not_vacant(vacancy: Vacancy) -> Message:
    """Say why a choice changed nothing."""
    return said(f"{bold(clip(vacancy.process.name, NAME))}: {_how_it_stands(vacancy)}")


def on_ladder(
    vacancy: Vacancy, successor_id: str, level: Level, step: str | None = None
) -> Message:
    """Say that the person chosen has a place of their own on this ladder, or on a step's."""
    of_step = f"“{clip(step, SHORT_NAME)}” in " if step else ""
    return said(
        f"{mention(successor_id)} is the {ROLES[level]} of",
        f"{of_step}{bold(clip(vacancy.process.name, NAME))} already,",
        "and three different people are needed.",
        "Please choose somebody else.",
    )


def nothing_to_fill() -> Message:
    """Say that a picker is one that nobody has asked with."""
    return said(
        "This is no longer open, so nothing was changed. `/baton list` shows what there is."
    )


def took_over(vacancy: Vacancy) -> Message:
    """Tell somebody what they are part of from now on."""
    process = vacancy.process
    name = bold(clip(process.name, NAME))
    return said(
        f"You are the {_part(vacancy, 'in')} {name} now ({cadence(process)}):",
        f"{mention(str(vacancy.filled_by_id))} chose you, as {mention(vacancy.gone_id)} is no",
        f"longer active in Slack. {_what_that_means(vacancy.level)}",
        f"See it with {command('show', process.name)}.",
    )


def _part(vacancy: Vacancy, then: str = "") -> str:
    """Return "owner", or "owner of “Fridge”"; with `then`, what joins it to the process's name."""
    role, titles = ROLES[vacancy.level], steps_of(vacancy)
    if not titles:
        return f"{role} of" if then else role
    return f"{role} of {quoted_titles(titles)} {then}".rstrip()


def _what_that_means(level: Level) -> str:
    match level:
        case Level.OWNER:
            return "When it is due, I ask you first, here."
        case Level.BACKUP:
            return "When its owner cannot do it in time, I ask you, here."
        case Level.MANAGER:
            return "When neither its owner nor its backup can do it in time, I ask you, here."
