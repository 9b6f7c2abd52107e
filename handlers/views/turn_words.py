"""Until when somebody has a turn, and what comes then."""

from datetime import datetime

from handlers.views.card_buttons import NextPerson
from handlers.views.words import mention, moment
from storage.models import Turn


def until(turn: Turn, zone: str, now: datetime) -> str:
    """Return when a turn ends; one whose DM is still on its way has its whole window from now."""
    return moment(turn.deadline_at or now + turn.window, zone, now)


def then(following: NextPerson | None) -> str:
    """Return what becomes of a step that nobody proves by then; `following` is asked next."""
    return f"it moves to {mention(following.person_id)}" if following else "it counts as missed"
