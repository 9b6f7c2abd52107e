"""Bad input at every door: what is malformed is refused in words, and Baton goes on."""

import pytest
from conversations import answers, asked, create, is_done, start
from workspace_client import OPERATIONS, RefusedError, photo, wait_for

pytestmark = pytest.mark.wire

MALFORMED = [
    ("slash_commands", {}),
    ("slash_commands", {"command": "/baton"}),
    ("slash_commands", {"command": "/baton", "user_id": 5, "channel_id": None, "text": []}),
    ("slash_commands", {"command": "/other", "user_id": "U0ANA", "channel_id": "C1", "text": "x"}),
    ("interactive", {}),
    ("interactive", {"type": "block_actions"}),
    ("interactive", {"type": "block_actions", "actions": [], "user": {"id": "U0ANA"}}),
    ("interactive", {"type": "block_actions", "user": {"id": "U0ANA"},
                     "actions": [{"action_id": "create_draft", "block_id": "b", "value": 7}]}),
    ("interactive", {"type": "view_submission"}),
    ("interactive", {"type": "view_submission", "user": {"id": "U0ANA"},
                     "view": {"id": "V1", "callback_id": "new_process", "state": {"values": []}}}),
    ("interactive", {"type": "view_submission", "user": {"id": "U0ANA"},
                     "view": {"id": "V1", "callback_id": "create_process"}}),
    ("interactive", {"type": "nobody knows this"}),
    ("events_api", {}),
    ("events_api", {"type": "event_callback"}),
    ("events_api", {"type": "event_callback", "event_id": "E1", "event": "no object"}),
    ("events_api", {"type": "event_callback", "event_id": 7, "event": {"type": "message"}}),
    ("events_api", {"type": "event_callback", "event_id": "E2", "event": {"type": "message"}}),
    ("hello again", {"type": "event_callback"}),
]  # fmt: skip


@pytest.fixture
def card(baton, team):
    """The card of a step that wants a photo."""
    create(team.ana, steps="Fridge temperature [photo]")
    start(team.ana)
    return asked(team.ana, "Fridge temperature")


def test_a_malformed_payload_stops_nothing(baton, team, subtests):
    for kind, payload in MALFORMED:
        with subtests.test(kind=kind, payload=payload):
            team.control.events(ack_timeout=0.2)
            team.control.send(kind, payload)
            team.control.events(ack_timeout=3)
            answer = team.ana.command("/baton help", channel=OPERATIONS)
            assert "What I can do" in str(answer["blocks"])


def test_each_file_that_is_no_photo_gets_its_own_answer(card, team):
    for count, kind in enumerate(("tombstone", "hidden_by_limit", "gdrive", "snippet"), start=1):
        team.control.share_odd_file(team.ana, kind, thread=card["ts"])
        wait_for(lambda c=count: len(answers(team.ana, card)) == c)
    assert len(set(answers(team.ana, card))) == count
    assert not is_done(team.ana, card)
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))


def test_a_file_that_slack_still_scans_counts_when_it_is_through(card, team):
    team.control.share_odd_file(team.ana, "scanning", thread=card["ts"], seconds=2)
    wait_for(lambda: is_done(team.ana, card), 20)


def test_a_pdf_is_refused_and_a_deleted_photo_stays_a_proof(card, team):
    team.ana.upload(("fridge.pdf", b"%PDF-1.4 no photo"), thread=card["ts"])
    (answer,) = wait_for(lambda: answers(team.ana, card))
    assert "“fridge.pdf” is not a photo" in answer
    posted = team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    team.control.delete_file(posted["files"][0])
    team.ana.message("is it still done?", thread=card["ts"])
    assert is_done(team.ana, card)


def test_a_reaction_is_answered_and_closes_nothing(card, team):
    team.ana.react(card["ts"], "white_check_mark")
    (answer,) = wait_for(lambda: answers(team.ana, card))
    assert "photo" in answer
    assert not is_done(team.ana, card)


def test_a_photo_outside_the_thread_is_led_into_it(card, team):
    team.ana.upload(photo())
    pointer = wait_for(lambda: [m for m in team.ana.messages() if "in a thread" in m["text"]])[0]
    assert card["ts"].replace(".", "") in str(pointer["blocks"])
    assert not is_done(team.ana, card)


GOOD = {
    "name": "Checks",
    "steps": "Doors",
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "time": "07:00",
}
BAD = [
    ({"steps": "\n \n"}, "steps"),
    ({"steps": "Fridge [99 photos]"}, "steps"),
    ({"steps": "\n".join("Step" for _ in range(31))}, "steps"),
    ({"sop_url": "javascript:alert(1)"}, "sop_url"),
    ({"zone": "Middle Earth"}, "zone"),
    ({"backup_id": "U0ANA"}, "backup_id"),
    ({"manager_id": "U0BATON"}, "manager_id"),
]


def test_each_field_says_what_is_wrong_with_it_and_keeps_what_was_typed(baton, team, subtests):
    team.ana.command("/baton new")
    form = wait_for(team.ana.modal)
    for values, field in BAD:
        with subtests.test(field=field, values=values):
            with pytest.raises(RefusedError) as refused:
                team.ana.submit(form, GOOD | values)
            assert list(refused.value.errors) == [field]
            assert len(team.ana.modals()) == 1
    team.ana.submit(form, GOOD)
    assert len(team.ana.modals()) == 2
