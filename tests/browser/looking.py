"""How tests look at the page: who looks, and where the newest message is."""

from collections.abc import Callable
from time import monotonic
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

LookAs = Callable[..., Page]
PATIENCE = 20.0  # seconds: a busy machine is no failure


def messages(page: Page) -> Locator:
    """The messages of the conversation on view."""
    return page.get_by_role("log", name="Messages", exact=True).get_by_role("article")


def last(page: Page) -> Locator:
    """The newest message on view."""
    return messages(page).last


def thread(page: Page) -> Locator:
    """The thread pane."""
    return page.get_by_role("complementary", name="Thread")


def until(page: Page, condition: Callable[[], object]) -> None:
    """Wait for something outside of the page, while the page goes on."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "it did not come about"
        page.wait_for_timeout(30)


def say(page: Page, text: str) -> None:
    """Type into the conversation's composer, and send."""
    # A modal that is being closed keeps the keys to itself.
    expect(page.get_by_role("dialog")).to_have_count(0)
    composer = page.get_by_role("textbox", name="Message ")
    composer.fill(text)
    composer.press("Enter")


def to_baton(page: Page) -> None:
    """Look at one's own messages with Baton."""
    page.get_by_role("link", name="Baton").click()


def create(page: Page, line: str) -> None:
    """Create a process by the one line, and see that it is there."""
    say(page, line)
    last(page).get_by_role("button", name="Create").click()
    expect(last(page)).to_contain_text("is created")


def start(page: Page, name: str) -> None:
    """Start a process, and see that a run is open."""
    say(page, f"/baton start {name}")
    expect(last(page)).to_contain_text("open now")


def uploaded(url: str, person: str, name: str, data: bytes) -> dict[str, Any]:
    """Upload a file that is not shared yet, as a person; its Slack object."""
    answer = httpx.post(
        f"{url}/page/act/upload", data={"as": person}, files={"files": (name, data)}
    ).json()
    return answer["files"][0]
