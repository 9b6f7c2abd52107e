"""Forms that the app opens: their errors, their stack, and what was typed into them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from block_samples import field, inputs, modal, plain, section
from looking import until
from playwright.sync_api import Locator, Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

pytestmark = pytest.mark.browser

Opened = Callable[..., Locator]


def values_of(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A view's entries, by the name that block and action share."""
    return {name: next(iter(of.values())) for name, of in view["state"]["values"].items()}


def wall_time(page: Page, at: int) -> str:
    """An instant, in seconds, on the clock of the page's browser."""
    local = "at => new Date(at * 1000).toLocaleString('sv').replace(' ', 'T').slice(0, 16)"
    return str(page.evaluate(local, at))


def test_every_kind_of_input_is_drawn_with_its_label_and_sends_its_value(
    app: App, opened: Opened, tmp_path: Path, pictures: Path
) -> None:
    sent: list[dict[str, Any]] = []
    app.view("form")(lambda ack, view: (ack(), sent.append(view)))
    dialog = opened(modal(inputs()), viewport={"width": 1280, "height": 1500})
    page = dialog.page
    label = dialog.get_by_label
    expect(label("Name")).to_be_focused()
    expect(label("Name")).to_have_value("Open the shop")
    label("Steps").fill("Unlock\nSwitch on")
    label("Link").fill("https://example.com/sop")
    label("Count").fill("3")
    label("Size", exact=True).select_option("Small")
    label("Sizes").select_option("Large")
    dialog.get_by_role("button", name="Remove Small").click()
    expect(label("Owner").locator("option:checked")).to_have_text("Ben Hart")
    label("Helpers").select_option("Mia Lindt")
    label("Helpers").select_option("Ole Jansen")
    label("Room").select_option("#general")
    expect(label("Channel").locator("option:checked")).to_have_text("#operations")
    expect(label("Time")).to_have_value("09:00")
    label("Time").fill("09:30")
    label("Day").fill("2026-12-24")
    expect(label("Until")).to_have_value(wall_time(page, 1796119200))
    label("Until").fill("2026-12-24T08:00")
    dialog.get_by_role("group", name="Extras").get_by_label("Large").check()
    expect(dialog.get_by_role("radiogroup", name="Cup").get_by_label("Small")).to_be_checked()
    (tmp_path / "list.csv").write_bytes(b"a,b\n")
    label("Proof").set_input_files(tmp_path / "list.csv")
    dialog.get_by_role("button", name="Remove list.csv").wait_for()
    expect(dialog.locator(".unknown")).to_have_count(0)
    page.screenshot(path=pictures / "modal.png")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    until(page, lambda: sent)
    values = values_of(sent[0])
    assert values["name"]["value"] == "Open the shop"
    assert values["steps"]["value"] == "Unlock\nSwitch on"
    assert values["count"]["value"] == "3"
    assert values["size"]["selected_option"]["value"] == "s"
    assert [one["value"] for one in values["sizes"]["selected_options"]] == ["l"]
    assert values["owner"]["selected_user"] == "U0BEN"
    assert values["helpers"]["selected_users"] == ["U0MIA", "U0OLE"]
    assert values["room"]["selected_conversation"] == "C0GENERAL"
    assert values["channel"]["selected_channel"] == "C0OPS"
    assert values["time"]["selected_time"] == "09:30"
    assert values["day"]["selected_date"] == "2026-12-24"
    assert wall_time(page, values["until"]["selected_date_time"]) == "2026-12-24T08:00"
    assert [one["value"] for one in values["extras"]["selected_options"]] == ["l"]
    assert values["cup"]["selected_option"]["value"] == "s"
    assert [file["name"] for file in values["proof"]["files"]] == ["list.csv"]


