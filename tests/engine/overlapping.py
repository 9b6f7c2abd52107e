"""Runs that are still open when the next one is due."""

from cafe import ONE_STEP

from storage.states import Overlap

DAY = 86400
# Longer than from one run to the next.
LONG = {"owner_seconds": 5 * DAY, "backup_seconds": DAY, "manager_seconds": DAY}
DAILY = "every day at 7:00"


def open_since_monday(cafe, overlap=Overlap.CLOSE, steps=ONE_STEP, **facts):
    """A process whose run of Monday nobody has proven, a moment before Tuesday's."""
    made = cafe.process(DAILY, steps=steps, overlap=overlap, **LONG | facts)
    cafe.at("7:00")
    cafe.at("6:50", day=1)
    return made


def outcomes(cafe):
    """How each step that is closed ended, by the ledger."""
    done, missed = cafe.ledger("step_done"), cafe.ledger("step_missed")
    return sorted(facts["outcome"] for facts in [*done, *missed])
