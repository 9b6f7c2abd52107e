"""A card's buttons as people see them: passed on, more time, a problem, a tap too late."""

from pathlib import Path

import pytest
from looking import LookAs, create, last, messages, start, to_baton
from playwright.sync_api import Locator, Page, expect
from workspace_client import Team

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(240)]

SOON = 25_000  # milliseconds that a window of some seconds takes at most
HELD_UP = 15  # seconds for which Slack lets no card be edited
FLOAT = "Count the float"


def card(page: Page) -> Locator:
    return messages(page).filter(has_text=FLOAT).filter(has_text="Reply in this thread").last


def asked(page: Page, windows: str) -> None:
    """Let somebody create the process and start it, and look at their DM."""
    create(
        page,
        "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
        f"windows {windows} sop https://wiki.example/opening steps: {FLOAT} [file]",
    )
    start(page, "opening")
    to_baton(page)


def test_a_turn_is_passed_on_with_a_reason_and_a_problem_reaches_the_creator(
    baton: Baton, look_as: LookAs, pictures: Path
) -> None:
    ana, ben, mia = look_as("U0ANA", "&channel=C0OPS"), look_as("U0BEN"), look_as("U0MIA")
    asked(ana, "5m, 25m, 25m")
    expect(card(ana).get_by_role("link", name="Open SOP")).to_be_visible()
    ana.screenshot(path=pictures / "card-01-buttons.png")
    card(ana).get_by_role("button", name="Pass to Ben Hart now").click()
    why = ana.get_by_role("dialog", name="Pass this on now")
    expect(why).to_contain_text("goes to @Ben Hart right away")
    why.get_by_role("textbox", name="Why?").fill("The safe is locked & I have no key")
    ana.screenshot(path=pictures / "card-02-why.png")
    why.get_by_role("button", name="Pass on").click()
    expect(ana.get_by_role("dialog")).to_have_count(0)
    own = messages(ana).filter(has_text=FLOAT).last
    expect(own).to_contain_text("you passed it on: “The safe is locked & I have no key”")
    expect(own.get_by_role("button", name="15 more minutes")).to_have_count(0)
    ana.screenshot(path=pictures / "card-03-passed-on.png")

    expect(card(ben)).to_contain_text("Passed on to you by @Ana Ortiz")
    expect(card(ben)).to_contain_text("“The safe is locked & I have no key”")
    card(ben).get_by_role("button", name="15 more minutes").click()
    expect(card(ben)).to_contain_text("You have 15 more minutes.")
    expect(card(ben).get_by_role("button", name="15 more minutes")).to_have_count(0)
    ben.screenshot(path=pictures / "card-04-more-time.png")
    expect(last(mia)).to_contain_text("@Ben Hart took 15 more minutes")
    card(ben).get_by_role("button", name="Problem").click()
    ben.get_by_role("textbox", name="What is wrong?").fill("The key has broken off")
    ben.get_by_role("button", name="Report").click()

    expect(card(mia)).to_contain_text("@Ben Hart reported a problem: “The key has broken off”")
    expect(messages(mia).first).to_contain_text("has come to you")
    expect(card(mia).get_by_role("button", name="Pass to")).to_have_count(0)
    card(mia).get_by_role("button", name="Problem").click()
    wrong = mia.get_by_role("dialog", name="Report a problem")
    expect(wrong).to_contain_text("it stays open with you until")
    mia.screenshot(path=pictures / "card-05-managers-problem.png")
    wrong.get_by_role("textbox", name="What is wrong?").fill("A locksmith has to come")
    wrong.get_by_role("button", name="Report").click()
    expect(card(mia)).to_contain_text("@Ana Ortiz has been told.")
    mia.screenshot(path=pictures / "card-06-manager-told.png")
    expect(last(ana)).to_contain_text("@Mia Lindt reported a problem")


def test_who_taps_a_card_of_the_past_hears_whose_turn_it_is(
    baton: Baton, team: Team, look_as: LookAs, pictures: Path
) -> None:
    ana, ben = look_as("U0ANA", "&channel=C0OPS"), look_as("U0BEN")
    asked(ana, "3s, 5m, 5m")
    expect(card(ana)).to_be_visible()
    team.control.fault("chat.update", "ratelimited", times=1, retry_after=HELD_UP)
    expect(card(ben)).to_contain_text("no proof from @Ana Ortiz", timeout=SOON)
    for button in ("15 more minutes", "Pass to Ben Hart now", "Problem"):
        card(ana).get_by_role("button", name=button).click()
        expect(last(ana)).to_contain_text("Nothing has changed.")
        expect(last(ana)).to_contain_text(f"“{FLOAT}” is with @Ben Hart now, until")
    expect(ana.get_by_role("dialog")).to_have_count(0)
    ana.screenshot(path=pictures / "card-07-tap-of-the-past.png")
    old = messages(ana).filter(has_text="Moved to @Ben Hart")
    expect(old).to_be_visible(timeout=SOON + HELD_UP * 1000)
    expect(old.get_by_role("button", name="15 more minutes")).to_have_count(0)
