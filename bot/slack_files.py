"""The bytes of files, from Slack's hosts only."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from bot.limits import Limits
from bot.slack_calls import TIMEOUT_SECONDS, SlackCalls
from scheduler.archiving import DownloadError

SLACK_HOSTS = ("slack.com", "slack-files.com")


class SlackFiles(SlackCalls):
    """Downloads proofs."""

    def __init__(self, token: str, api_url: str, limits: Limits) -> None:
        """Use `token` at `api_url`, within `limits`."""
        super().__init__(token, api_url, limits)
        self._api = urlsplit(api_url)

    @contextmanager
    def download(self, url: str, mimetype: str) -> Iterator[Iterator[bytes]]:
        """Open the bytes of a file. The token goes to Slack's hosts only, redirects nowhere."""
        self._refuse_foreign(url)
        headers = {"Authorization": f"Bearer {self.client.token}"}
        try:
            with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT_SECONDS) as answer:
                _refuse_login_page(answer, mimetype)
                yield answer.iter_bytes()
        except httpx.HTTPError as error:
            raise DownloadError(f"Slack could not be reached: {error!r}") from error

    def _refuse_foreign(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        slacks = any(host == name or host.endswith(f".{name}") for name in SLACK_HOSTS)
        apis = (parts.scheme, parts.netloc) == (self._api.scheme, self._api.netloc)
        if not apis and not (slacks and parts.scheme == "https"):
            raise DownloadError(f"{host or 'this address'} is not one of Slack's hosts")


def _refuse_login_page(answer: httpx.Response, mimetype: str) -> None:
    # Without the scope Slack redirects to a login page instead of refusing.
    if answer.status_code != httpx.codes.OK:
        raise DownloadError(f"Slack answered {answer.status_code}")
    if "text/html" in answer.headers.get("content-type", "") and "html" not in mimetype:
        raise DownloadError("Slack sent a login page: is the scope files:read missing?")
