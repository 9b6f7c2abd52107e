"""Replies in a card's thread, and beside it."""

import pytest
from view_rows import DUE, HOUR, asked, berlin, open_step, passed, proof, prove, standing, token

from handlers.views import answers
from scheduler.judging import Refusal
from storage.states import Level, Opening, ProofKind, RunState, StepState, Verdict
from tests.block_kit import HOSTILE, problems_of, words_in


def told(message):
    """Return what a message shows, once Slack would take it."""
    assert problems_of(message) == []
    return words_in(message.blocks)


def proven(**changes):
    """Return a turn whose owner has just proven the first step at 7:12."""
    turn = standing(open_step(**changes))
    prove(turn, berlin(7, 12))
    return turn


def opened(run, position):
    step = run.steps[position]
    step.state, step.opened_at = StepState.OPEN, berlin(7, 12)
    return step


def test_the_owner_is_thanked_and_led_to_the_next_step():
    turn = proven()
    run = turn.run_step.run
    following = opened(run, 1)
    asked(following, at=berlin(7, 12))
    text = told(answers.accepted(turn, turn.run_step.proofs, following, run))
    assert text.startswith("Thank you, that is done :white_check_mark:")
    assert "Next: step 2 of 3, Fridge temperature, is in a new message." in text


def test_a_backup_hears_with_whom_the_next_step_is():
    step = open_step()
    passed(step)
    backup = standing(step, Level.BACKUP, DUE + HOUR)
    prove(backup, berlin(8, 12))
    following = opened(step.run, 1)
    assert "is with <@U0ANA>." in told(answers.accepted(backup, [], following, step.run))


def test_steps_that_opened_together_are_still_open_not_next():
    turn = proven(opening=Opening.ALL_AT_ONCE)
    other = opened(turn.run_step.run, 2)
    asked(other)
    text = told(answers.accepted(turn, [], other, turn.run_step.run))
    assert "Still open: step 3 of 3, Count the float, is in its own message." in text


def test_the_last_step_completes_the_run():
    turn = proven()
    run = turn.run_step.run
    run.state = RunState.DONE
    text = told(answers.accepted(turn, turn.run_step.proofs, None, run))
    assert "That was the last step: Opening checks is complete." in text


def test_a_run_of_one_step_has_no_last_step():
    turn = proven(titles=("Unlock doors",))
    run = turn.run_step.run
    run.state = RunState.DONE
    text = told(answers.accepted(turn, turn.run_step.proofs, None, run))
    assert text.endswith(":white_check_mark: Opening checks is complete.")


def test_a_run_in_which_something_was_missed_is_not_called_complete():
    turn = proven()
    run = turn.run_step.run
    run.state = RunState.MISSED
    run.steps[1].state = run.steps[2].state = StepState.MISSED
    text = told(answers.accepted(turn, [], None, run))
    assert "Opening checks is over: 1 of 3 steps are proven." in text


def test_a_proof_for_a_cancelled_run_is_thanked_for_and_no_more():
    turn = proven()
    turn.run_step.run.state = RunState.CANCELLED
    text = told(answers.accepted(turn, [], None, turn.run_step.run))
    assert text == "Thank you, that is done :white_check_mark:"


def test_several_proofs_are_counted_in_the_thanks():
    turn = proven()
    proofs = [*turn.run_step.proofs, proof(turn)]
    assert "done with 2 proofs" in told(answers.accepted(turn, proofs, None, turn.run_step.run))


@pytest.mark.parametrize(
    ("got", "wanted", "kind", "text"),
    [
        (1, 2, ProofKind.PHOTO, "1 of 2 photos. One more, please."),
        (1, 3, ProofKind.PHOTO, "1 of 3 photos. 2 more, please."),
        (2, 3, ProofKind.ANY, "2 of 3 photos or files. One more, please."),
    ],
)
def test_photos_are_counted(got, wanted, kind, text):
    assert told(answers.counted(got, wanted, kind)) == text


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_names_the_file_and_says_what_to_do(reason):
    message = answers.refused([("IMG_1.jpg", str(reason))], open_step())
    text = told(message)
    assert "“IMG_1.jpg”" in text
    assert text.endswith("\nPlease reply here with a photo.")
    assert message.text == text


def test_each_refusal_has_a_sentence_of_its_own():
    assert set(answers.REFUSALS) == set(Refusal)
    assert len(set(answers.REFUSALS.values())) == len(Refusal)


def test_a_link_to_a_drive_says_how_to_make_a_file_of_it():
    text = told(answers.refused([("Temps", "external")], open_step()))
    assert "open it, download it, and post the file itself" in text


def test_an_unknown_reason_is_refused_kindly_all_the_same():
    text = told(answers.refused([("a.jpg", "no_such_reason")], open_step()))
    assert text.startswith("I could not take “a.jpg” as a proof.")


def test_a_refusal_without_files_still_says_what_to_do():
    assert "Please reply here with" in told(answers.refused([], open_step()))


