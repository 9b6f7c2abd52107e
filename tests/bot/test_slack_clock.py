"""A clock that is put ahead or back decides nothing: Slack says what time it is."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from structlog.testing import capture_logs

from bot.slack_clock import SlackClock, steady_seconds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Machine:
    """A machine whose clock can be set, beside the true time that Slack tells."""

    def __init__(self):
        self.true = NOON
        self.off = timedelta(0)
        self.asked = 0
        self.is_online = True
        self.clock = SlackClock(lambda: self.true + self.off, self.ask, self.seconds)

    def seconds(self):
        return self.true.timestamp()

    def ask(self):
        self.asked += 1
        if self.is_online:
            self.answers()
        return self.is_online

    def answers(self):
        self.clock.hear(self.date(), self.seconds())

    def date(self):
        """The time that Slack tells in the head of an answer."""
        return format_datetime(self.true.replace(microsecond=0), usegmt=True)

    def passes(self, length):
        self.true += length

    def beats(self):
        """Whether the time is known, and what was logged."""
        with capture_logs() as lines:
            known = self.clock.is_known()
        return known, [line["action"] for line in lines]


@pytest.fixture
def machine():
    machine = Machine()
    assert machine.beats() == (True, [])
    return machine


def test_a_clock_that_agrees_with_slack_is_used_and_slack_is_asked_once(machine):
    machine.off = timedelta(seconds=20)
    for _ in range(10):
        machine.passes(timedelta(hours=1))
        assert machine.beats() == (True, [])
    assert machine.clock.now() == machine.true + machine.off
    assert machine.asked == 1


@pytest.mark.parametrize("off", [timedelta(days=3), timedelta(hours=-2)])
def test_a_clock_that_jumps_is_left_for_slacks_and_taken_again_when_it_is_right(machine, off):
    machine.off = off
    assert machine.beats() == (True, ["clock_wrong"])
    machine.passes(timedelta(seconds=30))
    assert machine.clock.now() == machine.true
    assert machine.beats() == (True, [])
    machine.off = timedelta(0)
    assert machine.clock.now() == machine.true
    assert machine.beats() == (True, ["clock_right"])


def test_an_answer_from_before_the_machine_stood_still_tells_no_time(machine):
    date, asked_at = machine.date(), machine.seconds()
    machine.passes(timedelta(minutes=6))
    machine.clock.hear(date, asked_at)
    assert machine.beats() == (True, [])
    assert machine.clock.now() == machine.true


def test_a_wrong_clock_is_told_of_once_a_minute(machine):
    machine.off = timedelta(days=1)
    told = []
    for _ in range(13):
        told += machine.beats()[1]
        machine.passes(timedelta(seconds=10))
    assert told == ["clock_wrong"] * 3


def test_a_clock_that_is_wrong_from_the_start_is_noticed():
    machine = Machine()
    machine.off = timedelta(days=-1)
    assert machine.beats() == (True, ["clock_wrong"])
    assert machine.clock.now() == machine.true


def test_nothing_is_decided_while_the_clock_is_in_doubt_and_slack_is_away(machine):
    machine.passes(timedelta(hours=1))
    machine.is_online, machine.off = False, timedelta(days=1)
    assert machine.beats() == (False, ["no_time"])
    machine.is_online = True
    assert machine.beats()[0]
    assert machine.clock.now() == machine.true


def test_a_machine_that_slept_is_no_machine_with_a_wrong_clock():
    machine = Machine()
    slept = timedelta(hours=8)
    # Where the steady clock stands still in sleep, Slack has to be asked once.
    machine.clock = SlackClock(lambda: machine.true, machine.ask, lambda: 1000.0)
    machine.beats()
    machine.passes(slept)
    machine.answers()
    assert machine.beats() == (True, [])
    assert machine.clock.now() == machine.true


def test_where_slack_tells_no_time_ours_is_used():
    silent = SlackClock(lambda: NOON, lambda: True, lambda: 0.0)
    silent.hear("yesterday", 0.0)
    assert silent.is_known()
    assert silent.now() == NOON


def test_the_steady_clock_goes_on():
    assert steady_seconds() <= steady_seconds()
