"""Other sites' pages, other hosts' names and oversized bodies are refused."""

import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from workspace_client import Team


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8484", "[::1", "127.0.0.1.evil"])
def test_another_host_is_refused(team: Team, host: str):
    assert team.http.get("/page/state", headers={"Host": host}).status_code == 403


def test_localhost_is_the_same_machine(team: Team):
    port = team.http.base_url.port
    answer = team.http.get("/page/state", headers={"Host": f"localhost:{port}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_another_sites_page_is_refused(team: Team, origin: str):
    body = {"as": "U0ANA", "channel": "C0OPS", "text": "x"}
    answer = team.http.post("/page/act/message", json=body, headers={"Origin": origin})
    assert answer.status_code == 403
    url = str(team.http.base_url).rstrip("/").replace("http", "ws")
    with pytest.raises(InvalidStatus), connect(f"{url}/page/live?as=U0ANA", origin=origin):
        pass


def test_our_own_page_is_served(team: Team):
    origin = str(team.http.base_url).rstrip("/")
    assert team.http.get("/page/state", headers={"Origin": origin}).status_code == 200


def test_a_huge_body_is_refused_before_it_is_read(team: Team):
    port = team.http.base_url.port
    head = f"POST /page/act/upload HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 200000000"
    with socket.create_connection(("127.0.0.1", port or 0)) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        assert b"413" in connection.recv(100)
