"""What a manager sees, is asked and hears when they handle a step."""

import pytest
from view_rows import (
    BERLIN,
    DUE,
    HOUR,
    NOON,
    accepted,
    asked,
    missed,
    moved,
    proof,
    standing,
    token,
)

from handlers.views import handle_answers, handle_ids
from handlers.views.card import card
from handlers.views.handle import NOT_TAKEN, handle_modal
from handlers.views.handle_forms import MOST_PROOFS, accept_form, cancel_form, reassign_form
from handlers.views.history_page import history_page
from handlers.views.notice import notice_modal
from handlers.views.reminders import extended
from handlers.views.run_history import history
from handlers.views.unresolved import open_list
from sandbox.block_kit import view_problems
from scheduler.handling import Handled, acceptable
from scheduler.history import HistoryPage
from scheduler.judging import Refusal
from scheduler.unresolved import STEPS_A_PAGE, UnresolvedPage
from storage.states import Level, PassReason, StepState, Verdict
from tests.block_kit import HOSTILE, buttons_in, harm_in, problems_of, problems_of_modal, words_in


def given(step, why="Zoe is at the door"):
    """Let the manager give the backup's turn to Zoe; return both turns."""
    turn = step.turns[-1]
    turn.state, turn.reason, turn.ended_at = "passed", PassReason.REASSIGNED, DUE + HOUR
    turn.given_to_id, turn.given_by_id, turn.given_why = "U0ZOE", "U0MIA", why
    step.backup_id = "U0ZOE"
    new = asked(step, Level.BACKUP, DUE + HOUR)
    new.person_id, new.number, new.id = "U0ZOE", 1, 9
    return turn, new


def cancelled(reason="the door is gone"):
    step = moved()
    step.state, step.closed_at = StepState.CANCELLED, NOON
    step.closed_by_id, step.reason = "U0MIA", reason
    return step


def drawn(step, now=NOON):
    modal = handle_modal(step, BERLIN, now)
    assert problems_of_modal(modal) == []
    assert view_problems(modal) == []
    return modal


def words(step, now=NOON):
    return words_in(drawn(step, now)["blocks"])


# The modal.


def test_it_tells_what_it_is_how_it_came_here_and_with_whom_it_is():
    text = words(moved(), DUE + HOUR)
    assert f"*Unlock doors*\nOpening checks, due {token(DUE)}" in text
    assert "It takes a photo." in text
    assert f"Asked first: <@U0ANA>, at {token(DUE)}" in text
    assert f"Moved to <@U0BEN> at {token(DUE + HOUR)}" in text
    assert f"Now: with <@U0BEN>, after <@U0ANA>, until {token(DUE + 2 * HOUR)}" in text


def test_it_lists_what_was_posted_and_what_became_of_it():
    text = words(missed())
    assert f"IMG_1.jpg> from <@U0ANA> at {token(NOON)}" in text
    assert "after the time was over" in text
    assert "Slack opens a file for those whom it was sent to" in text
    assert "not taken: it is no photo" in words(missed(verdict=Verdict.REFUSED))
    assert set(NOT_TAKEN) == {str(refusal) for refusal in Refusal}


def test_a_problem_that_a_manager_reported_is_told():
    step = moved()
    standing(step, Level.MANAGER, DUE + 2 * HOUR).note = "the lock is broken"
    assert "<@U0MIA> reported a problem: “the lock is broken”." in words(step)


@pytest.mark.parametrize(
    ("step", "offered"),
    [
        (moved(), {handle_ids.ASK_REASSIGN, handle_ids.ASK_CANCEL_STEP}),
        (missed(), {handle_ids.ASK_ACCEPT}),
        (accepted(), set()),
        (cancelled(), set()),
    ],
)
def test_what_can_be_done_is_offered_and_nothing_else(step, offered):
    assert set(buttons_in(drawn(step)["blocks"])) == offered
    assert ("nothing left to decide" in words(step)) is not offered


@pytest.mark.parametrize("refusal", Refusal)
def test_what_nobody_can_look_at_cannot_be_accepted(refusal):
    step = missed(verdict=Verdict.REFUSED)
    step.proofs[0].reason = refusal
    unseen = {Refusal.DELETED, Refusal.HIDDEN, Refusal.NOT_READABLE, Refusal.EMPTY}
    assert bool(acceptable(step)) is (refusal not in unseen)


# The forms.


def forms(step, text):
    turn = next((turn for turn in step.turns if turn.is_live), None)
    shown = [cancel_form(step, BERLIN, NOON)]
    shown += [reassign_form(turn, BERLIN, NOON)] if turn else []
    shown += [accept_form(step, step.proofs, BERLIN, NOON)] if step.proofs else []
    return shown


@pytest.mark.parametrize("text", ["Unlock doors", *HOSTILE])
def test_slack_takes_every_form_and_modal_and_no_words_do_harm(text):
    late, open_one = missed(text, titles=(text,), name=text), moved(titles=(text,), name=text)
    given(open_one, text)
    standing(open_one, Level.MANAGER, DUE + 2 * HOUR).note = text
    proof(open_one.turns[0], Verdict.COUNTED, name=text, id=2)
    for view in (*forms(late, text), *forms(open_one, text), drawn(late), drawn(open_one)):
        assert view_problems(view) == []
        texts = [block for block in view["blocks"] if block["type"] in {"section", "context"}]
        assert harm_in(words_in(texts)) == []


