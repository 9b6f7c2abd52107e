"""What Slack has told of a thread and nobody has looked at yet."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.sweep import Thread
from storage.models import Inbound
from storage.states import InboundState

LONGEST = 120


def key_of(channel_id: object, ts: object) -> str:
    """Name a message, or the thread below it, as the inbox does."""
    return f"{channel_id}:{ts}"[:LONGEST]


def has_arrived(session: Session, threads: Iterable[Thread]) -> bool:
    """Tell whether one of these threads has a message that is written down and not worked off."""
    keys = [key_of(thread.channel_id, thread.message_ts) for thread in threads]
    waiting = select(Inbound.id).where(
        Inbound.thread_key.in_(keys),
        Inbound.state == InboundState.RECEIVED,
        Inbound.message_key.is_not(None),
    )
    return session.scalar(waiting.limit(1)) is not None
