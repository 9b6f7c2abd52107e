"""A local workspace, its people, and Baton in it."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from postgresql_server import CannotRunError, PostgresqlServer
from workspace_client import Team

from bot.app import Baton, Wiring
from bot.document_reader import IntakeReader
from bot.identity import identify
from bot.slack import SlackGateway
from sandbox.server import LocalWorkspace
from storage.database import Database

# A busy machine is no failure, and what passed once passes again; to look further than the examples
# that each test always tries: `pytest --hypothesis-profile=default`.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
ROOT = Path(__file__).parents[1]
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _refuse_the_world(event: str, arguments: tuple[Any, ...]) -> None:
    """Let no test reach beyond this machine, not even by mistake."""
    if event == "socket.connect":
        address = arguments[1]
        here = not isinstance(address, tuple) or address[0] in LOOPBACK
        assert here, f"a test wanted to reach {address}"


sys.addaudithook(_refuse_the_world)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the properties: there must be no thread yet that may draw a random number.

    Hypothesis takes that for a strategy which is not repeatable. Slack's client draws one for each
    frame that it sends, also where a stop left it behind in a call.
    """
    items.sort(key=lambda item: item.get_closest_marker("hypothesis") is None)


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    """A workspace in memory."""
    with LocalWorkspace.start(port=0, folder=None, manifest=ROOT / "manifest.yml") as running:
        yield running


@pytest.fixture
def team(workspace: LocalWorkspace) -> Iterator[Team]:
    """The people of the workspace, and its control desk."""
    # A machine that stands still for a moment is no failure; people press again.
    team = Team(workspace.url, tries=4)
    yield team
    team.close()


@pytest.fixture
def gateway(workspace: LocalWorkspace) -> SlackGateway:
    """Baton's way to the workspace."""
    return SlackGateway(workspace.bot_token, workspace.api_url)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server; tests that want one are skipped where it cannot run."""
    try:
        server = PostgresqlServer()
    except CannotRunError as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    yield server
    server.close()


@pytest.fixture(scope="session")
def all_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied: migrating takes longer than most tests."""
    file = tmp_path_factory.mktemp("tables") / "baton.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    assert [one.name for one in file.parent.iterdir()] == [file.name], "all of it is in one file"
    return file


@pytest.fixture
def sqlite_url(all_tables: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database."""
    file = tmp_path / "baton.db"
    shutil.copyfile(all_tables, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.wire)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.url()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.wire)])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.bare_url()


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """An empty database with all tables."""
    database = Database(sqlite_url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def baton(
    workspace: LocalWorkspace, gateway: SlackGateway, database: Database, tmp_path: Path
) -> Iterator[Baton]:
    """Baton, running in this process, with windows from one second on."""
    baton = Baton(
        Wiring(
            identity=identify(gateway.client),
            gateway=gateway,
            database=database,
            proofs=tmp_path / "proofs",
            reader=IntakeReader(),
            app_token=workspace.app_token,
            tick=timedelta(seconds=0.1),
            minimum_window=timedelta(seconds=1),
            demo_people=workspace.people,
            clock=lambda: datetime.now(UTC),
        )
    )
    baton.start()
    yield baton
    baton.stop()
