"""The short answers of /baton."""

from datetime import datetime

import pytest
from view_rows import BERLIN, DUE, process, run, token

from handlers.permission import Action
from handlers.views import command_answers as answers
from scheduler import phrases
from storage.models import DigestSchedule
from storage.states import RunState
from tests.block_kit import HOSTILE, problems_of, words_in


def told(message):
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    return message.text


def test_a_pause_says_what_goes_on_and_how_to_resume():
    text = told(answers.paused(process()))
    assert text.startswith("*Opening checks* is paused")
    assert "What is open now goes on." in text
    assert text.endswith("Start it again with `/baton resume Opening checks`.")


def test_what_is_so_already_is_said_so():
    assert "paused already" in told(answers.already_paused(process()))
    assert "is not paused" in told(answers.already_active(process()))


def test_a_resumed_process_says_when_it_is_next_due():
    one = process()
    text = told(answers.resumed(one))
    assert phrases.describe(one.rule, one.start.time()) in text
    assert f"It is next due {token(one.next_at)}" in text
    assert "It is not due again." in told(answers.resumed(process(next_at=None)))


def test_an_archived_process_says_that_its_proofs_stay():
    text = told(answers.archived(process()))
    assert "What it has proven stays kept." in text
    assert "`/baton new`" in text


def test_an_extra_run_says_who_is_asked():
    text = told(answers.started(process(), run()))
    assert "I am asking <@U0ANA>" in text
    assert "`/baton show Opening checks`" in text


def test_a_second_start_within_a_second_started_nothing():
    assert "did not start it twice" in told(answers.started(process(), None))


def test_a_run_that_is_over_before_the_answer_is_not_called_open():
    assert "is over already" in told(answers.started(process(), run(state=RunState.DONE)))


def test_who_may_do_it_instead_is_named_once_each():
    text = told(answers.not_allowed(Action.PAUSE, process()))
    assert text.startswith("To pause *Opening checks* is up to <@U0OLE>, <@U0MIA> or an admin")
    text = told(answers.not_allowed(Action.START, process(creator_id="U0ANA")))
    assert "<@U0ANA>, <@U0BEN>, <@U0MIA> or an admin" in text


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action.HANDOVER, "To hand over *Opening checks* is up to"),
        (Action.STAFF, "To choose who is asked for *Opening checks* is up to"),
        (Action.EXPORT, "To export *Opening checks* is up to"),
        (Action.CANCEL_STEP, "To cancel a step of *Opening checks* is up to"),
    ],
)
def test_what_one_may_not_do_is_said_in_words_and_not_as_a_command(action, words):
    assert told(answers.not_allowed(action, process())).startswith(words)


def test_a_name_that_is_not_found_comes_with_suggestions():
    text = told(answers.not_found("opning", ["Opening checks", "Opening the bar"]))
    assert "I know no process called “opning”. Did you mean one of these?" in text
    assert "\n• Opening checks\n• Opening the bar" in text
    assert "`/baton list`" in told(answers.not_found("zzz", []))


def test_an_ambiguous_name_lists_what_it_could_be():
    names = [f"Opening {number}" for number in range(14)]
    text = told(answers.ambiguous(names))
    assert "• Opening 9" in text
    assert "• Opening 10" not in text
    assert text.endswith("See them all with `/baton list`.")
    assert "list" not in told(answers.ambiguous(names[:2]))


def test_a_missing_name_is_asked_for():
    assert "Write `/baton pause` and its name." in told(answers.name_missing("pause"))


def test_a_name_that_is_taken_leaves_two_ways_out():
    text = told(answers.name_taken("Opening checks"))
    assert "another name" in text
    assert "`/baton archive Opening checks`" in text


def test_an_unknown_command_leads_on():
    text = told(answers.unknown_command("lst", "list"))
    assert "I do not know `/baton lst`. Did you mean `/baton list`?" in text
    text = told(answers.unknown_command("`x`"))
    assert text.startswith("I do not know `/baton x`. See everything")


def test_an_explanation_keeps_its_lines_and_drops_empty_ones():
    text = told(answers.not_understood("Still missing: the owner.\n\nFor example:\n/baton new <x>"))
    assert text == "Still missing: the owner.\nFor example:\n/baton new &lt;x&gt;"


def test_what_cannot_be_edited_says_what_can_be_done():
    assert "`/baton clone Opening checks`" in told(answers.demo_not_edited(process()))
    assert "`/baton new`" in told(answers.archived_meanwhile(process()))


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (answers.guest(), "ask a colleague"),
        (answers.draft_gone(), "begin anew with `/baton new`"),
        (answers.draft_dropped(), "nothing was created"),
        (answers.failed(), "try it again"),
    ],
)
def test_every_refusal_says_what_to_do_next(message, words):
    assert words in told(message)


def schedule(**changes):
    facts = {
        "channel_id": "C0OPS",
        "rule": "FREQ=WEEKLY;BYDAY=MO",
        "start": datetime(2026, 11, 23, 9, 0),
        "zone": BERLIN,
        "next_at": DUE,
    }
    return DigestSchedule(**facts | changes)


def test_a_digests_time_is_confirmed_with_what_it_needs():
    one = schedule()
    text = told(answers.digest_scheduled(one))
    assert text.startswith("The digest of <#C0OPS> comes ")
    assert phrases.describe(one.rule, one.start.time()) in text
    assert f", next {token(DUE)}" in text
    assert "`/invite @Baton`" in text
    assert "next" not in told(answers.digest_scheduled(schedule(next_at=None)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_answer(text):
    one = process(text)
    messages = [
        answers.paused(one),
        answers.resumed(one),
        answers.archived(one),
        answers.demo_not_edited(one),
        answers.archived_meanwhile(one),
        answers.started(one, run(name=text)),
        answers.not_allowed(Action.ARCHIVE, one),
        answers.not_found(text, [text] * 5),
        answers.ambiguous([text] * 30),
        answers.name_taken(text),
        answers.unknown_command(text),
        answers.not_understood("\n".join([f"sentence {text}"] * 9)),
    ]
    assert [problems_of(message) for message in messages] == [[]] * len(messages)
