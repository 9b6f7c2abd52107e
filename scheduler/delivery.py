"""Send what was claimed, and settle what became of it.

pending → sending → sent | unknown | refused | cancelled. A row is claimed in one transaction,
Slack is called outside of any, and the outcome is written in a second one. An answer that leaves
open whether Slack acted makes the row unknown: it is looked up by its key before it is sent again.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import structlog
from sqlalchemy import and_, tuple_

from scheduler.claiming import Claim, Claims
from scheduler.letters import Lapsed, Later, Outcome, Postman, Refused, Render, Sent, Unknown
from scheduler.pacing import Pacing
from scheduler.settling import LONGEST_WAIT, settle
from storage.database import Database
from storage.models import Outgoing
from storage.states import OutgoingKind, OutgoingState
from storage.trouble import trouble_of

log = structlog.get_logger()

LONGEST_CALL = timedelta(seconds=10)


@dataclass(frozen=True)
class Senders:
    """The threads that send, how many there are, and how fast they may; None for no limit.

    `painter` is the thread that draws Home tabs; without one they are drawn in that of the cycle.
    """

    executor: Executor
    count: int
    pacing: Pacing | None = None
    painter: Executor | None = None


class Delivery:
    """Sends what is pending, one message at a time for each conversation."""

    def __init__(
        self,
        database: Database,
        postman: Postman,
        render: Render,
        clock: Callable[[], datetime],
        senders: Senders,
    ) -> None:
        """Work on `database` with the threads of `senders`."""
        self.database = database
        self.claims = Claims(database, render)
        self.postman = postman
        self.clock = clock
        self.senders = senders
        self.on_settled: Callable[[], None] = lambda: None
        self.on_outcome: Callable[[OutgoingKind, Outcome], None] = lambda _kind, _outcome: None
        # Only what a thread is free for is claimed: a lease must not run out in a queue.
        self._free = senders.count
        # The messages that our threads have in hand, each with its fence.
        self._mine: set[tuple[int, int]] = set()
        self._closed = False
        self._counting = Lock()

    def deliver(self, now: datetime) -> None:
        """Send what is due; returns when everything claimed has been handed to a thread."""
        if self._closed:
            return
        abandoned = and_(Outgoing.state == OutgoingState.SENDING, Outgoing.next_at <= now)
        # Its last call began no later than that.
        self.claims.take_back(abandoned, now - LONGEST_CALL)
        for claim in self.claims.claim(now, self._free, self.senders.pacing):
            self._hold(claim)
            self.senders.executor.submit(self._send_safely, claim)

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was sending when it died. To be called before the first beat."""
        self.claims.take_back(Outgoing.state == OutgoingState.SENDING, now)

    def close(self) -> None:
        """Claim nothing any more; what is being sent goes on."""
        self._closed = True

    def hand_back(self, now: datetime) -> None:
        """Give up what Slack still has not answered: whoever comes next looks it up."""
        with self._counting:
            mine = set(self._mine)
        ours = tuple_(Outgoing.id, Outgoing.attempts).in_(mine)
        self.claims.take_back(and_(Outgoing.state == OutgoingState.SENDING, ours), now)

    def _hold(self, claim: Claim) -> None:
        with self._counting:
            self._free -= 1
            self._mine.add((claim.message_id, claim.fence))

    def _release(self, claim: Claim) -> None:
        with self._counting:
            self._free += 1
            self._mine.discard((claim.message_id, claim.fence))

    def _send_safely(self, claim: Claim) -> None:
        try:
            self._send(claim)
        except Exception as error:
            # The row stays "sending" until its lease ends; nobody else would hear of the error.
            trouble = trouble_of(error)
            if trouble is None:
                log.exception("delivery failed", action="delivery_failed", message=claim.message_id)
            else:
                told = {"action": trouble.action, "remedy": trouble.remedy}
                log.warning("not settled yet", message=claim.message_id, **told)
        finally:
            self._release(claim)
            self.on_settled()

    def _send(self, claim: Claim) -> None:
        outcome = self._outcome(claim)
        self._learn(claim, outcome)
        with self.database.work() as session:
            message = session.get_one(Outgoing, claim.message_id, with_for_update=True)
            if message.state != OutgoingState.SENDING or message.attempts != claim.fence:
                log.warning("sent beyond its lease", action="fenced_off", key=message.key)
                return
            settle(session, message, outcome, self.clock())
            log.info(
                "said" if isinstance(outcome, Sent) else "not said",
                action="message_settled",
                kind=str(message.kind),
                state=str(message.state),
                conversation=message.conversation,
                error=message.error,
            )
            session.commit()

    def _outcome(self, claim: Claim) -> Outcome:
        if claim.doubtful_since is not None:
            found = self.postman.find(claim.letter, claim.doubtful_since)
            if isinstance(found, Later):
                # It stays open whether Slack acted; only a look can close that.
                return Unknown(found.error)
            if not isinstance(found, Refused):
                return found
        if claim.has_lapsed:
            return Lapsed()
        return self.postman.post(claim.letter, lambda: self._is_ours(claim))

    def _is_ours(self, claim: Claim) -> bool:
        """Tell whether a claim holds for as long as a call may take."""
        return self.claims.holds(claim, self.clock() + LONGEST_CALL)

    def _learn(self, claim: Claim, outcome: Outcome) -> None:
        self.on_outcome(claim.kind, outcome)
        if self.senders.pacing is None:
            return
        match outcome:
            case Sent(channel_id):
                self.senders.pacing.posted(claim.letter.conversation, channel_id, self.clock())
            case Later(after=after, is_limit=True):
                self.senders.pacing.limited(claim.kind, self.clock(), after or LONGEST_WAIT)
            case _:
                pass
