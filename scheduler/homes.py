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
from scheduler.home_states import KEPT_FOR, LONGEST_WAIT, is_shown, try_again, want
from scheduler.letters import Later, Outcome, Refused
from scheduler.pacing import Budget
from storage.database import Database
from storage.models import HomeTab, LedgerHead, Member
from storage.trouble import trouble_of

log = structlog.get_logger()

# Slack takes a hundred a minute, and modals are opened out of the same allowance.
TABS_PER_MINUTE = 60
BATCH = 10
# Longer than a call to Slack may take. What is still being drawn then belongs to a dead bot.
LEASE = timedelta(seconds=30)

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
    """A tab that is ours to draw. `began_at` is the fence, `stale_at` what it was claimed for.

    `shown_hash` is of what Slack shows; the row has none meanwhile, as a bot may die behind a call.
    """

    tab: HomeTab
    began_at: datetime
    stale_at: datetime | None
    shown_hash: str | None


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
        row = self.database.ask(NEWS)[0]
        head, seen = row.head, row.seen
        if seen is None or head is None or seen >= head:
            return
        with self.database.look() as session:
            people = concerned(session, seen, head)
        with self.database.work() as session:
            for tab in session.scalars(select(HomeTab).where(HomeTab.seen_seq < head)):
                tab.seen_seq = head
                if people is None or tab.person_id in people:
                    want(tab, now)
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
            outcome = self._shown(claim, view, digest, now)
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
            claim = _Claim(tab, now, tab.stale_at, tab.drawn_hash)
            tab.is_drawing, tab.drawn_at, tab.next_at = True, now, now + LEASE
            tab.drawn_hash = None
            session.commit()
            return claim

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

    def _shown(self, claim: _Claim, view: View, digest: str, now: datetime) -> Outcome | None:
        if digest == claim.shown_hash:
            return None  # Slack shows this very view
        if not self._budget.take(now.timestamp()):
            return Later("one tab too many", timedelta(seconds=self._budget.wait(now.timestamp())))
        person_id = claim.tab.person_id
        outcome = self.desk.publish_home(person_id, view)
        if isinstance(outcome, Later) and outcome.is_limit:
            after = outcome.after or LONGEST_WAIT
            self._budget.refused(now.timestamp(), after.total_seconds())
        log.info("drawn" if outcome is None else "not drawn", action="home", person=person_id)
        return outcome

    def _settle(self, claim: _Claim, outcome: Outcome | None, digest: str, zone: str) -> None:
        now = self.clock()
        with self.database.work() as session:
            tab = session.get(HomeTab, claim.tab.person_id, with_for_update=True)
            if tab is None or not tab.is_drawing or tab.drawn_at != claim.began_at:
                return  # our lease ran out, and another bot is at it
            if isinstance(outcome, Refused) and tab.opened_at == claim.tab.opened_at:
                session.delete(tab)  # until it is opened again
            elif outcome is not None:
                try_again(tab, outcome, claim.shown_hash, now)
            else:
                is_shown(tab, digest, claim.stale_at, zone, now)
            session.commit()


NEWS = select(
    select(func.max(LedgerHead.seq)).scalar_subquery().label("head"),
    select(func.min(HomeTab.seen_seq)).scalar_subquery().label("seen"),
)
