"""What follows for a message from what Slack answered: sent, refused, to be tried again."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from scheduler import documents, extensions, leavers, outbox, turns
from scheduler.clock import instant_of
from scheduler.digest import processes_reporting_to
from scheduler.letters import Lapsed, Later, Outcome, Refused, Sent, Unknown, Unreadable
from scheduler.responsible import who_hears
from storage.models import Outgoing, Turn
from storage.states import OutgoingKind, OutgoingState, PassReason

log = structlog.get_logger()

# How the ids of people begin; other messages go to a conversation.
PERSON_IDS = ("U", "W")
# Whoever waits for a message does not wait much longer than Slack was away, or its token dead.
LONGEST_WAIT = timedelta(minutes=2)
# How long Slack may take to show a message in a conversation's history.
SETTLE = timedelta(seconds=10)
# A file is shared some time after Slack has said yes to it.
SHARING = timedelta(seconds=30)


def settles(message: Outgoing) -> timedelta:
    """Return how long Slack may take to show a message that it may have taken."""
    return SHARING if message.kind == OutgoingKind.REPORT else SETTLE


def settle(session: Session, message: Outgoing, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a message, and what follows from it."""
    match outcome:
        case Sent(channel_id, message_ts):
            _sent(session, message, channel_id, message_ts, now)
        case Refused(error, person_gone):
            _refused(session, message, error, now, person_gone=person_gone)
        case Later(error, after):
            # Whatever stands in the way concerns more than this message, and ends.
            message.state, message.error = OutgoingState.PENDING, error
            message.next_at = now + (after or _backoff(message))
        case Unknown(error):
            message.state, message.error = OutgoingState.UNKNOWN, error
            message.next_at = now + max(settles(message), _backoff(message))
        case Lapsed():
            finish(message, OutgoingState.CANCELLED, "nothing left to say")
        case Unreadable(error):
            # Never said twice: it stays unknown, and `baton check` counts it.
            finish(message, OutgoingState.UNKNOWN, error)
            log.error("may not have been said", action="left_unknown", key=message.key)


def _sent(
    session: Session, message: Outgoing, channel_id: str, message_ts: str, now: datetime
) -> None:
    finish(message, OutgoingState.SENT, None)
    message.sent_at, message.channel_id, message.message_ts = now, channel_id, message_ts or None
    if message.kind == OutgoingKind.ASK:
        turn = _turn(session, message)
        turns.stand(session, turn, channel_id, message_ts, instant_of(message_ts))
    elif message.kind == OutgoingKind.EXTENDED and message.attempts > 1:
        # It may be of an earlier attempt, which said how things stood then.
        extensions.correct(session, now, message)
    elif message.kind == OutgoingKind.DOCUMENT and message.attempts > 1:
        documents.corrected(session, message, now)


def _refused(
    session: Session, message: Outgoing, error: str, now: datetime, *, person_gone: bool
) -> None:
    finish(message, OutgoingState.REFUSED, error)
    if person_gone and message.conversation.startswith(PERSON_IDS):
        leavers.left(session, message.conversation, now)
    if message.kind == OutgoingKind.ASK:
        reason = PassReason.GONE if person_gone else PassReason.UNREACHABLE
        turns.give_up(session, _turn(session, message), reason, now)
    elif message.kind == OutgoingKind.DIGEST:
        _tell_digest_refused(session, message, error, now)
    elif message.kind == OutgoingKind.REPORT and not person_gone:
        about = (message.conversation, "report_refused", message.key)
        outbox.tell(session, now, *about, error=error)


def _backoff(message: Outgoing) -> timedelta:
    return min(timedelta(seconds=2 ** min(message.attempts, 16)), LONGEST_WAIT)


def _tell_digest_refused(session: Session, message: Outgoing, error: str, now: datetime) -> None:
    """Tell the creators of the processes that report to a channel that it cannot be reached."""
    for process in processes_reporting_to(session, message.conversation):
        told = who_hears(session, process)
        outbox.tell(
            session,
            now,
            told,
            "digest_refused",
            f"{message.key}:{told}",
            channel=message.conversation,
            error=error,
        )


def _turn(session: Session, message: Outgoing) -> Turn:
    return session.get_one(Turn, message.turn_id)


def finish(message: Outgoing, state: OutgoingState, error: str | None) -> None:
    """Bring a message to its end; `error` says why it was not sent."""
    message.state, message.error, message.next_at = state, error, None
