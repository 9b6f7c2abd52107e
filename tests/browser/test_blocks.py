"""What apps send is drawn, and used, and never runs."""

from pathlib import Path
from typing import Any

import pytest
from block_samples import modal, png, section, shown
from looking import LookAs, last, say, until, uploaded
from playwright.sync_api import expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.server import LocalWorkspace

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.hacked = 1</script> &lt;img src=x onerror=window.hacked=1&gt; "
    "<javascript:window.hacked=1|press me> <data:text/html,hi|and me> <https://example.com|fine>"
)


def post(slack: WebClient, text: str, **extra: object) -> dict[str, str]:
    answer = slack.chat_postMessage(channel="U0ANA", text=text, **extra)
    return {"channel": answer["channel"], "ts": answer["ts"]}


def test_every_kind_of_block_is_drawn_in_a_message(
    local: LocalWorkspace, slack: WebClient, look_as: LookAs, pictures: Path
) -> None:
    page = look_as("U0ANA", viewport={"width": 1280, "height": 1250})
    file = uploaded(local.url, "U0ANA", "counter.png", png())
    post(slack, "All blocks", blocks=shown(file["id"]))
    message = last(page)
    for kind in ("header", "section", "context", "divider", "image", "actions", "table"):
        expect(message.get_by_test_id(f"block-{kind}").first).to_be_attached()
    expect(message.get_by_role("heading", name="Opening")).to_contain_text("☕")
    expect(message.get_by_text("Bold", exact=True)).to_be_visible()
    expect(message.locator("s")).to_have_text("gone")
    expect(message.locator("code").first).to_have_text("code")
    expect(message.get_by_text("@Ana Ortiz").first).to_be_visible()
    expect(message.locator(".block-fields").get_by_text("Owner")).to_be_visible()
    picture = message.get_by_role("img", name="A clean counter")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 160
    expect(message.get_by_role("listitem").filter(has_text="Second")).to_be_visible()
    expect(message.locator("blockquote")).to_have_text("Quoted")
    expect(message.locator("pre")).to_have_text("make run")
    expect(message.get_by_role("columnheader", name="Missed")).to_be_visible()
    expect(message.get_by_role("cell", name="Wipe the counter")).to_be_visible()
    expect(message.get_by_role("heading", name="Plan")).to_be_visible()
    link = message.get_by_role("link", name="Read on")
    expect(link).to_have_attribute("href", "https://example.com/sop")
    expect(message.locator(".unknown")).to_have_count(0)
    page.screenshot(path=pictures / "blocks.png")


def test_buttons_lists_and_menus_tell_the_app(
    local: LocalWorkspace, slack: WebClient, app: App, look_as: LookAs
) -> None:
    heard: list[dict[str, Any]] = []
    for name in ("go", "drop", "pick", "menu"):
        app.action(name)(lambda ack, action: (ack(), heard.append(action)))
    page = look_as("U0ANA")
    file = uploaded(local.url, "U0ANA", "counter.png", png())
    post(slack, "All blocks", blocks=shown(file["id"]))
    message = last(page)
    message.get_by_role("button", name="Do it").click()
    message.get_by_role("button", name="Drop it").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    message.get_by_role("button", name="Drop it").click()
    page.get_by_role("dialog").get_by_role("button", name="Yes, drop it").click()
    message.get_by_role("combobox", name="Pick a size").select_option("Large")
    message.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name="Small").click()
    until(page, lambda: len(heard) == 4)
    actions = {one["action_id"]: one for one in heard}
    assert set(actions) == {"go", "drop", "pick", "menu"}
    assert actions["go"]["value"] == "go-1"
    assert actions["pick"]["selected_option"]["value"] == "l"
    assert actions["menu"]["selected_option"]["value"] == "s"


def test_text_can_neither_run_nor_link_to_what_runs(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    post(slack, HOSTILE)
    message = last(page)
    expect(message).to_contain_text("<img src=x onerror=window.hacked=1>")
    expect(message.get_by_role("link", name="fine")).to_have_attribute(
        "href", "https://example.com/"
    )
    expect(message.get_by_role("link")).to_have_count(1)
    expect(message.locator("script, img, iframe")).to_have_count(0)
    message.get_by_text("press me").click()
    assert page.evaluate("window.hacked === undefined")


def test_a_moment_is_told_in_the_time_zone_of_the_reader(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    slack.chat_postMessage(
        channel="C0OPS", text="Due <!date^1767272400^{date_num} at {time}|some day>"
    )
    page.get_by_role("link", name="operations").click()
    expect(last(page)).to_contain_text("Due 2026-01-01 at 14:00")
    page.get_by_role("button", name="Zoe Park").click()
    expect(last(page)).to_contain_text("Due 2026-01-01 at 8:00 AM")


def test_an_update_keeps_what_the_message_still_offers(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    place = post(slack, "One", blocks=[section("Version one")])
    expect(last(page)).to_contain_text("Version one")
    slack.chat_update(**place, text="Two", blocks=[section("Version two")])
    expect(last(page)).to_contain_text("Version two")


def test_a_permalink_of_the_workspace_stays_in_the_page(
    local: LocalWorkspace, slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA")
    there = slack.chat_postMessage(channel="C0OPS", text="The digest")
    address = f"{local.url}/archives/C0OPS/p{there['ts'].replace('.', '')}"
    post(slack, f"See <{address}|the digest>")
    page.get_by_role("link", name="the digest").click()
    expect(page.get_by_role("heading", name="operations", level=1)).to_be_visible()
    expect(last(page)).to_contain_text("The digest")


def test_the_home_tab_is_drawn_for_each_person_once_it_is_opened(
    slack: WebClient, app: App, look_as: LookAs, pictures: Path
) -> None:
    @app.event("app_home_opened")
    def draw(event: dict[str, str]) -> None:
        user = event["user"]
        blocks = [{"type": "header", "text": {"type": "plain_text", "text": "Your work"}}]
        blocks.append(section(f"Nothing waits for <@{user}>."))
        slack.views_publish(user_id=user, view={"type": "home", "blocks": blocks})

    page = look_as("U0ANA")
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()
    expect(page.get_by_role("tabpanel")).to_contain_text("@Ana Ortiz")
    page.screenshot(path=pictures / "home.png")
    page.get_by_role("tab", name="Messages").click()
    expect(page.get_by_role("textbox", name="Message Baton")).to_be_visible()


def test_a_view_without_inputs_needs_no_submit(slack: WebClient, app: App, look_as: LookAs) -> None:
    @app.command("/baton")
    def show(ack: Ack, body: dict[str, str]) -> None:
        ack()
        view = modal([section("Just to read")], title="Help")
        view.pop("submit")
        slack.views_open(trigger_id=body["trigger_id"], view=view)

    page = look_as("U0ANA")
    say(page, "/baton help")
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog).to_contain_text("Just to read")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message Baton")).to_be_focused()
