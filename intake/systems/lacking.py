"""What a kind of source never says, but for what people put into fields of their own."""

from collections.abc import Sequence

from intake.found import FoundProcess, Trust


def lacking(usual: Sequence[str], processes: Sequence[FoundProcess]) -> tuple[str, ...]:
    """Return what such a source usually lacks and none of these processes says after all."""
    told = {
        "cadence": any(one.trust >= Trust.FIELD for process in processes for one in process.cadence)
        or any(step.cadence for process in processes for step in process.steps),
        "proof": any(step.proof for process in processes for step in process.steps),
        "backup": any(process.backup for process in processes),
        "manager": any(process.manager for process in processes),
    }
    return tuple(name for name in usual if not told[name])
