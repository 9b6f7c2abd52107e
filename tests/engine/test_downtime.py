"""Stopping Baton over a deadline loses nothing and doubles nothing."""

from datetime import timedelta

from cafe import ANA, BEN, MIA, OLE, PHOTO

from scheduler import processes
from scheduler.plan import StepPlan

ONE_PHOTO = (StepPlan(title="Fridge temperature", proof_kind=PHOTO),)


def test_a_restart_between_any_two_moments_changes_nothing(cafe):
    cafe.process(steps=ONE_PHOTO)
    for clock in ("7:00", "7:30", "8:00", "8:30", "9:00", "9:30"):
        cafe.restart()
        cafe.at(clock)
        cafe.restart()
        cafe.run()
    assert [len(cafe.cards(person)) for person in (ANA, BEN, MIA)] == [1, 1, 1]
    cafe.restart()
    cafe.at("11:00")
    assert cafe.runs() == ["missed"]


def test_a_photo_posted_while_baton_was_away_is_found_before_the_work_moves_on(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    cafe.at("7:30")
    cafe.posts(ANA, "fridge.jpg", told=False)
    cafe.at("9:30")
    assert cafe.runs() == ["done"]
    assert cafe.cards(BEN) == []


def test_a_photo_that_slack_never_told_us_of_is_found_at_the_deadline(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    cafe.posts(ANA, "fridge.jpg", told=False)
    cafe.at("8:00")
    assert cafe.runs() == ["done"]


def test_nothing_moves_on_while_the_thread_cannot_be_read(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    cafe.slack.unreadable = True
    cafe.at("8:30")
    assert cafe.cards(BEN) == []
    cafe.slack.unreadable = False
    cafe.at("8:31")
    assert len(cafe.cards(BEN)) == 1


def test_a_photo_in_time_that_arrives_after_the_miss_corrects_it(cafe):
    cafe.process(steps=ONE_PHOTO)
    for clock in ("7:00", "8:00", "9:00"):
        cafe.at(clock)
    event = cafe.posts(ANA, "fridge.jpg", told=False)
    hidden = cafe.slack.channels["D0ANA"].pop()
    cafe.at("11:00")
    assert cafe.runs() == ["missed"]
    cafe.slack.channels["D0ANA"].append(hidden)
    cafe.tell(event)
    assert cafe.runs() == ["done"]


def test_occurrences_overtaken_while_away_are_written_down_and_the_last_is_asked(cafe):
    cafe.process()
    cafe.at("6:00")
    cafe.restart()
    cafe.at("9:00", day=3)
    assert cafe.runs() == ["missed", "missed", "missed", "open"]
    assert len(cafe.cards(ANA)) == 1
    assert "2 h late" in cafe.cards(ANA)[0] or "late" in cafe.cards(ANA)[0]
    (told,) = cafe.cards(OLE)
    assert "was due 3 times, from <!date^" in told
    assert "26 Nov" not in told, "the last one is asked for"


def test_months_away_are_written_down_a_part_a_cycle_so_that_others_can_write_meanwhile(cafe):
    cafe.process("every day at 7:00", steps=ONE_PHOTO)
    cafe.now += timedelta(days=119)
    cafe.engine.cycle.run()
    assert len(cafe.runs()) == processes.MOST_AT_ONCE
    cafe.run()
    assert cafe.runs() == ["missed"] * 118 + ["open"]
    assert len(cafe.cards(ANA)) == 1


def test_the_clock_going_back_fires_nothing_twice(cafe):
    cafe.process(steps=ONE_PHOTO)
    cafe.at("7:00")
    cafe.now = cafe.now.replace(hour=4)
    cafe.restart()
    cafe.run()
    cafe.at("7:00")
    assert cafe.runs() == ["open"]
    assert len(cafe.cards(ANA)) == 1
