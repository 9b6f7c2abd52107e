"""The main job as people see it: three people, from the form to the digest, with pictures."""

from pathlib import Path

import pytest
from looking import LookAs, last, messages, say, start, thread, to_baton
from playwright.sync_api import Browser, Locator, Page, expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(240)]

SOON = 25_000  # milliseconds that a window of ten seconds takes at most
LINE = (
    "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
    "windows 10s, 10s, 10s steps: Photograph the fridge thermometer [photo]; Count the float [file]"
)
FRIDGE = "Photograph the fridge thermometer"
THERMOMETER = """
<body style="margin:0;background:#dfe9ec;font:700 150px sans-serif;color:#17324a">
<div style="margin:60px auto;width:520px;height:300px;border-radius:40px;background:#fff;
border:18px solid #9fb4bd;display:flex;align-items:center;justify-content:center">{} °C</div>
<p style="font-size:34px;text-align:center;margin:0">Fridge 1 – top shelf</p></body>
"""


@pytest.fixture
def photos(browser: Browser, tmp_path: Path) -> list[Path]:
    """Pictures of a thermometer, such as someone would take of their fridge."""
    page = browser.new_page(viewport={"width": 700, "height": 520})
    paths = []
    for degrees in ("3.8", "4.1"):
        page.set_content(THERMOMETER.format(degrees))
        paths.append(tmp_path / f"fridge-{degrees}.png")
        page.screenshot(path=paths[-1])
    page.close()
    return paths


@pytest.fixture
def float_count(tmp_path: Path) -> Path:
    """A sheet with a cash count."""
    path = tmp_path / "float.csv"
    path.write_text("coin,count\n2 EUR,20\n1 EUR,35\n")
    return path


def card(page: Page, step: str) -> Locator:
    """The card that asks for a step."""
    return messages(page).filter(has_text=step).filter(has_text="Opening checks").last


def reply(page: Page, text: str = "", file: Path | None = None) -> None:
    """Reply in the open thread."""
    pane = thread(page)
    if file:
        pane.get_by_test_id("file-picker").set_input_files(file)
    box = pane.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")


def open_thread(page: Page, of: Locator) -> None:
    of.hover()
    of.get_by_role("button", name="Reply in thread").first.click()


def test_a_process_is_created_in_the_form(baton: Baton, look_as: LookAs, pictures: Path) -> None:
    page = look_as("U0ANA", "&channel=C0OPS")
    say(page, "/baton new")
    form = page.get_by_role("dialog", name="New process")
    form.get_by_role("textbox", name="Name").fill("Opening checks")
    steps = form.get_by_role("textbox", name="Steps")
    steps.fill("Unlock the doors\nFridge temperature [99 photos]")
    form.get_by_label("How often").select_option("In my own words")
    form.get_by_label("When, in your own words").fill("evry other tuesdy at 18:30")
    form.get_by_label("Owner (optional)", exact=True).select_option("Ana Ortiz")
    form.get_by_label("Backup", exact=True).select_option("Ben Hart")
    form.get_by_label("Manager", exact=True).select_option("Ana Ortiz")
    form.get_by_role("button", name="Preview").click()
    expect(form.get_by_text("Did you mean “every other Tuesday at 18:30”?")).to_be_visible()
    expect(form.get_by_text("This is the owner already")).to_be_visible()
    page.screenshot(path=pictures / "story-01-errors.png")
    expect(form.get_by_role("textbox", name="Name")).to_have_value("Opening checks")
    steps.fill("Unlock the doors\nFridge temperature [2 photos]")
    form.get_by_label("When, in your own words").fill("every other Tuesday at 18:30")
    form.get_by_label("Manager", exact=True).select_option("Mia Lindt")
    page.screenshot(path=pictures / "story-02-form.png")
    form.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog", name="Is this right?")
    expect(preview).to_contain_text("18:30 @Ana Ortiz → 19:30 @Ben Hart → 20:30 @Mia Lindt")
    page.screenshot(path=pictures / "story-03-preview.png")
    preview.get_by_role("button", name="Create").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    to_baton(page)
    expect(last(page)).to_contain_text("Opening checks is created")


def test_from_the_question_to_the_digest(
    baton: Baton, look_as: LookAs, photos: list[Path], float_count: Path, pictures: Path
) -> None:
    ana, ben, mia = look_as("U0ANA", "&channel=C0OPS"), look_as("U0BEN"), look_as("U0MIA")
    say(ana, LINE)
    expect(last(ana)).to_contain_text("If nobody proves")
    ana.screenshot(path=pictures / "story-04-one-line.png")
    last(ana).get_by_role("button", name="Create").click()
    expect(last(ana)).to_contain_text("is created")
    start(ana, "opening")

    to_baton(ana)
    fridge = card(ana, FRIDGE)
    expect(fridge).to_contain_text("Reply in this thread")
    ana.screenshot(path=pictures / "story-05-asked.png")
    open_thread(ana, fridge)
    reply(ana, "done!")
    expect(thread(ana)).to_contain_text("I can only tick this off with a photo")
    ana.screenshot(path=pictures / "story-06-words-refused.png")
    reply(ana, file=photos[0])
    expect(thread(ana)).to_contain_text("Thank you, that is done")
    expect(fridge).to_contain_text("Done by @Ana Ortiz")
    thread(ana).get_by_role("img").first.wait_for()
    ana.wait_for_timeout(300)
    ana.screenshot(path=pictures / "story-07-proof-accepted.png")

    expect(card(ana, "Count the float")).to_contain_text("Moved to @Ben Hart", timeout=SOON)
    expect(card(ben, "Count the float")).to_contain_text("no proof from @Ana Ortiz")
    ben.screenshot(path=pictures / "story-08-backup-asked.png")
    expect(card(mia, "Count the float")).to_contain_text("no proof from @Ben Hart", timeout=SOON)
    mia.screenshot(path=pictures / "story-09-manager-asked.png")
    expect(card(mia, "Count the float")).to_contain_text("Missed at", timeout=SOON)
    expect(card(ana, "Count the float")).to_contain_text("Missed at")
    ana.screenshot(path=pictures / "story-10-missed.png")

    say(ana, "/baton start opening")
    again = card(ana, FRIDGE)
    expect(again).to_contain_text("Reply in this thread")
    open_thread(ana, again)
    reply(ana, file=photos[1])
    expect(again).to_contain_text("Done by @Ana Ortiz")
    by_ben = card(ben, "Count the float")
    expect(by_ben).to_contain_text("Reply in this thread", timeout=SOON)
    open_thread(ben, by_ben)
    reply(ben, file=float_count)
    expect(by_ben).to_contain_text("Done by @Ben Hart")
    ben.screenshot(path=pictures / "story-11-backup-done.png")

    mia.get_by_role("link", name="operations").click()
    say(mia, "/baton digest")
    expect(last(mia)).to_contain_text("by the backup 1, by the manager 0, missed 1 (of 2)")
    mia.screenshot(path=pictures / "story-12-digest.png")
    ana.get_by_role("tab", name="Home").click()
    expect(ana.get_by_role("main")).to_contain_text("Yours to look after")
    ana.screenshot(path=pictures / "story-13-home.png")