def test_a_file_without_a_name_begins_a_sentence():
    text = told(answers.refused([("", "deleted")], open_step()))
    assert text.startswith("That file was deleted")


def test_several_files_are_refused_one_by_one_and_asked_for_once():
    reasons = [("a.mov", "not_a_photo"), ("b.jpg", "too_old"), ("a.mov", "not_a_photo")]
    text = told(answers.refused(reasons, open_step()))
    assert text.count("a.mov") == 1
    assert "“b.jpg” was uploaded before" in text
    assert text.count("Please reply") == 1


def test_a_refusal_asks_only_for_what_is_still_missing():
    step = open_step(count=2)
    proof(standing(step), Verdict.COUNTED)
    text = told(answers.refused([("a.mov", "not_a_photo")], step))
    assert text.endswith("Please reply here with one more photo.")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (StepState.MISSED, "a photo in this thread is kept as late evidence"),
        (StepState.DONE, "There is nothing left to do here."),
        (StepState.CANCELLED, "There is nothing left to do here."),
    ],
)
def test_a_refusal_for_a_closed_step_asks_for_nothing(state, words):
    step = open_step()
    step.state = state
    text = told(answers.refused([("a.mov", "not_a_photo")], step))
    assert words in text
    assert "Please" not in text


def test_a_late_file_is_kept_and_nothing_is_asked():
    text = told(answers.late(open_step(), berlin(11), berlin(12)))
    assert text.startswith(f"Thank you. “Unlock doors” was missed at {token(berlin(11))}")
    assert "late evidence" in text
    assert "nothing left to do" in text


def test_a_file_for_a_step_that_somebody_proved_is_kept():
    text = told(answers.closed(open_step(), "U0BEN", berlin(8, 12), berlin(9)))
    assert f"<@U0BEN> proved this at {token(berlin(8, 12))}" in text
    assert "nothing left to do. I keep your file as well." in text


@pytest.mark.parametrize(
    ("state", "word"), [(StepState.CANCELLED, "cancelled"), (StepState.DONE, "closed")]
)
def test_a_file_for_a_step_that_nobody_proved_says_how_it_ended(state, word):
    step = open_step()
    step.state = state
    assert f"this was {word} at" in told(answers.closed(step, None, berlin(9), berlin(9)))


def test_words_get_to_hear_what_is_missing_and_until_when():
    step = open_step()
    standing(step)
    text = told(answers.hint(step, DUE))
    assert text.startswith("Thanks! I can only tick this off with a photo: please post it here by")
    assert token(berlin(8)) in text


def test_a_time_that_is_not_of_today_is_said_with_its_day():
    step = open_step()
    step.owner_seconds = 26 * 3600
    standing(step)
    tomorrow, later = berlin(9, day=24), berlin(8, day=25)
    assert f"here by {token(tomorrow)}{{date_short_pretty}} at" in told(answers.hint(step, DUE))
    assert f"missed {token(DUE)}{{date_short_pretty}} at" in told(answers.late(step, DUE, later))
    said = told(answers.closed(step, "U0BEN", DUE, later))
    assert f"proved this {token(DUE)}{{date_short_pretty}} at" in said


def test_a_hint_asks_for_exactly_what_is_missing():
    step = open_step(count=3)
    assert "with 3 photos: please post them here." in told(answers.hint(step, DUE))
    proof(passed(step), Verdict.COUNTED)
    assert "with 2 more photos: please post them here." in told(answers.hint(step, DUE))
    proof(step.turns[0], Verdict.COUNTED)
    assert "with one more photo: please post it here." in told(answers.hint(step, DUE))


def test_with_nothing_open_it_is_said_that_nothing_was_kept():
    assert told(answers.pointer([])) == "You have nothing open right now, so I kept nothing."


def test_a_pointer_leads_to_the_thread():
    text = told(answers.pointer([("Unlock doors", "Opening checks", "https://a.example/p1")]))
    assert "reply in the thread of this message:" in text
    assert "• <https://a.example/p1|Unlock doors> \u2013 Opening checks" in text


def test_a_pointer_to_several_threads_lists_them_and_counts_the_rest():
    cards = [(f"Step {number}", "Opening checks", "") for number in range(13)]
    text = told(answers.pointer(cards))
    assert "• Step 0 \u2013 Opening checks" in text
    assert "Step 10" not in text
    assert "… and 3 more" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_answer(text):
    turn = proven(titles=(text, text), name=text)
    run = turn.run_step.run
    following = opened(run, 1)
    url = "https://a.example/" + "y" * 900
    messages = [
        answers.accepted(turn, turn.run_step.proofs, following, run),
        answers.refused([(text + str(n), "too_old") for n in range(10)], following),
        answers.late(following, DUE, DUE),
        answers.closed(following, "U0BEN", DUE, DUE),
        answers.hint(following, DUE),
        answers.pointer([(text, text, url)] * 12),
    ]
    assert [problems_of(message) for message in messages] == [[]] * len(messages)
