"""A manager gives a step that has moved on to somebody else."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from manager import ZOE, asks_for, gives, gives_by, handles, picked, said, why
from sqlalchemy import select

from handlers.views import handle_ids as ids
from scheduler.absences import Leave, say
from scheduler.letters import Later
from scheduler.plan import StepPlan
from storage.models import RunStep, Turn
from storage.states import AbsenceSource, Level

ONE = (StepPlan(title="Unlock doors"),)


@pytest.fixture
def moved(cafe):
    """A café whose opening checks have moved to the backup; Zoe is on no ladder."""
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("8:00")
    return cafe


def turns(cafe):
    """The turns of all steps, as they were asked: (level, number, person, state)."""
    with cafe.database.look() as session:
        rows = session.scalars(select(Turn).order_by(Turn.id)).all()
        return [(int(t.level), t.number, t.person_id, str(t.state)) for t in rows]


def test_the_modal_tells_how_it_came_here_and_what_can_be_done(moved):
    modal = str(handles(moved)["blocks"])
    assert "Unlock doors" in modal
    assert f"Asked first: <@{ANA}>" in modal
    assert f"Moved to <@{BEN}>" in modal
    assert f"with <@{BEN}>, after <@{ANA}>, until" in modal
    assert ids.ASK_REASSIGN in modal
    assert ids.ASK_CANCEL_STEP in modal
    assert ids.ASK_ACCEPT not in modal, "nothing was posted"


def test_the_new_person_takes_the_place_of_the_one_who_has_it(moved):
    moved.at("8:20")
    assert "goes to <@U0ZOE>" in said(gives(moved))
    (card,) = moved.cards(ZOE)
    assert f"Given to you by <@{MIA}> at " in card
    assert "“Zoe is at the door”" in card
    (own,) = moved.cards(BEN)
    assert f"Moved to <@{ZOE}> at " in own
    assert f"as <@{MIA}> decided: “Zoe is at the door”" in own
    assert "Now with <@U0ZOE>" in moved.cards(ANA)[0]
    assert turns(moved) == [
        (0, 0, ANA, "passed"),
        (1, 0, BEN, "passed"),
        (1, 1, ZOE, "standing"),
    ]
    (given,) = moved.ledger("turn_reassigned")
    assert (given["from"], given["to"], given["level"]) == (BEN, ZOE, "BACKUP")
    assert [entry["reason"] for entry in moved.ledger("turn_passed")] == ["time", "reassigned"]


def test_they_have_the_whole_window_and_then_the_manager_is_asked(moved):
    moved.at("8:20")
    gives(moved)
    moved.at("9:19")
    assert moved.cards(MIA) == []
    moved.at("9:21")
    (card,) = moved.cards(MIA)
    assert f"Given to <@{ZOE}> by <@{MIA}>" in card
    assert f"no proof from <@{ZOE}> yet" in card
    assert turns(moved)[-1][:3] == (Level.MANAGER, 0, MIA)


def test_a_proof_of_theirs_is_one_of_the_backup(moved):
    gives(moved)
    moved.at("8:30")
    moved.posts(ZOE, "door.jpg")
    assert moved.runs() == ["done"]
    (done,) = moved.ledger("step_done")
    assert done["outcome"] == "backup"
    assert f"<@{ZOE}> proved it" in moved.cards(BEN)[0]


def test_a_proof_of_whoever_had_it_still_counts(moved):
    gives(moved)
    moved.posts(BEN, "door.jpg")
    assert moved.runs() == ["done"]
    assert f"<@{BEN}> proved it" in moved.cards(ZOE)[0]


def test_a_photo_from_before_the_decision_is_read_first(moved):
    moved.at("8:10")
    moved.posts(BEN, "door.jpg", told=False)
    gives(moved)
    assert moved.runs() == ["done"]
    assert moved.cards(ZOE) == []


def test_nothing_moves_while_the_threads_cannot_be_read_and_a_crash_forgets_nothing(moved):
    moved.slack.unreadable = True
    gives(moved)
    assert moved.cards(ZOE) == []
    assert "moves to <@U0ZOE> as soon as I have looked through this thread" in moved.cards(BEN)[0]
    moved.restart()
    moved.slack.unreadable = False
    moved.at("8:05")
    assert len(moved.cards(ZOE)) == 1


def test_without_a_reason_none_is_told(moved):
    gives(moved, reason="  ")
    assert "“" not in moved.cards(ZOE)[0].split("Given to you")[1].split(".")[0]


def test_submitting_twice_gives_it_once(moved):
    form = asks_for(moved, ids.ASK_REASSIGN)
    first = gives_by(moved, form)
    assert gives_by(moved, form) == first, "Slack may not have heard our answer"
    assert len(moved.cards(ZOE)) == 1
    assert len(moved.ledger("turn_reassigned")) == 1


def test_the_next_person_of_the_ladder_gets_it_as_themselves(moved):
    gives(moved, to=MIA)
    assert turns(moved)[-1] == (Level.MANAGER, 0, MIA, "standing")
    with moved.database.look() as session:
        assert session.get(RunStep, 1).backup_id == BEN


def test_it_can_be_given_back(moved):
    gives(moved)
    moved.at("8:10")
    gives(moved, to=BEN, reason="Ben is back")
    assert [turn[:3] for turn in turns(moved)[1:]] == [(1, 0, BEN), (1, 1, ZOE), (1, 2, BEN)]
    assert len(moved.cards(BEN)) == 2
    assert "“Ben is back”" in moved.cards(BEN)[-1]


def test_whoever_comes_two_places_later_is_refused_where_they_were_picked(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    answer = gives(cafe, to=MIA)
    assert "one at a time" in answer["errors"][ids.PERSON]
    assert len(turns(cafe)) == 1


def test_an_owner_s_time_is_given_with_a_window_of_its_own(cafe):
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("7:50")
    gives(cafe)
    cafe.at("8:30")
    cafe.posts(ZOE, "door.jpg")
    (done,) = cafe.ledger("step_done")
    assert done["outcome"] == "on_time"
    assert "on time" in cafe.asks(OLE, "history opening")


@pytest.mark.parametrize("reason", ["x" * 500])
def test_a_reason_that_is_too_long_stays_in_the_form(moved, reason):
    assert list(gives(moved, reason=reason)["errors"]) == [ids.REASON]
    assert moved.cards(ZOE) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"is_bot": True}, "an app"),
        ({"deleted": True}, "deactivated"),
        ({"is_restricted": True}, "guest"),
    ],
)
def test_only_an_active_full_member_can_be_given_it(moved, facts, words):
    moved.slack.people[ZOE] |= facts
    assert words in gives(moved)["errors"][ids.PERSON]
    assert len(turns(moved)) == 2


@pytest.mark.parametrize(("to", "words"), [("", "choose a person"), ("U0NIL", "cannot find")])
def test_nobody_is_refused_where_they_were_picked(moved, to, words):
    assert words in gives(moved, to=to)["errors"][ids.PERSON]


def test_whoever_has_it_or_is_away_is_refused_where_they_were_picked(moved):
    assert "have it already" in gives(moved, to=BEN)["errors"][ids.PERSON]
    with moved.database.work() as session:
        leave = Leave(ZOE, moved.now, moved.now + timedelta(hours=3))
        say(session, leave, ZOE, AbsenceSource.SELF, moved.now)
        session.commit()
    assert "away now" in gives(moved)["errors"][ids.PERSON]
    assert len(turns(moved)) == 2


def test_a_form_whose_turn_has_moved_on_meanwhile_gives_back_what_was_typed(moved):
    form = asks_for(moved, ids.ASK_REASSIGN)
    moved.at("9:00")
    answer = said(gives_by(moved, form))
    assert "moved on meanwhile" in answer
    assert f"with <@{MIA}>" in answer
    assert "You wrote: “Zoe is at the door”" in answer
    assert moved.cards(ZOE) == []


def test_a_form_whose_step_is_done_meanwhile_changes_nothing(moved):
    form = asks_for(moved, ids.ASK_REASSIGN)
    moved.posts(BEN, "door.jpg")
    assert "is done" in said(gives_by(moved, form))
    assert moved.cards(ZOE) == []


def test_what_its_person_has_passed_on_already_is_not_given_as_well(moved):
    moved.slack.unreadable = True
    moved.press(BEN, "pass_turn")
    moved.explains(BEN, "the freezer is locked")
    assert "moving on already" in said(gives(moved))
    moved.slack.unreadable = False
    moved.at("8:05")
    assert len(moved.cards(MIA)) == 1
    assert moved.cards(ZOE) == []


def test_what_slack_has_not_taken_yet_can_be_given_as_well(moved):
    moved.slack.answers.append(Later("ratelimited", timedelta(minutes=30)))
    moved.at("9:00")
    assert moved.cards(MIA) == []
    gives(moved, person=OLE)
    assert len(moved.cards(ZOE)) == 1
    moved.at("9:40")
    assert moved.cards(MIA) == [], "the question to the manager is not asked any more"


def test_whoever_it_is_given_to_may_leave(moved):
    moved.slack.unreadable = True
    gives(moved)
    moved.leaves(ZOE)
    moved.slack.unreadable = False
    moved.at("8:05")
    assert len(moved.cards(MIA)) == 1, "it goes on up"
    assert f"<@{ZOE}> is no longer active" in moved.cards(MIA)[0]


def test_a_form_behind_an_archived_process_changes_nothing(moved):
    form = asks_for(moved, ids.ASK_REASSIGN)
    moved.asks(OLE, "archive opening")
    answer = said(gives_by(moved, form))
    assert "archived meanwhile" in answer
    assert "You wrote:" in answer


@pytest.mark.parametrize("person", [ANA, BEN])
def test_who_is_not_responsible_reads_who_is(moved, person):
    assert f"is up to <@{OLE}>, <@{MIA}> or an admin" in str(handles(moved, person)["blocks"])
    form = asks_for(moved, ids.ASK_REASSIGN)
    answer = moved.sends(person, form, successor=picked(ZOE), reason=why("mine"))
    assert "is up to" in said(answer)
    assert moved.cards(ZOE) == []


def test_who_lost_the_right_under_the_open_form_gives_nothing(moved):
    form = asks_for(moved, ids.ASK_REASSIGN)
    with moved.database.work() as session:
        session.get(RunStep, 1).run.process.manager_id = "U0NEW"
        session.commit()
    assert "is up to" in said(gives_by(moved, form))
    assert moved.cards(ZOE) == []


@pytest.mark.parametrize("value", ["", "0", "-1", "99", "1e3", "9" * 30, "１", "x"])
def test_a_press_or_a_form_on_something_unknown_changes_nothing(moved, value):
    assert "do not know this step" in str(handles(moved, step=value)["blocks"])
    form = {**asks_for(moved, ids.ASK_REASSIGN), "private_metadata": value}
    assert "do not know this step" in said(gives_by(moved, form))


@pytest.mark.parametrize("reason", ["<!channel> & *x*", "مرحبا \u202e", "🧊" * 60])
def test_a_hostile_reason_harms_nobody(moved, reason):
    gives(moved, reason=reason)
    assert "<!channel>" not in moved.cards(ZOE)[0]
    assert "\u202e" not in moved.cards(BEN)[0]


def test_more_time_that_was_taken_before_goes_on_being_told(moved):
    moved.press(BEN, "extend_turn")
    (told,) = moved.cards(MIA)
    assert "took 15 more minutes" in told
    gives(moved)
    assert f"goes to <@{ZOE}> before it would come to you" in moved.cards(MIA)[0]
    moved.posts(ZOE, "door.jpg")
    assert "is done: nothing comes to you" in moved.cards(MIA)[0]
