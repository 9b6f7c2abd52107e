"""Home tabs, drawn anew within seconds of a change and within Slack's limits.

opened → drawn → stale → drawn … → forgotten a day after it was last opened. What makes one stale is
read from the ledger, which knows everything that happens: no transition has to think of it.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from scheduler.home_news import concerned
from scheduler.letters import Later, Outcome, Refused, Unknown
from scheduler.mine import midnight_after
from scheduler.pacing import Budget
from storage.database import Database
from storage.models import HomeTab, LedgerHead, Member
from storage.trouble import trouble_of

log = structlog.get_logger()

# Whoever has not looked for so long is drawn for again when they do.
KEPT_FOR = timedelta(hours=24)
# Between two drawings for one person: what happens meanwhile is in the second one.
PACE = timedelta(seconds=3)
# Slack takes a hundred a minute, and modals are opened out of the same allowance.
TABS_PER_MINUTE = 60
BATCH = 10
# Longer than a call to Slack may take. What is still being drawn then belongs to a dead bot.
LEASE = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=5)

View = dict[str, Any]
# Draws a person's tab from the state as it is at an aware instant.
Draw = Callable[[Session, HomeTab, datetime], View]


class HomeDesk(Protocol):
    """What Home tabs need of Slack."""

    def publish_home(self, person_id: str, view: View) -> Outcome | None:
        """Show a view as a person's Home tab; None once Slack does. Raises nothing."""
        ...


@dataclass(frozen=True)
class _Claim:
    """A tab that is ours to draw. `began_at` is the fence, `stale_at` what it was claimed for."""

    tab: HomeTab
    began_at: datetime
    stale_at: datetime | None


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


