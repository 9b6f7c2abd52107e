"""Steps moved about, and one of them changed: pure."""

from collections.abc import Sequence
from typing import Any

from scheduler.plan import StepPlan


class NoSuchStepError(KeyError):
    """There is no step with this key."""


def moved(steps: Sequence[StepPlan], key: str, by: int) -> tuple[StepPlan, ...]:
    """Return the steps with one of them `by` places further down, as far as there are places.

    Raises NoSuchStepError.
    """
    at = place_of(steps, key)
    rest = [step for step in steps if step.key != key]
    to = min(max(at + by, 0), len(rest))
    return (*rest[:to], steps[at], *rest[to:])


def changed(steps: Sequence[StepPlan], key: str, own: dict[str, Any]) -> tuple[StepPlan, ...]:
    """Return the steps with other fields in one of them. Raises NoSuchStepError."""
    at = place_of(steps, key)
    return (*steps[:at], steps[at].model_copy(update=own), *steps[at + 1 :])


def place_of(steps: Sequence[StepPlan], key: str) -> int:
    """Return where a step stands, counted from 0. Raises NoSuchStepError."""
    found = next((at for at, step in enumerate(steps) if step.key == key), None)
    if found is None:
        raise NoSuchStepError(key)
    return found
