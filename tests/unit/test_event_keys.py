"""Which thread an event belongs to."""

import pytest

from handlers.event_keys import message_key_of, thread_key_of

REPLY = {"type": "message", "channel": "D1", "ts": "2.0", "thread_ts": "1.0"}


@pytest.mark.parametrize(
    "event",
    [
        REPLY,
        REPLY | {"subtype": "file_share", "files": [{"id": "F1"}]},
        {"type": "message", "subtype": "message_changed", "channel": "D1", "message": REPLY},
        {
            "type": "message",
            "subtype": "message_deleted",
            "channel": "D1",
            "previous_message": REPLY,
        },
        {"type": "reaction_added", "item": {"type": "message", "channel": "D1", "ts": "1.0"}},
    ],
)
def test_all_that_happens_in_a_thread_belongs_to_it(event):
    assert thread_key_of(event) == "D1:1.0"


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "message", "channel": "D1", "ts": "2.0"},
        {"type": "message", "thread_ts": "1.0"},
        {"type": "message", "channel": "D1", "message": "odd"},
        {"type": "reaction_added", "item": "odd"},
        {"type": "reaction_added", "item": {"type": "file", "file": "F1"}},
        {"type": "file_deleted", "file_id": "F1"},
    ],
)
def test_what_happens_elsewhere_belongs_to_no_thread(event):
    assert thread_key_of(event) is None


def test_a_message_is_known_by_its_place_and_an_edit_is_not_a_message():
    assert message_key_of(REPLY) == "D1:2.0"
    assert message_key_of(REPLY | {"subtype": "message_changed"}) is None
    assert message_key_of({"type": "reaction_added", "channel": "D1", "ts": "2.0"}) is None


def test_a_key_fits_into_its_column():
    assert len(thread_key_of(REPLY | {"thread_ts": "1" * 500})) == 120
