"""Events that are not acknowledged come again; what a test may do to their delivery."""

import time

import pytest
from bare_socket import acknowledge, frame_from, open_socket
from listening_app import listening
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from workspace_client import Team, wait_for

from sandbox.server import LocalWorkspace


@pytest.fixture
def socket(local: LocalWorkspace, team: Team):
    """A greeted connection to a workspace that loses patience quickly."""
    team.control.events(ack_timeout=0.1, retry_schedule=[0, 0.1, 0.2])
    with open_socket(local) as socket:
        assert frame_from(socket)["type"] == "hello"
        yield socket


def event_id(frame: dict) -> str:
    return str(frame["payload"]["event_id"])


def nothing_more(socket: ClientConnection, seconds: float) -> None:
    with pytest.raises(TimeoutError):
        socket.recv(timeout=seconds)


def test_an_acknowledged_event_comes_once(socket: ClientConnection, team: Team):
    team.ana.message("x")
    frame = frame_from(socket)
    assert (frame["retry_attempt"], frame["retry_reason"]) == (0, "")
    assert frame["accepts_response_payload"] is False
    acknowledge(socket, frame)
    nothing_more(socket, 0.3)
    assert team.control.undelivered() == 0


def test_an_unanswered_event_comes_again_on_schedule_and_then_no_more(
    socket: ClientConnection, team: Team
):
    team.ana.message("x")
    frames = [frame_from(socket) for _ in range(4)]
    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert {frame["retry_reason"] for frame in frames[1:]} == {"timeout"}
    assert len({event_id(frame) for frame in frames}) == 1
    nothing_more(socket, 0.4)
    assert team.control.undelivered() == 0


def test_a_late_acknowledgement_of_a_retry_ends_them(socket: ClientConnection, team: Team):
    team.ana.message("x")
    frame_from(socket)
    acknowledge(socket, frame_from(socket))
    nothing_more(socket, 0.4)


def test_events_wait_for_a_connection(local: LocalWorkspace, team: Team):
    team.control.events(ack_timeout=0.5, retry_schedule=[0, 30])
    team.ana.message("while you were away")
    with open_socket(local) as socket:
        assert frame_from(socket)["type"] == "hello"
        frame = frame_from(socket)
        assert frame["payload"]["event"]["text"] == "while you were away"
        assert (frame["retry_attempt"], frame["retry_reason"]) == (2, "connection_failed")
        acknowledge(socket, frame)
    wait_for(lambda: team.control.undelivered() == 0)


def test_an_outage_longer_than_the_schedule_loses_events(local: LocalWorkspace, team: Team):
    team.control.events(retry_schedule=[0, 0.05])
    team.ana.message("lost")
    wait_for(lambda: team.control.undelivered() == 0)
    with open_socket(local) as socket:
        assert frame_from(socket)["type"] == "hello"
        nothing_more(socket, 0.2)


def test_an_event_can_be_lost(socket: ClientConnection, team: Team):
    team.control.events(drop=1)
    team.ana.message("lost")
    team.ana.message("kept")
    assert frame_from(socket)["payload"]["event"]["text"] == "kept"


def test_an_event_can_come_twice_in_the_same_envelope(socket: ClientConnection, team: Team):
    team.control.events(duplicate=1)
    team.ana.message("twice")
    first, second = frame_from(socket), frame_from(socket)
    assert first == second
    acknowledge(socket, first)
    nothing_more(socket, 0.3)


def test_events_can_be_late(socket: ClientConnection, team: Team):
    team.control.events(delay=0.15)
    began = time.monotonic()
    team.ana.message("late")
    frame_from(socket)
    assert time.monotonic() - began >= 0.15


def test_sockets_can_be_cut_without_a_word(socket: ClientConnection, team: Team):
    assert team.control.cut() == 1
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=2)
    assert closed.value.rcvd is None, "no closing frame was received"
    assert not team.ana.state()["connected"]


def test_sockets_can_be_ended_politely(socket: ClientConnection, team: Team):
    team.control.disconnect("warning", close=False)
    assert frame_from(socket) == {"type": "disconnect", "reason": "warning"}
    team.control.disconnect()
    assert frame_from(socket)["reason"] == "refresh_requested"
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=2)


def test_broken_acknowledgements_are_overheard(socket: ClientConnection, team: Team):
    team.ana.message("x")
    frame = frame_from(socket)
    for nonsense in ("not json", "[]", "null", '{"envelope_id": null}'):
        socket.send(nonsense)
    acknowledge(socket, frame)
    nothing_more(socket, 0.3)


@pytest.mark.wire
def test_slacks_client_comes_back_after_a_cut(quiet: LocalWorkspace, team: Team):
    with listening(quiet) as app:
        team.control.cut()
        team.ana.message("after the cut")
        wait_for(lambda: app.hellos == 2, seconds=20)
        assert app.event("message")["text"] == "after the cut"
