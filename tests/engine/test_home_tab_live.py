"""The Home tab is drawn anew when what it shows changes, and only then."""

from datetime import timedelta

from cafe import ANA, MIA, OLE, ONE_STEP
from home_reader import opens, shown, tab
from manager import gives
from sqlalchemy import event, select

from scheduler.home_states import KEPT_FOR, PACE
from storage.models import HomeTab


def test_it_is_drawn_anew_when_something_of_its_reader_s_changes(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    opens(cafe, ANA)
    opens(cafe, MIA)
    cafe.at("7:00")
    assert "|Unlock doors>" in shown(cafe, ANA)
    assert "hourglass" in shown(cafe, MIA)
    cafe.at("7:10")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:10:09")
    assert "Nothing is open for you right now." in shown(cafe, ANA)
    assert "white_check_mark" in shown(cafe, MIA)


def test_whoever_is_given_a_step_sees_it(cafe):
    cafe.hires("U0ZOE", real_name="Zoe")
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    cafe.at("8:00")
    assert "Nothing is open" in opens(cafe, "U0ZOE")
    cafe.at("8:01")
    gives(cafe)
    cafe.at("8:02")
    assert "|Unlock doors>" in shown(cafe, "U0ZOE")


def test_others_are_not_drawn_for(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    cafe.hires("U0ZOE", real_name="Zoe")
    opens(cafe, "U0ZOE")
    cafe.at("7:00")
    cafe.at("8:00")
    assert drawn == ["U0ZOE"]


def test_what_has_not_changed_is_not_sent(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    opens(cafe, ANA)
    cafe.now += timedelta(minutes=1)
    opens(cafe, ANA)
    cafe.asks(OLE, "digest every Friday at 16:00")
    cafe.at("6:30")
    assert drawn == [ANA]


def test_much_at_once_is_one_drawing_every_few_seconds(cafe, drawn):
    for number in range(4):
        cafe.process(name=f"Check {number}", steps=ONE_STEP)
    opens(cafe, OLE)
    began = cafe.now
    for second in range(8):
        cafe.now = began + timedelta(seconds=second)
        cafe.asks(OLE, f"{'resume' if second % 2 else 'pause'} Check 0")
    assert 2 <= len(drawn) <= 1 + 8 // PACE.total_seconds()
    cafe.now += PACE
    cafe.run()
    assert "paused" not in shown(cafe, OLE), "the last change is in it"


def test_a_change_while_it_is_being_drawn_is_drawn_behind_it(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    publish = cafe.slack.publish_home

    def meanwhile(person, view):
        cafe.slack.publish_home = publish
        with cafe.database.work() as session:
            session.get(HomeTab, ANA).stale_at = cafe.now + timedelta(microseconds=1)
            session.commit()
        return publish(person, view)

    cafe.slack.publish_home = meanwhile
    opens(cafe, ANA)
    assert tab(cafe, ANA).stale_at is not None
    assert tab(cafe, ANA).next_at == cafe.now + PACE


def test_midnight_brings_another_day(cafe, drawn):
    cafe.process(words="every day at 7:00", steps=ONE_STEP)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    cafe.at("23:00")
    assert "Nothing more comes to you today." in opens(cafe, ANA)
    cafe.at("0:00", day=1)
    assert "Opening checks: <!date" in shown(cafe, ANA)


def test_a_day_after_it_was_last_opened_it_is_forgotten(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    opens(cafe, ANA)
    cafe.now += KEPT_FOR
    cafe.run()
    assert tab(cafe, ANA) is None
    cafe.run()
    seen = len(drawn)
    cafe.at("7:00", day=2)
    assert len(drawn) == seen


def test_after_a_long_gap_everybody_is_looked_at_anew(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    opens(cafe, ANA)
    with cafe.database.work() as session:
        session.get(HomeTab, ANA).seen_seq = -1000
        session.commit()
    cafe.at("6:30")
    with cafe.database.look() as session:
        assert session.scalars(select(HomeTab.seen_seq)).one() > 0


def test_a_clock_that_was_put_back_holds_no_tab_up(cafe, drawn):
    cafe.process(steps=ONE_STEP)
    opens(cafe, ANA)
    with cafe.database.work() as session:
        session.get(HomeTab, ANA).drawn_at = cafe.now + timedelta(hours=5)
        session.commit()
    cafe.asks(OLE, "pause opening")
    cafe.run()
    assert "paused" in shown(cafe, ANA)


def test_without_readers_the_ledger_is_not_followed(cafe):
    cafe.process(steps=ONE_STEP)
    seen = []
    note = lambda *call: seen.append(call[2])  # noqa: E731 - taken away below
    event.listen(cafe.database.engine, "before_cursor_execute", note)
    cafe.at("7:00")
    event.remove(cafe.database.engine, "before_cursor_execute", note)
    assert not [words for words in seen if "min(home_tab.seen_seq)" in words]
