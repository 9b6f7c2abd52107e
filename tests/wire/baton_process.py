"""Baton as people run it: a process of its own, started, stopped and killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from workspace_client import Team, wait_for

ROOT = Path(__file__).parents[2]
START_SECONDS = 60  # a busy machine is no failure


class BatonProcess:
    """`baton run` against a local workspace, with its data in `data`."""

    def __init__(self, workspace, team: Team, data: Path, **settings: str) -> None:
        self.team = team
        self.data = data
        self.environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_API_URL": workspace.api_url,
            "BATON_DATA": str(data),
            "BATON_TICK_SECONDS": "0.2",
            "BATON_MIN_WINDOW_SECONDS": "1",
            "BATON_LOG": "json",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it is connected."""
        self.data.mkdir(exist_ok=True)
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_for(self._connected, START_SECONDS)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._running().kill()
        self.ended()
        wait_for(lambda: not self._connected(), START_SECONDS)

    def terminate(self) -> int:
        """Ask it to stop; how it ended."""
        self.ask_to_stop()
        return self.ended()

    def ask_to_stop(self) -> None:
        """Send the signal to stop and do not wait."""
        self._running().send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """Wait for its end; how it ended."""
        return self._running().wait(timeout=15)

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.start()

    def log(self) -> str:
        """Return everything that it wrote."""
        return (self.data / "log").read_text("utf-8")

    def _running(self) -> subprocess.Popen[bytes]:
        assert self.process is not None, "it was started"
        return self.process

    def _connected(self) -> bool:
        return bool(self.team.ana.state()["connected"])
