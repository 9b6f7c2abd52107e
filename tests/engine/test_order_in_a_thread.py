"""What happens in a thread is worked off in its order; what fails or waits long holds nobody up."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN

from handlers.inbox import PATIENCE, NotYetError
from scheduler.plan import StepPlan

ONE = (StepPlan(title="Unlock doors"),)
UNSCANNED = {"mimetype": "", "filetype": ""}


@pytest.fixture
def scanning(cafe):
    """A café in which a photo was posted that Slack has not looked at yet."""
    cafe.process(steps=ONE)
    cafe.at("7:00")
    event = cafe.posts(ANA, "door.jpg", **UNSCANNED)
    cafe.scanned = lambda: cafe.slack.files[event["files"][0]["id"]].update(
        mimetype="image/jpeg", filetype="jpg"
    )
    return cafe


def wait(cafe, length=timedelta(seconds=5)):
    cafe.now += length
    cafe.run()


def test_words_behind_a_photo_that_is_being_scanned_wait_for_its_verdict(scanning):
    scanning.writes(ANA, "done!")
    assert scanning.thread(ANA) == []
    scanning.scanned()
    wait(scanning)
    assert scanning.runs() == ["done"]
    (answer,) = scanning.thread(ANA)
    assert "Thank you" in answer, "nobody asks for a photo that is there"


def test_other_threads_go_on_meanwhile(scanning):
    scanning.process(name="Close", words="every weekday at 7:01", steps=ONE, owner_id=BEN)
    scanning.at("7:01")
    scanning.posts(BEN, "till.jpg")
    assert scanning.runs() == ["open", "done"]


def test_a_photo_that_slack_cannot_describe_for_long_holds_no_other_photo_up(scanning):
    def says_nothing(file_id):
        raise NotYetError("Slack answers 500", timedelta(seconds=2))

    scanning.slack.file_info = says_nothing
    scanning.posts(ANA, "again.jpg")
    assert scanning.runs() == ["open"]
    wait(scanning, PATIENCE + timedelta(seconds=1))
    assert scanning.runs() == ["done"]


def test_what_breaks_us_holds_nobody_up(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    handle = cafe.engine.inbox.handlers["message"]

    def breaks(event, now, patient):
        if any(file["name"] == "odd.jpg" for file in event.get("files", [])):
            raise ValueError("too much for us")
        return handle(event, now, patient)

    cafe.engine.inbox.handlers = {**cafe.engine.inbox.handlers, "message": breaks}
    cafe.posts(ANA, "odd.jpg")
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]
