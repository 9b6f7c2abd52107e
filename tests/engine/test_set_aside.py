"""An event that breaks us is set aside, its person is told, and its neighbours go on."""

from datetime import timedelta

from cafe import ANA
from structlog.testing import capture_logs

from scheduler.plan import StepPlan

ONE = (StepPlan(title="Unlock doors"),)


def breaking(cafe, name):
    """Let the handler of an event break whenever a file is called `name`."""
    handle = cafe.engine.inbox.handlers["message"]

    def handler(event, now, patient):
        if any(file.get("name") == name for file in event.get("files", [])):
            raise ValueError("too much for us")
        return handle(event, now, patient)

    cafe.engine.inbox.handlers = {**cafe.engine.inbox.handlers, "message": handler}


def let_it_fail(cafe):
    for _ in range(8):
        cafe.now += timedelta(seconds=40)
        cafe.run()


def test_whoever_posted_it_is_told_once_in_the_thread(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    breaking(cafe, "odd.jpg")
    with capture_logs() as logs:
        cafe.posts(ANA, "odd.jpg")
        let_it_fail(cafe)
    (answer,) = cafe.thread(ANA)
    assert "could not read it" in answer
    assert "posting it again" in answer
    (line,) = [line for line in logs if line["action"] == "event_set_aside"]
    assert line["log_level"] == "error"
    assert line["person_told"]
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]


def test_what_is_in_nobodys_thread_is_logged_alone(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    breaking(cafe, "odd.jpg")
    with capture_logs() as logs:
        cafe.posts(ANA, "odd.jpg", card=None)
        let_it_fail(cafe)
    (line,) = [line for line in logs if line["action"] == "event_set_aside"]
    assert not line["person_told"]


def test_a_person_whose_step_is_done_meanwhile_is_not_bothered(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    breaking(cafe, "odd.jpg")
    cafe.posts(ANA, "odd.jpg")
    cafe.posts(ANA, "door.jpg")
    let_it_fail(cafe)
    assert not [answer for answer in cafe.thread(ANA) if "could not read" in answer]


def test_an_apology_that_fails_holds_nobody_up(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    breaking(cafe, "odd.jpg")

    def apologise(session, event, now):
        raise RuntimeError("nor this")

    cafe.engine.inbox.apologise = apologise
    cafe.posts(ANA, "odd.jpg")
    let_it_fail(cafe)
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]
