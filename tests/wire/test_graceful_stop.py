"""Asked to stop, Baton ends within ten seconds and leaves nothing half said."""

import time

import pytest
from conversations import answers, asked, cards, create, is_done, start
from locking import locked
from workspace_client import photo, wait_for

pytestmark = pytest.mark.wire

STOP_SECONDS = 10
HANGS = {"kind": "timeout_after", "seconds": 60}


def stop(process):
    """Ask it to stop; how long it took."""
    began = time.monotonic()
    assert process.terminate() == 0
    wait_for(lambda: not process.team.ana.state()["connected"])
    return time.monotonic() - began


def is_called(team, method, times=1):
    return wait_for(lambda: len(team.control.calls(method)) >= times, 30)


def check_that_it_goes_on_and_asks_once(process, team):
    process.start()
    card = asked(team.ana)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card), 40)
    assert len(cards(team.ana)) == 1


def test_idle_it_ends_at_once(process, team):
    process.start()
    assert stop(process) < STOP_SECONDS / 2
    assert '"level": "error"' not in process.log()


def test_an_event_in_hand_is_acknowledged_before_the_socket_goes(process, team):
    process.start()
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    wait_for(lambda: team.control.undelivered() == 0)
    with locked(process):
        team.ana.message("done!", thread=card["ts"])
        time.sleep(0.5)  # it is in a thread that waits for the database
        process.ask_to_stop()
        time.sleep(1)
    assert process.ended() == 0
    assert team.control.undelivered() == 0
    assert '"level": "error"' not in process.log()


def test_what_is_being_sent_is_settled_before_it_ends(process, team):
    process.start()
    create(team.ana)
    team.control.fault("chat.postMessage", "timeout_after", seconds=2)
    start(team.ana)
    is_called(team, "chat.postMessage")
    assert stop(process) < STOP_SECONDS
    assert "stopped_in_a_call" not in process.log()
    check_that_it_goes_on_and_asks_once(process, team)


def test_what_slack_does_not_answer_is_handed_back_and_said_once(process, team):
    process.start()
    create(team.ana)
    team.control.fault("chat.postMessage", **HANGS)
    start(team.ana)
    is_called(team, "chat.postMessage")
    assert stop(process) < STOP_SECONDS
    assert "stopped_in_a_call" in process.log()
    check_that_it_goes_on_and_asks_once(process, team)


def test_a_cycle_that_hangs_in_a_call_does_not_hold_it_up(process, team):
    process.start()
    create(team.ana, windows="2s, 10m, 10m")
    start(team.ana)
    asked(team.ana)
    team.control.fault("conversations.replies", times=5, **HANGS)
    team.control.forget_calls()
    is_called(team, "conversations.replies")
    assert stop(process) < STOP_SECONDS
    team.control.heal()
    process.start()
    wait_for(lambda: cards(team.ben), 40)


def test_a_download_that_hangs_does_not_hold_it_up_and_is_made_later(process, team):
    process.start()
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    team.control.fault("files.download", times=5, **HANGS)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: answers(team.ana, card), 40)  # behind it, the next try hangs
    assert stop(process) < STOP_SECONDS
    team.control.heal()
    process.start()
    wait_for(lambda: [p for p in (process.data / "proofs").rglob("*") if p.is_file()], 40)
    wait_for(lambda: is_done(team.ana, card), 40)
