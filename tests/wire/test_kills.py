"""The main job over real sockets: created, asked, refused, accepted, moved twice, digested."""

import pytest
from conversations import answers, cards, current
from workspace_client import OPERATIONS, photo
from workspace_client import wait_for as wait_for_seconds

pytestmark = [pytest.mark.wire, pytest.mark.timeout(300)]

# A message that was on its way when the bot died is looked up ten seconds later.
PATIENCE = 40


def wait_for(find):
    return wait_for_seconds(find, PATIENCE)


WINDOWS = "windows 8s, 8s, 8s"
LINE = (
    "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
    f"{WINDOWS} steps: Unlock doors; Fridge temperature [photo]"
)


def card(person, step):
    """The card that asks a person for a step; None while there is none."""
    found = [m for m in person.messages() if step in str(m) and "Reply in this thread" in str(m)]
    return found[-1] if found else None


def test_the_whole_story_with_a_kill_between_any_two_moments(process, team):
    ana, ben, mia = team.ana, team.ben, team.mia
    process.start()

    preview = ana.command(LINE, channel=OPERATIONS)
    assert "→" in str(preview["blocks"])
    process.restart()

    ana.press(preview, "create_draft", channel=OPERATIONS)
    wait_for(lambda: "is created" in ana.newest(OPERATIONS)["text"])
    process.restart()

    assert "open now" in ana.command("/baton start opening", channel=OPERATIONS)["text"]
    process.restart()

    doors = wait_for(lambda: card(ana, "Unlock doors"))
    process.restart()

    ana.message("done!", thread=doors["ts"])
    wait_for(lambda: answers(ana, doors))
    process.kill()

    ana.upload(photo("doors.png"), thread=doors["ts"])  # nobody is there to hear of it
    process.start()

    wait_for(lambda: "Done by" in current(ana, doors)["text"])
    process.restart()

    fridge = wait_for(lambda: card(ana, "Fridge temperature"))
    process.restart()

    for_ben = wait_for(lambda: card(ben, "Fridge temperature"))
    wait_for(lambda: "Moved to <@U0BEN>" in current(ana, fridge)["text"])
    process.restart()

    for_mia = wait_for(lambda: card(mia, "Fridge temperature"))
    process.restart()

    wait_for(lambda: "Missed" in current(mia, for_mia)["text"])
    process.restart()

    ben.upload(photo("late.png", 7), thread=for_ben["ts"])
    wait_for(lambda: any("late evidence" in text for text in answers(ben, for_ben)))
    process.restart()

    ana.command("/baton start opening", channel=OPERATIONS)
    again = wait_for(lambda: [m for m in cards(ana, "Unlock doors") if m["ts"] != doors["ts"]])[0]
    ana.upload(photo("doors.png", 99), thread=again["ts"])
    wait_for(lambda: len(cards(ana, "Fridge temperature")) == 2)
    wait_for(lambda: len(cards(mia, "Fridge temperature")) == 2)
    wait_for(lambda: "Missed" in cards(mia, "Fridge temperature")[-1]["text"])
    process.restart()

    digest = ana.command("/baton digest", channel=OPERATIONS)
    assert "Fridge temperature" in digest["text"]
    assert "missed 2 (of 2)" in digest["text"]
    assert "Unlock doors" not in digest["text"], "both times proven on time"

    for person, wanted in ((ana, 2), (ben, 2), (mia, 2)):
        assert len(cards(person, "Fridge temperature")) == wanted, "nobody was asked twice"
    assert len(cards(ana, "Unlock doors")) == 2
    said = answers(ana, doors)
    assert len(said) == 2, "one kind sentence for words, one for the photo"
    assert process.terminate() == 0
    assert '"level": "error"' not in process.log()
