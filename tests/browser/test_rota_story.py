"""Owners who take turns, as those who set it up and those who are asked see it."""

from pathlib import Path

import pytest
from looking import LookAs, last, messages, say, start
from playwright.sync_api import expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(240)]

LINE = (
    "/baton new Safety walk every weekday at 7:00 owner @ana, @zoe each run backup @ben "
    "manager @mia steps: Walk around the building [photo]"
)
WALK = "Walk around the building"


def test_owners_take_turns_and_who_is_away_is_passed_over(
    baton: Baton, look_as: LookAs, pictures: Path
) -> None:
    ole = look_as("U0OLE", "&channel=C0OPS")
    say(ole, LINE)
    expect(last(ole)).to_contain_text("@Ana Ortiz")
    expect(last(ole)).to_contain_text("@Zoe Park")
    ole.screenshot(path=pictures / "rota-01-preview.png")
    last(ole).get_by_role("button", name="Create").click()
    expect(last(ole)).to_contain_text("is created")

    ana, zoe = look_as("U0ANA"), look_as("U0ZOE")
    say(ana, "/baton away for 3 days")
    expect(last(ana)).to_contain_text("You are away until")
    ana.screenshot(path=pictures / "rota-02-away.png")
    start(ole, "safety")
    card = messages(zoe).filter(has_text=WALK).last
    expect(card).to_contain_text("Reply in this thread")
    zoe.screenshot(path=pictures / "rota-03-next-in-turn.png")
    say(ole, "/baton show safety")
    page = messages(ole).filter(has_text="Last runs").last
    expect(page).to_contain_text("@Ana Ortiz, @Zoe Park take turns, a run each")
    ole.screenshot(path=pictures / "rota-04-page.png")
