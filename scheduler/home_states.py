"""The life of a Home tab: opened, stale, shown, tried again; each in the caller's unit of work."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.letters import Later, Outcome, Unknown
from scheduler.mine import midnight_after
from storage.models import HomeTab, LedgerHead

# Whoever has not looked for so long is drawn for again when they do.
KEPT_FOR = timedelta(hours=24)
# Between two drawings for one person: what happens meanwhile is in the second one.
PACE = timedelta(seconds=3)
LONGEST_WAIT = timedelta(minutes=5)


def opened(session: Session, person_id: str, now: datetime) -> HomeTab:
    """Take down that somebody has opened their Home tab: it is drawn at once."""
    tab = session.get(HomeTab, person_id, with_for_update=True)
    if tab is None:
        head = session.scalar(select(func.max(LedgerHead.seq))) or 0
        tab = HomeTab(person_id=person_id, parts_page=0, unresolved_page=0, seen_seq=head)
        tab.is_drawing, tab.attempts = False, 0
        session.add(tab)
    tab.opened_at = now
    at_once(tab, now)
    return tab


def at_once(tab: HomeTab, now: datetime) -> None:
    """Let a tab be drawn as soon as may be: its person is looking at it."""
    tab.stale_at = now
    if not tab.is_drawing:
        tab.next_at = now


def want(tab: HomeTab, now: datetime) -> None:
    """Let a tab be drawn soon; while it is being drawn, that is settled behind it."""
    tab.stale_at = now
    if not tab.is_drawing:
        soon = _after_a_pause(tab, now)
        tab.next_at = min(tab.next_at or soon, soon)


def is_shown(
    tab: HomeTab, digest: str, drawn_for: datetime | None, zone: str, now: datetime
) -> None:
    """Slack shows what was drawn for the change at `drawn_for`, in its reader's `zone`."""
    tab.is_drawing, tab.attempts, tab.drawn_hash = False, 0, digest
    if tab.stale_at != drawn_for:
        tab.next_at = _after_a_pause(tab, now)
        return
    tab.stale_at = None
    # At midnight another day comes up; a day after it was opened it is forgotten.
    tab.next_at = min(midnight_after(now, zone), tab.opened_at + KEPT_FOR)


def try_again(tab: HomeTab, outcome: Outcome, shown_hash: str | None, now: datetime) -> None:
    """Slack has not taken it: wait as long as it asked, or longer each time."""
    asked = outcome.after if isinstance(outcome, Later) else None
    tab.is_drawing, tab.attempts = False, tab.attempts + 1
    # Whether Slack shows the old or the new one may be open: then neither passes for shown.
    tab.drawn_hash = None if isinstance(outcome, Unknown) else shown_hash
    backoff = timedelta(seconds=2 ** min(tab.attempts, 8))
    tab.next_at = now + min(asked or backoff, LONGEST_WAIT)


def _after_a_pause(tab: HomeTab, now: datetime) -> datetime:
    before = tab.drawn_at
    # A time still to come was told by a clock that was ahead.
    return max(now, before + PACE) if before is not None and before <= now else now
