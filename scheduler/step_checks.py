"""What is wrong with what a step has of its own, in words, before it is saved."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler import links, windows
from scheduler.ladder import rungs
from scheduler.people_checks import asked_again, same_person
from scheduler.pictures import picture_problem
from scheduler.plan import OWN_LADDER, ProcessPlan, StepPlan
from scheduler.step_ladders import WithSteps, is_in_turns, ladder_of
from scheduler.typed_text import quoted
from storage.states import Level

Problem = tuple[str, str]
LABELS = {
    **{f"{level.role}_id": level.role for level in Level},
    **{f"{level.role}_seconds": f"time for the {level.role}" for level in Level},
    "sop_url": "SOP link",
    "picture": "picture",
}


def step_problems(work: WithSteps, step: StepPlan, minimum_window: timedelta) -> dict[str, str]:
    """Return a sentence for each field of a step that cannot stay as it is.

    Where its people are as in its process it is the process that is wrong, and says so.
    """
    found = (*_of_people(work, step), *window_problems(step, minimum_window), *_of_links(step))
    return dict(found)


def first_problem(plan: ProcessPlan, minimum_window: timedelta) -> str | None:
    """Return what is wrong with the first such step of a plan; None when nothing is."""
    for number, step in enumerate(plan.steps, start=1):
        for field, sentence in step_problems(plan, step, minimum_window).items():
            return named(number, step, sentence, LABELS[field])
    return None


def people_problem(plan: ProcessPlan) -> str | None:
    """Return what is wrong with the people of the first such step; None when nothing is."""
    for number, step in enumerate(plan.steps, start=1):
        for field, sentence in _of_people(plan, step):
            return named(number, step, sentence, LABELS[field])
    return None


def named(number: int, step: StepPlan, sentence: str, field: str = "") -> str:
    """Return a sentence about the step of this number, counted from 1, and a field of it."""
    about = f", {field}" if field else ""
    return f"Step {number}, “{quoted(step.title)}”{about}: {sentence}"


def _of_people(work: WithSteps, step: StepPlan) -> Iterator[Problem]:
    if any(getattr(step, f"{level.role}_id") for level in Level):
        ladder = rungs(ladder_of(work, step))
        ids = {f"{rung.level.role}_id": rung.person_id for rung in ladder}
        yield from same_person(ids).items()
        if work.rota is not None and is_in_turns(step):
            yield from asked_again(work.rota, ids).items()


def window_problems(work: ProcessPlan | StepPlan, minimum: timedelta) -> Iterator[Problem]:
    """Give a sentence for each window that is too short or too long."""
    for field in OWN_LADDER[len(Level) :]:
        seconds = getattr(work, field)
        try:
            if seconds is not None:
                windows.bounded(timedelta(seconds=seconds), minimum)
        except windows.WindowError as problem:
            yield field, str(problem)


def _of_links(step: StepPlan) -> Iterator[Problem]:
    problem = links.link_problem(step.sop_url) if step.sop_url else None
    if problem:
        yield "sop_url", problem
    problem = picture_problem(step.picture) if step.picture else None
    if problem:
        yield "picture", problem
