"""People who are ill and people who leave, as the others see it, with pictures."""

from pathlib import Path

import httpx
import pytest
from looking import LookAs, create, messages, say, start, to_baton
from playwright.sync_api import Locator, Page, expect

from bot.app import Baton
from sandbox.server import LocalWorkspace

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(240)]

LINE = (
    "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
    "steps: Photograph the fridge thermometer [photo]"
)
FRIDGE = "Photograph the fridge thermometer"


def said(page: Page, text: str) -> Locator:
    """The newest message of the conversation on view that says so."""
    return messages(page).filter(has_text=text).last


def card(page: Page) -> Locator:
    """The card that asks for the step; what is said of it later stands below."""
    return messages(page).filter(has_text=FRIDGE).first


def created_and_started(page: Page) -> None:
    create(page, LINE)
    start(page, "opening")


def change(local: LocalWorkspace, person: str, **facts: object) -> None:
    httpx.post(f"{local.url}/control/people/{person}", json=facts).raise_for_status()


def test_a_sick_owner(baton: Baton, local: LocalWorkspace, look_as: LookAs, pictures: Path) -> None:
    ana, ben = look_as("U0ANA", "&channel=C0OPS"), look_as("U0BEN")
    created_and_started(ana)
    to_baton(ana)
    expect(card(ana)).to_contain_text("Reply in this thread")
    change(local, "U0ANA", status_text="Out sick", status_emoji=":face_with_thermometer:")
    question = said(ana, "Shall I pass your runs")
    expect(question).to_contain_text("to @Ben Hart until")
    ana.screenshot(path=pictures / "people-01-status.png")
    question.get_by_role("button", name="Yes").click()
    answer = said(ana, "You are away until")
    expect(answer).to_contain_text("to @Ben Hart")
    expect(card(ben)).to_contain_text("@Ana Ortiz is away until")
    expect(card(ana)).to_contain_text("Moved to @Ben Hart")
    ana.screenshot(path=pictures / "people-02-away.png")
    ben.screenshot(path=pictures / "people-03-backup-asked.png")

    say(ana, "/baton away until mondy 9:00")
    modal = ana.get_by_role("dialog", name="Away")
    expect(modal).to_contain_text("did you mean “until monday 9:00”?")
    words = modal.get_by_role("textbox", name="Away, in your own words")
    expect(words).to_have_value("until mondy 9:00")
    ana.screenshot(path=pictures / "people-04-modal.png")
    words.fill("for two weeks")
    modal.get_by_role("button", name="Save").click()
    told = ana.get_by_role("dialog", name="Away")
    expect(told).to_contain_text("goes straight to @Ben Hart")
    ana.screenshot(path=pictures / "people-05-what-it-means.png")
    told.get_by_role("button", name="Close").click()
    say(ana, "/baton back")
    expect(said(ana, "You are back")).to_be_visible()
    ana.screenshot(path=pictures / "people-06-back.png")
    expect(card(ben)).to_contain_text("Reply in this thread")


def test_a_leaver(baton: Baton, local: LocalWorkspace, look_as: LookAs, pictures: Path) -> None:
    mia = look_as("U0MIA", "&channel=C0OPS")
    created_and_started(mia)
    change(local, "U0ANA", deleted=True)
    to_baton(mia)
    question = said(mia, "no longer active in Slack")
    expect(question).to_contain_text("who is the owner now?")
    mia.screenshot(path=pictures / "people-07-leaver.png")
    picker = question.get_by_role("combobox")
    picker.select_option("Ben Hart")
    expect(said(mia, "is the backup of Opening checks already")).to_be_visible()
    picker.select_option("Zoe Park")
    expect(question).to_contain_text("@Zoe Park is the owner now, chosen by @Mia Lindt")
    mia.screenshot(path=pictures / "people-08-taken-over.png")
    zoe = look_as("U0ZOE")
    expect(said(zoe, "You are the owner of Opening checks now")).to_be_visible()
    ben = look_as("U0BEN")
    expect(card(ben)).to_contain_text("@Ana Ortiz is no longer active in Slack")
