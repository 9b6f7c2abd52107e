"""Pausing, resuming, archiving and starting processes."""

import pytest
from cafe import ANA
from sqlalchemy import select

from scheduler import finding, processes
from scheduler.finding import Ambiguous, NotFound
from scheduler.plan import StepPlan
from scheduler.processes import NameTakenError
from storage import ledger
from storage.models import Run

ONE = (StepPlan(title="Unlock doors"),)


def test_a_paused_process_does_not_fire_and_what_is_open_goes_on(cafe):
    process = cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.change(processes.pause, process)
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["done"]


def test_a_resumed_process_fires_from_its_next_occurrence(cafe):
    process = cafe.process(steps=ONE)
    cafe.change(processes.pause, process)
    cafe.at("12:00")
    cafe.change(processes.resume, process)
    cafe.run()
    assert cafe.runs() == []
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["open"]


def test_an_archived_process_ends_and_its_card_says_so(cafe):
    process = cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.change(processes.archive, process)
    cafe.run()
    assert cafe.runs() == ["cancelled"]
    assert "cancelled" in cafe.cards(ANA)[0].casefold()
    cafe.at("7:00", day=1)
    assert cafe.runs() == ["cancelled"]


def test_an_extra_run_opens_now_beside_the_cadence(cafe):
    process = cafe.process(steps=ONE)
    cafe.change(processes.start, process)
    cafe.run()
    assert cafe.runs() == ["open"]
    cafe.at("7:00")
    assert cafe.runs() == ["open", "open"]


def test_an_extra_run_on_the_very_minute_takes_no_occurrence_away(cafe):
    process = cafe.process(steps=ONE)
    cafe.now = cafe.now.replace(hour=6, minute=0, second=0, microsecond=0)
    cafe.change(processes.start, process)
    cafe.run()
    assert cafe.runs() == ["open", "open"]
    with cafe.database.look() as session:
        runs = session.scalars(select(Run).order_by(Run.occurrence))
        assert [(f"{run.occurrence:%H:%M:%S}", run.is_extra) for run in runs] == [
            ("07:00:00", False),
            ("07:00:01", True),
        ]


def test_starting_twice_in_the_same_second_opens_one_run(cafe):
    process = cafe.process(steps=ONE)
    assert cafe.change(processes.start, process) is not None
    assert cafe.change(processes.start, process) is None


def test_two_live_processes_cannot_share_a_name_however_it_is_written(cafe):
    first = cafe.process()
    with pytest.raises(NameTakenError):
        cafe.process(name="  OPENING   checks ")
    cafe.change(processes.archive, first)
    cafe.process()


def test_names_match_by_unambiguous_beginning_and_near_misses_are_suggested(cafe):
    cafe.process()
    cafe.process(name="Closing checks")
    cafe.process(name="Closing the till")
    with cafe.database.work() as session:
        assert finding.find(session, "open").name == "Opening checks"
        assert finding.find(session, "CLOSING CHECKS").name == "Closing checks"
        assert isinstance(finding.find(session, "closing"), Ambiguous)
        missed = finding.find(session, "opnening checks")
        assert isinstance(missed, NotFound)
        assert "Opening checks" in missed.suggestions
        assert finding.find(session, "") == NotFound("", ())


def test_everything_that_happened_stands_in_an_unbroken_ledger(cafe):
    process = cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.pdf")
    cafe.change(processes.pause, process)
    with cafe.database.work() as session:
        assert ledger.first_broken_link(session) is None
