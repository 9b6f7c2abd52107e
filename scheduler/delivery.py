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
from typing import Any, Protocol

import structlog
from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from scheduler import outbox, runs
from scheduler.clock import instant_of
from scheduler.digest import processes_reporting_to
from storage.database import Database
from storage.models import Outgoing, Turn
from storage.states import OutgoingKind, OutgoingState, PassReason

log = structlog.get_logger()

LONGEST_WAIT = timedelta(minutes=10)
# How long Slack may take to show a message in a conversation's history.
SETTLE = timedelta(seconds=10)
NOTHING_LEFT = "nothing left to say"
# How far Slack's clock may be behind ours.
CLOCKS_APART = timedelta(minutes=5)
ANY_DUE = select(Outgoing.id).where(Outgoing.next_at <= bindparam("now")).limit(1)
# The lease of a row that is being sent: longer than the three calls that a send makes at most, ten
# seconds each. What is still "sending" behind it belongs to a bot that died.
LEASE = timedelta(seconds=90)


@dataclass(frozen=True)
class Sent:
    """Slack took it."""

    channel_id: str
    message_ts: str


@dataclass(frozen=True)
class Refused:
    """Slack will never take it; `person_gone` where the person is the reason."""

    error: str
    person_gone: bool = False


@dataclass(frozen=True)
class Later:
    """Slack did not take it now."""

    error: str
    after: timedelta | None = None


@dataclass(frozen=True)
class Unknown:
    """Slack may or may not have taken it."""

    error: str


@dataclass(frozen=True)
class Unreadable:
    """Slack may or may not have taken it, and where it would stand cannot be read back."""

    error: str


@dataclass(frozen=True)
class Withdrawn:
    """It does not stand in Slack, and there is nothing left to say."""


Outcome = Sent | Refused | Later | Unknown | Unreadable | Withdrawn


@dataclass(frozen=True)
class Letter:
    """A message ready to go: where, what, and the key that it is known by."""

    key: str
    conversation: str
    thread_ts: str | None
    replaces: str | None
    text: str
    blocks: list[dict[str, Any]]


@dataclass(frozen=True)
class Senders:
    """The threads that send, and how many there are."""

    executor: Executor
    count: int


@dataclass(frozen=True)
class Claim:
    """A message that is ours to send. `fence` is void once somebody else has claimed it.

    It cannot stand in Slack from before `since`. One that is doubtful is looked for even when it is
    no longer wanted: a card that stands there after all must be known to be edited.
    """

    message_id: int
    letter: Letter
    fence: int
    is_doubtful: bool
    is_wanted: bool
    since: datetime


class Postman(Protocol):
    """What delivery needs of Slack. No call raises for anything that Slack or the net does."""

    def post(self, letter: Letter) -> Outcome:
        """Post a new message, or edit the one that the letter replaces."""
        ...

    def find(self, letter: Letter, since: datetime) -> Outcome:
        """Look the key up: Sent, Refused when it is not there, Later or Unreadable."""
        ...


