"""What worked last time: asked for, shown, and the modals that take it down or change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ValidationError

from handlers.permission import Action, who_may
from handlers.views import inputs
from handlers.views.blocks import Block, button, section
from handlers.views.modal import View, modal
from handlers.views.words import NAME, TITLE, Message, bold, clip, day, label, mention, said
from scheduler.lessons import LONGEST_LINE, seen
from storage.models import Lesson, Process, Run, RunStep, Step, Turn

LINE_CALLBACK, LINES_CALLBACK = "what_worked", "what_worked_of_all"
# Buttons: the first carries a turn, the second a process.
ADD_LINE, OPEN_LINES = "add_what_worked", "open_what_worked"
LINE = "line"
SHORT_LABEL = 300
# On a page there may be one for each of thirty steps.
SHORT_LINE = 400
QUESTION = "What was it, and what fixed it?"
WHERE = "Whoever has this step sees it the next time it is late, moves on or has a problem."


@dataclass(frozen=True)
class Learned:
    """What worked with the steps of a process, by their keys; may its reader change any of it."""

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    can_change: bool = False


class LineMemory(BaseModel):
    """What the modal of one step remembers: its turn, and the line that was seen."""

    turn_id: int
    seen: int = 0


class LinesMemory(BaseModel):
    """What the modal of a process remembers: the line of each step's key that was seen."""

    process_id: int
    seen: dict[str, int] = {}


def last_time(lesson: Lesson, run: Run | Process, longest: int = TITLE) -> str:
    """Return a line with who said it and when."""
    of = f"{day(lesson.at, run.zone)}, {mention(lesson.person_id)}"
    return f"Last time ({of}): {clip(lesson.text, longest)}"


def asking(turn: Turn, lesson: Lesson | None) -> tuple[str, list[Block]]:
    """Return what the answer that takes a proof adds: the question once, or what was said to it."""
    value = str(turn.id)
    if lesson is None:
        text = f"{QUESTION} If you like, add a line: whoever has trouble with it next sees it."
        return text, [section(text), button(ADD_LINE, "Add a line", value=value)]
    text = f"Kept for next time: “{clip(lesson.text, TITLE)}”."
    return text, [section(text), button(ADD_LINE, "Change the line", value=value)]


def line_modal(turn: Turn, lesson: Lesson | None) -> View:
    """Ask for the line on one step; `lesson` is the one that it has, of this run or an earlier."""
    step = turn.run_step
    text = f"{bold(clip(step.title, TITLE))}\n{clip(step.run.name, NAME)}"
    mine = lesson is not None and lesson.run_step_id == step.id
    if lesson is not None and not mine:
        text += f"\n{last_time(lesson, step.run, SHORT_LINE)}\nA line of yours takes its place."
    hint = f"{WHERE} {'Empty: it is removed.' if mine else 'Empty: nothing is kept.'}"
    initial = lesson.text if lesson is not None and mine else ""
    line = inputs.text_line(
        LINE, initial, longest=LONGEST_LINE, placeholder="the breaker behind the bar was off"
    )
    memory = LineMemory(turn_id=turn.id, seen=seen(lesson))
    fields = [inputs.field(QUESTION, line, hint=hint, optional=True)]
    return _modal(LINE_CALLBACK, memory, [section(text), *fields])


def lines_modal(process: Process, lessons: Sequence[tuple[Step, Lesson]]) -> View:
    """Show the lines of a process's steps that somebody may change."""
    memory = LinesMemory(
        process_id=process.id, seen={step.key: seen(lesson) for step, lesson in lessons}
    )
    text = f"{bold(clip(process.name, NAME))}\n{WHERE} Empty a line to remove it."
    fields = [_line(step, lesson) for step, lesson in lessons]
    return _modal(LINES_CALLBACK, memory, [section(text), *fields])


def line_field(step_key: str) -> str:
    """Return the name of the field for a step's line."""
    return f"{LINE}_{step_key}"


def _line(step: Step, lesson: Lesson) -> Block:
    line = inputs.text_line(line_field(step.key), lesson.text, longest=LONGEST_LINE)
    return inputs.field(label(step.title, SHORT_LABEL), line, optional=True)


def _modal(callback: str, memory: BaseModel, blocks: list[Block]) -> View:
    return modal(
        callback,
        "What worked",
        blocks,
        submit="Keep",
        close="Cancel",
        memory=memory.model_dump_json(),
    )


def line_memory(private_metadata: str) -> LineMemory:
    """Read what the modal of one step remembers; of no turn where it says nothing."""
    try:
        return LineMemory.model_validate_json(private_metadata)
    except ValidationError:
        return LineMemory(turn_id=0)


def lines_memory(private_metadata: str) -> LinesMemory:
    """Read what the modal of a process remembers; of none where it says nothing."""
    try:
        return LinesMemory.model_validate_json(private_metadata)
    except ValidationError:
        return LinesMemory(process_id=0)


def newer(lesson: Lesson, process: Process) -> Message:
    """Say that a later run has taught something since."""
    return said(
        "A later run has a line of its own by now, so nothing was changed.",
        last_time(lesson, process),
    )


def changed(lesson: Lesson | None, step: RunStep | Step) -> Message:
    """Say that somebody else has changed the line while its form was open."""
    title = f"“{clip(step.title, NAME)}”"
    if lesson is None:
        return said(f"The line on {title} was removed while you had this open.")
    now_says = f"It now says: “{clip(lesson.text, SHORT_LINE)}” ({mention(lesson.person_id)})."
    return said(f"The line on {title} was changed while you had this open. {now_says}")


def not_yours(writer_id: str, process: Process, step: RunStep | Step) -> Message:
    """Say who may change a line."""
    people = dict.fromkeys([writer_id, *who_may(Action.LESSON, process)])
    named = ", ".join(mention(person) for person in people)
    return said(
        f"The line on “{clip(step.title, NAME)}” is up to {named} or an admin of this workspace,",
        "so nothing was changed.",
    )


def only_the_prover(turn: Turn) -> Message:
    """Say who is asked for the line on a step."""
    title = f"“{clip(turn.run_step.title, TITLE)}”"
    return said(f"Only {mention(turn.person_id)}, who closed {title}, can add a line here.")


def nothing_to_change(process: Process) -> Message:
    """Say that there is no line that this person may change."""
    return said(f"There is no line of {bold(clip(process.name, NAME))} that you can change.")
