"""Which messages are ours to send: claimed in a transaction, for the time of a lease."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from scheduler import doubt
from scheduler.letters import Letter, Render
from scheduler.pacing import Pacing
from scheduler.settling import finish, settles
from storage.database import Database
from storage.models import Outgoing
from storage.states import OutgoingKind, OutgoingState

log = structlog.get_logger()

# The lease of a row that is being sent: longer than the three calls that a send makes at most, ten
# seconds each; a file that took longer is not shared. What is still "sending" behind it belongs to
# a bot that died.
LEASE = timedelta(seconds=90)
STILL_OURS = select(Outgoing.id).where(
    Outgoing.id == bindparam("id"),
    Outgoing.state == OutgoingState.SENDING,
    Outgoing.attempts == bindparam("fence"),
    Outgoing.next_at > bindparam("until"),
)


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


class Claims:
    """Claims messages, looks whether a claim still holds, and takes back what nobody sends."""

    def __init__(self, database: Database, render: Render) -> None:
        """Claim what is due in `database`; `render` says what is to be sent."""
        self._database = database
        self._render = render

    def claim(self, now: datetime, most: int, pacing: Pacing | None) -> list[Claim]:
        """Claim what is due, `most` messages and no faster than `pacing` allows."""
        with self._database.work() as session:
            claimed: list[Claim] = []
            newest = doubt.newest_said(session)
            given = {"now": now, "most": most, **_held_back(pacing, now)}
            for message in list(session.scalars(SENDABLE, given)):
                doubt.remember(message, newest)
                if pacing is None or pacing.take(message.kind, message.conversation, now):
                    claimed += self._claimed(session, message, now)
            session.commit()
            return claimed

    def _claimed(self, session: Session, message: Outgoing, now: datetime) -> list[Claim]:
        doubtful_since = doubt.since(message) if message.state == OutgoingState.UNKNOWN else None
        letter = self._rendered(session, message, now)
        has_lapsed = letter is None and message.state == OutgoingState.CANCELLED
        if has_lapsed and doubtful_since is not None:
            # Slack may have taken it while there was something to say: what is posted is answered.
            letter = _without_words(message)
        if letter is None:
            return []
        message.state, message.error = OutgoingState.SENDING, None
        message.attempts += 1
        message.next_at = now + LEASE
        fence = message.attempts
        return [Claim(message.id, message.kind, letter, fence, doubtful_since, has_lapsed)]

    def _rendered(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        try:
            letter = self._render(session, message, now)
        except Exception:
            # Our own mistake must not hold up the other messages.
            log.exception("not rendered", action="render_failed", key=message.key)
            finish(message, OutgoingState.REFUSED, "could not be rendered")
            return None
        if letter is None:
            finish(message, OutgoingState.CANCELLED, "nothing left to say")
        return letter

    def holds(self, claim: Claim, until: datetime) -> bool:
        """Tell whether a claim is still ours, and will be until then."""
        values = {"id": claim.message_id, "fence": claim.fence, "until": until}
        return bool(self._database.ask(STILL_OURS, **values))

    def take_back(self, which: ColumnElement[bool], called_at: datetime) -> None:
        """Leave open what became of messages that were being sent.

        They are looked up once Slack must show what it took at `called_at`.
        """
        with self._database.work() as session:
            for message in session.scalars(select(Outgoing).where(which)):
                message.state = OutgoingState.UNKNOWN
                message.next_at = called_at + settles(message)
                message.error = "the bot stopped while it was sending"
            session.commit()


def _held_back(pacing: Pacing | None, now: datetime) -> dict[str, list[str]]:
    if pacing is None:
        return {"resting": [], "closed": []}
    return {"resting": list(pacing.resting(now)), "closed": list(pacing.closed(now))}


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
