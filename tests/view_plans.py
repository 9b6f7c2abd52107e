"""Plans as the views are given them, and what a change of one leads to."""

from datetime import UTC, datetime

from view_rows import BERLIN

from scheduler import cadence
from scheduler.cadence import Cadence
from scheduler.changing import Prospect
from scheduler.plan import ProcessPlan, StepPlan
from storage.states import ProofKind

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
STEPS = (
    StepPlan(title="Unlock doors", key="k1"),
    StepPlan(title="Fridge", proof_kind=ProofKind.PHOTO, key="k2"),
    StepPlan(title="Float", proof_kind=ProofKind.FILE, key="k3"),
)
PLAN = ProcessPlan(
    name="Opening checks",
    sop_url="https://sop.example/opening",
    owner_id="U0ANA",
    backup_id="U0BEN",
    manager_id="U0MIA",
    rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    start=datetime(2026, 11, 23, 7, 0),
    zone=BERLIN,
    steps=STEPS,
    digest_channel_id="C0OPS",
)


def prospect(after, before=PLAN, **facts):
    kept = Cadence(after.rule, after.start, after.zone)
    coming = tuple(cadence.occurrences(kept, NOW, 3))
    known = {
        "typed": after,
        "coming": coming,
        "owners": (),
        "same_day": None,
        "open_runs": 0,
        "is_paused": False,
    }
    return Prospect(before=before, after=after, **known | facts)