class Homes:
    """Draws in a thread of its own, so that no message waits for it."""

    def __init__(
        self,
        database: Database,
        desk: HomeDesk,
        draw: Draw,
        clock: Callable[[], datetime],
        executor: Executor | None,
    ) -> None:
        """Show on `desk` what `draw` draws, in the caller's thread where there is no `executor`."""
        self.database = database
        self.desk = desk
        self.draw = draw
        self.clock = clock
        self.executor = executor
        self._budget = Budget(TABS_PER_MINUTE)
        self._is_busy = False
        self._is_closed = False

    def close(self) -> None:
        """Begin no further drawing; what is under way goes on."""
        self._is_closed = True

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was drawing when it died. Only for who has the database alone."""
        with self.database.work() as session:
            mine = update(HomeTab).where(HomeTab.is_drawing)
            session.execute(mine.values(is_drawing=False, next_at=now))
            session.commit()

    def follow(self, now: datetime) -> None:
        """Look into the ledger for what concerns those whose tabs are kept."""
        head, seen = self.database.ask(NEWS)[0]
        if seen is None or head is None or seen >= head:
            return
        with self.database.look() as session:
            people = concerned(session, seen, head)
        with self.database.work() as session:
            for tab in session.scalars(select(HomeTab).where(HomeTab.seen_seq < head)):
                tab.seen_seq = head
                if people is None or tab.person_id in people:
                    _want(tab, now)
            session.commit()

    def draw_due(self, now: datetime) -> None:
        """Have the tabs drawn that are due; returns before they are, where there is a thread."""
        if self._is_busy or self._is_closed:
            return
        with self.database.look() as session:
            due = select(HomeTab.person_id).where(HomeTab.next_at <= now)
            most = min(BATCH, self._budget.left(now.timestamp()))
            people = list(session.scalars(due.order_by(HomeTab.next_at).limit(most)))
        if not people:
            return
        self._is_busy = True
        if self.executor is None:
            self._draw_all(people)
        else:
            self.executor.submit(self._draw_all, people)

    def _draw_all(self, people: Sequence[str]) -> None:
        try:
            for person_id in people:
                if not self._is_closed:
                    self._draw(person_id, self.clock())
        except Exception as error:
            # The tab stays claimed until its lease ends. Of its database the cycle tells.
            if trouble_of(error) is None:
                log.exception("a Home tab failed", action="home_failed")
        finally:
            self._is_busy = False

    def _draw(self, person_id: str, now: datetime) -> None:
        claim = self._claim(person_id, now)
        if claim is None:
            return
        view, zone = self._drawn(claim.tab, now)
        if view is None:
            outcome: Outcome | None = Refused("could not be drawn")
            digest = ""
        else:
            digest = hashlib.sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
            outcome = self._shown(claim.tab, view, digest, now)
        self._settle(claim, outcome, digest, zone)

    def _claim(self, person_id: str, now: datetime) -> _Claim | None:
        """Keep other bots from drawing it as well; forget it where nobody looks any more."""
        with self.database.work() as session:
            tab = session.get(HomeTab, person_id, with_for_update=True)
            if tab is None or tab.next_at is None or tab.next_at > now:
                return None
            if now - tab.opened_at >= KEPT_FOR:
                session.delete(tab)
                session.commit()
                return None
            tab.is_drawing, tab.drawn_at, tab.next_at = True, now, now + LEASE
            session.commit()
            return _Claim(tab, now, tab.stale_at)

    def _drawn(self, tab: HomeTab, now: datetime) -> tuple[View | None, str]:
        with self.database.look() as session:
            member = session.get(Member, tab.person_id)
            zone = member.zone if member else "UTC"
            try:
                return self.draw(session, tab, now), zone
            except Exception as error:
                if trouble_of(error) is not None:
                    raise
                # Our own mistake: drawn again when it is next opened.
                log.exception("not drawn", action="home_not_drawn", person=tab.person_id)
                return None, zone

    def _shown(self, tab: HomeTab, view: View, digest: str, now: datetime) -> Outcome | None:
        if digest == tab.drawn_hash:
            return None  # Slack shows this very view
        if not self._budget.take(now.timestamp()):
            return Later("one tab too many", timedelta(seconds=self._budget.wait(now.timestamp())))
        outcome = self.desk.publish_home(tab.person_id, view)
        if isinstance(outcome, Later) and outcome.is_limit:
            after = outcome.after or LONGEST_WAIT
            self._budget.refused(now.timestamp(), after.total_seconds())
        log.info("drawn" if outcome is None else "not drawn", action="home", person=tab.person_id)
        return outcome

    def _settle(self, claim: _Claim, outcome: Outcome | None, digest: str, zone: str) -> None:
        now = self.clock()
        with self.database.work() as session:
            tab = session.get(HomeTab, claim.tab.person_id, with_for_update=True)
            if tab is None or not tab.is_drawing or tab.drawn_at != claim.began_at:
                return  # our lease ran out, and another bot is at it
            if isinstance(outcome, Refused):
                session.delete(tab)
            elif outcome is not None:
                _try_again(tab, outcome, now)
            else:
                _is_shown(tab, claim, digest, zone, now)
            session.commit()


NEWS = select(
    select(func.max(LedgerHead.seq)).scalar_subquery(),
    select(func.min(HomeTab.seen_seq)).scalar_subquery(),
)


def _want(tab: HomeTab, now: datetime) -> None:
    """Let a tab be drawn soon; while it is being drawn, that is settled behind it."""
    tab.stale_at = now
    if not tab.is_drawing:
        soon = _after_a_pause(tab, now)
        tab.next_at = min(tab.next_at or soon, soon)


def _is_shown(tab: HomeTab, claim: _Claim, digest: str, zone: str, now: datetime) -> None:
    tab.is_drawing, tab.attempts, tab.drawn_hash = False, 0, digest
    if tab.stale_at != claim.stale_at:
        tab.next_at = _after_a_pause(tab, now)
        return
    tab.stale_at = None
    # At midnight another day comes up; a day after it was opened it is forgotten.
    tab.next_at = min(midnight_after(now, zone), tab.opened_at + KEPT_FOR)


def _try_again(tab: HomeTab, outcome: Outcome, now: datetime) -> None:
    asked = outcome.after if isinstance(outcome, Later) else None
    tab.is_drawing, tab.attempts = False, tab.attempts + 1
    # Whether Slack shows it is open, so that it must not pass for what is shown.
    tab.drawn_hash = None if isinstance(outcome, Unknown) else tab.drawn_hash
    backoff = timedelta(seconds=2 ** min(tab.attempts, 8))
    tab.next_at = now + min(asked or backoff, LONGEST_WAIT)


def _after_a_pause(tab: HomeTab, now: datetime) -> datetime:
    before = tab.drawn_at
    # A time still to come was told by a clock that was ahead.
    return max(now, before + PACE) if before is not None and before <= now else now
