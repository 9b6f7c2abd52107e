"""The DM that tells someone what was changed of a process that they have a part in."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.views.blocks import paragraphs
from handlers.views.cadence_words import cadence, next_due
from handlers.views.changes import KEPT, bullets
from handlers.views.rota_words import first_asked, owners
from handlers.views.step_words import quoted_titles
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    bold,
    clip,
    command,
    duration,
    fitting,
    mention,
)
from scheduler.ladder import rungs
from scheduler.plan import ProcessPlan
from scheduler.step_ladders import own_parts, owners_of
from scheduler.versions import Change
from storage.models import Process
from storage.states import Level

Parts = Mapping[Level, Sequence[str]]


def changed_message(process: Process, change: Change, reader_id: str) -> Message:
    """Return what a change means for its reader, then each difference."""
    name = bold(clip(change.before.name, NAME))
    lines = [
        f"{mention(change.person_id)} changed {name}.",
        *_part(change, reader_id),
        *_part_in_steps(change, reader_id),
        *bullets(change),
        f"{KEPT} {_see(process)}",
    ]
    return Message(fitting(lines), paragraphs(lines))


def _see(process: Process) -> str:
    due = next_due(process)
    return f"{due[:1].upper()}{due[1:]}; see all of it with {command('show', process.name)}."


def _part(change: Change, reader_id: str) -> list[str]:
    """Say what the reader was and is; nothing where that stays."""
    match _role(change.before, reader_id), _role(change.after, reader_id):
        case was, is_now if was == is_now:
            return []
        case Level() as was, None:
            gone = f"You are no longer its {ROLES[was]}"
            return [f"{gone}: from the next run on I do not ask you."]
        case None, Level() as is_now:
            return [f"You are now its {ROLES[is_now]}. {_duty(change.after, is_now)}"]
        case Level() as was, Level() as is_now:
            instead = f"its {ROLES[is_now]} instead of its {ROLES[was]}"
            return [f"You are now {instead}. {_duty(change.after, is_now)}"]
    return []


def _part_in_steps(change: Change, reader_id: str) -> list[str]:
    """Say of which steps the reader is now asked by name, and of which no longer."""
    was, is_now = own_parts(change.before, reader_id), own_parts(change.after, reader_id)
    return [
        *(f"You are now the {part}." for part in _parts(is_now, was)),
        *(f"You are no longer the {part}." for part in _parts(was, is_now)),
    ]


def _parts(these: Parts, others: Parts) -> Iterator[str]:
    for level, titles in these.items():
        more = [title for title in titles if title not in others.get(level, ())]
        if more:
            yield f"{ROLES[level]} of {quoted_titles(more)}"


def _role(plan: ProcessPlan, person_id: str) -> Level | None:
    if person_id in owners_of(plan):
        return Level.OWNER
    return next((rung.level for rung in rungs(plan) if rung.person_id == person_id), None)


def _duty(plan: ProcessPlan, level: Level) -> str:
    owner, backup, manager = rungs(plan)
    due = f"It is due {cadence(plan)}."
    match level:
        case Level.OWNER:
            turn = f" in your turn ({owners(plan)})" if plan.rota else ""
            first = f"I ask you first{turn}, and you have {duration(owner.window)} for a step"
            return f"{due} {first}; then it moves to {mention(backup.person_id)}."
        case Level.BACKUP:
            moved = f"A step without proof moves to you {duration(owner.window)} after I ask"
            return (
                f"{due} {moved} {first_asked(plan)};"
                f" you have {duration(backup.window)}, then it moves to"
                f" {mention(manager.person_id)}."
            )
        case Level.MANAGER:
            others = f"{first_asked(plan)} and {mention(backup.person_id)}"
            return (
                f"{due} I ask you last, after {others}; you have {duration(manager.window)},"
                " then a step counts as missed."
            )
