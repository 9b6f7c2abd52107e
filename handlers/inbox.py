"""What Slack tells us: written down before it is answered, worked off afterwards."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from handlers.event_keys import message_key_of, thread_key_of
from scheduler.arrivals import LONGEST
from scheduler.sweep import Thread
from storage.database import Database
from storage.models import Inbound
from storage.states import InboundState
from storage.trouble import trouble_of

log = structlog.get_logger()

BATCH = 100
MOST_ATTEMPTS = 6
PATIENCE = timedelta(minutes=2)
# How often an event is looked at again because Slack is not ready, every few seconds.
MOST_WAITS = 40
DATABASE_WAIT = timedelta(seconds=5)

Apply = Callable[[Session], None]


class NotYetError(Exception):
    """Slack is not ready to say what this is: try again after `after`."""

    def __init__(self, why: str, after: timedelta) -> None:
        """Wait for `after`, because of `why`."""
        super().__init__(why)
        self.after = after


# Tells the person, if it is one's, that what they posted could not be worked off.
Apologise = Callable[[Session, Mapping[str, Any], datetime], bool]
# Looks up what it needs of Slack, then returns what is to be done in one unit of work.
# `patient` says whether NotYetError may still be raised.
Handler = Callable[[dict[str, Any], datetime, bool], Apply]


class Inbox:
    """Everything that Slack told us, each thing once."""

    def __init__(
        self, database: Database, handlers: Mapping[str, Handler], apologise: Apologise
    ) -> None:
        """Work events off with the handler of their type; others are only written down.

        `apologise` for what has to be set aside.
        """
        self.database = database
        self.apologise = apologise
        self.handlers = handlers
        # Counted, not timed: a clock that jumps must not use somebody's patience up.
        self._waits: Counter[int] = Counter()

    def record(self, body: Mapping[str, Any], now: datetime) -> bool:
        """Write an Events API body down; False when it was known already.

        Raises whatever the database raises: Slack is then not answered and tells us again.
        """
        event = body.get("event")
        event_id = body.get("event_id")
        if not isinstance(event, dict) or not isinstance(event_id, str):
            log.warning("malformed event", action="event_malformed")
            return False
        return self._write(event_id[:LONGEST], event, now)

    def record_message(self, thread: Thread, message: dict[str, Any], now: datetime) -> bool:
        """Write a message that was read back down; tell whether it still is to be worked off."""
        event = {**message, "type": "message", "channel": thread.channel_id, "channel_type": "im"}
        event.setdefault("thread_ts", thread.message_ts)
        key = message_key_of(event)
        if key is None:
            return False
        if self._write(f"swept:{key}", event, now):
            return True
        with self.database.work() as session:
            known = select(Inbound.state).where(Inbound.message_key == key)
            return session.scalar(known) == InboundState.RECEIVED

    def work_off(self, now: datetime) -> None:
        """Work off what has been received: of each thread in the order in which it came."""
        with self.database.look() as session:
            due = (
                select(Inbound)
                .where(Inbound.state == InboundState.RECEIVED, Inbound.next_at <= now)
                .order_by(Inbound.id)
                .limit(BATCH)
            )
            rows = list(session.scalars(due))
        for row in rows:
            if self._is_its_turn(row, now):
                self._work(row, now)

    def _write(self, event_id: str, event: dict[str, Any], now: datetime) -> bool:
        key = message_key_of(event)
        with self.database.work() as session:
            same = [Inbound.event_id == event_id]
            if key is not None:
                same.append(Inbound.message_key == key)
            if session.scalar(select(Inbound.id).where(or_(*same))) is not None:
                return False
            session.add(
                Inbound(
                    event_id=event_id,
                    message_key=key,
                    thread_key=thread_key_of(event),
                    kind=str(event.get("type"))[:64],
                    payload=event,
                    state=InboundState.RECEIVED,
                    received_at=now,
                    attempts=0,
                    next_at=now,
                )
            )
            session.commit()
        return True

    def _is_its_turn(self, row: Inbound, now: datetime) -> bool:
        """Tell whether no other bot has worked a row off, and nothing before it has to be."""
        with self.database.look() as session:
            if session.scalar(select(Inbound.next_at).where(Inbound.id == row.id)) != row.next_at:
                return False
            return row.thread_key is None or session.scalar(_before(row, now)) is None

    def _work(self, row: Inbound, now: datetime) -> None:
        try:
            self._handle(row, now)
        except NotYetError as wait:
            self._waits[row.id] += 1
            self._postpone(row, now + wait.after, str(wait), InboundState.RECEIVED, row.attempts)
        except Exception as error:
            if trouble_of(error) is not None:
                # The database's fault, not the event's: it is no reason to set the event aside.
                log.warning("event not worked off yet", action="event_postponed", error=str(error))
                again = now + DATABASE_WAIT
                self._postpone(row, again, repr(error), InboundState.RECEIVED, row.attempts)
                return
            log.exception("event failed", action="event_failed", event_id=row.event_id)
            self._failed(row, error, now)

    def _failed(self, row: Inbound, error: Exception, now: datetime) -> None:
        attempts = row.attempts + 1
        if attempts >= MOST_ATTEMPTS:
            self._set_aside(row, repr(error), attempts, now)
        else:
            retry_at = now + timedelta(seconds=2**row.attempts)
            self._postpone(row, retry_at, repr(error), InboundState.RECEIVED, attempts)

    def _handle(self, row: Inbound, now: datetime) -> None:
        handler = self.handlers.get(row.kind)
        patient = self._waits[row.id] < MOST_WAITS
        apply = handler(row.payload, now, patient) if handler else None
        with self.database.work() as session:
            current = session.get_one(Inbound, row.id, with_for_update=True)
            if current.state != InboundState.RECEIVED:
                return
            if apply:
                apply(session)
            current.state, current.next_at = InboundState.DONE, None
            session.commit()
        del self._waits[row.id]
        log.info("worked off", action="event_done", kind=row.kind, event_id=row.event_id)

    def _set_aside(self, row: Inbound, error: str, attempts: int, now: datetime) -> None:
        self._postpone(row, None, error, InboundState.SET_ASIDE, attempts)
        try:
            with self.database.work() as session:
                is_told = self.apologise(session, row.payload, now)
                session.commit()
        except Exception:
            # What cannot even be read must not hold up its neighbours either.
            log.exception("no apology", action="apology_failed", event_id=row.event_id)
            is_told = False
        log.error(
            "set aside for good; its neighbours go on",
            action="event_set_aside",
            event_id=row.event_id,
            kind=row.kind,
            error=error,
            person_told=is_told,
        )

    def _postpone(
        self,
        seen: Inbound,
        next_at: datetime | None,
        error: str,
        state: InboundState,
        attempts: int,
    ) -> None:
        with self.database.work() as session:
            row = session.get_one(Inbound, seen.id, with_for_update=True)
            if row.state != InboundState.RECEIVED:
                return  # another bot has worked it off meanwhile
            row.attempts, row.error, row.next_at, row.state = attempts, error, next_at, state
            session.commit()


def _before(row: Inbound, now: datetime) -> Select[int]:
    """Select what came earlier in the same thread and waits: a photo that is being scanned, say.

    What fails, or has waited for long, holds nobody up.
    """
    return (
        select(Inbound.id)
        .where(
            Inbound.thread_key == row.thread_key,
            Inbound.id < row.id,
            Inbound.state == InboundState.RECEIVED,
            Inbound.attempts == 0,
            Inbound.received_at > now - PATIENCE,
        )
        .limit(1)
    )
