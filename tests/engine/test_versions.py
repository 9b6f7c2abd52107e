"""What a change means: for runs that are open, for what comes next, and for steps that stay."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, BERLIN, MIA, OLE, ONE_STEP, PHOTO, THREE_STEPS
from editor import Editor
from sqlalchemy import select

from scheduler import changing, processes
from scheduler.plan import StepPlan
from storage.models import Process, Run, RunStep, Step
from storage.states import Opening

ZOE = "U0ZOE"


@pytest.fixture
def cafe_with_zoe(cafe):
    cafe.hires(ZOE, real_name="Zoe")
    return cafe


def edit(cafe, process, words=None, **changes):
    """Change a process as its creator, in the unit of work in which it is saved."""
    with cafe.database.work() as session:
        one = session.get(Process, process.id)
        plan = cafe.plan(words or "every weekday at 7:00", **changes)
        changing.change(session, one, plan, OLE, cafe.now)
        session.commit()


def card_of(cafe, person, title):
    """Which of someone's messages asks for a step."""
    cards = enumerate(cafe.cards(person))
    return next(number for number, card in cards if f"*{title}*" in card)


def keys(cafe, run=None):
    """The key of each step, by title: of the process, or of one of its runs."""
    with cafe.database.look() as session:
        if run is None:
            rows = session.execute(select(Step.title, Step.key).order_by(Step.position))
        else:
            mine = select(RunStep.title, RunStep.step_key).where(RunStep.run_id == run)
            rows = session.execute(mine.order_by(RunStep.position))
        return dict(rows.all())


def due(cafe):
    with cafe.database.look() as session:
        return [
            (run.occurrence.strftime("%a %H:%M"), run.version)
            for run in session.scalars(select(Run).order_by(Run.id))
        ]


def next_due(cafe):
    with cafe.database.look() as session:
        at = session.scalar(select(Process.next_at).order_by(Process.id))
        return at and at.astimezone(BERLIN).strftime("%a %d %H:%M")


# Open runs keep what they started with.


@pytest.mark.parametrize("opening", list(Opening))
def test_an_open_run_keeps_its_steps_people_and_windows_and_the_next_one_has_the_new(
    cafe_with_zoe, opening
):
    cafe = cafe_with_zoe
    process = cafe.process(opening=opening)
    cafe.at("7:00")
    new = (THREE_STEPS[2], StepPlan(title="Read the meter", proof_kind=PHOTO), THREE_STEPS[0])
    edit(cafe, process, name="Morning checks", steps=new, owner_id=ZOE, backup_id=ANA,
         owner_seconds=600, opening=opening)  # fmt: skip
    cafe.run()
    assert list(cafe.steps()) == [step.title for step in THREE_STEPS]
    for title, file in zip(cafe.steps(), ("door.jpg", "fridge.jpg", "float.csv"), strict=True):
        cafe.posts(ANA, file, card=card_of(cafe, ANA, title))
    assert cafe.runs() == ["done"]
    assert len(cafe.cards(ZOE)) == 1, "told of the change, asked for nothing"
    cafe.at("7:00", day=1)
    assert list(cafe.steps()) == [step.title for step in new]
    assert "Morning checks" in cafe.cards(ZOE)[1]
    assert due(cafe) == [("Mon 07:00", 1), ("Tue 07:00", 2)]


def test_an_open_run_moves_up_its_own_ladder_after_its_process_was_changed(cafe_with_zoe):
    cafe = cafe_with_zoe
    process = cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    edit(cafe, process, steps=ONE_STEP, backup_id=ZOE, manager_id=OLE, owner_seconds=7200)
    cafe.at("8:01")
    assert "Moved to you" in cafe.cards(BEN)[0]
    cafe.at("9:02")
    assert "Moved to you" in cafe.cards(MIA)[-1]
    cafe.at("11:03")
    assert cafe.runs() == ["missed"]
    assert len(cafe.cards(ZOE)) == 1, "told of the change, asked for nothing"


def test_an_open_run_survives_that_its_process_loses_the_step_that_waits(cafe):
    process = cafe.process()
    cafe.at("7:00")
    edit(cafe, process, steps=THREE_STEPS[:1])
    cafe.posts(ANA, "door.jpg", card=0)
    assert cafe.steps()["Fridge temperature"] == "open"
    cafe.at("7:00", day=1)
    assert list(cafe.steps()) == ["Unlock doors"]


# A step stays itself.


def test_a_step_keeps_its_key_where_it_is_moved_renamed_or_proven_otherwise(cafe):
    process = cafe.process()
    before = keys(cafe)
    moved = (THREE_STEPS[2], THREE_STEPS[0], THREE_STEPS[1].model_copy(update={"proof_count": 2}))
    edit(cafe, process, steps=moved)
    assert keys(cafe) == before
    assert list(keys(cafe)) == ["Count the float", "Unlock doors", "Fridge temperature"]
    edit(cafe, process, steps=(moved[0], StepPlan(title="Unlock all doors"), moved[2]))
    assert keys(cafe)["Unlock all doors"] == before["Unlock doors"]


def test_a_step_that_is_taken_out_takes_its_key_with_it(cafe):
    process = cafe.process()
    before = keys(cafe)
    other = StepPlan(title="Wipe the bar", proof_kind=PHOTO, proof_count=3)
    edit(cafe, process, steps=(other, THREE_STEPS[1]))
    after = keys(cafe)
    assert after["Wipe the bar"] not in before.values()
    assert after["Fridge temperature"] == before["Fridge temperature"]
    edit(cafe, process, steps=(THREE_STEPS[0], THREE_STEPS[1]))
    assert keys(cafe)["Unlock doors"] not in before.values(), "it is a new one"


