"""What is done by hand as people see it: a holiday, a pause, a cancelled run, a template."""

from pathlib import Path

import pytest
from looking import LookAs, create, last, messages, say, to_baton
from playwright.sync_api import expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(120)]

LINE = (
    "/baton new Opening checks every day at 7:00 owner @ana backup @ben manager @mia "
    "steps: Photograph the fridge thermometer [photo]"
)


def test_a_holiday_is_skipped_a_run_cancelled_and_the_process_paused(
    baton: Baton, look_as: LookAs, pictures: Path
) -> None:
    ole, ana = look_as("U0OLE", "&channel=C0OPS"), look_as("U0ANA")
    create(ole, LINE)

    say(ole, "/baton show opening")
    page = messages(ole).filter(has_text="Last runs").last
    page.get_by_role("button", name="Skip one…").click()
    skip = ole.get_by_role("dialog", name="Skip one")
    expect(skip.get_by_role("radio")).to_have_count(5)
    skip.get_by_role("radio").nth(1).check()
    skip.get_by_role("textbox", name="Why").fill("Public holiday")
    ole.screenshot(path=pictures / "acts-01-skip.png")
    skip.get_by_role("button", name="Skip it").click()
    done = ole.get_by_role("dialog", name="Skipped")
    expect(done).to_contain_text("is skipped: “Public holiday”")
    done.get_by_role("button", name="Close").last.click()
    to_baton(ana)
    expect(last(ana)).to_contain_text("is skipped by @Ole Jansen: “Public holiday”")

    say(ole, "/baton start opening")
    card = messages(ana).filter(has_text="Reply in this thread").last
    expect(card).to_contain_text("Photograph the fridge thermometer")
    say(ole, "/baton cancel opening because the delivery did not come")
    expect(messages(ana).filter(has_text="“the delivery did not come”")).to_have_count(1)
    ana.screenshot(path=pictures / "acts-02-skipped-and-cancelled.png")

    page.get_by_role("button", name="Pause…").click()
    pause = ole.get_by_role("dialog", name="Pause")
    pause.get_by_label("Until").fill("2020-01-01T09:00")
    pause.get_by_role("button", name="Pause").click()
    expect(pause).to_contain_text("That is over already")
    ole.screenshot(path=pictures / "acts-03-pause.png")
    pause.get_by_label("Until").fill("")
    pause.get_by_role("button", name="Pause").click()
    expect(ole.get_by_role("dialog", name="Paused")).to_contain_text("nothing new comes due")


def test_a_template_opens_the_form_with_everything_but_people(
    baton: Baton, look_as: LookAs, pictures: Path
) -> None:
    ole = look_as("U0OLE", "&channel=C0OPS", viewport={"width": 1280, "height": 1200})
    say(ole, "/baton templates")
    expect(last(ole)).to_contain_text("Month-end close")
    ole.screenshot(path=pictures / "acts-04-templates.png")
    last(ole).get_by_role("button", name="Use Fridge log").click()
    form = ole.get_by_role("dialog", name="New process")
    expect(form.get_by_role("textbox", name="Name")).to_have_value("Fridge log")
    form.get_by_role("button", name="Preview").click()
    expect(form.get_by_text("Please fill this in.")).to_have_count(2)
    ole.screenshot(path=pictures / "acts-05-template-form.png")
