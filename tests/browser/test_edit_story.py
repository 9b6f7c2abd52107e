"""A process is edited while a run of it is open, by two people at a time, with pictures."""

from pathlib import Path

import pytest
from looking import LookAs, create, last, messages, say, start, thread, to_baton
from playwright.sync_api import Browser, Locator, Page, expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(180)]

LINE = (
    "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
    "steps: Unlock the doors [photo]; Count the float [file]"
)


@pytest.fixture
def photo(browser: Browser, tmp_path: Path) -> Path:
    """A picture of a door."""
    page = browser.new_page(viewport={"width": 300, "height": 200})
    page.set_content("<body style='background:#356'><h1 style='color:#fff'>Door</h1>")
    page.screenshot(path=tmp_path / "door.png")
    page.close()
    return tmp_path / "door.png"


def open_form(page: Page) -> Locator:
    say(page, "/baton edit opening")
    form = page.get_by_role("dialog", name="Edit process")
    expect(form.get_by_role("textbox", name="Name")).to_have_value("Opening checks")
    return form


def press(page: Page, dialog: str, button: str) -> None:
    page.get_by_role("dialog", name=dialog).get_by_role("button", name=button, exact=True).click()


def in_dm(page: Page, text: str) -> Locator:
    to_baton(page)
    return messages(page).filter(has_text=text).last


def prove(page: Page, card: Locator, photo: Path) -> None:
    expect(card).to_contain_text("Opening checks, step 1 of 2")
    card.hover()
    card.get_by_role("button", name="Reply in thread").first.click()
    thread(page).get_by_test_id("file-picker").set_input_files(photo)
    thread(page).get_by_role("textbox").press("Enter")
    expect(card).to_contain_text("Done by @Ana Ortiz")


def test_edit_while_a_run_is_open(
    baton: Baton, look_as: LookAs, photo: Path, pictures: Path
) -> None:
    ana, mia, ben = look_as("U0ANA", "&channel=C0OPS"), look_as("U0MIA"), look_as("U0BEN")
    create(ana, LINE)
    start(ana, "opening")

    form = open_form(ana)
    form.get_by_role("textbox", name="Name").fill("Morning checks")
    form.get_by_role("textbox", name="Steps").fill("Count the float [file]\nUnlock all doors")
    ana.screenshot(path=pictures / "edit-01-form.png")
    press(ana, "Edit process", "Preview")
    preview = ana.get_by_role("dialog", name="Is this right?")
    expect(preview).to_contain_text("Name: Opening checks → Morning checks")
    expect(preview).to_contain_text("1 open run keeps what it started with.")
    ana.screenshot(path=pictures / "edit-02-preview.png")

    # Meanwhile the manager changes it, from the page of the process.
    say(mia, "/baton show opening")
    last(mia).get_by_role("button", name="Edit").click()
    theirs = mia.get_by_role("dialog", name="Edit process")
    theirs.get_by_label("Time for the owner").fill("30 minutes")
    press(mia, "Edit process", "Preview")
    press(mia, "Is this right?", "Save")
    expect(mia.get_by_role("dialog")).to_have_count(0)

    press(ana, "Is this right?", "Save")
    overtaken = ana.get_by_role("dialog", name="Not saved")
    expect(overtaken).to_contain_text("@Mia Lindt changed Opening checks")
    expect(overtaken).to_contain_text("Time for the owner: 60 minutes → 30 minutes")
    ana.screenshot(path=pictures / "edit-03-overtaken.png")
    press(ana, "Not saved", "Continue")
    again = ana.get_by_role("dialog", name="Edit process").last
    expect(again.get_by_role("textbox", name="Name")).to_have_value("Morning checks")
    expect(again.get_by_label("Time for the owner")).to_have_value("30 minutes")
    again.get_by_role("button", name="Preview").click()
    final = ana.get_by_role("dialog", name="Is this right?")
    expect(final).not_to_contain_text("Time for the owner")
    final.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("dialog")).to_have_count(0)

    told = in_dm(ben, "Morning checks")
    expect(told).to_contain_text("Name: Opening checks → Morning checks")
    expect(told).to_contain_text("Step 2 is new: Unlock all doors")
    ben.screenshot(path=pictures / "edit-04-told.png")

    # The run that is open goes on with its own name, steps and order.
    prove(ana, in_dm(ana, "Unlock the doors"), photo)
    expect(in_dm(ana, "Count the float")).to_contain_text("Opening checks, step 2 of 2")
    ana.screenshot(path=pictures / "edit-05-open-run.png")
    say(ana, "/baton show morning")
    expect(last(ana)).to_contain_text("Unlock all doors")
