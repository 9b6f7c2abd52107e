"""Which step of a changed process is which step of before, and what goes with it: pure."""

import uuid
from collections.abc import Callable, Sequence

from scheduler.plan import OWN, StepPlan

Same = Callable[[StepPlan, StepPlan], bool]


def keyed(before: Sequence[StepPlan], after: Sequence[StepPlan]) -> tuple[StepPlan, ...]:
    """Return the steps of `after` with the keys that they had in `before`; new ones get new keys.

    A step is the same if its title is, wherever it now stands; of several with one title that
    which bears the key; else if it bears the key; or if it stands where it did, with the same
    proof rule, so that only its title can have changed.
    """
    free = dict(enumerate(before))
    kept: dict[int, str] = {}
    for same in (_itself, _alike, _same_key):
        _keep(after, free, kept, same)
    for position, step in enumerate(after):
        renamed = free.get(position)
        if position not in kept and renamed is not None and rule_of(renamed) == rule_of(step):
            kept[position] = free.pop(position).key
    return tuple(
        step.model_copy(update={"key": kept.get(position) or uuid.uuid4().hex})
        for position, step in enumerate(after)
    )


def carried(before: Sequence[StepPlan], typed: Sequence[StepPlan]) -> tuple[StepPlan, ...]:
    """Return steps as typed, each with all of its own that the same step had in `before`.

    Whoever types a list of steps sees nothing of that, so it must not be lost. Keys are left as
    they are; what was typed goes before what was there.
    """
    known = {step.key: step for step in keyed((), before)}
    old = tuple(known.values())
    return tuple(
        _with_own(step, known.get(same.key))
        for step, same in zip(typed, keyed(old, typed), strict=True)
    )


def _with_own(step: StepPlan, before: StepPlan | None) -> StepPlan:
    if before is None:
        return step
    unsaid = {name: getattr(before, name) for name in OWN if getattr(step, name) is None}
    return step.model_copy(update=unsaid)


def _keep(
    after: Sequence[StepPlan], free: dict[int, StepPlan], kept: dict[int, str], same: Same
) -> None:
    for position, step in enumerate(after):
        if position in kept:
            continue
        found = next((at for at, old in free.items() if same(old, step)), None)
        if found is not None:
            kept[position] = free.pop(found).key


def _itself(one: StepPlan, other: StepPlan) -> bool:
    return _same_key(one, other) and _alike(one, other)


def _same_key(one: StepPlan, other: StepPlan) -> bool:
    return one.key != "" and one.key == other.key


def _alike(one: StepPlan, other: StepPlan) -> bool:
    return one.title.casefold().split() == other.title.casefold().split()


def rule_of(step: StepPlan) -> tuple[str, int]:
    """Return what proves a step."""
    return step.proof_kind, step.proof_count
