"""Which step of a changed process is which step of before: pure."""

import uuid
from collections.abc import Sequence

from scheduler.plan import StepPlan


def keyed(before: Sequence[StepPlan], after: Sequence[StepPlan]) -> tuple[StepPlan, ...]:
    """Return the steps of `after` with the keys that they had in `before`; new ones get new keys.

    A step is the same if its title is, wherever it now stands; or if it stands where it did, with
    the same proof rule, so that only its title can have changed.
    """
    free = dict(enumerate(before))
    kept: dict[int, str] = {}
    for position, step in enumerate(after):
        same = next((at for at, old in free.items() if _alike(old, step)), None)
        if same is not None:
            kept[position] = free.pop(same).key
    for position, step in enumerate(after):
        renamed = free.get(position)
        if position not in kept and renamed is not None and _rule(renamed) == _rule(step):
            kept[position] = free.pop(position).key
    return tuple(
        step.model_copy(update={"key": kept.get(position) or uuid.uuid4().hex})
        for position, step in enumerate(after)
    )


def _alike(one: StepPlan, other: StepPlan) -> bool:
    return one.title.casefold().split() == other.title.casefold().split()


def _rule(step: StepPlan) -> tuple[str, int]:
    return step.proof_kind, step.proof_count
