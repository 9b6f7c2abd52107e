"""An SOP becomes a process in the browser: given in a modal, looked through, created, renewed."""

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


def choose(form: Locator, label: str, name: str) -> None:
    picker = form.get_by_role("combobox", name=label, exact=True)
    picker.select_option(label=name)


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
        "Unlock the doors [photo]\n"
        "Photograph the fridge thermometer: 0 to 5 °C is right [photo]\n"
        "Count the float and sign the sheet [file]"
    )
    expect(form).to_contain_text("Read from opening-checks.md")
    expect(form).to_contain_text("It does not say who. Please choose.")
    ole.screenshot(path=pictures / "import-02-review.png")
