"""What counts as proof, and what people are told when something does not."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, PHOTO
from paper_slack import ActedAndUnknown
from sqlalchemy import select

from scheduler.plan import StepPlan
from storage.models import Inbound
from storage.states import InboundState

ONE_PHOTO = (StepPlan(title="Fridge temperature", proof_kind=PHOTO),)


@pytest.fixture
def asked(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    return cafe


def test_words_get_one_kind_sentence_and_close_nothing(asked):
    asked.writes(ANA, "done!")
    asked.writes(ANA, "really, it is done")
    asked.reacts(ANA)
    assert asked.runs() == ["open"]
    (hint,) = asked.thread(ANA)
    assert "photo" in hint


def test_a_reaction_gets_the_same_sentence(asked):
    asked.reacts(ANA)
    (hint,) = asked.thread(ANA)
    assert "photo" in hint


QUICK = {
    "a reaction": lambda cafe: cafe.reacts(ANA),
    "words": lambda cafe: cafe.writes(ANA, "done!"),
    "words beside the thread": lambda cafe: cafe.writes(ANA, "done!", card=None),
    "a photo beside the thread": lambda cafe: cafe.posts(ANA, "fridge.jpg", card=None),
}


@pytest.mark.parametrize("say", QUICK)
def test_who_is_quicker_than_slacks_answer_is_heard_all_the_same(cafe, say):
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    QUICK[say](cafe)
    _card, *said = cafe.cards(ANA)
    assert said == cafe.thread(ANA, card=0) == []
    cafe.at("7:02")  # the card is found
    cafe.at("7:03")
    (answer,) = [*cafe.cards(ANA)[1:], *cafe.thread(ANA, card=0)]
    assert "in a thread" in answer if "beside" in say else "photo" in answer


def test_a_pdf_does_not_prove_a_photo_step_and_the_answer_says_why(asked):
    asked.posts(ANA, "fridge.pdf")
    (why,) = asked.thread(ANA)
    assert "“fridge.pdf” is not a photo" in why
    assert asked.runs() == ["open"]
    asked.posts(ANA, "fridge.jpg")
    assert asked.runs() == ["done"]


def test_one_fitting_file_among_others_is_enough(asked):
    asked.posts(ANA, "fridge.pdf", "fridge.jpg")
    assert asked.runs() == ["done"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"mode": "tombstone"}, "was deleted"),
        ({"mode": "hidden_by_limit"}, "hides"),
        ({"is_external": True, "mode": "external"}, "outside Slack"),
        ({"mode": "snippet"}, "typed in Slack"),
        ({"size": 0}, "is empty"),
        ({"created": 1}, "was uploaded before"),
        ({"mimetype": "image/svg+xml"}, "is not a photo"),
    ],
)
def test_what_is_no_photo_of_now_is_refused_with_its_reason(asked, facts, words):
    asked.posts(ANA, "fridge.jpg", **facts)
    (why,) = asked.thread(ANA)
    assert words in why
    assert asked.runs() == ["open"]


def test_a_photo_that_proved_another_step_cannot_prove_this_one(cafe):
    cafe.process(steps=(*ONE_PHOTO, StepPlan(title="Freezer", proof_kind=PHOTO)))
    cafe.at("7:00")
    used = cafe.posts(ANA, "fridge.jpg")["files"]
    cafe.posts(ANA, again=used)
    (why,) = cafe.thread(ANA)
    assert "used as a proof before" in why
    assert cafe.steps()["Freezer"] == "open"


def test_a_file_outside_the_thread_is_led_to_the_thread(asked):
    asked.posts(ANA, "fridge.jpg", card=None)
    assert asked.runs() == ["open"]
    pointer = asked.cards(ANA)[-1]
    assert "https://x/D0ANA/" in pointer
    assert "Fridge temperature" in pointer


def test_words_outside_the_thread_are_answered_once(asked):
    for _ in range(3):
        asked.writes(ANA, "where do I post it?", card=None)
    assert len(asked.cards(ANA)) == 2, "the card and one pointer"


def test_someone_with_nothing_open_is_not_answered_for_words(asked):
    asked.writes(MIA, "hello", card=None)
    assert asked.cards(MIA) == []


def test_a_file_from_someone_with_nothing_open_is_answered(asked):
    asked.posts(MIA, "cat.jpg", card=None)
    (answer,) = asked.cards(MIA)
    assert "nothing open" in answer


def test_the_same_message_told_twice_counts_once(cafe):
    cafe.process(steps=(StepPlan(title="Fridges", proof_kind=PHOTO, proof_count=2),))
    cafe.at("7:00")
    told = cafe.posts(ANA, "fridge.jpg")
    cafe.again(told)
    assert cafe.runs() == ["open"]
    assert len(cafe.thread(ANA)) == 1


def test_the_same_photo_posted_twice_counts_once(cafe):
    cafe.process(steps=(StepPlan(title="Fridges", proof_kind=PHOTO, proof_count=2),))
    cafe.at("7:00")
    files = cafe.posts(ANA, "fridge.jpg")["files"]
    cafe.posts(ANA, again=files)
    assert cafe.runs() == ["open"]


def test_someone_else_cannot_prove_it_in_a_thread_that_is_not_theirs(asked):
    thread = asked.slack.said(ANA)[0]["ts"]
    event = asked.posts(BEN, "fridge.jpg", card=None, told=False)
    asked.tell({**event, "channel": "D0ANA", "thread_ts": thread})
    assert asked.runs() == ["open"]


def test_a_late_proof_is_kept_and_shown_as_late_evidence(asked):
    for clock in ("8:00", "9:00", "11:00"):
        asked.at(clock)
    assert asked.runs() == ["missed"]
    asked.posts(ANA, "fridge.jpg")
    assert asked.runs() == ["missed"]
    assert asked.proofs() == {"fridge.jpg": "late"}
    assert "late evidence" in asked.thread(ANA)[-1]
    assert "https://x/F1" in asked.cards(ANA)[0]


def test_a_second_proof_of_a_done_step_is_kept_and_changes_nothing(asked):
    asked.at("8:00")
    asked.posts(BEN, "fridge.jpg")
    asked.posts(ANA, "mine.jpg")
    assert asked.runs() == ["done"]
    assert f"<@{BEN}>" in asked.thread(ANA)[-1]
    assert asked.proofs()["mine.jpg"] == "late"


def test_a_file_that_slack_still_scans_waits_and_then_counts(asked):
    event = asked.posts(ANA, "fridge.jpg", mimetype="", filetype="")
    assert asked.runs() == ["open"]
    assert asked.thread(ANA) == []
    asked.slack.files[event["files"][0]["id"]].update(mimetype="image/jpeg", filetype="jpg")
    asked.at("7:01")
    assert asked.runs() == ["done"]


def test_a_deleted_proof_leaves_the_step_done_and_our_copy_kept(asked):
    event = asked.posts(ANA, "fridge.jpg")
    asked.tell({"type": "file_deleted", "file_id": event["files"][0]["id"]})
    assert asked.runs() == ["done"]
    kept = [path for path in (asked.folder / "proofs").rglob("*") if path.is_file()]
    assert len(kept) == 1


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message"},
        {"type": "message", "channel": 5, "ts": [], "user": {}},
        {"type": "message", "channel": "D0ANA", "ts": "x", "user": "U0ANA", "files": "no"},
        {
            "type": "message",
            "channel": "D0ANA",
            "ts": "not a number",
            "user": "U0ANA",
            "files": [{"id": "F1"}],
        },
        {"type": "message", "channel": "D0ANA", "ts": "1.0", "user": "U0ANA", "files": [None]},
        {"type": "message", "channel": "D0ANA", "ts": "1.0", "subtype": "message_changed"},
        {"type": "message", "channel": "D0ANA", "ts": "1.0", "subtype": "message_deleted"},
        {"type": "reaction_added"},
        {"type": "reaction_added", "user": "U0ANA", "item": {"type": "file"}},
        {"type": "file_deleted"},
        {"type": "user_change"},
        {"type": "user_change", "user": {"id": 1}},
        {"type": "app_home_opened"},
        {"type": "nobody knows this"},
        {},
    ],
)
def test_malformed_events_change_nothing_and_block_nothing(asked, event):
    asked.tell(event)
    asked.posts(ANA, "fridge.jpg")
    assert asked.runs() == ["done"]


def test_an_event_that_fails_is_tried_again_and_blocks_nobody(asked):
    look, broken = asked.slack.file_info, []

    def fail(file_id):
        broken.append(file_id)
        raise RuntimeError("a fault of ours")

    asked.slack.file_info = fail
    asked.posts(ANA, "fridge.jpg", file_access="check_file_info")
    asked.writes(ANA, "is it done?")
    assert len(asked.thread(ANA)) == 1, "the words behind it are answered"
    asked.slack.file_info = look
    asked.at("7:05")
    assert asked.runs() == ["done"]


def test_an_event_that_always_fails_is_set_aside(asked):
    def fail(file_id):
        raise RuntimeError("a fault of ours")

    asked.slack.file_info = fail
    asked.posts(ANA, "fridge.jpg", file_access="check_file_info")
    for minute in range(1, 10):
        asked.at(f"7:{minute:02}")
    with asked.database.work() as session:
        (state,) = session.scalars(select(Inbound.state).where(Inbound.kind == "message"))
    assert state == InboundState.SET_ASIDE


def test_a_photo_counts_though_our_clock_was_days_ahead_when_the_step_opened(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.engine.cycle.clock = lambda: cafe.now + timedelta(days=2)
    cafe.run()
    cafe.engine.cycle.clock = lambda: cafe.now
    cafe.now += timedelta(minutes=10)
    cafe.posts(ANA, "fridge.jpg")
    assert cafe.proofs() == {"fridge.jpg": "accepted"}
