"""One cycle: settle everything that is due, then deliver what is to be said."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.exc import StaleDataError

from scheduler import digest_schedule, processes, runs
from scheduler.arrivals import has_arrived
from scheduler.sweep import Sweep, Thread
from storage.database import Database
from storage.models import DigestSchedule, Process, Turn
from storage.states import PassReason, TurnState
from storage.trouble import Trouble, trouble_of

log = structlog.get_logger()

Stage = Callable[[datetime], None]
BATCH = 100
MOST_UNREAD = 6
TELL_AGAIN = timedelta(minutes=1)


class Cycle:
    """Runs its stages in order; one that fails does not keep the next from running.

    While the database refuses, the rest of a cycle is left out, and it is said once a minute.
    """

    def __init__(self, clock: Callable[[], datetime], stages: Sequence[Stage]) -> None:
        """Run `stages`, each with the instant that `clock` then gives."""
        self.clock = clock
        self.stages = stages
        self._stopping = Event()
        self._told_at: datetime | None = None

    def stop(self) -> None:
        """Begin no further stage."""
        self._stopping.set()

    def run(self) -> bool:
        """Run every stage once; tell whether each of them came to its end."""
        whole = True
        for stage in self.stages:
            if self._stopping.is_set():
                return False
            now = self.clock()
            assert now.tzinfo == UTC, "the engine's clock tells UTC"
            try:
                stage(now)
            except Exception as error:
                trouble = trouble_of(error)
                if trouble is not None:
                    self._tell(trouble, error, now)
                    return False
                log.exception("a stage failed", action="stage_failed", stage=str(stage))
                whole = False
        if self._told_at is not None:
            self._told_at = None
            log.warning("the database works again", action="database_back")
        return whole

    def _tell(self, trouble: Trouble, error: Exception, now: datetime) -> None:
        if self._told_at is None or now - self._told_at >= TELL_AGAIN:
            self._told_at = now
            log.error(
                "the database cannot be used",
                action=trouble.action,
                remedy=trouble.remedy,
                error=str(error.__cause__ or error),
            )


class Due:
    """Moves everything that is due: runs, turns, digests. Each in its own unit of work."""

    def __init__(self, database: Database, sweep: Sweep) -> None:
        """Work on `database`, reading a thread back with `sweep` before its turn ends."""
        self.database = database
        self.sweep = sweep

    def open_runs(self, now: datetime) -> None:
        """Open the runs that are due."""
        for process_id in self._ids(_due(Process, Process.id, now)):
            self._move(process_id, now, Process, _fire)

    def end_turns(self, now: datetime) -> None:
        """Pass on the turns that are over, each after a look into the threads of its step."""
        unread: list[Thread] = []
        for turn_id in self._ids(_due(Turn, Turn.id, now)):
            loud = self._unread(turn_id, now)
            unread += loud
            if not loud:
                self._move(turn_id, now, Turn, _end)
            if len(unread) >= MOST_UNREAD:
                break  # Slack does not answer, or the budget is spent: each try may take long
        self.sweep.want_first(unread)

    def post_digests(self, now: datetime) -> None:
        """Queue the digests that are due."""
        for channel_id in self._ids(_due(DigestSchedule, DigestSchedule.channel_id, now)):
            self._move(channel_id, now, DigestSchedule, digest_schedule.fire)

    def _ids(self, due: Select[Any]) -> Iterable[Any]:
        with self.database.look() as session:
            return list(session.scalars(due))

    def _unread(self, turn_id: int, now: datetime) -> list[Thread]:
        """Return the threads of a turn's step that cannot be read now, or hold something new."""
        with self.database.look() as session:
            turn = session.get_one(Turn, turn_id)
            deadline = turn.next_at or now
            cards = _threads(turn)
        return [card for card in cards if not self.sweep.is_quiet_since(card, deadline, now)]

    def _move(
        self,
        row_id: Any,
        now: datetime,
        table: type[Any],
        transition: Callable[[Session, Any, datetime], None],
    ) -> None:
        with self.database.work() as session:
            row = session.get(table, row_id, with_for_update={"skip_locked": True})
            if row is None or row.next_at is None or row.next_at > now:
                return
            try:
                transition(session, row, now)
                session.commit()
            except StaleDataError:
                log.info("moved by another bot", action="stale", table=table.__tablename__)
            except Exception as error:
                if trouble_of(error) is not None:
                    raise  # the database cannot be used: that is not about this row
                # Its neighbours go on, and it is tried again in the next cycle.
                log.exception("not moved", action="move_failed", table=str(table), row=row_id)


def _due(table: type[Any], key: InstrumentedAttribute[Any], now: datetime) -> Select[Any]:
    return select(key).where(table.next_at <= now).order_by(table.next_at).limit(BATCH)


def _fire(session: Session, process: Process, now: datetime) -> None:
    run = processes.fire(session, process, now)
    log.info("fired", action="run_opened", process=process.id, run=run.id if run else None)


def _threads(turn: Turn) -> list[Thread]:
    """Return the threads in which the step of a turn may be proven."""
    return [
        Thread(card.channel_id, card.message_ts)
        for card in turn.run_step.turns
        if card.channel_id and card.message_ts
    ]


def _end(session: Session, turn: Turn, now: datetime) -> None:
    if has_arrived(session, _threads(turn)):
        return  # Slack has told of it since the thread was read: the next cycle works it off first
    assert turn.state == TurnState.STANDING or turn.reason, "only a standing turn has a deadline"
    runs.pass_on(session, turn, turn.reason or PassReason.TIME, now)
    log.info("moved on", action="turn_passed", turn=turn.id, level=turn.level.name)
