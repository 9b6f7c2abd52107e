"""One cycle: settle everything that is due, then deliver what is to be said."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import structlog
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.exc import StaleDataError

from scheduler import absences, digest_schedule, nudging, overlap, processes, runs
from scheduler.arrivals import has_arrived
from scheduler.sweep import Sweep, Thread, threads_of
from storage.database import Database
from storage.models import Absence, DigestSchedule, Process, Turn
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

    def move_absences(self, now: datetime) -> None:
        """Begin and end absences, before anything is asked of anybody."""
        for absence_id in self._ids(_due(Absence, Absence.id, now)):
            self._move(absence_id, now, Absence, absences.move)

    def open_runs(self, now: datetime) -> None:
        """Open the runs that are due.

        One that may be skipped because the last one is still open waits for a look into the threads
        of that: with a proof in them, it is not.
        """
        unread: list[Thread] = []
        for process_id in self._ids(_due(Process, Process.id, now)):
            loud = self._unread_before(process_id, now, enough=len(unread) >= MOST_UNREAD)
            unread += loud
            if not loud:
                self._move(process_id, now, Process, _fire)
        self.sweep.want_first(unread)

    def nudge_people(self, now: datetime) -> None:
        """Say to those whose turn goes on that a proof is still missing."""
        goes_on = (Turn.reason.is_(None), Turn.deadline_at > now)
        for turn_id in self._ids(_due(Turn, Turn.id, now).where(*goes_on)):
            self._move(turn_id, now, Turn, nudging.nudge)

    def end_turns(self, now: datetime) -> None:
        """Pass on the turns that are over, each after a look into the threads of its step."""
        is_over = or_(Turn.reason.is_not(None), Turn.deadline_at <= now)
        unread: list[Thread] = []
        for turn_id in self._ids(_due(Turn, Turn.id, now).where(is_over)):
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
            given_up = turn.reason is not None
            over_since = (turn.next_at if given_up else turn.deadline_at) or now
            cards = threads_of(turn.run_step)
        return [card for card in cards if not self.sweep.is_quiet_since(card, over_since, now)]

    def _unread_before(self, process_id: int, now: datetime, *, enough: bool) -> list[Thread]:
        """Return the threads that a process waits for; all of them where `enough` were read."""
        with self.database.look() as session:
            process = session.get_one(Process, process_id)
            threads = overlap.threads_to_read(session, process, now)
            since = process.next_at or now
        if enough:
            return threads
        return [one for one in threads if not self.sweep.is_quiet_since(one, since, now)]

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
    if has_arrived(session, overlap.threads_to_read(session, process, now)):
        return  # it may be the proof that ends what holds this run back
    run = processes.fire(session, process, now)
    log.info("fired", action="run_opened", process=process.id, run=run.id if run else None)


def _end(session: Session, turn: Turn, now: datetime) -> None:
    if has_arrived(session, threads_of(turn.run_step)):
        return  # Slack has told of it since the thread was read: the next cycle works it off first
    assert turn.state == TurnState.STANDING or turn.reason, "only a standing turn has a deadline"
    if turn.reason is None and turn.deadline_at is not None and turn.deadline_at > now:
        return  # its person has taken more time while its threads were being read
    if overlap.is_arriving(session, turn):
        return
    runs.pass_on(session, turn, turn.reason or PassReason.TIME, now)
    log.info("moved on", action="turn_passed", turn=turn.id, level=turn.level.name)