def test_errors_stand_at_their_fields_and_keep_what_was_typed(
    app: App, opened: Opened, pictures: Path
) -> None:
    @app.view("form")
    def refuse(ack: Ack) -> None:
        ack(response_action="errors", errors={"steps": "Line 2 is empty.", "link": "Not found."})

    form = [field("Name", "plain_text_input"), field("Steps", "plain_text_input")]
    dialog = opened(modal([*form, field("Link", "url_text_input")]))
    save = dialog.get_by_role("button", name="Save")
    save.click()
    expect(dialog.get_by_text("Please fill this in.")).to_have_count(3)
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill("Opening")
    dialog.get_by_label("Steps").fill("Unlock")
    dialog.get_by_label("Link").fill("https://example.com")
    save.click()
    expect(dialog.get_by_text("Line 2 is empty.")).to_be_visible()
    expect(dialog.get_by_text("Not found.")).to_be_visible()
    expect(dialog.get_by_label("Steps")).to_be_focused()
    expect(dialog.get_by_label("Steps")).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_label("Name")).to_have_value("Opening")
    dialog.page.screenshot(path=pictures / "modal-errors.png")
    dialog.get_by_label("Steps").fill("Unlock, then wipe")
    expect(dialog.get_by_text("Line 2 is empty.")).to_have_count(0)


def test_an_app_that_does_not_answer_costs_no_entry(app: App, opened: Opened) -> None:
    @app.view("form")
    def silent() -> None:
        """Never acknowledge."""

    dialog = opened(modal([field("Name", "plain_text_input")]))
    dialog.get_by_label("Name").fill("Opening")
    dialog.get_by_role("button", name="Save").click()
    words = "Baton did not answer in time. Your entries are still here."
    expect(dialog.get_by_role("alert").filter(has_text=words)).to_be_visible()
    expect(dialog.get_by_label("Name")).to_have_value("Opening")


def test_a_field_that_dispatches_redraws_the_form_around_what_was_typed(
    slack: WebClient, app: App, opened: Opened
) -> None:
    choices = [{"text": plain(name), "value": name} for name in ("Daily", "Weekly")]
    often = field("Often", "static_select", options=choices) | {"dispatch_action": True}
    form = [field("Name", "plain_text_input"), often]

    @app.action("often")
    def redraw(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        assert values_of(body["view"])["name"]["value"] == "Opening"
        chosen = action["selected_option"]["value"]
        view = modal([*form, section(f"It runs {chosen}."), field("Day", "plain_text_input")])
        shown = body["view"]
        slack.views_update(
            view_id=shown["id"], hash=shown["hash"], view={**view, "callback_id": "form"}
        )

    dialog = opened(modal(form))
    dialog.get_by_label("Name").fill("Opening")
    dialog.get_by_label("Often").focus()
    dialog.get_by_label("Often").select_option("Weekly")
    expect(dialog.get_by_text("It runs Weekly.")).to_be_visible()
    expect(dialog.get_by_label("Name")).to_have_value("Opening")
    expect(dialog.get_by_label("Often")).to_have_value("Weekly")
    expect(dialog.get_by_label("Often")).to_be_focused()
    dialog.get_by_label("Day").fill("Friday")
    dialog.get_by_label("Often").select_option("Daily")
    expect(dialog.get_by_text("It runs Daily.")).to_be_visible()
    expect(dialog.get_by_label("Day")).to_have_value("Friday")


def test_a_form_on_a_form_leads_back_to_the_first_as_it_was_left(app: App, opened: Opened) -> None:
    preview = modal([section("This is how it runs.")], title="Preview") | {"callback_id": "sure"}

    @app.view("form")
    def push(ack: Ack) -> None:
        ack(response_action="push", view=preview)

    @app.view("sure")
    def done(ack: Ack) -> None:
        ack(response_action="clear")

    form = opened(modal([field("Name", "plain_text_input")]))
    page: Page = form.page
    form.get_by_label("Name").fill("Opening")
    form.get_by_role("button", name="Save").click()
    top = page.get_by_role("dialog", name="Preview")
    expect(top).to_contain_text("This is how it runs.")
    top.get_by_role("button", name="Cancel").click()
    expect(form.get_by_label("Name")).to_have_value("Opening")
    form.get_by_role("button", name="Save").click()
    top.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_keyboard_stays_in_the_form_until_escape_closes_it(
    opened: Opened,
) -> None:
    dialog = opened(modal([field("Name", "plain_text_input")]))
    page = dialog.page
    for _ in range(8):
        page.keyboard.press("Tab")
        outside = (
            "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not page.evaluate(outside)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("textbox", name="Message Baton")).to_be_focused()
