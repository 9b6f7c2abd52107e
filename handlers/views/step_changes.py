"""What becomes of a step's own people, windows and help that are changed, a line for each."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from handlers.views.step_words import LINK, seconds_of
from handlers.views.words import ROLES, clip, duration, link, mention
from scheduler.plan import StepPlan
from scheduler.step_ladders import own_person
from storage.states import Level

AS_USUAL = "as the process"
INSTRUCTION = 200

Words = Callable[[StepPlan], str]
Value = TypeVar("Value")


def _person(level: Level) -> Words:
    return lambda step: _said(own_person(step, level), mention)


def _seconds(level: Level) -> Words:
    return lambda step: _said(seconds_of(step, level), duration)


def _said(own: Value | None, words: Callable[[Value], str]) -> str:
    return AS_USUAL if own is None else words(own)


def _link(name: str) -> Words:
    def words(step: StepPlan) -> str:
        url = str(getattr(step, name) or "")
        return link(url, url, LINK, LINK) if url else "none"

    return words


def _instruction(step: StepPlan) -> str:
    return f"“{clip(step.instruction, INSTRUCTION)}”" if step.instruction else "none"


LINES: dict[str, tuple[str, Words]] = {
    **{f"{role}_id": (role, _person(level)) for level, role in ROLES.items()},
    **{
        f"{role}_seconds": (f"time for the {role}", _seconds(level))
        for level, role in ROLES.items()
    },
    "instruction": ("instruction", _instruction),
    "sop_url": ("its own SOP", _link("sop_url")),
    "picture": ("picture", _link("picture")),
}


def own_changes(old: StepPlan, new: StepPlan) -> Iterator[tuple[str, str, str]]:
    """Give what it is about, and its words before and after, for each difference."""
    for name, (label, words) in LINES.items():
        if getattr(old, name) != getattr(new, name):
            yield label, words(old), words(new)
