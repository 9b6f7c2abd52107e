"""Leaving out one occurrence, and taking that back."""

from datetime import datetime, timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from manager import why
from sqlalchemy import select

from handlers.views import act_ids
from handlers.views.act_answers import unskip_value
from scheduler import changing, mine, processes, recent, skipping, versions
from scheduler.plan import StepPlan
from scheduler.recent import Went
from storage import ledger
from storage.models import LedgerEntry, Process, Run
from storage.states import RunState

ONE = (StepPlan(title="Unlock doors"),)
BECAUSE = "skip Opening checks because public holiday"
MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 7) for day in (23, 24, 25))


@pytest.fixture
def daily(cafe):
    """A café whose process is due every day at 7:00; it is Monday, 6:00."""
    cafe.process("every day at 7:00", steps=ONE)
    return cafe


def chosen(local):
    return {"type": "radio_buttons", "selected_option": {"value": local.isoformat()}}


def form(cafe, person=OLE):
    """The modal of /baton skip."""
    assert cafe.asks(person, "skip Opening") is None
    return cafe.slack.opened[-1]


def unskip(cafe, person, local):
    return cafe.presses(person, act_ids.UNSKIP, unskip_value(1, local))


def actions(cafe):
    with cafe.database.look() as session:
        assert ledger.first_broken_link(session) is None
        return list(session.scalars(select(LedgerEntry.action).order_by(LedgerEntry.seq)))


def test_a_skipped_occurrence_asks_nobody_and_the_next_one_does(daily):
    assert "is skipped: “public holiday”" in daily.asks(OLE, BECAUSE)
    daily.at("7:00")
    daily.at("12:00")
    assert daily.runs() == ["skipped"]
    daily.at("7:00", day=1)
    assert daily.runs() == ["skipped", "open"]
    assert len([card for card in daily.cards(ANA) if "Reply in this thread" in card]) == 1


def test_owner_backup_and_manager_are_told_once_with_the_reason_and_by_whom(daily):
    daily.asks(OLE, BECAUSE)
    daily.asks(OLE, "skip Opening because a trade fair")
    for person in (ANA, BEN, MIA):
        first, second = daily.cards(person)
        assert f"is skipped by <@{OLE}>: “public holiday”" in first
        assert "a trade fair" in second
    assert daily.cards(OLE) == [], "who did it has been answered"


def test_the_way_back_is_only_offered_to_those_who_may_take_it(daily):
    daily.asks(OLE, BECAUSE)
    assert "after all" in daily.cards(MIA)[0]
    assert "after all" not in daily.cards(ANA)[0]


def test_list_and_show_name_the_next_one_that_is_not_skipped(daily):
    daily.asks(OLE, BECAUSE)
    page = daily.asks(OLE, "show Opening")
    assert "24 Nov at 7:00" in page[page.index("Next <!date") :].splitlines()[0]
    assert f"skipped by <@{OLE}>: “public holiday”" in page
    assert "24 Nov at 7:00" in daily.asks(OLE, "list")


def test_one_of_the_next_five_is_chosen_in_the_modal(daily):
    opened = form(daily)
    (which,) = [b for b in opened["blocks"] if b.get("block_id") == act_ids.OCCURRENCE]
    assert len(which["element"]["options"]) == 5
    answer = daily.sends(OLE, opened, occurrence=chosen(WEDNESDAY), reason=why("stocktaking"))
    assert "is skipped: “stocktaking”" in str(answer["view"])
    for day in range(3):
        daily.at("7:00", day=day)
    with daily.database.look() as session:
        states = {run.occurrence: str(run.state) for run in session.scalars(select(Run))}
    assert states.pop(WEDNESDAY) == "skipped"
    assert set(states) == {MONDAY, TUESDAY}
    assert "skipped" not in states.values()


@pytest.mark.parametrize(
    ("text", "said"), [("", "Say why"), ("  \n ", "Say why"), ("x" * 201, "at most 200")]
)
def test_a_reason_is_needed_and_what_was_chosen_stays(daily, text, said):
    answer = daily.sends(OLE, form(daily), occurrence=chosen(TUESDAY), reason=why(text))
    assert answer["response_action"] == "errors"
    assert said in answer["errors"]["reason"]
    assert said in daily.asks(OLE, f"skip Opening because {text}")
    assert daily.runs() == []


