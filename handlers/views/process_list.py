"""All processes, a line each: /baton list."""

from collections.abc import Sequence

from handlers.views.blocks import paragraphs
from handlers.views.cadence_words import cadence, next_due
from handlers.views.words import NAME, Message, bold, clip, fitting, mention, plural
from storage.models import Process

MOST_LINES = 40
EMPTY = (
    "There is no process yet. Create the first one with `/baton new`, "
    "or watch one run first with `/baton demo`."
)


def process_list(processes: Sequence[Process]) -> Message:
    """Return the processes in the given order; the first ones only if they are many."""
    if not processes:
        return Message(EMPTY, paragraphs([EMPTY]))
    shown = processes[:MOST_LINES]
    left = len(processes) - len(shown)
    more = [f"… and {left} more: `/baton show` and the name"] if left else []
    title = plural(len(processes), "process", "processes")
    lines = [f"*{title}*", *(_line(process) for process in shown), *more]
    spoken = [f"{title}:", *(_spoken(process) for process in shown), *more]
    return Message(fitting(spoken), paragraphs(lines))


def _line(process: Process) -> str:
    name = bold(clip(process.name, NAME))
    return f"• {name} \u2013 {cadence(process)}; {next_due(process)}; {mention(process.owner_id)}"


def _spoken(process: Process) -> str:
    name = clip(process.name, NAME)
    return f"{name}: {cadence(process)}, {next_due(process)}, owner {mention(process.owner_id)}."
