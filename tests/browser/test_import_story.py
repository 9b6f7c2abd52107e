"""An SOP becomes a process in the browser: given in a modal, looked through, created, renewed."""

import re
from pathlib import Path

import pytest
from looking import LookAs, last, messages, say, to_baton
from playwright.sync_api import Locator, Page, expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(180)]

SOP = """# Opening checks

Every weekday before 9:00 the shift lead opens the café.

## Steps

1. Unlock the doors
2. Photograph the fridge thermometer: 0 to 5 °C is right
3. Count the float and sign the sheet
"""
NEWER = SOP.replace("Unlock the doors", "Unlock both doors")


def write(folder: Path, text: str) -> Path:
    file = folder / "opening-checks.md"
    file.write_text(text, "utf-8")
    return file


def give(page: Page, file: Path) -> None:
    say(page, "/baton import")
    modal = page.get_by_role("dialog", name="Make a process of it")
    modal.get_by_label("File").set_input_files(file)
    expect(modal.get_by_text(file.name)).to_be_visible()
    modal.get_by_role("button", name="Read it").click()
    reading = page.get_by_role("dialog", name="I am reading it")
    expect(reading).to_contain_text("What I find comes in our direct messages")
    reading.get_by_role("button", name="Close").last.click()


def fill_in(form: Locator) -> None:
    """Choose what the SOP does not say."""
    form.get_by_label(re.compile("^Owner")).select_option("Ana Ortiz")
    form.get_by_label("Backup", exact=True).select_option("Ben Hart")
    form.get_by_label("Manager", exact=True).select_option("Mia Lindt")
    form.get_by_label("How often").select_option("Every weekday (Mon–Fri)")
    form.get_by_label("Time of day").fill("08:00")


def test_an_sop_is_given_looked_through_created_and_renewed(
    baton: Baton, look_as: LookAs, pictures: Path, tmp_path: Path
) -> None:
    ole = look_as("U0OLE", viewport={"width": 1280, "height": 1400})
    to_baton(ole)
    give(ole, write(tmp_path, SOP))
    found = messages(ole).filter(has_text="Read from opening-checks.md")
    expect(found).to_contain_text("3 steps: Unlock the doors")
    ole.screenshot(path=pictures / "import-01-found.png")
    found.get_by_role("button", name="Review").click()

    form = ole.get_by_role("dialog", name="New process")
    expect(form.get_by_role("textbox", name="Steps")).to_have_value(
        re.compile(r"Unlock the doors.*\nPhotograph the fridge.*\nCount the float.*")
    )
    expect(form).to_contain_text("Read from opening-checks.md")
    expect(form).to_contain_text("It does not say who. Please choose.")
    ole.screenshot(path=pictures / "import-02-review.png")
    fill_in(form)
    form.get_by_role("button", name="Preview").click()
    preview = ole.get_by_role("dialog", name="Is this right?")
    expect(preview).to_contain_text("1. Unlock the doors")
    preview.get_by_role("button", name="Create").click()
    expect(found).to_contain_text("is made of it")
    expect(last(ole)).to_contain_text("is created")

    give(ole, write(tmp_path, NEWER))
    newer = messages(ole).filter(has_text="This looks like a newer")
    expect(newer).to_contain_text("Step 1: “Unlock the doors” → “Unlock both doors”")
    ole.screenshot(path=pictures / "import-03-newer.png")
    newer.get_by_role("button", name="Update").click()
    expect(messages(ole).filter(has_text="is up to date")).to_have_count(1)
    say(ole, "/baton show opening")
    expect(last(ole)).to_contain_text("Made from: opening-checks.md, given by @Ole Jansen")
    expect(last(ole)).to_contain_text("Unlock both doors")
    ole.screenshot(path=pictures / "import-04-made-from.png")


def test_a_checklist_is_posted_and_scanned(
    baton: Baton, look_as: LookAs, pictures: Path, tmp_path: Path
) -> None:
    ole = look_as("U0OLE")
    to_baton(ole)
    say(ole, "/baton scan")
    modal = ole.get_by_role("dialog", name="Where would it slip?")
    modal.get_by_label("Or paste the text").fill(SOP)
    modal.get_by_role("button", name="Read it").click()
    ole.get_by_role("dialog", name="I am reading it").get_by_role(
        "button", name="Close"
    ).last.click()
    slips = messages(ole).filter(has_text="would slip:")
    expect(slips).to_contain_text("Nobody is named")
    ole.screenshot(path=pictures / "import-05-slips.png")
    slips.get_by_role("button", name="Make it run").click()
    expect(messages(ole).filter(has_text="3 steps: Unlock the doors")).to_have_count(1)