def test_submitting_twice_skips_once_and_says_so(daily):
    opened = form(daily)
    values = {"occurrence": chosen(TUESDAY), "reason": why("stocktaking")}
    daily.sends(OLE, opened, **values)
    again = daily.sends(MIA, opened, **values)
    assert "is skipped already by <@U0OLE>: “stocktaking”" in str(again["view"])
    assert daily.runs() == ["skipped"]
    assert len(daily.cards(ANA)) == 1


def test_what_has_begun_meanwhile_is_not_skipped(daily):
    opened = form(daily)
    daily.at("7:00")
    answer = daily.sends(OLE, opened, occurrence=chosen(MONDAY), reason=why("too late"))
    assert "no longer among the next 5" in str(answer["view"])
    assert daily.runs() == ["open"]


@pytest.mark.parametrize(
    "value", ["", "x", "2026-11-24T07:00:00+00:00", "2031-01-01T07:00:00", "2026-11-24T07:01:00"]
)
def test_an_occurrence_that_the_form_did_not_offer_is_refused(daily, value):
    picked = {"selected_option": {"value": value}}
    answer = daily.sends(OLE, form(daily), occurrence=picked, reason=why("because"))
    assert "no longer among" in str(answer["view"])
    assert daily.runs() == []


def test_a_skip_is_taken_back_by_command_and_it_runs(daily):
    daily.asks(OLE, BECAUSE)
    assert "runs after all" in daily.asks(MIA, "unskip Opening")
    assert daily.runs() == []
    daily.at("7:00")
    assert daily.runs() == ["open"]
    assert len(daily.cards(ANA)) == 3, "the skip, that it is taken back, the card"
    assert f"<@{MIA}> has taken the skip back" in daily.cards(BEN)[-1]
    assert "Nothing of *Opening checks* is skipped" in daily.asks(OLE, "unskip Opening")


def test_the_button_takes_it_back_once(daily):
    daily.asks(OLE, BECAUSE)
    assert "is up to" in unskip(daily, ANA, MONDAY)
    assert "runs after all" in unskip(daily, MIA, MONDAY)
    assert "cannot be taken back" in unskip(daily, MIA, MONDAY)
    assert daily.runs() == []


def test_it_can_be_skipped_again_and_everybody_hears_of_each(daily):
    for _ in range(2):
        daily.asks(OLE, BECAUSE)
        unskip(daily, OLE, MONDAY)
    daily.asks(OLE, BECAUSE)
    assert len(daily.cards(ANA)) == 5
    daily.at("7:00")
    assert daily.runs() == ["skipped"]
    taken = [action for action in actions(daily) if "skip" in action]
    assert taken == ["occurrence_skipped", "skip_taken_back"] * 2 + ["occurrence_skipped"]


def test_what_would_have_fired_by_now_cannot_be_taken_back(daily):
    daily.asks(OLE, BECAUSE)
    daily.at("7:00")
    assert "Nothing of" in daily.asks(OLE, "unskip Opening")
    assert "cannot be taken back" in unskip(daily, OLE, MONDAY)
    assert daily.runs() == ["skipped"]


