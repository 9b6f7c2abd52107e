"""The auditor: once a minute, looks for what is stuck and tells somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from scheduler import outbox
from scheduler.stuck import ALL, FINDS, NEVER_MOVED, OVERDUE, Check, Finding, find
from storage.database import Database

log = structlog.get_logger()

STUCK = "stuck"
PERIOD = timedelta(minutes=1)
# A longer pause between two audits means that Baton, its database or the machine was not running.
GAP = timedelta(minutes=5)


class Auditor:
    """A stage of the cycle: looks once a minute, tells of each finding once."""

    def __init__(self, database: Database) -> None:
        """Look at `database`."""
        self.database = database
        self._known: set[str] = set()
        self._looked_at: datetime | None = None
        self._running_since: datetime | None = None

    def run(self, now: datetime) -> None:
        """Look, unless that was done within the last minute."""
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < PERIOD:
            return
        self._note_time(now)
        findings = self._found(now)
        for finding in findings:
            if finding.about not in self._known:
                self._report(finding, now)
        self._known = {finding.about for finding in findings}

    def _found(self, now: datetime) -> list[Finding]:
        (finds,) = self.database.ask(FINDS, before=now - OVERDUE)
        checks = self._checks(now)
        wrong = [
            check for check, found in zip(ALL, finds, strict=True) if found and check in checks
        ]
        if not wrong:
            return []
        with self.database.look() as session:
            return list(find(session, wrong, now))

    def _note_time(self, now: datetime) -> None:
        """Note since when Baton has been running without a gap, and the clock without a jump."""
        before = self._looked_at
        if before is None or self._running_since is None or not timedelta(0) <= now - before < GAP:
            self._running_since = now
        self._looked_at = now

    def _checks(self, now: datetime) -> Sequence[Check]:
        # After downtime all that fell due meanwhile is overdue, and about to be moved.
        settled = self._running_since is not None and now - self._running_since >= OVERDUE
        return ALL if settled else NEVER_MOVED

    def _report(self, finding: Finding, now: datetime) -> None:
        log.error(
            "nothing will ever move this; see `baton check`"
            if not finding.code.endswith("_overdue")
            else "this should have been moved long ago",
            action="stuck",
            what=finding.code,
            row=finding.row,
            process=finding.process,
            detail=finding.detail,
        )
        if finding.creator_id is None:
            return
        with self.database.work() as session:
            outbox.tell(
                session,
                now,
                finding.creator_id,
                STUCK,
                finding.about,
                what=finding.code,
                row=finding.row,
                process=finding.process,
                detail=finding.detail,
            )
            session.commit()
