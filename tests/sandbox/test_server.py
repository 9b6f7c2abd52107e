"""Starting, stopping, and what is still there after a restart or a sudden end."""

import socket
import time
from pathlib import Path

import httpx
import pytest
from forms import HOME
from local_manifest import MANIFEST
from own_process import own_process
from slack_sdk import WebClient
from workspace_client import OPERATIONS, Team, photo, wait_for

from sandbox.server import LocalWorkspace, PortInUseError
from sandbox.store import CorruptStateError

pytestmark = pytest.mark.wire


def start(folder: Path | None = None, port: int = 0) -> LocalWorkspace:
    return LocalWorkspace.start(port=port, folder=folder, manifest=MANIFEST)


def test_a_taken_port_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"Port {port} is taken"):
            start(port=port)


def test_it_listens_on_loopback_only_and_stops_quickly():
    with start() as local:
        assert local.url.startswith("http://127.0.0.1:")
        assert local.api_url == f"{local.url}/api/"
        assert "U0ANA" in local.people
        port = int(local.url.rpartition(":")[2])
        began = time.monotonic()
    assert time.monotonic() - began < 2
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


def test_everything_is_there_after_a_restart(tmp_path: Path):
    with start(tmp_path) as local:
        team, client = Team(local.url), WebClient(local.bot_token, base_url=local.api_url)
        metadata = {"event_type": "e", "event_payload": {"list": [1, [2]], "n": None}}
        card = client.chat_postMessage(channel="U0ANA", text="card", metadata=metadata)["ts"]
        file_id = team.ana.upload(photo(), thread=card)["files"][0]
        team.ana.react(card, "+1")
        client.views_publish(user_id="U0ANA", view=HOME)
        team.ana.delete(team.ana.message("oops", channel=OPERATIONS), channel=OPERATIONS)
        team.control.change_person("U0BEN", deleted=True)
        before = team.ana.thread(card), team.ana.home(), team.ana.state()
        team.close()
    with start(tmp_path, port=int(local.url.rpartition(":")[2])) as local:
        team, client = Team(local.url), WebClient(local.bot_token, base_url=local.api_url)
        assert (team.ana.thread(card), team.ana.home(), team.ana.state()) == before
        history = client.conversations_history(channel=team.ana.dm(), include_all_metadata=True)
        assert history["messages"][0]["metadata"] == metadata
        assert client.files_info(file=file_id)["file"]["size"] == len(photo()[1])
        newer = client.chat_postMessage(channel="U0ANA", text="later")["ts"]
        assert newer > card
        team.close()


def test_a_sudden_end_loses_no_more_than_the_last_moment(tmp_path: Path):
    with own_process("--folder", str(tmp_path)) as (process, url):
        team = Team(url)
        ts = team.ana.message("kept")
        time.sleep(0.3)
        process.kill()
        team.close()
    with start(tmp_path) as local:
        team = Team(local.url)
        assert [message["ts"] for message in team.ana.messages()] == [ts]
        team.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b""])
def test_a_broken_file_is_named_and_an_empty_one_is_a_beginning(tmp_path: Path, content: bytes):
    (tmp_path / "workspace.db").write_bytes(content)
    if content:
        with pytest.raises(CorruptStateError, match=r"workspace\.db cannot be read"):
            start(tmp_path)
    else:
        with start(tmp_path) as local:
            assert httpx.get(f"{local.url}/page/state").status_code == 200


def test_two_workspaces_live_side_by_side():
    with start() as one, start() as other:
        first, second = Team(one.url), Team(other.url)
        first.ana.message("here")
        assert second.ana.messages() == []
        assert wait_for(first.ana.newest)["text"] == "here"
        first.close()
        second.close()
