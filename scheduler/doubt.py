"""From when on a message may stand in Slack: told by Slack's clock, as ours may have been wrong."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import instant_of
from storage.models import Outgoing
from storage.states import OutgoingState

NOT_BEFORE = "not_before"
# By how much Slack's clocks may differ among themselves.
TOLERANCE = timedelta(minutes=1)
BEGINNING = "0.0"


def newest_said(session: Session) -> str:
    """Return the ts of a message that Slack took before now: what is sent next stands behind it."""
    said = select(Outgoing.message_ts).where(
        Outgoing.state == OutgoingState.SENT, Outgoing.message_ts.is_not(None)
    )
    return session.scalar(said.order_by(Outgoing.id.desc()).limit(1)) or BEGINNING


def remember(message: Outgoing, newest: str) -> None:
    """Keep, from before it is first sent, what a message stands behind."""
    if NOT_BEFORE not in message.facts:
        message.facts = {**message.facts, NOT_BEFORE: newest}


def since(message: Outgoing) -> datetime:
    """Return the instant from which on a message has to be looked for."""
    newest = str(message.facts.get(NOT_BEFORE, BEGINNING))
    return instant_of(newest) - (TOLERANCE if newest != BEGINNING else timedelta(0))
