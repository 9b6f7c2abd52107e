"""Reading back goes on under the tightest budget, and decides nothing before it is done."""

from datetime import timedelta

from cafe import ANA, BEN, MIA

from scheduler.plan import StepPlan

ONE = (StepPlan(title="Unlock doors"),)


class Tight:
    """Lets one thread be read a minute, as Slack does with apps that are sold outside its shop."""

    def __init__(self, cafe):
        self.cafe = cafe
        self.replies = cafe.slack.replies
        self.next_at = cafe.now
        self.read = []
        cafe.slack.replies = self

    def __call__(self, thread):
        if self.cafe.now < self.next_at:
            return None
        self.next_at = self.cafe.now + timedelta(minutes=1)
        self.read.append(thread.channel_id)
        return self.replies(thread)


def wait(cafe, minutes):
    for _ in range(minutes * 4):
        cafe.now += timedelta(seconds=15)
        cafe.run()


def test_a_step_with_three_threads_ends_under_one_read_a_minute(cafe):
    cafe.process(steps=ONE)
    Tight(cafe)
    for clock in ("7:00", "8:00", "8:05", "9:00", "9:05", "9:10"):
        cafe.at(clock)
    assert [len(cafe.cards(person)) for person in (ANA, BEN, MIA)] == [1, 1, 1]
    cafe.at("11:20")
    wait(cafe, 6)
    assert cafe.runs() == ["missed"]


def test_a_photo_is_found_before_anything_moves_under_one_read_a_minute(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    for number in range(20):
        cafe.process(name=f"P{number}", words="every weekday at 7:30", steps=ONE, owner_id=MIA,
                     manager_id=ANA)  # fmt: skip
    cafe.at("7:30")
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.restart()
    tight = Tight(cafe)
    cafe.at("8:00")
    wait(cafe, 2)
    assert cafe.proofs() == {"door.jpg": "accepted"}
    assert cafe.cards(BEN) == []
    assert tight.read[0] == "D0ANA", "the thread that ends first is read first"


def test_many_deadlines_at_once_are_all_passed_on_in_the_end(cafe):
    for number in range(12):
        cafe.process(name=f"P{number}", steps=ONE)
    cafe.at("7:00")
    for _ in range(4):
        cafe.run()
    assert len(cafe.cards(ANA)) == 12
    tight = Tight(cafe)
    cafe.at("8:00")
    wait(cafe, 15)
    assert len(cafe.cards(BEN)) == 12
    assert len(tight.read) <= 16


def test_one_thread_that_cannot_be_read_does_not_keep_the_others_from_it(cafe):
    cafe.process(steps=ONE)
    cafe.process(name="Close", words="every weekday at 7:30", steps=ONE, owner_id=BEN)
    cafe.at("7:30")
    cafe.posts(BEN, "till.jpg", told=False)
    cafe.restart()
    replies = cafe.slack.replies
    cafe.slack.replies = lambda thread: None if thread.channel_id == "D0ANA" else replies(thread)
    cafe.at("7:31")
    assert cafe.proofs() == {"till.jpg": "accepted"}


def test_the_lag_of_the_sweep_is_told(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    assert cafe.engine.sweep.lag(cafe.now) == 0
    cafe.slack.unreadable = True
    cafe.engine.sweep.want_all()
    cafe.run()
    assert cafe.engine.sweep.lag(cafe.now + timedelta(minutes=5)) == 300
    cafe.slack.unreadable = False
    cafe.run()
    assert cafe.engine.sweep.lag(cafe.now + timedelta(minutes=5)) == 0
