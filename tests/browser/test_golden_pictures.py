"""Every main view looks as it did when somebody last looked at its picture."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from gallery import GOLDEN, LETTERS, Gallery
from golden_views import HOMES, MESSAGES, MODALS, Golden
from looking import LookAs, last
from playwright.sync_api import Browser, Locator, Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient
from view_plans import NOW, PLAN

from handlers.forms import FormErrors, NewContext, read_form
from handlers.views.form import preset_from_plan, process_form

pytestmark = pytest.mark.browser

FORM_ERRORS = "form-errors"
# A view is shown whole, at full pixels, with nothing of the page beside it or behind its corners.
ALONE = """view => {
  const others = [...view.parentElement.children].filter((one) => one !== view);
  for (const one of others) one.style.visibility = "hidden";
  Object.assign(view.style, { maxHeight: "none", margin: "0", borderRadius: "0" });
}"""
Shown = Callable[[Golden], Page]


def named(goldens: tuple[Golden, ...]) -> Any:
    return pytest.mark.parametrize("golden", goldens, ids=[one.name for one in goldens])


def size(width: int) -> dict[str, int]:
    """A window that is high enough for the longest view."""
    return {"width": width, "height": 2600}


@pytest.fixture(scope="module")
def gallery(browser: Browser, pictures: Path) -> Any:
    """The golden pictures; tests are skipped where they cannot be compared with."""
    context = browser.new_context()
    gallery = Gallery(context.new_page(), pictures)
    if reason := gallery.why_not_comparable(browser):
        pytest.skip(f"{reason} `make pictures` takes them anew.")
    yield gallery
    context.close()


@pytest.fixture
def shown(look_as: LookAs) -> Shown:
    """The page as the reader of a view has it before them, at the view's time."""
    return lambda golden: look_as(golden.reader, at=golden.now, viewport=size(golden.width))


def photo(view: Locator) -> bytes:
    view.evaluate(ALONE)
    return view.screenshot()


@named(MESSAGES)
def test_a_message_looks_as_it_did(
    golden: Golden, shown: Shown, slack: WebClient, gallery: Gallery
) -> None:
    page = shown(golden)
    message = golden.build(golden.now)
    slack.chat_postMessage(channel=golden.reader, text=message.text, blocks=message.blocks)
    view = last(page).locator(".blocks")
    expect(view.locator(".block")).to_have_count(len(message.blocks))
    gallery.judge(golden.name, photo(view))


@named(HOMES)
def test_a_home_tab_looks_as_it_did(
    golden: Golden, shown: Shown, slack: WebClient, app: App, gallery: Gallery
) -> None:
    page = shown(golden)
    view = golden.build(golden.now)
    slack.views_publish(user_id=golden.reader, view=view)
    page.get_by_role("tab", name="Home").click()
    drawn = page.get_by_role("tabpanel").locator(".blocks")
    expect(drawn.locator(".block")).to_have_count(len(view["blocks"]))
    gallery.judge(golden.name, photo(drawn))


@named(MODALS)
def test_a_modal_looks_as_it_did(
    golden: Golden, opened: Callable[..., Locator], gallery: Gallery
) -> None:
    dialog = opened(golden.build(golden.now), at=golden.now, viewport=size(golden.width))
    gallery.judge(golden.name, photo(dialog))


def test_a_form_with_errors_looks_as_it_did(
    app: App, opened: Callable[..., Locator], gallery: Gallery
) -> None:
    @app.view("form")
    def refuse(ack: Ack, view: dict[str, Any]) -> None:
        with pytest.raises(FormErrors) as wrong:
            read_form(view["state"]["values"], NewContext("UTC", None, NOW, timedelta(minutes=5)))
        ack(response_action="errors", errors=wrong.value.errors)

    dialog = opened(process_form(preset_from_plan(PLAN)), at=NOW, viewport=size(1000))
    dialog.get_by_label("Steps", exact=True).fill("Unlock doors\nFridge [3 pics]")
    dialog.get_by_label("Backup", exact=True).select_option("Mia Lindt")
    dialog.get_by_label("Time zone").fill("Berlin time")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog.locator(".field-error:not(:empty)").first).to_be_visible()
    gallery.judge(FORM_ERRORS, photo(dialog))


def test_every_golden_picture_is_of_a_view() -> None:
    names = {one.name for one in (*MESSAGES, *MODALS, *HOMES)} | {FORM_ERRORS, LETTERS.stem}
    assert {picture.stem for picture in GOLDEN.glob("*.png")} == names