def test_the_steps_of_a_run_have_the_keys_of_the_version_it_started_with(cafe):
    process = cafe.process()
    cafe.at("7:00")
    edit(cafe, process, steps=(StepPlan(title="Unlock all doors"), *THREE_STEPS[1:]))
    cafe.at("7:00", day=1)
    first, second = keys(cafe, run=1), keys(cafe, run=2)
    assert first["Unlock doors"] == second["Unlock all doors"]
    assert first["Count the float"] == second["Count the float"]


def test_a_renamed_step_is_one_line_in_the_digest(cafe):
    process = cafe.process(steps=ONE_STEP)
    for day, clocks in enumerate((("7:00", "8:01", "9:02", "11:03"),) * 3):
        if day == 2:
            edit(cafe, process, steps=(StepPlan(title="Unlock all doors"),))
        for clock in clocks:
            cafe.at(clock, day=day)
    assert cafe.runs() == ["missed"] * 3
    digest = cafe.asks(MIA, "digest")
    assert "Unlock all doors" in digest
    assert "missed 3 (of 3)" in digest
    assert "Unlock doors" not in digest


# What comes next.


def test_an_occurrence_that_is_not_due_yet_follows_the_new_cadence(cafe):
    process = cafe.process(steps=ONE_STEP)
    edit(cafe, process, "every weekday at 8:00", steps=ONE_STEP)
    cafe.at("7:30")
    assert due(cafe) == []
    cafe.at("8:00")
    assert due(cafe) == [("Mon 08:00", 2)]


def test_an_occurrence_that_was_due_and_not_fired_follows_the_new_cadence(cafe):
    """It fell due while Baton was not running, and somebody was quicker than the first beat."""
    process = cafe.process(steps=ONE_STEP)
    cafe.now += timedelta(hours=2, minutes=10)  # 7:10
    edit(cafe, process, "every weekday at 7:05", steps=ONE_STEP)
    cafe.run()
    assert due(cafe) == [("Mon 07:05", 2)]
    assert next_due(cafe) == "Tue 24 07:05"


def test_an_occurrence_that_was_due_and_not_fired_is_not_lost_by_another_change(cafe):
    process = cafe.process(steps=ONE_STEP)
    cafe.now += timedelta(hours=2, minutes=10)
    edit(cafe, process, steps=ONE_STEP, name="Morning checks")
    cafe.run()
    assert due(cafe) == [("Mon 07:00", 2)]


def test_an_occurrence_that_has_fired_never_fires_again(cafe):
    process = cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    edit(cafe, process, "every day at 7:00", steps=ONE_STEP)
    assert next_due(cafe) == "Tue 24 07:00"
    edit(cafe, process, "every weekday at 7:00", steps=ONE_STEP)
    cafe.at("7:01")
    assert due(cafe) == [("Mon 07:00", 1)]


def test_what_has_run_today_does_not_run_again_today_in_another_zone(cafe):
    """The key of a run is its local time: by New York's clock this morning's lies ahead."""
    process = cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    said = Editor(cafe, OLE)
    said.asks("edit opening")
    preview = said.types(zone="America/New_York").submits()
    assert "*Next runs*\nTue 24 Nov at 7:00" in preview
    edit(cafe, process, steps=ONE_STEP, zone="America/New_York")
    assert next_due(cafe) == "Tue 24 13:00"
    cafe.at("14:00")
    assert due(cafe) == [("Mon 07:00", 1)]


def test_a_second_run_on_one_day_is_said_before_it_is_saved(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    editor = Editor(cafe, OLE)
    editor.asks("edit opening")
    once_more = "That day's run began at 7:00 already: with this it has one more."
    assert once_more not in editor.types(time="06:00").submits()
    editor.goes_back()
    assert once_more in editor.types(time="08:00").submits()
    editor.submits()
    cafe.at("8:00")
    assert due(cafe) == [("Mon 07:00", 1), ("Mon 08:00", 2)]


def test_another_time_of_day_does_not_shift_the_weeks_that_are_counted(cafe):
    process = cafe.process("every other Tuesday at 18:30", steps=ONE_STEP)
    assert next_due(cafe) == "Tue 24 18:30"
    cafe.at("18:30", day=1)
    cafe.at("9:00", day=2)
    edit(cafe, process, "every other Tuesday at 19:00", steps=ONE_STEP)
    assert next_due(cafe) == "Tue 08 19:00"


def test_a_paused_process_is_not_due_whatever_is_changed(cafe):
    process = cafe.process(steps=ONE_STEP)
    cafe.change(processes.pause, process)
    edit(cafe, process, "every day at 8:00", steps=ONE_STEP)
    assert next_due(cafe) is None


def test_a_change_that_changes_nothing_makes_no_version(cafe):
    process = cafe.process()
    edit(cafe, process)
    cafe.run()
    with cafe.database.look() as session:
        assert session.get(Process, process.id).version == 1
    assert [cafe.cards(person) for person in (ANA, BEN, MIA)] == [[]] * 3


def test_a_new_digest_channel_gets_its_digest(cafe):
    process = cafe.process(steps=ONE_STEP)
    edit(cafe, process, steps=ONE_STEP, digest_channel_id="C0BAR")
    cafe.at("9:01", day=7)
    assert len(cafe.slack.said("C0BAR")) == 1


def test_an_extra_run_starts_with_the_newest_version(cafe):
    process = cafe.process(steps=ONE_STEP)
    edit(cafe, process, steps=ONE_STEP, owner_seconds=600)
    cafe.change(processes.start, process)
    with cafe.database.look() as session:
        run = session.scalar(select(Run))
        assert (run.version, run.steps[0].owner_seconds) == (2, 600)
