"""What a step has of its own, in words: its people and windows, and how it is done."""

from collections.abc import Iterator, Sequence

from handlers.views.words import ROLES, clip, duration, first_of, link, mention
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.step_ladders import own_parts, own_person
from storage.models import Process, Step
from storage.states import Level, Opening

SHORT_TITLE = 200
MOST_TITLES = 3
ORDERS = {Opening.ONE_BY_ONE: "one after another", Opening.ALL_AT_ONCE: "all at once"}
# Thirty steps, each with all of this, stay below what a message holds.
INSTRUCTION = 100
LINK = 300


def steps_title(work: Process | ProcessPlan) -> str:
    """Return how many steps there are and in which order they open, as a headline."""
    count = len(work.steps)
    return "*The step*" if count == 1 else f"*{count} steps, {ORDERS[work.opening]}*"


def own(step: StepPlan | Step) -> str:
    """Return what differs from the process, on one line; empty where nothing does."""
    return "; ".join([*_ladder(step), *_help(step)])


def own_lines(step: StepPlan | Step) -> Iterator[str]:
    """Give the line below a step that says what is its own, if anything is."""
    said = own(step)
    if said:
        yield f"     ↳ {said}"


def _ladder(step: StepPlan | Step) -> Iterator[str]:
    for level, role in ROLES.items():
        person, seconds = own_person(step, level), seconds_of(step, level)
        if person and seconds:
            yield f"{role} {mention(person)} for {duration(seconds)}"
        elif person:
            yield f"{role} {mention(person)}"
        elif seconds:
            yield f"{duration(seconds)} for the {role}"


def _help(step: StepPlan | Step) -> Iterator[str]:
    if step.instruction:
        yield f"“{clip(step.instruction, INSTRUCTION)}”"
    if step.sop_url:
        yield link(str(step.sop_url), "its own SOP", LINK)
    if step.picture:
        yield link(str(step.picture), "a picture", LINK)


def seconds_of(step: StepPlan | Step, level: Level) -> int | None:
    """Return how long a step itself gives the person of a level, in seconds."""
    seconds: int | None = getattr(step, f"{ROLES[level]}_seconds")
    return seconds


def quoted_titles(titles: Sequence[str]) -> str:
    """Return the titles of a few steps, and how many more there are."""
    shown = [f"“{clip(title, SHORT_TITLE)}”" for title in titles]
    return ", ".join(first_of(shown, MOST_TITLES))


def parts_in_steps(process: Process, person_id: str) -> Iterator[str]:
    """Say to somebody which part they have in single steps: "you own “Fridge”"."""
    verbs = {
        Level.OWNER: "you own",
        Level.BACKUP: "you back up",
        Level.MANAGER: "you manage",
    }
    for level, titles in own_parts(process, person_id).items():
        yield f"{verbs[level]} {quoted_titles(titles)}"
