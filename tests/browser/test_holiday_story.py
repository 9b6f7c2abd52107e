"""Work that falls on a public holiday: said beforehand, changed in the form, with pictures."""

from pathlib import Path

import pytest
from looking import LookAs, last, say
from playwright.sync_api import Locator, Page, expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(180)]

LINE = (
    "/baton new Opening checks every day at 7:00 owner @ana backup @ben manager @mia "
    "holidays DE-BY skip steps: Unlock the doors [photo]"
)


def dialog(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name)


def press(page: Page, name: str, button: str) -> None:
    dialog(page, name).get_by_role("button", name=button, exact=True).click()


def test_a_holiday_is_left_out_and_then_moved(
    baton: Baton, look_as: LookAs, pictures: Path
) -> None:
    ana = look_as("U0ANA", "&channel=C0OPS")
    say(ana, LINE)
    preview = last(ana)
    expect(preview).to_contain_text("On public holidays in Germany (Bayern): not at all")
    expect(preview).to_contain_text("is left out")
    ana.screenshot(path=pictures / "holiday-01-left-out.png")
    preview.get_by_role("button", name="Create").click()
    expect(last(ana)).to_contain_text("is created")

    say(ana, "/baton edit opening")
    form = dialog(ana, "Edit process")
    expect(form.get_by_label("Public holidays")).to_have_value("DE-BY")
    form.get_by_label("Public holidays").fill("Atlantis")
    form.get_by_label("What falls on one is done").select_option(label="On the working day before")
    press(ana, "Edit process", "Preview")
    expect(form).to_contain_text("Atlantis")
    form.get_by_label("Public holidays").fill("DE-BY")
    press(ana, "Edit process", "Preview")
    changed = dialog(ana, "Is this right?")
    expect(changed).to_contain_text("not at all → ")
    expect(changed).to_contain_text("on the working day before")
    ana.screenshot(path=pictures / "holiday-02-moved.png")
    press(ana, "Is this right?", "Save")
    expect(ana.get_by_role("dialog")).to_have_count(0)

    say(ana, "/baton show opening")
    expect(last(ana)).to_contain_text("on the working day before")
    ana.screenshot(path=pictures / "holiday-03-page.png")
