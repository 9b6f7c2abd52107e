"""The page around the messages: people, conversations, marks, narrow screens."""

import re
from pathlib import Path

import pytest
from block_samples import section
from looking import LookAs, last, messages, say, thread, until
from playwright.sync_api import Page, expect
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.server import LocalWorkspace

pytestmark = pytest.mark.browser


def sidebar(page: Page):
    return page.get_by_role("navigation", name="Workspace")


def test_one_looks_as_any_of_five_people_and_tabs_can_differ(look_as: LookAs) -> None:
    page = look_as("U0ANA")
    people = page.get_by_role("group", name="Look as").get_by_role("button")
    expect(people).to_have_count(5)
    say(page, "From Ana")
    expect(messages(page)).to_have_count(1)
    page.get_by_role("button", name="Ben Hart").click()
    expect(messages(page)).to_have_count(0)
    expect(page.get_by_text("You are Ben Hart")).to_be_visible()
    expect(page).to_have_url(re.compile("as=U0BEN"))
    assert "as=U0ZOE" in look_as("U0ZOE").url
    page.go_back()
    expect(last(page)).to_contain_text("From Ana")


def test_what_came_unseen_is_marked_until_it_is_looked_at(
    slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA", "&channel=C0GENERAL")
    expect(page).to_have_title("#general · Corner Café (local)")
    slack.chat_postMessage(channel="U0ANA", text="One")
    slack.chat_postMessage(channel="U0ANA", text="Two")
    link = sidebar(page).get_by_role("link", name="Baton, 2 unread")
    expect(link).to_be_visible()
    expect(page).to_have_title("(2) #general · Corner Café (local)")
    link.click()
    expect(last(page)).to_contain_text("Two")
    expect(sidebar(page).get_by_role("link", name="Baton", exact=True)).to_be_visible()
    expect(page).to_have_title("Baton · Corner Café (local)")


def test_a_new_reply_is_marked_at_its_message_until_the_thread_is_opened(
    slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA")
    card = slack.chat_postMessage(channel="U0ANA", text="Please prove it")
    expect(last(page)).to_contain_text("Please prove it")
    slack.chat_postMessage(channel=card["channel"], thread_ts=card["ts"], text="Any news?")
    line = last(page).get_by_role("button", name="1 reply")
    expect(line).to_contain_text("1 new")
    line.click()
    expect(thread(page).get_by_role("article")).to_have_count(2)
    expect(line).not_to_contain_text("new")
    page.keyboard.press("Escape")
    expect(thread(page)).to_have_count(0)


def test_a_reply_can_be_sent_to_the_conversation_too(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    slack.chat_postMessage(channel="U0ANA", text="Please prove it")
    last(page).get_by_role("button", name="Reply in thread").click()
    thread(page).get_by_label("Also send to the conversation").check()
    thread(page).get_by_role("textbox", name="Reply in thread").fill("All done")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("replied to a thread")
    expect(thread(page).get_by_label("Also send to the conversation")).not_to_be_checked()


def test_new_messages_are_told_to_screen_readers(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    slack.chat_postMessage(channel="U0ANA", text="First")
    expect(last(page)).to_contain_text("First")
    slack.chat_postMessage(channel="U0ANA", text="The *second*")
    expect(page.locator("[aria-live=polite]")).to_have_text("Baton: The second")


def test_messages_are_grouped_by_author_and_day(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    slack.chat_postMessage(channel="U0ANA", text="One")
    slack.chat_postMessage(channel="U0ANA", text="Two")
    expect(messages(page)).to_have_count(2)
    say(page, "Three")
    expect(messages(page)).to_have_count(3)
    expect(messages(page).locator(".author")).to_have_text(["Baton", "Ana Ortiz"])
    expect(page.get_by_role("separator")).to_have_text("Today")


def test_the_page_says_whether_the_app_is_connected(
    local: LocalWorkspace, slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA")
    expect(page.get_by_text("Baton is not connected", exact=True)).to_be_visible()
    handler = SocketModeHandler(App(client=slack), local.app_token, web_client=slack)
    handler.connect()
    expect(page.get_by_text("Baton is connected")).to_be_visible()
    handler.close()
    expect(page.get_by_text("Baton is not connected", exact=True)).to_be_visible()


def test_a_long_conversation_stays_at_its_end_unless_one_reads_above(
    slack: WebClient, look_as: LookAs
) -> None:
    for number in range(40):
        slack.chat_postMessage(channel="U0ANA", text=f"Message {number}")
    page = look_as("U0ANA")
    expect(last(page)).to_be_in_viewport()
    log = page.get_by_role("log", name="Messages")
    jump = page.get_by_role("button", name="Newest messages")

    def scrolled_up() -> bool:
        # What is still being drawn may take the list to its end once more.
        log.evaluate("log => log.scrollTo(0, 0)")
        return jump.is_visible()

    until(page, scrolled_up)
    slack.chat_postMessage(channel="U0ANA", text="The newest")
    expect(last(page)).to_contain_text("The newest")
    expect(messages(page).first).to_be_in_viewport()
    jump.click()
    expect(last(page)).to_be_in_viewport()


def test_on_a_phone_one_pane_is_on_view_at_a_time(
    slack: WebClient, look_as: LookAs, pictures: Path
) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = look_as("U0ANA", **phone)
    text = "*Wipe the counter*\nOpening\nReply in this thread with *a photo* by 10:00."
    slack.chat_postMessage(channel="U0ANA", text="Wipe the counter", blocks=[section(text)])
    expect(last(page)).to_be_in_viewport()
    expect(sidebar(page)).to_be_hidden()
    page.screenshot(path=pictures / "phone.png")
    last(page).get_by_role("button", name="Reply in thread").tap()
    expect(thread(page)).to_be_visible()
    expect(page.get_by_role("main")).to_be_hidden()
    page.screenshot(path=pictures / "phone-thread.png")
    thread(page).get_by_role("button", name="Close thread").tap()
    page.get_by_role("button", name="Back to the list").tap()
    expect(sidebar(page)).to_be_visible()
    expect(page.get_by_role("main")).to_be_hidden()
    page.screenshot(path=pictures / "phone-list.png")
    sidebar(page).get_by_role("link", name="operations").tap()
    expect(page.get_by_role("textbox", name="Message #operations")).to_be_visible()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)


def test_on_a_tablet_the_thread_lies_over_the_conversation(
    slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA", viewport={"width": 900, "height": 700})
    slack.chat_postMessage(channel="U0ANA", text="Please prove it")
    last(page).get_by_role("button", name="Reply in thread").click()
    panes = sidebar(page), page.get_by_role("main"), thread(page)
    expect(panes[-1]).to_be_visible()
    left, middle, right = (pane.bounding_box() or {} for pane in panes)
    assert left["y"] == middle["y"] == right["y"] == 0
    assert left["height"] == middle["height"] == right["height"] == 700
    assert left["width"] + middle["width"] == 900
    assert right["x"] + right["width"] == 900
    avatars = page.get_by_role("group", name="Look as").get_by_role("button")
    # In one go: the list is drawn anew whenever something comes.
    tops = avatars.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert (len(tops), len(set(tops))) == (5, 1)


def test_the_page_follows_the_dark_scheme(slack: WebClient, look_as: LookAs) -> None:
    slack.chat_postMessage(channel="U0ANA", text="In the dark")
    page = look_as("U0ANA", color_scheme="dark")
    expect(last(page)).to_contain_text("In the dark")
    paper, ink = (
        page.evaluate(f"getComputedStyle(document.body).{part}")
        for part in ("backgroundColor", "color")
    )
    assert _brightness(paper) < 60
    assert _brightness(ink) > 200


def _brightness(colour: str) -> float:
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3