def test_a_refused_photo_with_a_long_hebrew_name_can_be_chosen():
    step = moved()
    photo = proof(step.turns[0], Verdict.REFUSED, name="ש" * 80, id=2, reason="not_a_file")
    assert view_problems(accept_form(step, [photo], BERLIN, NOON)) == []


def test_a_form_remembers_its_row_and_nothing_else():
    step = moved()
    assert reassign_form(step.turns[-1], BERLIN, NOON)["private_metadata"] == "2"
    assert cancel_form(step, BERLIN, NOON)["private_metadata"] == "3"
    assert accept_form(missed(), missed().proofs, BERLIN, NOON)["private_metadata"] == "4"


def test_the_newest_hundred_files_are_offered():
    step = missed()
    for number in range(2, MOST_PROOFS + 20):
        proof(step.turns[0], Verdict.LATE, NOON, id=number)
    form = accept_form(step, step.proofs, BERLIN, NOON)
    assert view_problems(form) == []
    (select,) = [b["element"] for b in form["blocks"] if b.get("block_id") == handle_ids.PROOF]
    values = [option["value"] for option in select["options"]]
    assert (len(values), values[-1]) == (MOST_PROOFS, str(MOST_PROOFS + 19))


# The answers.


@pytest.mark.parametrize("text", ["Unlock doors", *HOSTILE])
def test_slack_takes_every_answer(text):
    step, done = moved(titles=(text,), name=text), accepted(text)
    done.title = done.run.name = text
    turn, _ = given(step, text)
    answers = [
        handle_answers.given(turn),
        handle_answers.cancelled(cancelled(text)),
        handle_answers.accepted(done, done.proofs[0]),
        handle_answers.gone(),
        *(
            handle_answers.refused(handled, one, BERLIN, NOON)
            for handled in Handled
            for one in (step, done, missed(text), cancelled(text))
        ),
        open_list(UnresolvedPage([step] * STEPS_A_PAGE, 1, 500), NOON, is_admin=True),
        open_list(UnresolvedPage([], 0, 0), NOON, is_admin=True),
        open_list(UnresolvedPage([], 0, 0), NOON, is_admin=False),
    ]
    for message in answers:
        assert problems_of(message) == [], message
        assert view_problems(notice_modal("Nothing was changed", message, close="Close")) == []


def test_a_refusal_tells_how_things_stand():
    said = handle_answers.refused(Handled.MOVED_ON, moved(), BERLIN, DUE + HOUR).text
    assert "moved on meanwhile, so nothing was changed" in said
    assert "*Unlock doors*: with <@U0BEN>" in said
    assert "is done at" in handle_answers.refused(Handled.CLOSED, accepted(), BERLIN, NOON).text


# What others see of it.


def shown(turn, now=NOON):
    message = card(turn, now)
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_cards_tell_to_whom_it_was_given_by_whom_and_why():
    turn, new = given(moved())
    assert "Given to you by <@U0MIA> at " in shown(new, DUE + HOUR)
    assert "“Zoe is at the door”." in shown(new, DUE + HOUR)
    own = shown(turn, DUE + HOUR)
    assert ":arrow_right: Moved to <@U0ZOE> at " in own
    assert ", as <@U0MIA> decided: “Zoe is at the door”." in own
    first = shown(turn.run_step.turns[0], DUE + HOUR)
    assert "Moved to <@U0BEN> at " in first
    assert "Now with <@U0ZOE>." in first


def test_a_card_that_is_about_to_be_given_away_says_to_whom():
    step = moved()
    turn = step.turns[-1]
    turn.reason, turn.given_to_id, turn.given_by_id = PassReason.REASSIGNED, "U0ZOE", "U0BEN"
    assert "moves to <@U0ZOE> as soon as I have looked" in shown(turn, DUE + HOUR)
    assert ", as you decided." in shown(turn, DUE + HOUR)


def test_cards_tell_who_accepted_and_who_cancelled_and_why():
    done = accepted()
    assert "Done: <@U0MIA> accepted your proof at " in shown(done.turns[0])
    assert "“I was there”." in shown(done.turns[0])
    standing(done, Level.BACKUP)
    assert "accepted the proof of <@U0ANA> at " in shown(done.turns[1])
    assert f"cancelled at {token(NOON)}" in shown(cancelled().turns[0])
    assert "by <@U0MIA>: “the door is gone”." in shown(cancelled().turns[0])


def test_looking_back_tells_it_too():
    done, off = accepted(), cancelled()
    assert "late proof accepted at " in "\n".join(history([done.run], NOON))
    assert "cancelled by <@U0MIA>: “the door is gone”" in "\n".join(history([off.run], NOON))
    page = HistoryPage([done.run, off.run], has_newer=False, has_older=False)
    text = history_page(done.run.process, page, NOON).text
    assert ", late, accepted by <@U0MIA>: “I was there”" in text
    assert "by <@U0MIA>: “the door is gone”" in text


def test_whoever_was_told_of_more_time_hears_that_somebody_else_comes_first():
    turn, _ = given(moved())
    turn.extended_at = DUE + HOUR
    assert "goes to <@U0ZOE> before it would come to you" in extended([(turn, None)], NOON).text
    standing(turn.run_step, Level.MANAGER, NOON)
    assert "has come to you" in extended([(turn, None)], NOON).text
