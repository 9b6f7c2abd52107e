"""Waits that a wrong clock has made too long: whoever waits is looked at again soon."""

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, exists, or_, select, update

from scheduler.claiming import LEASE
from storage.database import Database
from storage.models import Inbound, Outgoing, Proof, Turn

log = structlog.get_logger()

PERIOD = timedelta(minutes=1)
# Slack asks for an hour at most, and we wait less than that for anything else.
LONGEST = timedelta(hours=2)


class Waits:
    """Ends waits that are longer than any that Baton sets while the clock is right.

    They go on for a lease: another bot may be at it at this moment.
    """

    def __init__(self, database: Database) -> None:
        """Look after the waits in `database`."""
        self.database = database
        self._looked_at: datetime | None = None

    def run(self, now: datetime) -> None:
        """Look once a minute."""
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < PERIOD:
            return
        self._looked_at = now
        too_long = _too_long(now)
        found = or_(*(exists(select(table).where(which)) for table, which in too_long))
        if self.database.ask(select(found))[0][0]:
            self._end(too_long, now)

    def _end(self, too_long: list[tuple[type[Any], ColumnElement[bool]]], now: datetime) -> None:
        with self.database.work() as session:
            for table, which in too_long:
                session.execute(update(table).where(which).values(next_at=now + LEASE))
            session.commit()
        log.warning("waits that a wrong clock has set are over", action="waits_ended")


def _too_long(now: datetime) -> list[tuple[type[Any], ColumnElement[bool]]]:
    waits = [(table, table.next_at > now + LONGEST) for table in (Outgoing, Inbound, Proof)]
    # A turn that is given up does not wait at all.
    return [*waits, (Turn, Turn.reason.is_not(None) & (Turn.next_at > now))]
