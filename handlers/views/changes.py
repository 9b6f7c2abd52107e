"""What becomes of a process that is changed: before → after, a line for each difference."""

from collections.abc import Callable, Iterator, Sequence

from handlers.views.cadence_words import cadence
from handlers.views.holiday_words import NO_HOLIDAYS, holidays
from handlers.views.overlap_words import SAID as OVERLAPS
from handlers.views.reminders import nudges_of
from handlers.views.rota_words import owners
from handlers.views.step_changes import own_changes
from handlers.views.step_words import ORDERS, own
from handlers.views.words import (
    NAME,
    clip,
    digest_channel,
    duration,
    first_of,
    mention,
    proof_rule,
    sop_link,
)
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.versions import CADENCE, OWNER, Change, same

ARROW = " → "
KEPT = "Runs that are open keep what they started with."
SHORT_TITLE = 600
SHORTEST_TITLE = 60
MOST_LINES = 20

Words = Callable[[ProcessPlan], str]


def _holidays(plan: ProcessPlan) -> str:
    return holidays(plan.holidays) if plan.holidays else NO_HOLIDAYS


# Each line: what it is about, which fields of the plan, and their words.
LINES: tuple[tuple[str, tuple[str, ...], Words], ...] = (
    ("Name", ("name",), lambda plan: clip(plan.name, NAME)),
    ("Due", CADENCE, cadence),
    ("Public holidays", ("holidays",), _holidays),
    ("Owner", OWNER, owners),
    ("Backup", ("backup_id",), lambda plan: mention(plan.backup_id)),
    ("Manager", ("manager_id",), lambda plan: mention(plan.manager_id)),
    ("Time for the owner", ("owner_seconds",), lambda plan: duration(plan.owner_seconds)),
    ("Time for the backup", ("backup_seconds",), lambda plan: duration(plan.backup_seconds)),
    ("Time for the manager", ("manager_seconds",), lambda plan: duration(plan.manager_seconds)),
    ("The steps open", ("opening",), lambda plan: ORDERS[plan.opening]),
    ("If the last run is still open", ("overlap",), lambda plan: OVERLAPS[plan.overlap]),
    ("Nudges", ("nudges",), nudges_of),
    ("SOP", ("sop_url",), lambda plan: sop_link(plan.sop_url)),
    ("Weekly digest", ("digest_channel_id",), lambda plan: digest_channel(plan.digest_channel_id)),
)


def changes(before: ProcessPlan, after: ProcessPlan) -> list[str]:
    """Return the differences of two versions whose steps have their keys; empty if none."""
    lines = [
        _line(label, words(before), words(after))
        for label, fields, words in LINES
        if not same(fields, before, after)
    ]
    return [*lines, *_steps(before.steps, after.steps)]


def bullets(change: Change) -> list[str]:
    """Return what somebody changed as a list, as long as a message can hold."""
    lines = [f"• {line}" for line in changes(change.before, change.after)]
    return first_of(lines, MOST_LINES)


def _line(label: str, old: str, new: str) -> str:
    # What is too long to be shown whole can look the same before and after.
    return f"{label}: {old}{ARROW}{new}" if old != new else f"{label}: changed, {new}"


def _steps(before: Sequence[StepPlan], after: Sequence[StepPlan]) -> Iterator[str]:
    old = {step.key: step for step in before}
    kept = {step.key for step in after}
    for number, step in enumerate(after, start=1):
        if step.key in old:
            yield from _step(number, old[step.key], step)
        else:
            yield f"Step {number} is new: {_title(step)} \u2013 {_proof(step)}{_own(step)}"
    for number, step in enumerate(before, start=1):
        if step.key not in kept:
            yield f"Step {number} is taken out: {_title(step)}"
    yield from _order([s for s in before if s.key in kept], [s for s in after if s.key in old])


def _step(number: int, old: StepPlan, new: StepPlan) -> Iterator[str]:
    if old.title != new.title:
        yield f"Step {number}: “{_title(old)}”{ARROW}“{_title(new)}”"
    if _proof(old) != _proof(new):
        yield f"Step {number}, {_title(new)}: {_proof(old)}{ARROW}{_proof(new)}"
    for label, was, is_now in own_changes(old, new):
        yield f"Step {number}, {_short(new)}, {_line(label, was, is_now)}"


def _order(before: Sequence[StepPlan], after: Sequence[StepPlan]) -> Iterator[str]:
    if [step.key for step in before] != [step.key for step in after]:
        titles = ", then ".join(_short(step) for step in after)
        yield f"The steps' order: now {titles}"


def _short(step: StepPlan) -> str:
    return clip(step.title, SHORTEST_TITLE)


def _own(step: StepPlan) -> str:
    said = own(step)
    return f" ({said})" if said else ""


def _title(step: StepPlan) -> str:
    return clip(step.title, SHORT_TITLE)


def _proof(step: StepPlan) -> str:
    return proof_rule(step.proof_kind, step.proof_count)