# Renders from the state as it now is; None when there is nothing left to say.
Render = Callable[[Session, Outgoing, datetime], Letter | None]


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
        # Only what a thread is free for is claimed: a lease must not run out in a queue.
        self._free = senders.count
        self._counting = Lock()

    def deliver(self, now: datetime) -> None:
        """Send what is due; returns when everything claimed has been handed to a thread."""
        if not self._is_any_due(now):
            return
        abandoned = and_(Outgoing.state == OutgoingState.SENDING, Outgoing.next_at <= now)
        self._take_back(abandoned, now)
        for claim in self._claim(now):
            self._count(-1)
            self.senders.executor.submit(self._send_safely, claim)

    def _is_any_due(self, now: datetime) -> bool:
        # Most beats find nothing to send, and need not rank what there is.
        with self.database.work() as session:
            return session.scalar(ANY_DUE, {"now": now}) is not None

    def _count(self, change: int) -> None:
        with self._counting:
            self._free += change

    def _send_safely(self, claim: Claim) -> None:
        try:
            self._send(claim)
        except Exception:
            # The row stays "sending" until its lease ends; nobody else would hear of the error.
            log.exception("delivery failed", action="delivery_failed", message=claim.message_id)
        finally:
            self._count(+1)
            self.on_settled()

    def _send(self, claim: Claim) -> None:
        letter = claim.letter
        outcome = self._reconcile(claim) if claim.is_doubtful else self.postman.post(letter)
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

    def _reconcile(self, claim: Claim) -> Outcome:
        found = self.postman.find(claim.letter, claim.since)
        match found:
            case Refused():
                return self.postman.post(claim.letter) if claim.is_wanted else Withdrawn()
            case Later(error):
                # It stays open whether Slack acted; only a look can close that.
                return Unknown(error)
        return found

    def reclaim(self, now: datetime) -> None:
        """Take back what a bot was sending when it died. To be called before the first beat."""
        self._take_back(Outgoing.state == OutgoingState.SENDING, now + SETTLE)

    def _take_back(self, which: ColumnElement[bool], next_at: datetime) -> None:
        with self.database.work() as session:
            for message in session.scalars(select(Outgoing).where(which)):
                message.state, message.next_at = OutgoingState.UNKNOWN, next_at
                message.error = "the bot stopped while it was sending"
            session.commit()

    def _claim(self, now: datetime) -> list[Claim]:
        with self.database.work() as session:
            claimed: list[Claim] = []
            for message in _sendable(session, now, self._free):
                letter = self._render(session, message, now)
                if letter is not None or message.state == OutgoingState.UNKNOWN:
                    claimed.append(_claimed(message, letter, now))
            session.commit()
            return claimed

    def _render(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        try:
            letter = self.render(session, message, now)
        except Exception:
            # Our own mistake must not hold up the other messages.
            log.exception("not rendered", action="render_failed", key=message.key)
            _finish(message, OutgoingState.REFUSED, "could not be rendered")
            return None
        if letter is None and message.state != OutgoingState.UNKNOWN:
            _finish(message, OutgoingState.CANCELLED, NOTHING_LEFT)
        return letter


def _claimed(message: Outgoing, letter: Letter | None, now: datetime) -> Claim:
    is_doubtful = message.state == OutgoingState.UNKNOWN
    message.state, message.next_at = OutgoingState.SENDING, now + LEASE
    message.attempts += 1
    return Claim(
        message.id,
        letter or Letter(message.key, message.conversation, message.thread_ts, None, "", []),
        message.attempts,
        is_doubtful=is_doubtful,
        is_wanted=letter is not None,
        since=message.created_at - CLOCKS_APART,
    )


def _sendable(session: Session, now: datetime, most: int) -> list[Outgoing]:
    """Return due messages, the most urgent first, one a conversation, none that is busy."""
    other = aliased(Outgoing)
    # Whatever is being sent has a lease; naming it lets the index of `next_at` find the few rows.
    busy = select(other.conversation).where(
        other.state == OutgoingState.SENDING, other.next_at.is_not(None)
    )
    urgent_first = (Outgoing.urgency, Outgoing.id)
    place = func.row_number().over(partition_by=Outgoing.conversation, order_by=urgent_first)
    ranked = (
        select(Outgoing.id, place.label("place"))
        .where(
            Outgoing.state.in_((OutgoingState.PENDING, OutgoingState.UNKNOWN)),
            Outgoing.next_at <= now,
            Outgoing.conversation.not_in(busy),
        )
        .subquery()
    )
    first = (
        select(Outgoing)
        .join(ranked, ranked.c.id == Outgoing.id)
        .where(ranked.c.place == 1)
        .order_by(*urgent_first)
        .limit(most)
        .with_for_update(skip_locked=True, of=Outgoing)
    )
    return list(session.scalars(first))


def settle(session: Session, message: Outgoing, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a message, and what follows from it."""
    match outcome:
        case Sent(channel_id, message_ts):
            _sent(session, message, channel_id, message_ts, now)
        case Refused(error, person_gone):
            _refused(session, message, error, now, person_gone=person_gone)
        case Withdrawn():
            _finish(message, OutgoingState.CANCELLED, NOTHING_LEFT)
        case Later(error, after):
            # Whatever stands in the way concerns more than this message, and ends.
            message.state, message.error = OutgoingState.PENDING, error
            message.next_at = now + (after or _backoff(message))
        case Unknown(error):
            message.state, message.error = OutgoingState.UNKNOWN, error
            message.next_at = now + max(SETTLE, _backoff(message))
        case Unreadable(error):
            # Never said twice: it stays unknown, and `baton check` counts it.
            _finish(message, OutgoingState.UNKNOWN, error)
            log.error("may not have been said", action="left_unknown", key=message.key)


def _sent(
    session: Session, message: Outgoing, channel_id: str, message_ts: str, now: datetime
) -> None:
    _finish(message, OutgoingState.SENT, None)
    message.sent_at, message.channel_id, message.message_ts = now, channel_id, message_ts
    if message.kind == OutgoingKind.ASK:
        turn = _turn(session, message)
        runs.stand(session, turn, channel_id, message_ts, instant_of(message_ts))


def _refused(
    session: Session, message: Outgoing, error: str, now: datetime, *, person_gone: bool
) -> None:
    _finish(message, OutgoingState.REFUSED, error)
    if message.kind == OutgoingKind.ASK:
        reason = PassReason.GONE if person_gone else PassReason.UNREACHABLE
        runs.pass_on(session, _turn(session, message), reason, now)
    elif message.kind == OutgoingKind.DIGEST:
        _tell_digest_refused(session, message, error, now)


def _backoff(message: Outgoing) -> timedelta:
    return min(timedelta(seconds=2 ** min(message.attempts, 16)), LONGEST_WAIT)


def _tell_digest_refused(session: Session, message: Outgoing, error: str, now: datetime) -> None:
    """Tell the creators of the processes that report to a channel that it cannot be reached."""
    for process in processes_reporting_to(session, message.conversation):
        outbox.tell(
            session,
            now,
            process.creator_id,
            "digest_refused",
            f"{message.key}:{process.creator_id}",
            channel=message.conversation,
            error=error,
        )


def _turn(session: Session, message: Outgoing) -> Turn:
    return session.get_one(Turn, message.turn_id)


def _finish(message: Outgoing, state: OutgoingState, error: str | None) -> None:
    message.state, message.error, message.next_at = state, error, None
