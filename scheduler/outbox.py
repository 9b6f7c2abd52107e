"""Writing down what must be said, in the transaction of what happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scheduler.rotas import is_nobody
from storage.models import Outgoing, Process, Turn
from storage.states import OutgoingKind, OutgoingState

# Answers to a person who waits come first, then moved work, new work, reminders, edits of cards,
# the digest and reports.
URGENCY = {
    OutgoingKind.ACCEPTED: 0,
    OutgoingKind.COUNTED: 0,
    OutgoingKind.REFUSED: 0,
    OutgoingKind.LATE: 0,
    OutgoingKind.CLOSED: 0,
    OutgoingKind.HINT: 0,
    OutgoingKind.POINTER: 0,
    OutgoingKind.UNREAD: 0,
    OutgoingKind.CREATED: 0,
    OutgoingKind.DOCUMENT: 0,
    OutgoingKind.DOCUMENT_NEWS: 0,
    OutgoingKind.ASK: 1,
    OutgoingKind.NUDGE: 2,
    OutgoingKind.EXTENDED: 2,
    OutgoingKind.REFRESH: 3,
    OutgoingKind.AMENDED: 3,
    OutgoingKind.NOTED: 3,
    OutgoingKind.SKIPPED: 3,
    OutgoingKind.UNSKIPPED: 3,
    OutgoingKind.LEFT_OUT: 3,
    OutgoingKind.CHANGED: 4,
    OutgoingKind.TROUBLE: 4,
    OutgoingKind.WOKE: 4,
    OutgoingKind.HANDED: 4,
    OutgoingKind.AWAY_SAID: 4,
    OutgoingKind.STATUS: 4,
    OutgoingKind.LEAVER: 4,
    OutgoingKind.TOOK_OVER: 4,
    OutgoingKind.FAMILY: 4,
    OutgoingKind.LOCATION: 4,
    OutgoingKind.CHAIN: 4,
    OutgoingKind.DIGEST: 5,
    OutgoingKind.REPORT: 5,
}

# Built once: building them costs more than asking.
WITH_KEY = select(Outgoing.id).where(Outgoing.key == bindparam("key"))
EDITS = (
    select(Outgoing.state)
    .where(Outgoing.turn_id == bindparam("turn"))
    .where(Outgoing.kind == bindparam("kind"))
)


def say(  # noqa: PLR0913 - what, once per what, where and about what
    session: Session,
    now: datetime,
    kind: OutgoingKind,
    key: str,
    conversation: str,
    *,
    turn: Turn | None = None,
    thread_ts: str | None = None,
    **facts: Any,
) -> bool:
    """Queue a message unless one with this key was queued before; tell which.

    Nobody reads what would be said to a user group that stands in an owner's place.
    """
    if is_nobody(conversation):
        return False
    session.flush()
    if session.scalar(WITH_KEY, {"key": key}) is not None:
        return False
    session.add(
        Outgoing(
            key=key,
            kind=kind,
            state=OutgoingState.PENDING,
            urgency=URGENCY[kind],
            conversation=conversation,
            thread_ts=thread_ts,
            turn_id=turn.id if turn else None,
            facts=facts,
            attempts=0,
            created_at=now,
            next_at=now,
        )
    )
    return True


def answer(session: Session, now: datetime, kind: OutgoingKind, turn: Turn, about: str) -> None:
    """Queue a reply in the thread of a turn's card, once per `about`."""
    assert turn.channel_id is not None, "only a posted card has a thread"
    key = f"{kind}:{turn.id}:{about}"
    say(session, now, kind, key, turn.channel_id, turn=turn, thread_ts=turn.message_ts)


def ask(session: Session, now: datetime, turn: Turn) -> None:
    """Queue the DM that begins a turn."""
    say(session, now, OutgoingKind.ASK, f"ask:{turn.id}", turn.person_id, turn=turn)


def refresh(session: Session, now: datetime, turn: Turn) -> None:
    """Queue an edit of a turn's card, unless one is waiting or there is no card yet."""
    if turn.channel_id is not None:
        edit(session, now, OutgoingKind.REFRESH, turn, turn.channel_id)


def edit(
    session: Session,
    now: datetime,
    kind: OutgoingKind,
    turn: Turn,
    conversation: str,
    *,
    about: int | None = None,
    **facts: Any,
) -> None:
    """Queue an edit of what was said of a turn, unless one of this kind is waiting.

    `about` tells apart several such messages on one turn.
    """
    session.flush()
    before = session.scalars(EDITS, {"turn": turn.id, "kind": kind}).all()
    if OutgoingState.PENDING not in before:
        key = f"{kind}:{about or turn.id}:{len(before)}"
        say(session, now, kind, key, conversation, turn=turn, **facts)


def created(session: Session, now: datetime, process: Process) -> None:
    """Queue the DM that tells someone that their process is there."""
    key = f"created:{process.id}"
    say(session, now, OutgoingKind.CREATED, key, process.creator_id, process=process.id)


def say_to_each(
    session: Session,
    now: datetime,
    kind: OutgoingKind,
    about: str,
    people: Iterable[str],
    *,
    but: str | None = None,
    **facts: Any,
) -> None:
    """Queue a DM to each of some people, once per `about`; but not to `but`, who did it."""
    for person_id in dict.fromkeys(people):
        if person_id != but:
            say(session, now, kind, f"{about}:{person_id}", person_id, **facts)


def tell(
    session: Session, now: datetime, person_id: str, code: str, about: str, **facts: Any
) -> bool:
    """Queue a DM, once per `about`, on something that only this person can resolve."""
    key = f"trouble:{code}:{about}"
    return say(session, now, OutgoingKind.TROUBLE, key, person_id, code=code, **facts)
