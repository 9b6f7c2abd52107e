"""APScheduler, and nothing else of it: one interval job that runs the cycle."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

from apscheduler.schedulers.background import BackgroundScheduler

JOB = "cycle"
LATER = "later"


class Heartbeat:
    """Runs `beat` every few seconds in a thread, never twice at once, and sooner when nudged."""

    def __init__(self, beat: Callable[[], None], tick: timedelta) -> None:
        """Beat every `tick`."""
        self._beat = beat
        self._tick = tick
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._lock = Lock()
        self._beating = False
        self._nudged = False
        self._stopped = False
        self._ended = Event()

    def start(self) -> None:
        """Begin, with a first beat at once."""
        self._scheduler.add_job(
            self._beat_until_quiet,
            "interval",
            id=JOB,
            seconds=self._tick.total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
        self._scheduler.start()
        Thread(target=self._keep_time, name="heartbeat", daemon=True).start()

    def _keep_time(self) -> None:
        # APScheduler waits by the wall clock. When that is put back by a day, so is the next beat.
        while not self._ended.wait(self._tick.total_seconds()):
            job = self._scheduler.get_job(JOB)
            now = datetime.now(UTC)
            if job is not None and job.next_run_time - now > 2 * self._tick:
                self._scheduler.modify_job(JOB, next_run_time=now)

    def nudge(self) -> None:
        """Beat as soon as possible: something has just come in."""
        with self._lock:
            self._nudged = True
            if self._beating or not self._scheduler.running:
                return
            self._scheduler.modify_job(JOB, next_run_time=datetime.now(UTC))

    def nudge_in(self, after: timedelta) -> None:
        """Beat once `after` has passed: something may be said then that may not be said yet."""
        if self._scheduler.running:
            self._scheduler.add_job(
                self.nudge,
                "date",
                id=LATER,
                run_date=datetime.now(UTC) + after,
                replace_existing=True,
                misfire_grace_time=None,
            )

    def stop(self) -> None:
        """Let the running beat end, then beat no more."""
        self._ended.set()
        with self._lock:
            self._stopped = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _beat_until_quiet(self) -> None:
        # A nudge during a beat would be dropped by max_instances, so it is kept here.
        while self._take_nudge_or_rest(first=not self._beating):
            self._beat()

    def _take_nudge_or_rest(self, *, first: bool) -> bool:
        with self._lock:
            self._beating = (first or self._nudged) and not self._stopped
            self._nudged = False
            return self._beating
