"""A real Chromium that looks at a local workspace of its own."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from looking import PATIENCE, LookAs, say
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.server import LocalWorkspace

expect.set_options(timeout=PATIENCE * 1000)
ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but the page's own loopback requests: no first-run pages, no component updates.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _chromium() -> str | None:
    named = os.environ.get("BATON_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if path is None:
        pytest.skip("There is no Chromium; install one, or name it in BATON_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder that pictures of the page are kept in."""
    folder = ROOT / "tests" / "pictures"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def local(workspace: LocalWorkspace) -> LocalWorkspace:
    """A workspace in memory; Baton runs in it where a test asks for Baton."""
    return workspace


@pytest.fixture
def slack(local: LocalWorkspace) -> WebClient:
    """The app's Web API client."""
    return WebClient(token=local.bot_token, base_url=local.api_url)


@pytest.fixture
def app(local: LocalWorkspace, slack: WebClient) -> Iterator[App]:
    """A small app that is connected; tests add its listeners."""
    app = App(client=slack)
    handler = SocketModeHandler(app, local.app_token, web_client=slack)
    handler.connect()
    yield app
    # The client waits for the next frame before it closes; a cut connection spares it that.
    handler.client.auto_reconnect_enabled = False
    httpx.post(f"{local.url}/control/sockets/cut").raise_for_status()
    while handler.client.is_connected():
        time.sleep(0.01)
    handler.close()


@pytest.fixture
def look_as(browser: Browser, local: LocalWorkspace) -> Iterator[LookAs]:
    """Open the page as a person; a script error or a request to elsewhere fails the test.

    With `at`, an aware instant, the page's clock stands still there.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def look(person: str, path: str = "", at: datetime | None = None, **options: Any) -> Page:
        context = browser.new_context(
            locale="en-US", **{"viewport": {"width": 1280, "height": 800}, **options}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        context.route("**/*", lambda route, request: _only_loopback(route, request, troubles))
        page = context.new_page()
        if at:
            page.clock.set_fixed_time(at)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.goto(f"{local.url}/?as={person}{path}")
        return page

    yield look
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def opened(slack: WebClient, app: App, look_as: LookAs) -> Callable[..., Locator]:
    """Open a form by a slash command, as Ana."""

    def open_form(view: dict[str, Any], **options: Any) -> Locator:
        @app.command("/baton")
        def show(ack: Ack, body: dict[str, str]) -> None:
            ack()
            slack.views_open(trigger_id=body["trigger_id"], view={**view, "callback_id": "form"})

        page = look_as("U0ANA", **options)
        say(page, "/baton new")
        dialog = page.get_by_role("dialog", name=view["title"]["text"])
        dialog.wait_for()
        return dialog

    return open_form


def _only_loopback(route: Route, request: Request, troubles: list[str]) -> None:
    if urlsplit(request.url).hostname in {"127.0.0.1", "localhost"}:
        route.continue_()
    else:
        troubles.append(f"asked for {request.url}")
        route.abort()
