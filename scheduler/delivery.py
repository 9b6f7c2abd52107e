"""Claim, render, send and settle outgoing messages.

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
from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from scheduler import doubt
from scheduler.letters import (
    Lapsed,
    Later,
    Letter,
    Outcome,
    Postman,
    Refused,
    Render,
    Sent,
    Unknown,
)
from scheduler.pacing import Pacing
from scheduler.settling import LONGEST_WAIT, finish, settle, settles
from storage.database import Database
from storage.models import Outgoing
from storage.states import OutgoingKind, OutgoingState
from storage.trouble import trouble_of

log = structlog.get_logger()

# The lease of a row that is being sent: longer than the three calls that a send makes at most, ten
# seconds each; a file that took longer is not shared. What is still "sending" behind it belongs to
# a bot that died.
LEASE = timedelta(seconds=90)
LONGEST_CALL = timedelta(seconds=10)
STILL_OURS = select(Outgoing.id).where(
    Outgoing.id == bindparam("id"),
    Outgoing.state == OutgoingState.SENDING,
    Outgoing.attempts == bindparam("fence"),
    Outgoing.next_at > bindparam("until"),
)


@dataclass(frozen=True)
class Senders:
    """The threads that send, how many there are, and how fast they may; None for no limit.

    `painter` is the thread that draws Home tabs; without one they are drawn in that of the cycle.
    """

    executor: Executor
    count: int
    pacing: Pacing | None = None
    painter: Executor | None = None


@dataclass(frozen=True)
class Claim:
    """A message that is ours to send. `fence` is void once somebody else has claimed it.

    Where Slack may have it already, it is looked up from `doubtful_since` on; what `has_lapsed`
    meanwhile is looked up only, never sent.
    """

    message_id: int
    kind: OutgoingKind
    letter: Letter
    fence: int
    doubtful_since: datetime | None
    has_lapsed: bool


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
        self.postman = postman
        self.render = render
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
        self._take_back(abandoned, now - LONGEST_CALL)
        for claim in self._claim(now):
            self._hold(claim)
            self.senders.executor.submit(self._send_safely, claim)

    def close(self) -> None:
        """Claim nothing any more; what is being sent goes on."""
        self._closed = True

    def hand_back(self, now: datetime) -> None:
        """Give up what Slack still has not answered: whoever comes next looks it up."""
        with self._counting:
            mine = set(self._mine)
        still_ours = tuple_(Outgoing.id, Outgoing.attempts).in_(mine)
        self._take_back(and_(Outgoing.state == OutgoingState.SENDING, still_ours), now)

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
        values = {
            "id": claim.message_id,
            "fence": claim.fence,
            "until": self.clock() + LONGEST_CALL,
        }
        return bool(self.database.ask(STILL_OURS, **values))

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

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was sending when it died. To be called before the first beat."""
        self._take_back(Outgoing.state == OutgoingState.SENDING, now)

    def _take_back(self, which: ColumnElement[bool], called_at: datetime) -> None:
        with self.database.work() as session:
            for message in session.scalars(select(Outgoing).where(which)):
                message.state = OutgoingState.UNKNOWN
                message.next_at = called_at + settles(message)
                message.error = "the bot stopped while it was sending"
            session.commit()

    def _claim(self, now: datetime) -> list[Claim]:
        with self.database.work() as session:
            claimed: list[Claim] = []
            newest = doubt.newest_said(session)
            given = {"now": now, "most": self._free, **self._held_back(now)}
            for message in list(session.scalars(SENDABLE, given)):
                doubt.remember(message, newest)
                claim = self._claimed(session, message, now)
                if claim is not None:
                    claimed.append(claim)
            session.commit()
            return claimed

    def _claimed(self, session: Session, message: Outgoing, now: datetime) -> Claim | None:
        if not self._may_send(message, now):
            return None
        doubtful_since = doubt.since(message) if message.state == OutgoingState.UNKNOWN else None
        letter = self._render(session, message, now)
        has_lapsed = letter is None and message.state == OutgoingState.CANCELLED
        if has_lapsed and doubtful_since is not None:
            # Slack may have taken it while there was something to say: what is posted is answered.
            letter = _without_words(message)
        if letter is None:
            return None
        message.state, message.error = OutgoingState.SENDING, None
        message.attempts += 1
        message.next_at = now + LEASE
        return Claim(message.id, message.kind, letter, message.attempts, doubtful_since, has_lapsed)

    def _held_back(self, now: datetime) -> dict[str, list[str]]:
        pacing = self.senders.pacing
        if pacing is None:
            return {"resting": [], "closed": []}
        return {"resting": list(pacing.resting(now)), "closed": list(pacing.closed(now))}

    def _may_send(self, message: Outgoing, now: datetime) -> bool:
        pacing = self.senders.pacing
        return pacing is None or pacing.take(message.kind, message.conversation, now)

    def _render(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        try:
            letter = self.render(session, message, now)
        except Exception:
            # Our own mistake must not hold up the other messages.
            log.exception("not rendered", action="render_failed", key=message.key)
            finish(message, OutgoingState.REFUSED, "could not be rendered")
            return None
        if letter is None:
            finish(message, OutgoingState.CANCELLED, "nothing left to say")
        return letter


def _without_words(message: Outgoing) -> Letter:
    return Letter(
        key=message.key,
        conversation=message.conversation,
        thread_ts=message.thread_ts,
        replaces=None,
        text="",
        blocks=[],
    )


def _in_order_of_urgency() -> Select[Outgoing]:
    """Select due messages, the most urgent first, one a conversation, none that is busy."""
    other = aliased(Outgoing)
    # Whatever is being sent has a lease; naming it lets the index of `next_at` find the few rows.
    # Nobody is asked later because a report for them is being made.
    busy = select(other.conversation).where(
        other.state == OutgoingState.SENDING,
        other.next_at.is_not(None),
        other.kind != OutgoingKind.REPORT,
    )
    urgent_first = (Outgoing.urgency, Outgoing.id)
    place = func.row_number().over(partition_by=Outgoing.conversation, order_by=urgent_first)
    ranked = (
        select(Outgoing.id, place.label("place"))
        .where(
            Outgoing.state.in_((OutgoingState.PENDING, OutgoingState.UNKNOWN)),
            Outgoing.next_at <= bindparam("now"),
            Outgoing.conversation.not_in(busy),
            Outgoing.conversation.not_in(bindparam("resting", expanding=True)),
            Outgoing.kind.not_in(bindparam("closed", expanding=True)),
        )
        .subquery()
    )
    return (
        select(Outgoing)
        .join(ranked, ranked.c.id == Outgoing.id)
        .where(ranked.c.place == 1)
        .order_by(*urgent_first)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, of=Outgoing)
    )


SENDABLE = _in_order_of_urgency()
