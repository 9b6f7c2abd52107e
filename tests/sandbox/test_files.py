"""Files: taken in, described, downloaded with the right token, deleted, and odd."""

from typing import Any

import httpx
import pytest
from refusals import error_of
from slack_sdk import WebClient
from workspace_client import OPERATIONS, RefusedError, Team, photo, wait_for

from sandbox.server import LocalWorkspace


@pytest.fixture
def bot(local: LocalWorkspace) -> dict[str, str]:
    return {"Authorization": f"Bearer {local.bot_token}"}


def newest_file(team: Team) -> dict[str, Any]:
    file: dict[str, Any] = wait_for(team.ana.newest)["files"][0]
    return file


def test_a_photo_is_described_and_downloaded(client: WebClient, team: Team, bot: dict):
    name, data = photo("Till №1.PNG")
    file_id = team.ana.upload((name, data))["files"][0]
    file = client.files_info(file=file_id)["file"]
    assert (file["name"], file["mimetype"], file["size"]) == (name, "image/png", len(data))
    [share] = file["shares"]["private"][team.ana.dm()]
    assert share["ts"] == wait_for(team.ana.newest)["ts"]
    for address in (file["url_private"], file["url_private_download"]):
        answer = httpx.get(address, headers=bot)
        assert (answer.content, answer.headers["content-type"]) == (data, "image/png")


def test_without_the_token_a_download_leads_to_a_login_page(team: Team):
    team.ana.upload(photo())
    url = newest_file(team)["url_private"]
    for headers in ({}, {"Authorization": "Bearer xoxb-wrong"}):
        answer = httpx.get(url, headers=headers)
        assert answer.status_code == 302
        page = httpx.get(url, headers=headers, follow_redirects=True)
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")


def test_a_person_sees_pictures_and_downloads_the_rest(team: Team):
    team.ana.upload(photo())
    url = newest_file(team)["url_private"]
    picture = httpx.get(url, params={"as": "U0BEN"})
    assert picture.headers["content-disposition"].startswith("inline")
    assert httpx.get(url, params={"as": "U0NOBODY"}).status_code == 302
    team.ana.upload(("page.html", b"<script>alert(1)</script>"))
    page = httpx.get(newest_file(team)["url_private"], params={"as": "U0ANA"})
    assert page.headers["content-disposition"].startswith("attachment")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in page.headers["content-security-policy"]


def test_names_never_become_paths(local: LocalWorkspace, team: Team, bot: dict):
    team.ana.upload(("../../etc/passwd", b"x"))
    file = newest_file(team)
    assert "/etc/" not in file["url_private"]
    assert httpx.get(file["url_private"], headers=bot).content == b"x"
    for path in ("F0NOTHING", "..%2F..%2Fpyproject.toml", "T0LOCAL-F0NOTHING/x.png"):
        assert httpx.get(f"{local.url}/files/{path}", headers=bot).status_code == 404


def test_several_files_come_in_one_message(team: Team):
    files = team.ana.upload(photo("a.png"), photo("b.png"), text="two")["files"]
    message = wait_for(team.ana.newest)
    assert [file["id"] for file in message["files"]] == files
    assert message["text"] == "two"


def test_a_file_for_a_form_is_kept_without_a_message(team: Team):
    answer = team.http.post(
        "/page/act/upload", data={"as": "U0ANA"}, files=[("files", photo())]
    ).json()
    assert answer["files"][0]["mimetype"] == "image/png"
    assert team.ana.messages() == []


def test_an_upload_needs_a_file_and_a_place_to_stand(team: Team):
    nothing = team.http.post("/page/act/upload", data={"as": "U0ANA"})
    assert nothing.json() == {"ok": False, "error": "no_file_data"}
    with pytest.raises(RefusedError, match="channel_not_found"):
        team.ana.upload(photo(), channel="C0NOWHERE")
    with pytest.raises(RefusedError, match="thread_not_found"):
        team.ana.upload(photo(), thread="1.000001")


def test_a_deleted_file_is_gone(client: WebClient, team: Team, bot: dict):
    file_id = team.ana.upload(photo())["files"][0]
    url = newest_file(team)["url_private"]
    team.control.delete_file(file_id)
    assert error_of(client.files_info, file=file_id) == "file_deleted"
    assert error_of(client.files_info, file="F0NOTHING") == "file_not_found"
    assert httpx.get(url, headers=bot).status_code == 404
    with pytest.raises(RefusedError, match="file_not_found"):
        team.ana.share(file_id)


def test_the_bot_uploads_in_three_steps(client: WebClient, team: Team):
    name, data = photo("digest.png")
    client.files_upload_v2(
        channel=OPERATIONS, filename=name, title="Digest", content=data, initial_comment="Week 30"
    )
    message = wait_for(lambda: team.ana.newest(OPERATIONS))
    assert (message["text"], message["files"][0]["title"]) == ("Week 30", "Digest")
    assert message["bot_id"] == "B0BATON"


def test_an_upload_must_arrive_whole_and_is_completed_once(client: WebClient):
    ticket = client.files_getUploadURLExternal(filename="a.txt", length=5)
    assert httpx.post(ticket["upload_url"], content=b"1234").status_code == 400
    entry = [{"id": ticket["file_id"]}]
    assert error_of(client.files_completeUploadExternal, files=entry) == "file_not_found"
    assert httpx.post(ticket["upload_url"], content=b"12345").status_code == 200
    assert client.files_completeUploadExternal(files=entry)["files"][0]["id"] == ticket["file_id"]
    assert error_of(client.files_completeUploadExternal, files=entry) == "file_not_found"
    assert httpx.post(ticket["upload_url"], content=b"12345").status_code == 404
    get_url = client.files_getUploadURLExternal
    assert error_of(get_url, filename="a", length=60_000_000) == "file_upload_size_restricted"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("tombstone", {"mode": "tombstone"}),
        ("hidden_by_limit", {"mode": "hidden_by_limit"}),
        ("gdrive", {"mode": "external", "is_external": True, "external_type": "gdrive"}),
        ("check_file_info", {"mode": "file_access", "file_access": "check_file_info", "user": ""}),
        ("access_denied", {"file_access": "access_denied"}),
        ("snippet", {"mode": "snippet", "editable": True}),
        ("post", {"mode": "post"}),
    ],
)
def test_odd_files_look_as_slack_shows_them(team: Team, kind: str, shown: dict):
    team.control.share_odd_file(team.ana, kind)
    file = newest_file(team)
    assert {key: file.get(key) for key in shown} == shown


def test_odd_files_answer_for_themselves(client: WebClient, team: Team):
    def info_of(kind: str) -> str:
        return str(team.control.share_odd_file(team.ana, kind)["files"][0])

    assert error_of(client.files_info, file=info_of("tombstone")) == "file_deleted"
    assert error_of(client.files_info, file=info_of("access_denied")) == "access_denied"
    assert error_of(client.files_info, file=info_of("file_not_found")) == "file_not_found"
    checked = client.files_info(file=info_of("check_file_info"))["file"]
    assert checked["mimetype"] == "image/png", "files.info tells what the message did not"
    hidden = client.files_info(file=info_of("hidden_by_limit"))["file"]
    assert hidden["mode"] == "hidden_by_limit"


def test_a_scan_leaves_a_file_without_type_for_a_while(client: WebClient, team: Team):
    file_id = team.control.share_odd_file(team.ana, "scanning", seconds=0.3)["files"][0]
    assert newest_file(team)["mimetype"] == newest_file(team)["filetype"] == ""
    wait_for(lambda: client.files_info(file=file_id)["file"]["mimetype"] == "image/png")
