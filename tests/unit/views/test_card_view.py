"""The DM that asks for proof, in every state that it can come to."""

from datetime import timedelta

import pytest
from view_rows import (
    DUE,
    HOUR,
    asked,
    berlin,
    missed_by_all,
    open_step,
    passed,
    proof,
    prove,
    run,
    standing,
    token,
)

from handlers.views.card import card
from storage.states import Level, PassReason, ProofKind, RunState, StepState, TurnState, Verdict
from tests.block_kit import HOSTILE, buttons_in, problems_of, words_in


def shown(turn, now):
    """Return what a card shows, once Slack would take it."""
    message = card(turn, now)
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_the_first_card_says_what_where_how_until_when_and_who_is_next():
    turn = asked(open_step())
    text = shown(turn, DUE)
    assert text.startswith("*Unlock doors*\nOpening checks, step 1 of 3")
    assert f"Reply in this thread with *a photo* by {token(berlin(8))}{{time}}|8:00>" in text
    assert "then it moves to <@U0BEN>" in text
    assert "late" not in text


def test_the_fallback_text_says_all_of_it():
    text = card(asked(open_step()), DUE).text
    assert text.startswith("Opening checks, step 1 of 3: Unlock doors. Reply in this thread with")
    assert "then it moves to <@U0BEN>" in text


def test_a_process_of_one_step_counts_no_steps():
    assert "step 1" not in shown(asked(open_step(titles=("Unlock doors",))), DUE)


@pytest.mark.parametrize(
    ("kind", "count", "wanted"),
    [
        (ProofKind.ANY, 1, "*a photo or file*"),
        (ProofKind.FILE, 1, "*a file (not a photo)*"),
        (ProofKind.PHOTO, 2, "*2 photos*"),
    ],
)
def test_it_says_exactly_what_counts(kind, count, wanted):
    assert f"with {wanted} by" in shown(asked(open_step(kind, count)), DUE)


def test_the_deadline_of_a_posted_card_is_the_one_that_stands():
    turn = standing(open_step(), at=DUE + timedelta(minutes=5))
    assert token(berlin(8, 5)) in shown(turn, DUE + timedelta(minutes=30))


def test_a_deadline_on_another_day_says_the_day():
    step = open_step()
    step.owner_seconds = 86400
    assert "{date_short_pretty} at {time}|24 Nov at 7:00>" in shown(asked(step), DUE)


def test_the_sop_is_one_tap_away_and_no_button_completes_a_step():
    message = card(standing(open_step()), DUE)
    button = buttons_in(message.blocks)
    assert list(button) == ["pass_turn", "report_problem", "extend_turn", "open_sop"]
    assert button["open_sop"]["url"] == "https://sop.example/opening"
    assert button["open_sop"]["text"]["text"] == "Open SOP"


@pytest.mark.parametrize("url", [None, "https://sop.example/" + "x" * 3000])
def test_without_a_usable_sop_there_is_no_button(url):
    turn = asked(open_step(sop_url=url))
    assert "open_sop" not in buttons_in(card(turn, DUE).blocks)
    assert problems_of(card(turn, DUE)) == []


def test_a_card_that_goes_out_late_says_so():
    assert "This reaches you 25 minutes late." in shown(asked(open_step()), berlin(7, 25))


def test_it_stays_as_late_as_it_was_when_it_is_drawn_again():
    turn = standing(open_step(), at=DUE)
    turn.started_at = DUE + timedelta(minutes=25, seconds=40)
    assert "25 minutes late." in shown(turn, berlin(7, 50))


def test_two_minutes_are_worth_a_word_and_less_is_not():
    turn = asked(open_step())
    assert "late" not in shown(turn, DUE + timedelta(seconds=119))
    assert "2 minutes late" in shown(turn, DUE + timedelta(seconds=120))


def test_a_run_that_opened_late_is_late_from_when_it_was_due():
    opened = berlin(9)
    turn = asked(open_step(opened_at=opened), at=opened)
    assert "2 hours late" in shown(turn, opened)


def test_a_later_step_is_not_late_because_an_earlier_one_took_long():
    later = run().steps[1]
    later.state, later.opened_at = StepState.OPEN, berlin(9)
    assert "late" not in shown(asked(later, at=berlin(9)), berlin(9))


