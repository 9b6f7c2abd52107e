"""Triggers and response addresses end: at given times, so that no test has to wait."""

import pytest

from sandbox.triggers import ResponseTo, TriggerError, Triggers


def test_a_trigger_ends_after_three_seconds():
    triggers = Triggers()
    early, late = triggers.issue("U0ANA", now=100), triggers.issue("U0ANA", now=100, view_id="V1")
    assert triggers.exchange(early, now=103).person == "U0ANA"
    with pytest.raises(TriggerError, match="expired_trigger_id"):
        triggers.exchange(late, now=103.1)


def test_a_used_trigger_says_so_even_when_it_has_ended():
    triggers = Triggers()
    trigger = triggers.issue("U0ANA", now=100)
    triggers.exchange(trigger, now=101)
    with pytest.raises(TriggerError, match="exchanged_trigger_id"):
        triggers.exchange(trigger, now=200)


def test_old_triggers_are_forgotten():
    triggers = Triggers()
    trigger = triggers.issue("U0ANA", now=100)
    triggers.issue("U0ANA", now=800)
    with pytest.raises(TriggerError, match="invalid_trigger_id"):
        triggers.exchange(trigger, now=800)


def test_a_response_address_ends_after_half_an_hour():
    triggers = Triggers()
    secret = triggers.respond_to(ResponseTo("U0ANA", "C0OPS", until=1900))
    assert triggers.response(secret, now=1900) is not None
    assert triggers.response(secret, now=1900.1) is None
    assert triggers.response("other", now=100) is None
