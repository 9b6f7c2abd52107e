"""What a form is filled with that a document was read for."""

from dataclasses import dataclass, field

from handlers.draft_cadence import When
from handlers.readings import Piece
from scheduler.plan import StepPlan


@dataclass(frozen=True)
class Prefilled:
    """A piece with all that could be concluded from it; `people` are members by their role."""

    piece: Piece
    when: When
    steps: tuple[StepPlan, ...]
    people: dict[str, str] = field(default_factory=dict)
