"""What is due, asked once for all stages of a cycle: most beats find nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from sqlalchemy import func, select

from storage.database import Database
from storage.models import (
    Absence,
    ChainWatch,
    DigestSchedule,
    Document,
    HomeTab,
    Inbound,
    Outgoing,
    Process,
    Proof,
    Turn,
    UserGroup,
)

Stage = Callable[[datetime], None]
TABLES: tuple[type[Any], ...] = (
    Process,
    Turn,
    Outgoing,
    Inbound,
    Proof,
    DigestSchedule,
    Absence,
    HomeTab,
    UserGroup,
    ChainWatch,
    Document,
)
EARLIEST = select(*(select(func.min(table.next_at)).scalar_subquery() for table in TABLES))


class Agenda:
    """The earliest `next_at` of each table, known until a stage may have changed it."""

    def __init__(self, database: Database) -> None:
        """Ask `database`."""
        self.database = database
        self._earliest: dict[type[Any], datetime | None] | None = None

    def always(self, stage: Stage) -> Stage:
        """Let a stage run in each cycle; what is due is asked anew behind it."""

        @wraps(stage)
        def run(now: datetime) -> None:
            self._earliest = None
            try:
                stage(now)
            finally:
                self._earliest = None

        return run

    def when_due(self, table: type[Any], stage: Stage) -> Stage:
        """Let a stage run only when a row of `table` is due."""
        run_it = self.always(stage)

        @wraps(stage)
        def run(now: datetime) -> None:
            earliest = self._earliest_of(table)
            if earliest is not None and earliest <= now:
                run_it(now)

        return run

    def when_any(self, table: type[Any], stage: Stage) -> Stage:
        """Let a stage run only while a row of `table` waits for something, due or not."""
        run_it = self.always(stage)

        @wraps(stage)
        def run(now: datetime) -> None:
            if self._earliest_of(table) is not None:
                run_it(now)

        return run

    def _earliest_of(self, table: type[Any]) -> datetime | None:
        if self._earliest is None:
            (row,) = self.database.ask(EARLIEST)
            self._earliest = dict(zip(TABLES, row, strict=True))
        return self._earliest[table]
