"""What a manager does with work that nobody has resolved, as all of them see it."""

from pathlib import Path

import pytest
from looking import LookAs, create, last, messages, say, start
from playwright.sync_api import Locator, Page, expect
from workspace_client import Team, photo

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(240)]

SOON = 25_000  # milliseconds that a window of some seconds takes at most
FLOAT = "Count the float"


def card(page: Page) -> Locator:
    return messages(page).filter(has_text=FLOAT).filter(has_text="Opening checks").last


def started(page: Page, windows: str) -> None:
    create(
        page,
        "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
        f"windows {windows} steps: {FLOAT} [file]",
    )
    start(page, "opening")


def home(page: Page) -> Locator:
    """The Home tab, drawn anew while it is looked at."""
    return page.get_by_role("tabpanel", name="Home")


def test_a_manager_gives_a_step_to_somebody_else_and_accepts_what_they_post(
    baton: Baton, team: Team, look_as: LookAs, pictures: Path
) -> None:
    ole, mia, zoe = look_as("U0OLE", "&channel=C0OPS"), look_as("U0MIA"), look_as("U0ZOE")
    mia.get_by_role("tab", name="Home").click()
    started(ole, "4s, 20m, 20m")
    expect(home(mia)).to_contain_text("What could not be resolved (1)", timeout=SOON)
    expect(home(mia)).to_contain_text(f"{FLOAT} \u2013 Opening checks")
    mia.screenshot(path=pictures / "manager-01-home.png")

    home(mia).get_by_role("button", name="Handle").click()
    step = mia.get_by_role("dialog")
    expect(step).to_contain_text("no proof from @Ana Ortiz")
    mia.screenshot(path=pictures / "manager-02-step.png")
    step.get_by_role("button", name="Give to somebody else").click()
    step.get_by_role("combobox", name="Who shall do it?").select_option("Zoe Park")
    step.get_by_role("textbox", name="Why").fill("Ben is with a customer")
    mia.screenshot(path=pictures / "manager-03-give.png")
    step.get_by_role("button", name="Give it").click()
    expect(step).to_contain_text("@Zoe Park")
    step.get_by_role("button", name="Close").last.click()

    expect(card(zoe)).to_contain_text("Reply in this thread")
    expect(card(zoe)).to_contain_text("“Ben is with a customer”")
    zoe.screenshot(path=pictures / "manager-04-given.png")
    ben = look_as("U0BEN")
    expect(card(ben)).to_contain_text("@Zoe Park")

    (asked,) = [m for m in team.zoe.messages() if FLOAT in m["text"]]
    team.zoe.upload(photo("float.png"), thread=asked["ts"])
    mia.get_by_role("tab", name="Messages").click()
    say(mia, "/baton open")
    last(mia).get_by_role("button", name="Handle").click()
    step.get_by_role("button", name="Accept a proof").click()
    expect(step).to_contain_text("float.png")
    step.get_by_role("textbox", name="Why").fill("The count can be read on it")
    mia.screenshot(path=pictures / "manager-05-accept.png")
    step.get_by_role("button", name="Accept it").click()
    expect(step).to_contain_text("Done")
    expect(card(zoe)).to_contain_text("@Mia Lindt accepted your proof")
    zoe.screenshot(path=pictures / "manager-06-accepted.png")