def test_of_several_skips_each_can_be_taken_back(daily):
    daily.asks(OLE, BECAUSE)
    daily.asks(OLE, "skip Opening because a trade fair")
    answer = daily.answer(OLE, "unskip Opening").message
    values = [b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions"]
    assert values == [unskip_value(1, MONDAY), unskip_value(1, TUESDAY)]
    daily.presses(OLE, act_ids.UNSKIP, values[1])
    daily.at("7:00")
    daily.at("7:00", day=1)
    assert daily.runs() == ["skipped", "open"]


def test_a_note_that_waits_says_nothing_of_a_skip_that_was_taken_back(daily):
    answer = daily.answer(OLE, BECAUSE)
    assert "is skipped" in answer.message.text
    daily.answer(OLE, "unskip Opening")
    daily.run()
    (only,) = daily.cards(ANA)
    assert "runs after all" in only


def test_the_digest_counts_a_skip_as_nothing(daily):
    daily.asks(OLE, BECAUSE)
    daily.at("7:00")
    daily.at("12:00")
    assert "nothing was due" in daily.asks(OLE, "digest", "D0OLE").casefold()


def test_after_downtime_a_skipped_occurrence_overtakes_nothing(daily):
    daily.sends(OLE, form(daily), occurrence=chosen(TUESDAY), reason=why("stocktaking"))
    daily.at("8:00", day=1)
    assert daily.runs() == ["skipped", "open"], "Monday is asked for, late"
    assert [c for c in daily.cards(OLE) if "was due on" in c] == []


def test_a_pause_and_its_end_leave_a_skip_as_it_is(daily):
    daily.sends(OLE, form(daily), occurrence=chosen(WEDNESDAY), reason=why("stocktaking"))
    daily.asks(OLE, "pause Opening until Wednesday 6:00")
    assert daily.asks(OLE, "skip Opening") is None, "what comes behind the pause can be skipped"
    daily.at("7:00", day=2)
    assert daily.runs() == ["skipped"]
    daily.at("7:00", day=3)
    assert daily.runs() == ["skipped", "open"]


def test_of_a_process_at_rest_nothing_is_skipped(daily):
    daily.asks(OLE, "pause Opening")
    assert "nothing to skip" in daily.asks(OLE, BECAUSE)
    assert "nothing to skip" in daily.presses(OLE, act_ids.OPEN_SKIP, 1)


def test_a_process_archived_under_the_form_is_said(daily):
    opened = form(daily)
    daily.asks(OLE, "archive Opening")
    answer = daily.sends(OLE, opened, occurrence=chosen(TUESDAY), reason=why("because"))
    assert "archived meanwhile" in str(answer["view"])
    assert daily.runs() == []


@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 0), (BEN, 0)])
def test_the_creator_and_the_manager_may_skip(daily, person, may):
    answer = daily.asks(person, BECAUSE)
    assert ("is up to" in answer) == (not may)
    assert len(daily.runs()) == may


def test_a_cadence_that_changed_brings_no_occurrence_back_that_it_does_not_have(daily):
    daily.asks(OLE, BECAUSE)
    with daily.database.work() as session:
        run = session.scalar(select(Run))
        run.process.rule = "FREQ=WEEKLY;BYDAY=FR"
        processes.schedule(run.process, processes.following(session, run.process, daily.now))
        session.commit()
    unskip(daily, OLE, MONDAY)
    daily.at("7:00")
    assert daily.runs() == []
    daily.at("7:00", day=4)
    assert daily.runs() == ["open"]


def test_what_is_taken_back_runs_by_the_clock_of_the_zone_that_it_has_by_now(daily):
    daily.asks(OLE, BECAUSE)
    with daily.database.work() as session:
        process = session.get_one(Process, 1)
        plan = versions.plan_of(process).model_copy(update={"zone": "Europe/London"})
        changing.change(session, process, plan, OLE, daily.now)
        session.commit()
    assert "runs after all" in daily.asks(OLE, "unskip Opening")
    daily.at("7:30")
    assert daily.runs() == []
    daily.at("8:00")
    assert daily.runs() == ["open"]


def test_what_is_skipped_ahead_is_no_run_that_was(daily):
    daily.at("7:00")
    daily.posts(ANA, "door.jpg")
    assert "is skipped" in daily.asks(OLE, BECAUSE)
    with daily.database.look() as session:
        (part,) = mine.parts(session, OLE, 0, daily.now).parts
        assert part.last_run.state == RunState.DONE
        assert recent.strips(session, [1], daily.now) == {1: (Went.ON_TIME,)}
        tomorrow = daily.now + timedelta(days=1)
        (part,) = mine.parts(session, OLE, 0, tomorrow).parts
        assert part.last_run.state == RunState.SKIPPED
        assert recent.strips(session, [1], tomorrow) == {1: (Went.ON_TIME, Went.LEFT_OUT)}


def test_who_is_away_hands_nothing_on_of_what_is_skipped(daily):
    with daily.database.work() as session:
        process = session.get_one(Process, 1)
        skipping.skip(session, process, TUESDAY, OLE, "stocktaking", daily.now)
        session.commit()
    assert "*Opening checks*, 2 times" in daily.asks(ANA, "away until Thursday 0:00")
