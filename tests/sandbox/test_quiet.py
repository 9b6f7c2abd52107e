"""A stop, or a client that goes away, writes nothing on standard error."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from bare_socket import frame_from, open_socket
from own_process import own_process
from slack_sdk import WebClient
from websockets.sync.client import connect
from workspace_client import Team, wait_for

from sandbox.server import LocalWorkspace

pytestmark = pytest.mark.wire

JSON = "Content-Type: application/json"
FORM = "Content-Type: multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nabc'
TOKEN = f"Authorization: Bearer {LocalWorkspace.bot_token}"


@pytest.fixture
def left_open() -> Iterator[ExitStack]:
    """Connections that stay open until the workspace has stopped."""
    with ExitStack() as connections:
        yield connections


@pytest.fixture
def team(generous_manifest: Path, left_open: ExitStack) -> Iterator[Team]:
    """The people of a workspace that, in the end, stops within two seconds and has said nothing."""
    with own_process("--manifest", str(generous_manifest)) as (process, url):
        with closing(Team(url)) as team:
            yield team
        process.terminate()
        _, said = process.communicate(timeout=2)
        assert (process.returncode, said) == (0, "")


def begin(team: Team, path: str, body: str, *headers: str, missing: int = 0) -> socket.socket:
    """Send a request, without the last bytes of its body, and do not wait for an answer."""
    port = team.http.base_url.port
    length = f"Content-Length: {len(body) + missing}"
    head = "\r\n".join([f"POST {path} HTTP/1.1", f"Host: localhost:{port}", length, *headers])
    connection = socket.create_connection(("127.0.0.1", port or 0))
    connection.sendall(f"{head}\r\n\r\n{body}".encode())
    return connection


def test_a_call_that_hangs_does_not_hold_up_a_stop(left_open: ExitStack, team: Team):
    team.control.fault("chat.postMessage", "timeout_after", seconds=60)
    body = '{"channel": "U0ANA", "text": "hello"}'
    left_open.enter_context(begin(team, "/api/chat.postMessage", body, JSON, TOKEN))
    assert wait_for(team.ana.newest)["text"] == "hello"


def test_an_app_that_does_not_answer_does_not_hold_up_a_stop(left_open: ExitStack, team: Team):
    team.control.events(ack_timeout=60)
    url = str(team.http.base_url).rstrip("/")
    app = SimpleNamespace(api_url=f"{url}/api/", app_token=LocalWorkspace.app_token)
    asked = left_open.enter_context(open_socket(app))
    left_open.enter_context(connect(f"{url.replace('http', 'ws')}/page/live?as=U0ANA"))
    assert frame_from(asked)["type"] == "hello"
    body = '{"as": "U0ANA", "channel": "C0OPS", "text": "/baton help"}'
    left_open.enter_context(begin(team, "/page/act/command", body, JSON))
    assert frame_from(asked)["type"] == "slash_commands"


def test_a_body_that_never_ends_does_not_hold_up_a_stop(left_open: ExitStack, team: Team):
    left_open.enter_context(begin(team, "/page/act/upload", PART, FORM, missing=9))
    assert team.ana.messages() == []


def test_a_client_may_go_away_while_its_body_is_read(team: Team):
    url = str(team.http.base_url).rstrip("/")
    client = WebClient(LocalWorkspace.bot_token, base_url=f"{url}/api/", retry_handlers=[])
    upload = client.files_getUploadURLExternal(filename="a.png", length=9)["upload_url"]
    begin(team, "/api/chat.postMessage", "{", JSON, TOKEN, missing=9).close()
    begin(team, "/page/act/message", "{", JSON, missing=9).close()
    begin(team, "/page/act/upload", PART, FORM, missing=9).close()
    begin(team, upload.removeprefix(url), "abc", missing=6).close()
    begin(team, upload.removeprefix(url), PART, FORM, missing=6).close()
    begin(team, "/control/people", "{", JSON, missing=9).close()
    assert team.ana.messages() == []


def test_a_client_may_go_away_before_its_answer(team: Team):
    team.control.fault("chat.postMessage", "timeout_after", seconds=0.1)
    body = '{"channel": "U0ANA", "text": "hello"}'
    begin(team, "/api/chat.postMessage", body, JSON, TOKEN).close()
    assert wait_for(team.ana.newest)["text"] == "hello"
