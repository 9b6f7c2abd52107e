"""What a card asks of a person, as they read it."""

from dataclasses import dataclass
from datetime import timedelta

from storage.models import Turn
from storage.states import Level


@dataclass(frozen=True)
class Wanted:
    """A turn as its person sees it; `name` is the same in every replay."""

    name: str
    person: str
    kind: str
    count: int
    window: timedelta
    step_id: int
    turn_id: int
    level: Level


def wanted(database, key, rungs):
    """What the card with this key asks."""
    turn_id = int(key.split(":")[1])
    with database.work() as session:
        turn = session.get(Turn, turn_id)
        step, run = turn.run_step, turn.run_step.run
        name = f"{run.name}/{run.occurrence}/{step.position}/{turn.level}"
        window = rungs(step)[turn.level].window
        kind, many = str(step.proof_kind), step.proof_count
        return Wanted(name, turn.person_id, kind, many, window, step.id, turn.id, turn.level)
