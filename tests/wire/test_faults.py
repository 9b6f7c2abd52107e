"""What goes wrong between Baton and Slack costs time, never a message or a proof."""

import pytest
from conversations import all_answers, answers, asked, cards, create, is_done, start
from workspace_client import OPERATIONS, photo, wait_for

pytestmark = pytest.mark.wire

FAULTS = [
    ("ratelimited", {"retry_after": 1}),
    ("ratelimited", {}),
    ("status", {"status": 500}),
    ("status", {"status": 503}),
    ("reset_before", {}),
    ("reset_after", {}),
    ("html", {}),
    ("error", {"error": "internal_error"}),
    ("error", {"error": "service_unavailable"}),
]


@pytest.mark.parametrize(("kind", "more"), FAULTS)
def test_whatever_posting_answers_the_owner_is_asked_once(baton, team, kind, more):
    create(team.ana)
    team.control.fault("chat.postMessage", kind, times=1, **more)
    start(team.ana)
    card = wait_for(lambda: cards(team.ana), 45)[0]
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    assert len(cards(team.ana)) == 1
    assert len(all_answers(team.ana, card)) == 1


def test_an_event_that_comes_twice_is_answered_once(baton, team):
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    team.control.events(duplicate=3)
    team.ana.message("done!", thread=card["ts"])
    wait_for(lambda: answers(team.ana, card))
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    wait_for(lambda: team.control.undelivered() == 0)
    assert len(all_answers(team.ana, card, 2)) == 2


def test_a_photo_whose_event_is_lost_is_found_before_the_deadline_passes_it_on(baton, team):
    create(team.ana, windows="4s, 10m, 10m")
    start(team.ana)
    card = asked(team.ana)
    team.control.events(drop=1)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    assert cards(team.ben) == []


def test_after_a_cut_socket_it_goes_on(baton, team):
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    team.control.cut()
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card), 30)
    assert len(all_answers(team.ana, card)) == 1


def test_after_slack_asks_for_a_new_connection_it_goes_on(baton, team):
    create(team.ana)
    team.control.disconnect()
    wait_for(lambda: team.ana.state()["connected"], 30)
    start(team.ana)
    card = asked(team.ana)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card), 30)


def test_a_proof_that_cannot_be_downloaded_now_is_kept_later(baton, team, tmp_path):
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    team.control.fault("files.download", "status", status=503, times=1)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    wait_for(lambda: [path for path in (tmp_path / "proofs").rglob("*") if path.is_file()], 30)


def test_someone_deactivated_is_never_asked(baton, team):
    create(team.ole)
    team.control.deactivate(team.ana)
    start(team.ole)
    asked(team.ben)
    assert cards(team.ana) == []


def test_a_digest_channel_without_baton_is_told_to_the_creator(baton, team):
    create(team.ana)
    team.control.remove_bot(OPERATIONS)
    answer = team.ana.command("/baton digest every day at 00:00", channel=OPERATIONS)
    assert "/invite @Baton" in answer["text"]
