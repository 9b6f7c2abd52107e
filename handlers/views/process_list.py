"""All processes, a line each and a page at a time: /baton list."""

from handlers.views.blocks import paragraphs
from handlers.views.cadence_words import cadence, next_due
from handlers.views.pager import numbered
from handlers.views.rota_words import next_owner
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    day_and_clock,
    fitting,
    plural,
)
from scheduler import phrases
from scheduler.family_finding import FamilyLine
from scheduler.finding import ProcessPage
from storage.models import Process

EMPTY = (
    "There is no process yet. Create the first one with `/baton new`, "
    "or watch one run first with `/baton demo`."
)


def process_list(page: ProcessPage) -> Message:
    """Return a page of processes, and how many there are behind it."""
    if not page.processes:
        return Message(EMPTY, paragraphs([EMPTY]))
    more = [f"… and {page.left} more: `/baton show` and the name"] if page.left else []
    title = plural(page.total, "process", "processes")
    families = page.families
    rows = [(process, families.get(process.family_id or 0)) for process in page.processes]
    lines = [f"*{title}*", *(_family(p, f) if f else _line(p) for p, f in rows), *more]
    spoken = [f"{title}:", *(_said(p, f) if f else _spoken(p) for p, f in rows), *more]
    turning = numbered("list", page.number, has_more=page.left > 0)
    return Message(fitting(spoken), [*paragraphs(lines), *turning])


def _family(one: Process, family: FamilyLine) -> str:
    return f"• {bold(clip(family.name, NAME))}, {_places(one, family)}"


def _said(one: Process, family: FamilyLine) -> str:
    return f"{clip(family.name, NAME)}, {_places(one, family)}."


def _places(one: Process, family: FamilyLine) -> str:
    when = phrases.describe(one.rule, one.start.time())
    return f"{plural(family.places, 'place')} \u2013 {when}; {_next(family)}"


def _next(family: FamilyLine) -> str:
    """Return when the first of the places is next due, and how many are paused."""
    due = f"next {day_and_clock(family.next_at, 'UTC')}" if family.next_at else "not due"
    return f"{due}; {family.paused} paused" if family.paused else due


def _line(process: Process) -> str:
    name = bold(clip(process.name, NAME))
    return f"• {name} \u2013 {cadence(process)}; {next_due(process)}; {next_owner(process)}"


def _spoken(process: Process) -> str:
    name = clip(process.name, NAME)
    return f"{name}: {cadence(process)}, {next_due(process)}, owner {next_owner(process)}."
