"""How far a draft can be trusted, as a number that can be worked out by hand.

Each part of a draft has a weight. What the source says counts in full, what was concluded from
its words counts half, what is missing counts nothing; a cadence that leaves something to be asked
counts half of what it would.
"""

from collections.abc import Iterable

from intake.draft import CadenceDraft, Reason, Sure

_WEIGHTS = {"name": 0.1, "cadence": 0.3, "owner": 0.15, "backup": 0.05, "manager": 0.05}
_OF_STEPS = 0.35
_COUNTS = {Sure.STATED: 1.0, Sure.INFERRED: 0.5}


def confidence(reasons: Iterable[Reason], cadence: CadenceDraft, steps: int) -> float:
    """Return the share of a draft that its source bears out, from 0 to 1."""
    total = _OF_STEPS if steps else 0.0
    for reason in reasons:
        weight = _WEIGHTS.get(reason.field, 0.0) * _COUNTS[reason.sure]
        asks = reason.field == "cadence" and cadence.question is not None
        total += weight / 2 if asks else weight
    return round(min(total, 1.0), 2)
