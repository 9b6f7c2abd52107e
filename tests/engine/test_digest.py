"""The weekly digest: which steps keep failing."""

from cafe import ANA, BEN, MIA

from scheduler import processes
from scheduler.plan import StepPlan

TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Lights"))


def digests(cafe):
    return [message["text"] for message in cafe.slack.said("C0OPS")]


def a_day(cafe, day, *, who):
    """One day on which `who` proves the doors (None: nobody), and Ana the lights."""
    cafe.at("7:00", day)
    if who == BEN:
        cafe.at("8:00", day)
    elif who != ANA:
        cafe.at("8:00", day)
        cafe.at("9:00", day)
    if who is None:
        cafe.at("11:00", day)
    else:
        cafe.posts(who, "door.jpg")
    cafe.posts(ANA, "lights.jpg")


def test_the_steps_that_keep_failing_come_first_with_their_counts(cafe):
    cafe.process(steps=TWO)
    for day, who in enumerate((ANA, BEN, MIA, None, BEN)):
        a_day(cafe, day, who=who)
    cafe.at("9:00", day=7)
    (text,) = digests(cafe)[-1:]
    assert "Unlock doors" in text
    assert "on time 1, late 0, by the backup 2, by the manager 1, missed 1 (of 5)" in text
    assert "Lights" not in text.split("Unlock doors")[1]
    assert f"<@{ANA}>" not in text, "a channel never names who missed"


def test_one_failure_in_four_weeks_is_not_a_pattern(cafe):
    cafe.process(steps=TWO)
    for day, who in enumerate((ANA, BEN, ANA, ANA, ANA)):
        a_day(cafe, day, who=who)
    cafe.at("9:00", day=7)
    assert "Unlock doors" not in digests(cafe)[-1]


def test_a_quiet_week_gets_one_line(cafe):
    process = cafe.process(steps=TWO)
    a_day(cafe, 0, who=ANA)
    cafe.change(processes.pause, process)
    cafe.at("9:00", day=7)
    assert len(digests(cafe)[-1].splitlines()) == 1


def test_the_digest_comes_once_a_week_even_after_weeks_away(cafe):
    cafe.process(steps=TWO)
    cafe.at("8:59")
    assert digests(cafe) == []
    cafe.at("9:00")
    assert len(digests(cafe)) == 1
    cafe.restart()
    cafe.at("12:00", day=22)
    assert len(digests(cafe)) == 2


def test_failures_older_than_four_weeks_are_forgotten(cafe):
    process = cafe.process(steps=TWO)
    for day in (0, 1):
        a_day(cafe, day, who=BEN)
    cafe.change(processes.pause, process)
    cafe.at("9:00", day=35)
    assert "Unlock doors" not in digests(cafe)[-1]
