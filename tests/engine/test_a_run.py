"""A run from its first question to its end."""

from cafe import ANA, BEN, FILE, MIA, PHOTO

from scheduler.letters import Later
from scheduler.plan import StepPlan
from storage.states import Opening


def test_nothing_is_asked_before_it_is_due(cafe):
    cafe.process()
    cafe.at("6:59")
    assert cafe.runs() == []
    assert cafe.cards(ANA) == []


def test_the_owner_is_asked_for_the_first_step_when_the_run_is_due(cafe):
    cafe.process(sop_url="https://wiki.example/opening")
    cafe.at("7:00")
    (card,) = cafe.cards(ANA)
    assert "Opening checks" in card
    assert "step 1 of 3" in card.casefold()
    assert "Unlock doors" in card
    assert "<!date^" in card, "until when, by the reader's own clock"
    assert f"<@{BEN}>" in card, "who is next"
    assert "https://wiki.example/opening" in card
    assert "thread" in card
    assert "photo or file" in card
    assert cafe.steps() == {
        "Unlock doors": "open",
        "Fridge temperature": "waiting",
        "Count the float": "waiting",
    }


def test_a_proof_closes_the_step_and_opens_the_next(cafe):
    cafe.process()
    cafe.at("7:00")
    cafe.at("7:10")
    cafe.posts(ANA, "door.jpg")
    assert cafe.steps()["Unlock doors"] == "done"
    first, second = cafe.cards(ANA)
    assert f"<@{ANA}>" in first
    assert "https://x/F1" in first, "the proof's link"
    assert "step 2 of 3" in second.casefold()
    assert "photo" in second
    (accepted,) = cafe.thread(ANA, card=0)
    assert "done" in accepted


def test_the_run_is_done_when_its_last_step_is(cafe):
    cafe.process()
    cafe.at("7:00")
    for name in ("door.jpg", "fridge.jpg", "float.csv"):
        cafe.posts(ANA, name)
    assert cafe.runs() == ["done"]
    assert "complete" in cafe.thread(ANA)[0]
    assert cafe.cards(BEN) == cafe.cards(MIA) == []


def test_all_steps_open_together_where_the_process_says_so(cafe):
    cafe.process(opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 3
    cafe.posts(ANA, "float.csv", card=2)
    assert cafe.steps()["Count the float"] == "done"
    assert cafe.steps()["Unlock doors"] == "open"


def test_missed_work_moves_to_the_backup_then_the_manager_and_is_missed(cafe):
    cafe.process(steps=(StepPlan(title="Unlock doors"),))
    cafe.at("7:00")
    cafe.at("7:59:59")
    assert cafe.cards(BEN) == []
    cafe.at("8:00")
    assert f"<@{BEN}>" in cafe.cards(ANA)[0], "the owner's card says to whom it moved"
    assert f"<@{ANA}>" in cafe.cards(BEN)[0], "the backup's card says what happened so far"
    cafe.at("9:00")
    assert f"<@{MIA}>" in cafe.cards(BEN)[0]
    assert f"<@{ANA}>" in cafe.cards(MIA)[0]
    cafe.at("10:59:59")
    assert cafe.runs() == ["open"]
    cafe.at("11:00")
    assert cafe.runs() == ["missed"]
    assert all("Missed" in cafe.cards(person)[0] for person in (ANA, BEN, MIA))


def test_after_a_miss_the_next_step_opens_and_the_run_ends_as_missed(cafe):
    cafe.process(steps=(StepPlan(title="Unlock doors"), StepPlan(title="Lights")))
    cafe.at("11:00")
    for clock in ("12:00", "13:00", "15:00"):
        cafe.at(clock)
    assert cafe.steps() == {"Unlock doors": "missed", "Lights": "open"}
    cafe.posts(ANA, "lights.jpg")
    assert cafe.runs() == ["missed"]


def test_the_owner_may_still_prove_it_while_the_backup_is_asked(cafe):
    cafe.process(steps=(StepPlan(title="Unlock doors"),))
    cafe.at("7:00")
    cafe.at("8:00")
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]
    assert "Nothing left to do" in cafe.cards(BEN)[0]
    cafe.at("9:00")
    assert cafe.cards(MIA) == []


def test_a_step_done_by_the_backup_tells_the_owner_so(cafe):
    cafe.process(steps=(StepPlan(title="Unlock doors"),))
    cafe.at("7:00")
    cafe.at("8:00")
    cafe.posts(BEN, "door.jpg")
    assert f"<@{BEN}>" in cafe.cards(ANA)[0]
    assert cafe.runs() == ["done"]


def test_the_next_step_starts_with_the_owner_again(cafe):
    cafe.process()
    cafe.at("7:00")
    cafe.at("8:00")
    cafe.posts(BEN, "door.jpg")
    assert len(cafe.cards(ANA)) == 2
    assert len(cafe.cards(BEN)) == 1


def test_a_window_starts_when_the_message_really_went_out(cafe):
    cafe.process(steps=(StepPlan(title="Unlock doors"),))
    cafe.slack.answers.extend([Later("ratelimited")] * 3)
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    cafe.at("7:20")
    cafe.at("7:40")
    cafe.at("7:50")
    assert len(cafe.cards(ANA)) == 1
    cafe.at("8:49")
    assert cafe.cards(BEN) == []
    cafe.at("8:51")
    assert len(cafe.cards(BEN)) == 1


def test_a_step_can_want_several_photos_and_they_count_together(cafe):
    cafe.process(steps=(StepPlan(title="Fridges", proof_kind=PHOTO, proof_count=3),))
    cafe.at("7:00")
    cafe.posts(ANA, "a.jpg", "b.jpg")
    assert cafe.runs() == ["open"]
    assert "2 of 3" in cafe.thread(ANA)[0]
    cafe.posts(ANA, "c.jpg")
    assert cafe.runs() == ["done"]


def test_a_step_can_want_a_file(cafe):
    cafe.process(steps=(StepPlan(title="Count the float", proof_kind=FILE),))
    cafe.at("7:00")
    cafe.posts(ANA, "float.csv")
    assert cafe.runs() == ["done"]
