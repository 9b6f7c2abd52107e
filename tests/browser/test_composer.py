"""What people type, drop and send."""

from pathlib import Path

import pytest
from block_samples import png
from looking import LookAs, last, messages, say, thread
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

pytestmark = pytest.mark.browser

DROP = """(zone, [name, type, bytes]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
  zone.dispatchEvent(new DragEvent("dragover", options));
  zone.dispatchEvent(new DragEvent("drop", options));
}"""
PASTE = """(field, bytes) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
  const options = { clipboardData, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def composer(page: Page):
    return page.get_by_role("textbox", name="Message Baton")


def test_enter_sends_and_shift_enter_breaks_the_line(look_as: LookAs) -> None:
    page = look_as("U0ANA")
    composer(page).fill("One")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two & <three>")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("One\ntwo & <three>")
    expect(composer(page)).to_have_value("")
    expect(composer(page)).to_be_focused()


def test_files_by_picker_paste_and_drop_go_out_as_one_message(
    slack: WebClient, look_as: LookAs, tmp_path: Path, pictures: Path
) -> None:
    page = look_as("U0ANA")
    paper = tmp_path / "checklist.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page.get_by_test_id("file-picker").first.set_input_files(paper)
    composer(page).evaluate(PASTE, list(png()))
    zone = page.get_by_role("main")
    zone.evaluate(DROP, ["counter.png", "image/png", list(png())])
    waiting = page.get_by_role("list", name="Files to send").get_by_role("listitem")
    expect(waiting).to_have_count(3)
    page.get_by_role("button", name="Remove pasted.png").click()
    expect(waiting).to_have_count(2)
    composer(page).fill("Here is the proof")
    page.screenshot(path=pictures / "composer.png")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("Here is the proof")
    expect(last(page)).to_contain_text("checklist.pdf")
    expect(waiting).to_have_count(0)
    dm = page.url.split("channel=")[1].split("&")[0]
    sent = slack.conversations_history(channel=dm)["messages"][0]
    assert [file["name"] for file in sent["files"]] == ["checklist.pdf", "counter.png"]
    assert sent["upload"]


def test_a_picture_opens_large_and_a_file_can_be_downloaded(
    look_as: LookAs, tmp_path: Path
) -> None:
    page = look_as("U0ANA")
    (tmp_path / "counter.png").write_bytes(png(900, 600))
    (tmp_path / "list.csv").write_bytes(b"step,done\nwipe,yes\n")
    picker = page.get_by_test_id("file-picker").first
    picker.set_input_files([tmp_path / "counter.png", tmp_path / "list.csv"])
    page.keyboard.press("Enter")
    last(page).get_by_role("button", name="Open counter.png").click()
    picture = page.get_by_role("dialog", name="counter.png").get_by_role("img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_download() as download:
        last(page).get_by_role("link", name="Download list.csv").click()
    assert Path(download.value.path()).read_bytes() == b"step,done\nwipe,yes\n"


def test_a_file_that_is_there_can_be_sent_again(
    slack: WebClient, look_as: LookAs, tmp_path: Path
) -> None:
    page = look_as("U0ANA")
    card = slack.chat_postMessage(channel="U0ANA", text="Please prove it")
    (tmp_path / "list.csv").write_bytes(b"step,done\n")
    page.get_by_test_id("file-picker").first.set_input_files(tmp_path / "list.csv")
    page.keyboard.press("Enter")
    expect(messages(page)).to_have_count(2)
    last(page).get_by_role("button", name="Send list.csv again").click()
    page.get_by_role("button", name="Remove list.csv").wait_for()
    page.keyboard.press("Enter")
    expect(messages(page)).to_have_count(3)
    sent = slack.conversations_history(channel=card["channel"])["messages"]
    assert sent[0]["files"][0]["id"] == sent[1]["files"][0]["id"]
    assert (sent[0]["upload"], sent[1]["upload"]) == (False, True)


def test_a_slash_command_goes_to_the_app_and_its_answer_is_only_for_its_author(
    app: App, look_as: LookAs
) -> None:
    heard: list[str] = []

    @app.command("/baton")
    def answer(ack: Ack, command: dict[str, str]) -> None:
        heard.append(command["text"])
        ack(text="Nothing is set up yet.")

    ana, ben = look_as("U0ANA", "&channel=C0OPS"), look_as("U0BEN", "&channel=C0OPS")
    say(ana, "/baton show @ben in #general")
    expect(last(ana)).to_contain_text("Nothing is set up yet.")
    expect(last(ana)).to_contain_text("Only visible to you")
    assert heard == ["show <@U0BEN|ben> in <#C0GENERAL|general>"]
    expect(messages(ben)).to_have_count(0)


def test_a_command_nobody_answers_leaves_the_words_where_they_are(look_as: LookAs) -> None:
    page = look_as("U0ANA")
    say(page, "/baton list")
    expect(page.get_by_role("alert").filter(has_text="not connected")).to_be_visible()
    expect(composer(page)).to_have_value("/baton list")


def test_nothing_typed_is_lost_when_the_workspace_is_gone(look_as: LookAs, tmp_path: Path) -> None:
    page = look_as("U0ANA")
    (tmp_path / "a.txt").write_text("a")
    page.get_by_test_id("file-picker").first.set_input_files(tmp_path / "a.txt")
    composer(page).fill("Keep me")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('gone')) }")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
    expect(composer(page)).to_have_value("Keep me")
    expect(page.get_by_role("button", name="Remove a.txt")).to_be_visible()


def test_each_conversation_keeps_its_draft_even_through_a_reload(look_as: LookAs) -> None:
    page = look_as("U0ANA")
    composer(page).fill("For Baton")
    page.get_by_role("link", name="general").click()
    page.get_by_role("textbox", name="Message #general").fill("For all")
    page.reload()
    expect(page.get_by_role("textbox", name="Message #general")).to_have_value("For all")
    page.get_by_role("link", name="Baton").click()
    expect(composer(page)).to_have_value("For Baton")
    page.get_by_role("button", name="Ben Hart").click()
    expect(composer(page)).to_have_value("")


def test_people_channels_and_commands_are_completed(look_as: LookAs, pictures: Path) -> None:
    page = look_as("U0ANA")
    composer(page).press_sequentially("Hi @b")
    offers = page.get_by_role("listbox", name="Suggestions")
    expect(offers.get_by_role("option")).to_have_text(["Ben Hart@ben", "Baton@baton"])
    page.screenshot(path=pictures / "completion.png")
    page.keyboard.press("Enter")
    page.keyboard.type("see #op")
    page.keyboard.press("Tab")
    expect(composer(page)).to_have_value("Hi @ben see #operations ")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("Hi @Ben Hart see #operations")
    composer(page).press_sequentially("/")
    expect(offers.get_by_role("option").filter(has_text="/baton")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("/baton mine | new | list")).to_be_visible()


def test_one_of_ones_own_messages_can_be_edited_and_deleted(
    slack: WebClient, look_as: LookAs
) -> None:
    page = look_as("U0ANA")
    say(page, "Frist for @ben")
    last(page).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    field = page.get_by_role("textbox", name="Edit message")
    expect(field).to_have_value("Frist for @ben")
    field.fill("First for @ben")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("First for @Ben Hart (edited)")
    last(page).get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(messages(page)).to_have_count(0)
    slack.chat_postMessage(channel="U0ANA", text="From the app")
    expect(last(page)).to_contain_text("From the app")
    expect(last(page).get_by_role("button", name="More actions")).to_have_count(0)


def test_a_reaction_can_be_added_and_taken_back(slack: WebClient, look_as: LookAs) -> None:
    page = look_as("U0ANA")
    card = slack.chat_postMessage(channel="U0ANA", text="Please prove it")
    last(page).get_by_role("button", name="Add reaction").click()
    page.get_by_role("menuitem", name="thumbs up").click()
    chip = last(page).get_by_role("button", name="thumbs up: Ana Ortiz")
    expect(chip).to_have_attribute("aria-pressed", "true")
    found = slack.conversations_history(channel=card["channel"])["messages"][0]
    assert found["reactions"] == [{"name": "+1", "users": ["U0ANA"], "count": 1}]
    chip.click()
    expect(chip).to_have_count(0)


def test_a_proof_is_posted_in_the_thread(
    slack: WebClient, look_as: LookAs, tmp_path: Path, pictures: Path
) -> None:
    page = look_as("U0ANA")
    card = slack.chat_postMessage(channel="U0ANA", text="Reply with a *photo*")
    last(page).get_by_role("button", name="Reply in thread").click()
    pane = thread(page)
    expect(pane.get_by_role("textbox", name="Reply in thread")).to_be_focused()
    (tmp_path / "counter.png").write_bytes(png())
    pane.get_by_test_id("file-picker").set_input_files(tmp_path / "counter.png")
    page.keyboard.type("Done!")
    page.keyboard.press("Enter")
    expect(pane.get_by_role("article").last).to_contain_text("Done!")
    expect(pane.get_by_role("button", name="Open counter.png")).to_be_visible()
    slack.chat_postMessage(channel=card["channel"], thread_ts=card["ts"], text="Accepted")
    expect(pane.get_by_role("article").last).to_contain_text("Accepted")
    line = messages(page).first.get_by_role("button", name="2 replies")
    expect(line).to_be_visible()
    page.screenshot(path=pictures / "thread.png")
    pane.get_by_role("textbox", name="Reply in thread").fill("/baton list")
    page.keyboard.press("Enter")
    expect(pane.get_by_role("alert").filter(has_text="do not work in threads")).to_be_visible()
    pane.get_by_role("button", name="Close thread").click()
    expect(pane).to_have_count(0)
    expect(line).to_be_focused()
    replies = slack.conversations_replies(channel=card["channel"], ts=card["ts"])["messages"]
    assert [reply["text"] for reply in replies[1:]] == ["Done!", "Accepted"]
