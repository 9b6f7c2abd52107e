"""The steps of a process in a modal: their order, with buttons, and what each has of its own."""

from collections.abc import Iterator

from handlers.views import step_ids as ids
from handlers.views.blocks import Block, press, row, section
from handlers.views.modal import View, modal
from handlers.views.rota_words import first_asked
from handlers.views.step_words import ORDERS, own_lines
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    aloud,
    bold,
    clip,
    command,
    duration,
    mention,
    named,
    plural,
    proof_rule,
    said,
)
from scheduler.definition import Definition
from scheduler.ladder import Rung, rungs
from scheduler.plan import ProcessPlan, StepPlan
from storage.models import Family, Process

STEP_TITLE = 1000


def step_list(plan: ProcessPlan, draft_id: str) -> View:
    """Return the modal; what is arranged in it is kept in a draft until it is saved."""
    return modal(
        ids.STEPS_CALLBACK,
        "Steps",
        [section("\n".join(_head(plan))), *_steps(plan)],
        submit="Preview",
        close="Cancel",
        memory=draft_id,
    )


def ladder_line(plan: ProcessPlan) -> str:
    """Return who is asked, in order, and how long each of them has."""
    if isinstance(plan, Definition):
        who = ", then ".join(
            f"its {ROLES[one.level]} for {duration(one.window)}" for one in rungs(plan)
        )
        return f"at each place {who}"
    owner, *later = rungs(plan)
    first = f"{first_asked(plan)} for {duration(owner.window)}"
    return ", then ".join([first, *(_asked(rung) for rung in later)])


def _asked(rung: Rung) -> str:
    return f"{mention(rung.person_id)} for {duration(rung.window)}"


def list_gone() -> Message:
    """Say that a list of steps can no longer be worked on."""
    return said(
        "This list is no longer open: it was saved, or it is too old.",
        "Open it anew with `/baton steps` and the name of the process.",
    )


def steps_of_family(place: Process, family: Family, count: int) -> Message:
    """Say that a place has the steps of its family, and offer these."""
    text = (
        f"{named(place.name)} is a place of {named(family.name)}, whose "
        f"steps are the same at each: what is arranged is so at {plural(count, 'place')}."
    )
    steps = press(ids.OPEN_FAMILY_STEPS, "Steps of all places", value=str(family.id))
    return Message(text, [section(text), row(steps)])


def not_saved(sentence: str) -> Message:
    """Say what is wrong with a step, and where to mend it."""
    return said(f"{clip(sentence, STEP_TITLE)} You can change that under Details.")


def _head(plan: ProcessPlan) -> Iterator[str]:
    steps = plural(len(plan.steps), "step")
    order = f", {ORDERS[plan.opening]}" if len(plan.steps) > 1 else ""
    places = " They are the same at all its places." if isinstance(plan, Definition) else ""
    yield f"{bold(clip(plan.name, NAME))}: {steps}{order}.{places}"
    yield f"Where a step says nothing else, I ask {ladder_line(plan)}."
    edit = command("edit", plan.name)
    yield f"To add, take out or rename steps: {edit}. It keeps what each has of its own."


def _steps(plan: ProcessPlan) -> Iterator[Block]:
    for number, step in enumerate(plan.steps, start=1):
        proof = proof_rule(step.proof_kind, step.proof_count)
        title = f"{number}. {clip(step.title, STEP_TITLE)} \u2013 {proof}"
        yield section("\n".join([title, *own_lines(step)]))
        yield row(*_buttons(step, is_first=number == 1, is_last=number == len(plan.steps)))


def _buttons(step: StepPlan, *, is_first: bool, is_last: bool) -> Iterator[Block]:
    if not is_first:
        yield _button(ids.MOVE_UP, "Up", "Move up", step)
    if not is_last:
        yield _button(ids.MOVE_DOWN, "Down", "Move down", step)
    yield _button(ids.OPEN_DETAILS, "Details", "Details of", step)


def _button(action_id: str, shown: str, verb: str, step: StepPlan) -> Block:
    spoken = aloud(verb, step.title)
    return press(action_id, shown, value=step.key, accessibility_label=spoken)
