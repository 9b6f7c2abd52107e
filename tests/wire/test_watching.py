"""A running Baton tells how it is, and comes back by itself from a token that was dead."""

import socket

import httpx
import pytest
from baton_process import BatonProcess
from conversations import asked, create, start
from workspace_client import wait_for

pytestmark = pytest.mark.wire


@pytest.fixture
def door():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        client.port = str(port)
        yield client


@pytest.fixture
def watched(workspace, team, tmp_path, door):
    process = BatonProcess(workspace, team, tmp_path / "data", BATON_HEALTH_PORT=door.port)
    process.start()
    yield process
    assert process.terminate() == 0
    print(process.log())


def is_ready(door):
    return door.get("/ready").status_code == 200


def test_it_says_that_it_lives_is_ready_and_what_it_sent(watched, team, door):
    assert door.get("/live").json() == {"live": True}
    wait_for(lambda: is_ready(door))
    create(team.ana)
    start(team.ana)
    asked(team.ana)
    metrics = wait_for(
        lambda: (
            (text := door.get("/metrics").text)
            and 'baton_sends_total{kind="ask",outcome="sent"} 1.0' in text
            and text
        )
    )
    assert "baton_connected 1.0" in metrics
    assert 'baton_open{kind="turn"} 1.0' in metrics


def test_a_token_that_is_dead_for_a_while_loses_nothing(watched, team, door):
    wait_for(lambda: is_ready(door))
    create(team.ana)
    for method in ("chat.postMessage", "users.info", "conversations.open"):
        team.control.fault(method, "error", times=50, error="token_revoked")
    start(team.ana)
    wait_for(lambda: not is_ready(door))
    (problem,) = door.get("/ready").json()["problems"]
    assert "token_revoked" in problem
    assert "Install the app again" in problem
    team.control.heal()
    asked(team.ana)
    wait_for(lambda: is_ready(door))
    dead = [line for line in watched.log().splitlines() if '"token_dead"' in line]
    assert len(dead) == 1


def test_a_slow_down_of_slack_is_counted_and_kept_to(watched, team, door):
    create(team.ana)
    team.control.fault("chat.postMessage", "ratelimited", times=1, retry_after=2)
    start(team.ana)
    asked(team.ana)
    calls = team.control.calls("chat.postMessage")
    assert 'baton_rate_limited_total{method="chat.postMessage"} 1.0' in door.get("/metrics").text
    assert calls
