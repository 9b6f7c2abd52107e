"""Two people's changes of one process's steps: what only one of them changed is as they did. Pure.

All steps have the keys that they have in `base`, or new ones.
"""

from collections.abc import Sequence

from scheduler.plan import OWN, StepPlan
from scheduler.step_keys import rule_of

Steps = Sequence[StepPlan]


def merged_steps(base: Steps, mine: Steps, theirs: Steps) -> tuple[StepPlan, ...]:
    """Return `theirs` with what `mine` changes of `base`."""
    old, new, changed = _by_key(base), _by_key(theirs), _by_key(mine)
    listed = [
        new.get(step.key, step) if _is_as_before(step, old) else step
        for step in _order(base, mine, theirs)
    ]
    return tuple(
        _with_mine(step, old.get(step.key), changed.get(step.key), new.get(step.key))
        for step in listed
    )


def _order(base: Steps, mine: Steps, theirs: Steps) -> Steps:
    """Return my list where I have written one anew, theirs where I left it alone.

    Where I have only moved steps about, those that they took out stay out, and those that they
    added come last.
    """
    if _lines(mine) == _lines(base):
        return theirs
    if sorted(_lines(mine)) != sorted(_lines(base)):
        return mine
    left, were = _by_key(theirs), {step.key for step in base}
    return [
        *(left[step.key] for step in mine if step.key in left),
        *(step for step in theirs if step.key not in were),
    ]


def _with_mine(
    step: StepPlan, old: StepPlan | None, mine: StepPlan | None, theirs: StepPlan | None
) -> StepPlan:
    """Give a step what I changed of its own, and else what they have."""
    if old is None or mine is None or theirs is None:
        return step
    own = {
        name: getattr(theirs if getattr(mine, name) == getattr(old, name) else mine, name)
        for name in OWN
    }
    return step.model_copy(update=own)


def _is_as_before(step: StepPlan, old: dict[str, StepPlan]) -> bool:
    return step.key in old and _line(old[step.key]) == _line(step)


def _lines(steps: Steps) -> list[tuple[str, str, tuple[str, int]]]:
    return [_line(step) for step in steps]


def _line(step: StepPlan) -> tuple[str, str, tuple[str, int]]:
    return step.key, step.title, rule_of(step)


def _by_key(steps: Steps) -> dict[str, StepPlan]:
    return {step.key: step for step in steps}
