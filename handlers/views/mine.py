"""What concerns somebody: open for them, coming today, and theirs to look after: /baton mine."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from handlers.views.blocks import Block, divider, paragraphs
from handlers.views.cadence_words import next_due
from handlers.views.overlap_words import which_run
from handlers.views.pager import numbered
from handlers.views.proof_words import missing
from handlers.views.rota_words import next_owner
from handlers.views.run_history import RUN_MARKS, RUN_WORDS
from handlers.views.step_words import parts_in_steps
from handlers.views.turn_words import until
from handlers.views.words import (
    Message,
    bold,
    clip,
    clock,
    day_and_clock,
    first_of,
    fitting,
    link,
    plural,
)
from scheduler.mine import MOST_A_DAY, MOST_TURNS, Coming, Following, Mine, Part, PartsPage
from storage.models import Process, Run, Turn
from storage.states import TurnState

SHORT_NAME = 150
SHORT_TITLE = 200
NOTHING_OPEN = "Nothing is open for you right now."
NOTHING_TODAY = "Nothing more comes to you today."
NO_PART = "You have no part in a process yet. Create one with `/baton new`."

Permalink = Callable[[str, str], str]


def mine(theirs: Mine, person_id: str, permalink: Permalink, now: datetime) -> Message:
    """Return the first page, with links made by `permalink(channel id, ts)`."""
    open_now = first_of([_turn(turn, permalink, now) for turn in theirs.open_turns], MOST_TURNS)
    then = [follows(each) for each in theirs.following]
    today = first_of([*then, *(comes(each) for each in theirs.coming)], MOST_TURNS)
    sections = [
        ["*Open for you now*", *(open_now or [NOTHING_OPEN])],
        ["*Coming to you today*", *(today or [NOTHING_TODAY])],
        list(_parts(theirs.parts, person_id)),
    ]
    return _message(sections, theirs.parts)


def more_of_mine(parts: PartsPage, person_id: str) -> Message:
    """Return a further page of the processes that somebody has a part in."""
    return _message([list(_parts(parts, person_id))], parts)


def _message(sections: Sequence[Sequence[str]], parts: PartsPage) -> Message:
    blocks: list[Block] = []
    for lines in sections:
        blocks += [divider(), *paragraphs(lines)] if blocks else paragraphs(lines)
    spoken = [line for lines in sections for line in lines]
    return Message(
        fitting(spoken), [*blocks, *numbered("mine", parts.number, has_more=parts.has_more)]
    )


def _turn(turn: Turn, permalink: Permalink, now: datetime) -> str:
    return open_turn(turn, permalink, turn.run_step.run.zone, now)


def open_turn(turn: Turn, permalink: Permalink, zone: str, now: datetime) -> str:
    """Return a turn with a link to its thread; times are the reader's, else those of `zone`."""
    step = turn.run_step
    what = f"{_linked(turn, permalink)} \u2013 {_name(step.run)}{which_run(step.run)}"
    if turn.state == TurnState.PASSED:
        return f"• {what}: moved on; {missing(step)} from you still counts"
    if turn.channel_id is None:
        return f"• {what}: {missing(step)}; my message to you is on its way"
    return f"• {what}: {missing(step)} by {until(turn, zone, now)}"


def _linked(turn: Turn, permalink: Permalink) -> str:
    title = turn.run_step.title
    if turn.channel_id is None:
        return bold(clip(title, SHORT_TITLE))
    thread = permalink(turn.channel_id, str(turn.message_ts))
    return link(thread, title, longest_label=SHORT_TITLE)


def follows(waiting: Following) -> str:
    """Return the steps that wait for the one before them."""
    steps = plural(waiting.steps, "more step")
    return f"• {clip(waiting.run_name, SHORT_NAME)}: {steps} when the open one is over"


def comes(coming: Coming) -> str:
    """Return a process with the times at which it comes due today."""
    times = [clock(at, coming.process.zone) for at in coming.due_at]
    return f"• {_name(coming.process)}: {', '.join(first_of(times, MOST_A_DAY))}"


def _parts(page: PartsPage, person_id: str) -> Iterator[str]:
    many = f" ({page.total})" if page.total else ""
    yield f"*Yours to look after*{many}"
    if not page.parts:
        yield NO_PART
    for each in page.parts:
        yield _part(each, person_id)


def _part(each: Part, person_id: str) -> str:
    return part(each.process, person_id, f"{_last(each.last_run)}; ")


def part(process: Process, person_id: str, between: str = "") -> str:
    """Return what somebody's part in a process is, and when it is next due."""
    roles = ", ".join(_roles(process, person_id))
    return f"• {bold(_name(process))} \u2013 {roles}; {between}{next_due(process)}"


def _roles(process: Process, person_id: str) -> Iterator[str]:
    named = {
        ("you are next to own it" if process.rota else "you own it"): process.owner_id,
        "you back it up": process.backup_id,
        "you manage it": process.manager_id,
    }
    parts = [words for words, who in named.items() if who == person_id]
    parts += parts_in_steps(process, person_id)
    if parts:
        yield from parts
    elif process.creator_id == person_id:
        yield f"you created it for {next_owner(process)}"
    else:
        yield f"you take turns at it, {next_owner(process)}"


def _last(run: Run | None) -> str:
    if run is None:
        return "has not run yet"
    return f"{RUN_MARKS[run.state]} {RUN_WORDS[run.state]} {day_and_clock(run.due_at, run.zone)}"


def _name(thing: Process | Run) -> str:
    return clip(thing.name, SHORT_NAME)
