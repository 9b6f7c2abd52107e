"""Baton under a supervisor: killed at one point, started again at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from sandbox.server import LocalWorkspace

ROOT = Path(__file__).parents[2]
RUNNER = Path(__file__).with_name("crashing_baton.py")
MOST_STARTS = 3
# How fast it stops is looked at elsewhere; a busy machine is no failure.
STOP_SECONDS = 60


class KeptAlive:
    """Starts Baton with a crash point, and without one each time that it was killed."""

    def __init__(
        self, workspace: LocalWorkspace, data: Path, address: str, crash_at: str | None
    ) -> None:
        self.kills = 0
        self.address = address
        self._data = data
        self._log = data / "log"
        self.trace = data / "trace"
        self.proofs = data / "proofs"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_API_URL": workspace.api_url,
            "BATON_DATA": str(data),
            "DATABASE_URL": address,
            "BATON_TICK_SECONDS": "0.5",
            "BATON_MIN_WINDOW_SECONDS": "1",
            "BATON_LOG": "json",
        }
        first = {"BATON_CRASH_TRACE": str(self.trace)}
        if crash_at is not None:
            first["BATON_CRASH_AT"] = crash_at
        self._process = self._started(**first)
        self._stopping = Event()
        self._watch = Thread(target=self._keep_alive, name="supervisor")
        self._watch.start()

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        self._stopping.set()
        self._process.terminate()
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._watch.join()

    def log(self) -> str:
        """Return everything that it wrote."""
        return self._log.read_text("utf-8")

    def _keep_alive(self) -> None:
        for _ in range(MOST_STARTS):
            code = self._process.wait()
            if self._stopping.is_set() or code != -signal.SIGKILL:
                return
            self.kills += 1
            self._process = self._started()

    def _started(self, **more: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, str(RUNNER)],
                cwd=self._data,
                env=self._environment | more,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
