"""A proof is downloaded from Slack's own hosts, with the token, and from nowhere else."""

import pytest

from bot.slack import SlackGateway
from scheduler.archiving import DownloadError


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/files-pri/T1-F1/photo.jpg",
        "https://slack.com.evil.example/files-pri/T1-F1/photo.jpg",
        "https://notslack.com/files-pri/T1-F1/photo.jpg",
        "http://files.slack.com/files-pri/T1-F1/photo.jpg",
        "http://slack.com/files-pri/T1-F1/photo.jpg",
        "https://files.slack.com@evil.example/photo.jpg",
        "file:///etc/passwd",
        "//evil.example/photo.jpg",
        "",
    ],
)
def test_the_token_goes_to_no_other_host(url):
    gateway = SlackGateway("xoxb-token", "https://slack.com/api/")
    with pytest.raises(DownloadError, match="not one of Slack's hosts"):
        gateway.download(url, "image/jpeg").__enter__()


@pytest.mark.wire
def test_a_login_page_is_not_taken_for_a_photo(workspace, team):
    posted = team.ana.upload()
    wrong = SlackGateway("xoxb-wrong-token", workspace.api_url)
    right = SlackGateway(workspace.bot_token, workspace.api_url)
    url = str((right.file_info(posted["files"][0]) or {})["url_private_download"])
    with pytest.raises(DownloadError, match="Slack answered 302"):
        wrong.download(url, "image/png").__enter__()
    with right.download(url, "image/png") as chunks:
        assert b"".join(chunks).startswith(b"\x89PNG")
