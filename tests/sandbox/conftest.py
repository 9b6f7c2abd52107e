"""One local workspace for all tests of it, as new for each; and an app that listens to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from listening_app import ListeningApp, listening
from local_manifest import MANIFEST
from slack_sdk import WebClient
from workspace_client import Team

from sandbox.server import LocalWorkspace

MORE_SCOPES = ["channels:history", "files:write"]
RUNNING = {"quiet", "served", "narrow", "local"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that talks to a running workspace: it drives real sockets."""
    for item in items:
        if RUNNING & set(getattr(item, "fixturenames", ())):
            item.add_marker("wire")


@pytest.fixture(scope="session")
def generous_manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Baton's manifest with the scopes and events that it does without."""
    body = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    body["oauth_config"]["scopes"]["bot"] += MORE_SCOPES
    body["settings"]["event_subscriptions"]["bot_events"] += [
        "message.channels",
        "reaction_removed",
    ]
    path = tmp_path_factory.mktemp("manifest") / "manifest.yml"
    path.write_text(yaml.safe_dump(body), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def quiet(generous_manifest: Path) -> Iterator[LocalWorkspace]:
    """A workspace to which no app is connected, unless a test connects one."""
    with LocalWorkspace.start(port=0, folder=None, manifest=generous_manifest) as local:
        yield local


@pytest.fixture(scope="session")
def served(generous_manifest: Path) -> Iterator[tuple[LocalWorkspace, ListeningApp]]:
    """A workspace with an app that stays connected: Slack's client takes seconds to leave."""
    start = LocalWorkspace.start(port=0, folder=None, manifest=generous_manifest)
    with start as local, listening(local) as app:
        yield local, app


@pytest.fixture(scope="session")
def narrow() -> Iterator[LocalWorkspace]:
    """A workspace with Baton's own manifest and not a scope more."""
    with LocalWorkspace.start(port=0, folder=None, manifest=MANIFEST) as local:
        yield local


@pytest.fixture
def local(request: pytest.FixtureRequest) -> LocalWorkspace:
    """The workspace of the test: the served one if the test uses the app."""
    if "app" in request.fixturenames:
        return request.getfixturevalue("served")[0]
    return request.getfixturevalue("quiet")


@pytest.fixture
def team(local: LocalWorkspace) -> Iterator[Team]:
    """The people of a workspace that is as new."""
    team = Team(local.url)
    team.control.reset()
    yield team
    team.close()


@pytest.fixture
def client(local: LocalWorkspace, team: Team) -> WebClient:
    """Slack's own client, without its own retries."""
    return WebClient(local.bot_token, base_url=local.api_url, timeout=5, retry_handlers=[])


@pytest.fixture
def app(served: tuple[LocalWorkspace, ListeningApp], team: Team) -> ListeningApp:
    """A connected app that has heard nothing yet."""
    app = served[1]
    app.begin_anew()
    return app