def test_the_backup_hears_what_happened_without_blame():
    step = open_step()
    passed(step)
    text = shown(asked(step, Level.BACKUP, DUE + HOUR), DUE + HOUR)
    assert f"Moved to you at {token(berlin(8))}{{time}}|8:00>: no proof from <@U0ANA> yet." in text
    assert "then it moves to <@U0MIA>" in text


def test_the_manager_hears_the_whole_way_and_that_nobody_follows():
    step = open_step()
    # The order in which a database may return them.
    passed(step, Level.BACKUP, DUE + HOUR)
    turn = asked(step, Level.MANAGER, DUE + 2 * HOUR)
    passed(step, Level.OWNER)
    text = shown(turn, DUE + 2 * HOUR)
    to_ben, to_you = text.index("Moved to <@U0BEN> at"), text.index("Moved to you at")
    assert to_ben < to_you
    assert "no proof from <@U0BEN> yet" in text
    assert f"by {token(berlin(11))}{{time}}|11:00>; then it counts as missed." in text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (PassReason.GONE, "<@U0ANA> is no longer active in Slack"),
        (PassReason.UNREACHABLE, "<@U0ANA> could not be reached in Slack"),
    ],
)
def test_who_was_passed_over_is_told_with_the_reason(reason, words):
    step = open_step()
    passed(step, reason=reason)
    text = shown(asked(step, Level.BACKUP), DUE)
    assert f"{words}." in text
    assert "no proof" not in text


def test_photos_that_have_come_already_are_counted():
    step = open_step(count=3)
    proof(passed(step), Verdict.COUNTED)
    text = shown(asked(step, Level.BACKUP, DUE + HOUR), DUE + HOUR)
    assert "1 of 3 photos is here already." in text
    assert "*2 more photos*" in text


def test_a_card_that_was_passed_on_still_takes_a_proof():
    step = open_step()
    turn = passed(step)
    asked(step, Level.BACKUP, DUE + HOUR)
    text = shown(turn, DUE + HOUR)
    assert f"Moved to <@U0BEN> at {token(berlin(8))}" in text
    assert "A proof in this thread still counts: a photo." in text
    assert "by " not in text.split("still counts")[1]
    assert buttons_in(card(turn, DUE + HOUR).blocks) == {}


def test_it_says_with_whom_the_work_is_after_two_moves():
    step = open_step()
    turn = passed(step)
    passed(step, Level.BACKUP, DUE + HOUR)
    asked(step, Level.MANAGER, DUE + 2 * HOUR)
    text = shown(turn, DUE + 2 * HOUR)
    assert "Moved to <@U0BEN>" in text
    assert "Now with <@U0MIA>." in text


def test_a_proven_card_thanks_with_name_time_and_links():
    step = open_step(count=2)
    turn = standing(step)
    proof(turn, name="one.jpg", at=berlin(7, 10))
    prove(turn, berlin(7, 12), name="two.jpg")
    text = shown(turn, berlin(7, 12))
    assert f"Done by <@U0ANA> at {token(berlin(7, 12))}{{time}}|7:12>." in text
    assert "Proofs: <https://local.slack.com/files/U0ANA/F1|one.jpg>" in text
    assert "|two.jpg>" in text
    assert "Reply" not in text


def test_the_fallback_of_a_proven_card_names_its_proofs():
    turn = standing(open_step())
    prove(turn, berlin(7, 12))
    text = card(turn, berlin(7, 12)).text
    assert "Done by <@U0ANA>" in text
    assert text.endswith("Proof: IMG_1.jpg")


def test_a_proof_without_a_link_is_named():
    turn = standing(open_step())
    prove(turn, berlin(7, 12), permalink=None, name="")
    assert "Proof: proof" in shown(turn, berlin(7, 12))


def test_others_hear_that_nothing_is_left_to_do():
    step = open_step()
    owner = passed(step)
    backup = standing(step, Level.BACKUP, DUE + HOUR)
    prove(backup, berlin(8, 12))
    text = shown(owner, berlin(8, 12))
    assert f"Nothing left to do: <@U0BEN> proved it at {token(berlin(8, 12))}" in text
    assert "Proof: <https://local.slack.com/files/U0BEN/F1|IMG_1.jpg>" in text


def test_a_withdrawn_card_says_who_proved_it():
    step = open_step()
    owner = passed(step)
    backup = standing(step, Level.BACKUP, DUE + HOUR)
    prove(owner, berlin(8, 3))
    assert backup.state == TurnState.WITHDRAWN
    assert "Nothing left to do: <@U0ANA> proved it" in shown(backup, berlin(8, 3))


