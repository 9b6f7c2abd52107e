"""What a process's creator is told when only they can resolve it."""

from datetime import UTC, datetime

import pytest

from bot.slack_errors import ERRORS, Meaning, explain
from handlers.views.trouble import STUCK, trouble
from scheduler.stuck import MOVED_LATE, NEVER_MOVED
from tests.block_kit import HOSTILE, problems_of, words_in

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CHECKS = {"process": "Opening checks", "detail": "Unlock doors", "error": "HTTP 500"}
CODES = (
    "digest_refused",
    "nobody_reachable",
    "manager_away",
    "overtaken",
    "proof_not_kept",
    "stuck",
    "something_new",
)


def told(code, **facts):
    # As the engine hands them on: the code stands among the facts.
    message = trouble(code, {"code": code, **facts}, explain)
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    return message.text


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found"])
def test_a_channel_without_us_says_how_to_invite_us(error):
    text = told("digest_refused", channel="C0OPS", error=error)
    assert "<#C0OPS>" in text
    assert "`/invite @Baton`" in text


def test_an_archived_channel_needs_another_remedy():
    text = told("digest_refused", channel="C0OPS", error="is_archived")
    assert "the channel is archived" in text
    assert "another channel" in text
    assert "/invite" not in text


@pytest.mark.parametrize(
    "error", sorted(name for name, error in ERRORS.items() if error.meaning == Meaning.CHANNEL_GONE)
)
def test_known_refusals_are_put_in_words(error):
    assert error not in told("digest_refused", channel="C0OPS", error=error)


def test_an_unknown_refusal_is_quoted():
    assert "(odd_error)" in told("digest_refused", channel="C0OPS", error="odd_error")


def test_nobody_reachable_says_which_step_and_where_to_look():
    text = told("nobody_reachable", **CHECKS)
    assert "“Unlock doors” of Opening checks" in text
    assert "`/baton show Opening checks`" in text


def test_an_overtaken_run_says_when_it_was_and_how_to_run_it_now():
    text = told(
        "overtaken", process="Opening checks", due="2026-11-23T06:00:00Z", zone="Europe/Berlin"
    )
    assert f"was due <!date^{int(NOW.timestamp()) - 3600}^" in text
    assert "|23 Nov at 7:00> while I was not running" in text
    assert "`/baton start Opening checks`" in text


def test_several_overtaken_runs_are_one_message():
    span = {"due": "2026-11-20T06:00:00Z", "until": "2026-11-23T06:00:00Z"}
    text = told("overtaken", process="Opening checks", count=4, zone="Europe/Berlin", **span)
    assert "was due 4 times, from <!date^" in text
    assert "I asked nobody for those runs, so their steps count as missed." in text


def test_a_proof_that_could_not_be_kept_stays_a_proof():
    text = told("proof_not_kept", process="Opening checks", detail="IMG.jpg", error="HTTP 500")
    assert "our own copy of “IMG.jpg”, a proof of Opening checks (HTTP 500)." in text
    assert "The step stays done" in text


def test_a_code_that_is_new_to_us_is_told_all_the_same():
    text = told("something_new", **CHECKS)
    assert "Opening checks needs a look (something_new: Unlock doors)." in text
    assert "`/baton show Opening checks`" in text


@pytest.mark.parametrize("what", sorted(STUCK))
def test_what_is_stuck_says_what_and_what_can_be_done(what):
    text = told("stuck", what=what, row="1", process="Opening checks", detail="Unlock doors")
    assert "Opening checks" in text
    assert "`/baton" in text or "`baton check`" in text
    assert "something_new" not in text
    assert what not in text


def test_every_check_on_what_belongs_to_a_process_has_its_sentence():
    codes = {check.code for check in (*NEVER_MOVED, *MOVED_LATE)}
    nobodys = {"event_never_read", "event_overdue", "digest_overdue", "home_overdue"}
    nobodys |= {"group_overdue", "chain_overdue", "document_never_read", "document_overdue"}
    nobodys |= {"absence_without_end", "absence_overdue"}
    assert codes - nobodys == set(STUCK)


@pytest.mark.parametrize("code", CODES)
def test_missing_facts_still_make_a_sentence(code):
    assert len(told(code)) > 40


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_facts_break_no_message(code, text):
    told(code, process=text, detail=text, error=text, channel=text)
