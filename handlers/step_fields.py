"""What somebody typed into the details of a step: every field read, every problem at its field."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from handlers.forms import FormErrors
from handlers.people import Directory
from handlers.views import step_ids as ids
from handlers.views import step_refusals as refusals
from handlers.views.form_state import FormState
from handlers.views.words import ROLES
from scheduler import links, windows
from scheduler.pictures import picture_link
from scheduler.plan import LONGEST_INSTRUCTION, ProcessPlan, StepPlan
from scheduler.step_checks import step_problems
from scheduler.typed_text import several_lines

Value = TypeVar("Value")


def read_details(values: Any, minimum_window: timedelta) -> dict[str, Any]:
    """Read `view.state.values`: each field, None where it is as the process. Raises FormErrors."""
    reader = _Reader(FormState(values))
    own: dict[str, Any] = {
        ids.INSTRUCTION: reader.read(ids.INSTRUCTION, _instruction),
        ids.SOP: reader.read(ids.SOP, links.sop_link),
        ids.PICTURE: reader.read(ids.PICTURE, picture_link),
    }
    for role in ROLES.values():
        person, window = f"{role}_id", f"{role}_seconds"
        own[person] = reader.person(person)
        own[window] = reader.read(window, lambda text: _seconds(text, minimum_window))
    if reader.errors:
        raise FormErrors(reader.errors)
    return own


class _Reader:
    """Reads fields of which each may be empty, and keeps what is wrong with each."""

    def __init__(self, state: FormState) -> None:
        self.state = state
        self.errors: dict[str, str] = {}

    def read(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        typed = self.state.text(name).strip()
        try:
            return reader(typed) if typed else None
        except ValueError as problem:
            self.errors[name] = str(problem)
            return None

    def person(self, name: str) -> str | None:
        chosen = self.state.people(name)
        if len(chosen) > 1:
            self.errors[name] = refusals.ONE_PERSON
        return chosen[0] if chosen else None


def _instruction(text: str) -> str | None:
    lines = several_lines(text)
    if len(lines) > LONGEST_INSTRUCTION:
        raise ValueError(refusals.instruction_too_long(len(lines)))
    return lines or None


def _seconds(text: str, minimum: timedelta) -> int:
    return int(windows.parse_window(text, minimum).total_seconds())


def refuse_wrong_people(own: dict[str, Any], directory: Directory, now: datetime) -> None:
    """Raise FormErrors where somebody who is named cannot be asked."""
    named = {f"{role}_id": own[f"{role}_id"] for role in ROLES.values() if own[f"{role}_id"]}
    wrong = directory.who_cannot(named, now)
    if wrong:
        raise FormErrors(wrong)


def refuse_wrong_step(
    plan: ProcessPlan, step: StepPlan, minimum_window: timedelta, place: str = ""
) -> None:
    """Raise FormErrors where a step cannot stay as it is in its process, or at this `place`."""
    wrong = step_problems(plan, step, minimum_window)
    if wrong:
        raise FormErrors({field: refusals.at_place(place, why) for field, why in wrong.items()})