def test_what_came_after_a_proof_is_shown_as_kept():
    step = open_step()
    owner = passed(step)
    prove(standing(step, Level.BACKUP, DUE + HOUR), berlin(8, 12))
    proof(owner, Verdict.LATE, berlin(8, 20), name="mine.jpg")
    assert "Kept as well, from <@U0ANA>: <https" in shown(owner, berlin(8, 20))


def test_a_missed_card_says_when_and_that_late_evidence_is_kept():
    text = shown(missed_by_all(), berlin(11))
    assert f"Missed at {token(berlin(11))}{{time}}|11:00>." in text
    assert "A proof in this thread is still kept as late evidence." in text


def test_late_evidence_is_linked_with_its_time():
    turn = missed_by_all()
    proof(turn, Verdict.LATE, berlin(12, 30))
    text = shown(turn, berlin(12, 30))
    assert f"Late evidence from <@U0ANA> at {token(berlin(12, 30))}" in text
    assert "|IMG_1.jpg>" in text


def test_what_came_in_time_but_was_not_enough_is_shown():
    turn = missed_by_all(count=2)
    proof(turn, Verdict.COUNTED)
    assert "1 of 2 photos came in time: <https" in shown(turn, berlin(11))


def test_a_missed_card_seen_on_another_day_says_the_day():
    assert "Missed <!date" in shown(missed_by_all(), berlin(11, day=25))


def test_a_cancelled_card_asks_for_nothing():
    turn = standing(open_step())
    turn.state, turn.run_step.state = TurnState.WITHDRAWN, StepState.CANCELLED
    message = card(turn, DUE)
    assert "Nothing left to do: cancelled." in words_in(message.blocks)
    assert message.text.endswith("Nothing left to do: cancelled.")


def test_a_cancelled_step_says_who_cancelled_it_when_and_why():
    turn = standing(open_step())
    step, run = turn.run_step, turn.run_step.run
    step.state, run.state, run.closed_at = StepState.CANCELLED, RunState.CANCELLED, berlin(7, 12)
    run.closed_by_id, run.reason = "U0MIA", "the delivery did not come"
    message = card(turn, berlin(7, 13))
    line = f"cancelled at {token(berlin(7, 12))}"
    assert line in message.text
    assert message.text.endswith("by <@U0MIA>: “the delivery did not come”.")
    for reason in HOSTILE:
        run.reason = reason
        assert problems_of(card(turn, berlin(7, 13))) == []
    assert buttons_in(message.blocks) == {}


def in_every_state(text):
    """Return cards of a step that is called `text`, in each state, with hostile proofs."""
    first = asked(open_step(titles=(text, "b"), name=text))
    moved = passed(open_step(titles=(text, "b"), name=text))
    asked(moved.run_step, Level.BACKUP, DUE + HOUR)
    done = standing(open_step(titles=(text, "b"), name=text))
    for number in range(14):
        proof(done, at=DUE, name=text, permalink=f"https://a.example/{number}" + "y" * 180)
    prove(done, DUE, name=text, permalink="https://a.example/" + "y" * 4000)
    missed = missed_by_all()
    missed.run_step.title = missed.run_step.run.name = text
    for turn in missed.run_step.turns:
        for _ in range(14):
            proof(turn, Verdict.LATE, name=text)
    return first, moved, done, missed


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_card(text):
    for turn in in_every_state(text):
        assert problems_of(card(turn, berlin(12))) == []


def test_more_proofs_than_a_line_holds_are_counted():
    done = in_every_state("x")[2]
    assert "… and 5 more" in shown(done, berlin(12))


def test_a_card_that_was_given_from_hand_to_hand_still_says_aloud_what_is_wanted():
    step = open_step()
    for number in range(40):
        turn = passed(step, at=DUE + number * timedelta(minutes=1), reason=PassReason.REASSIGNED)
        turn.number, turn.given_by_id = number, "U0MIA"
        turn.given_why = "Somebody else is at the door, and nearer to it. " * 4
    last = standing(step, at=DUE + HOUR)
    last.number = 40
    message = card(last, DUE + HOUR)
    assert problems_of(message) == []
    assert message.text.startswith("Opening checks, step 1 of 3: Unlock doors. Reply in this")
    assert "then it moves to <@U0BEN>. Given to" in message.text
