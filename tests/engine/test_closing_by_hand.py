"""A manager cancels one step, or accepts a late or refused file of one."""

from datetime import UTC, timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from manager import accepts, asks_for, cancels, chosen, handles, said, why
from sqlalchemy import select

from handlers.views import handle_ids as ids
from scheduler.digest import SETTLING, channel_report
from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Proof, Run, RunStep
from storage.states import ArchiveState, ProofKind

ONE = (StepPlan(title="Unlock doors"),)
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Lights"))
PHOTO = (StepPlan(title="Fridge", proof_kind=ProofKind.PHOTO),)
TWO_PHOTOS = (StepPlan(title="Fridge", proof_kind=ProofKind.PHOTO, proof_count=2),)


def over(cafe, steps=ONE):
    """Let the time of the first step pass for everybody."""
    cafe.process(steps=steps)
    for clock in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(clock)
    return cafe


@pytest.fixture
def moved(cafe):
    """A café whose first step of two has moved to the backup."""
    cafe.process(steps=TWO)
    cafe.at("7:00")
    cafe.at("8:00")
    return cafe


# Cancelling.


def test_a_cancelled_step_is_asked_for_no_more_and_the_run_goes_on(moved):
    assert "is cancelled: “the door is gone”" in said(cancels(moved))
    assert moved.steps() == {"Unlock doors": "cancelled", "Lights": "open"}
    for person, card in ((ANA, 0), (BEN, 0)):
        assert f"by <@{MIA}>: “the door is gone”" in moved.cards(person)[card]
    assert "Lights" in moved.cards(ANA)[-1]
    moved.posts(ANA, "lights.jpg")
    assert moved.runs() == ["done"]


def test_it_counts_as_cancelled_and_not_as_missed(moved):
    cancels(moved)
    moved.posts(ANA, "lights.jpg")
    (entry,) = moved.ledger("step_cancelled")
    assert entry == {"title": "Unlock doors", "step": entry["step"], "reason": "the door is gone"}
    assert moved.ledger("step_missed") == []
    with moved.database.look() as session:
        report = channel_report(session, "C0OPS", moved.now)
    assert (report.settled, report.on_time) == (1, 1)
    history = moved.asks(OLE, "history opening")
    assert f"by <@{MIA}>: “the door is gone”" in history


def test_a_run_of_which_nothing_is_left_is_cancelled(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("8:00")
    cancels(cafe)
    assert cafe.runs() == ["cancelled"]


def test_cancelling_twice_cancels_once(moved):
    form = asks_for(moved, ids.ASK_CANCEL_STEP)
    first = moved.sends(MIA, form, reason=why("gone"))
    assert moved.sends(MIA, form, reason=why("gone")) == first
    again = said(moved.sends(OLE, form, reason=why("I think so too")))
    assert "was cancelled" in again
    assert "You wrote: “I think so too”" in again
    assert len(moved.ledger("step_cancelled")) == 1


def test_a_step_that_is_proven_under_the_form_stays_done(moved):
    form = asks_for(moved, ids.ASK_CANCEL_STEP)
    moved.posts(BEN, "door.jpg")
    answer = said(moved.sends(MIA, form, reason=why("gone")))
    assert "is done" in answer
    assert "You wrote: “gone”" in answer
    assert moved.steps()["Unlock doors"] == "done"


def test_a_file_behind_the_cancellation_is_kept_and_answered(moved):
    cancels(moved)
    moved.posts(BEN, "door.jpg")
    assert "was cancelled" in moved.thread(BEN)[-1]


@pytest.mark.parametrize("text", ["", " ", "x" * 500])
def test_a_reason_is_needed(moved, text):
    assert list(cancels(moved, reason=text)["errors"]) == [ids.REASON]
    assert moved.steps()["Unlock doors"] == "open"


@pytest.mark.parametrize("person", [ANA, BEN])
def test_only_those_who_are_responsible_cancel(moved, person):
    form = asks_for(moved, ids.ASK_CANCEL_STEP)
    answer = said(moved.sends(person, form, reason=why("no wish")))
    assert "is up to" in answer
    assert "You wrote: “no wish”" in answer
    assert moved.steps()["Unlock doors"] == "open"


# Accepting.


def test_a_late_proof_that_is_accepted_makes_the_step_done(cafe):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    assert "door.jpg" in str(handles(cafe)["blocks"])
    cafe.at("12:10")
    assert "counts, late and accepted by you: “I was there”" in said(accepts(cafe))
    assert cafe.runs() == ["done"]
    assert cafe.proofs() == {"door.jpg": "accepted"}
    assert f"Done: <@{MIA}> accepted your proof at " in cafe.cards(ANA)[0]
    assert f"accepted the proof of <@{ANA}>" in cafe.cards(BEN)[0]
    assert "“I was there”" in cafe.cards(BEN)[0]
    (done,) = cafe.ledger("step_done")
    assert (done["outcome"], done["proven_by"], done["corrected"]) == ("accepted", ANA, True)


def test_the_digest_says_so_and_equals_the_ledger(cafe):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    accepts(cafe)
    for clock in ("7:00", "8:00", "9:00", "11:00"):
        cafe.at(clock, day=1)
    with cafe.database.look() as session:
        report = channel_report(session, "C0OPS", cafe.now)
        settling = select(LedgerEntry).where(LedgerEntry.action.in_(SETTLING))
        entries = session.scalars(settling.order_by(LedgerEntry.seq))
        last = {entry.run_step_id: entry.facts["outcome"] for entry in entries}
    (record,) = report.records
    assert sorted(last.values()) == ["accepted", "missed"]
    assert (record.accepted, record.missed, record.total) == (1, 1, 2)
    assert "late, accepted by the manager 1, missed 1 (of 2)" in cafe.asks(OLE, "digest")


def test_history_and_report_say_so_too(cafe):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    accepts(cafe)
    history = cafe.asks(OLE, "history opening")
    assert f"late, accepted by <@{MIA}>: “I was there”" in history
    assert "late proof accepted at " in cafe.asks(OLE, "show opening")
    cafe.asks(OLE, "report opening")
    cafe.at("12:30")
    (sheet,) = cafe.slack.uploads.values()
    assert b"late, accepted by hand" in sheet


def test_a_refused_file_can_be_accepted_while_the_step_is_open_and_a_copy_is_kept(cafe):
    cafe.process(steps=PHOTO)
    cafe.at("7:00")
    cafe.posts(ANA, "fridge.pdf")
    cafe.at("8:00")
    accepts(cafe, reason="the sensor prints this")
    assert cafe.runs() == ["done"]
    assert f"<@{MIA}> accepted the proof of <@{ANA}>" in cafe.cards(BEN)[0]
    cafe.at("8:05")
    with cafe.database.look() as session:
        proof = session.scalars(select(Proof)).one()
        assert (proof.archive, proof.sha256 is None) == (ArchiveState.KEPT, False)


def test_what_had_come_in_time_counts_with_it(cafe):
    cafe.process(steps=TWO_PHOTOS)
    cafe.at("7:00")
    cafe.posts(ANA, "one.jpg")
    for clock in ("8:00", "9:00", "11:00", "12:00"):
        cafe.at(clock)
    cafe.posts(ANA, "two.jpg")
    accepts(cafe, proof=2)
    assert cafe.proofs() == {"one.jpg": "accepted", "two.jpg": "accepted"}


def test_a_deleted_file_that_was_not_copied_is_not_offered(cafe):
    cafe.process(steps=PHOTO)
    cafe.at("7:00")
    cafe.posts(ANA, "fridge.pdf")
    cafe.at("8:00")
    form = asks_for(cafe, ids.ASK_ACCEPT)
    cafe.tell({"type": "file_deleted", "file_id": "F1"})
    assert ids.ASK_ACCEPT not in str(handles(cafe)["blocks"])
    answer = said(cafe.sends(MIA, form, proof=chosen(1), reason=why("I saw it")))
    assert "cannot count" in answer
    assert "You wrote: “I saw it”" in answer
    assert cafe.runs() == ["open"]


def test_accepting_twice_accepts_once(cafe):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    form = asks_for(cafe, ids.ASK_ACCEPT)
    first = cafe.sends(MIA, form, proof=chosen(1), reason=why("seen"))
    assert cafe.sends(MIA, form, proof=chosen(1), reason=why("seen")) == first
    other = said(cafe.sends(OLE, form, proof=chosen(1), reason=why("me too")))
    assert "is done" in other
    assert "You wrote: “me too”" in other
    assert len(cafe.ledger("step_done")) == 1


@pytest.mark.parametrize("value", ["", "x", "77", "9" * 30, "-1"])
def test_a_file_that_is_none_of_the_step_s_is_refused_at_its_field(cafe, value):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    form = asks_for(cafe, ids.ASK_ACCEPT)
    answer = cafe.sends(MIA, form, proof=chosen(value), reason=why("because"))
    assert list(answer["errors"]) == [ids.PROOF]


def test_a_file_of_another_process_cannot_be_accepted_through_one_s_own(cafe):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    cafe.process(name="Mine", steps=PHOTO)
    cafe.asks(OLE, "start Mine")
    cafe.posts(ANA, "other.pdf")
    form = asks_for(cafe, ids.ASK_ACCEPT)
    answer = cafe.sends(MIA, form, proof=chosen(2), reason=why("because"))
    assert list(answer["errors"]) == [ids.PROOF]


def test_where_nothing_was_posted_there_is_nothing_to_accept(cafe):
    over(cafe)
    assert "nothing left to decide" in str(handles(cafe)["blocks"])
    notice = asks_for(cafe, ids.ASK_ACCEPT)
    assert "callback_id" not in notice
    assert "without a proof" in str(notice["blocks"])


def test_a_step_that_was_missed_before_its_run_was_cancelled_leaves_the_run_cancelled(cafe):
    over(cafe, TWO)
    cafe.posts(ANA, "door.jpg", card=0)
    cafe.asks(OLE, "cancel opening because the café is closed")
    accepts(cafe)
    assert cafe.steps() == {"Unlock doors": "done", "Lights": "cancelled"}
    assert cafe.runs() == ["cancelled"]


def test_a_photo_learned_of_late_leaves_a_cancelled_run_cancelled(cafe):
    over(cafe, TWO)
    in_time = cafe.now.astimezone(UTC) - timedelta(hours=1)
    cafe.asks(OLE, "cancel opening because the café is closed")
    cafe.posts(ANA, "door.jpg", card=0, at=in_time)
    assert cafe.steps() == {"Unlock doors": "done", "Lights": "cancelled"}
    assert cafe.runs() == ["cancelled"]
    with cafe.database.look() as session:
        assert session.get(Run, 1).reason == "the café is closed"


@pytest.mark.parametrize("person", [ANA, BEN])
def test_only_those_who_are_responsible_accept(cafe, person):
    over(cafe)
    cafe.at("12:00")
    cafe.posts(ANA, "door.jpg")
    form = asks_for(cafe, ids.ASK_ACCEPT)
    answer = said(cafe.sends(person, form, proof=chosen(1), reason=why("mine")))
    assert "is up to" in answer
    with cafe.database.look() as session:
        assert session.get(RunStep, 1).closed_by_id is None


# The list.


def test_open_lists_what_is_past_its_owner_in_what_one_is_responsible_for(moved):
    listed = moved.asks(MIA, "open")
    assert "Unlock doors" in listed
    assert f"with <@{BEN}>, after <@{ANA}>, until" in listed
    assert "Lights" not in listed
    assert "Unlock doors" in moved.asks(OLE, "open")
    assert "Nothing is open past its owner" in moved.asks(BEN, "open")
    moved.slack.people["U0ADA"] = {"id": "U0ADA", "real_name": "Ada", "is_admin": True}
    assert "Unlock doors" in moved.asks("U0ADA", "open")


def test_what_is_with_its_owner_or_with_a_stand_in_is_not_in_it(cafe):
    cafe.process(steps=ONE)
    cafe.asks(ANA, "away for two weeks")
    cafe.at("7:00")
    assert len(cafe.cards(BEN)) == 1
    assert "Nothing is open past its owner" in cafe.asks(MIA, "open")
    cafe.at("8:01")
    assert "Unlock doors" in cafe.asks(MIA, "open")


def test_it_has_pages(cafe):
    for number in range(12):
        cafe.process(name=f"Check {number}", steps=ONE)
    # A conversation hears one message a cycle.
    for clock in ("7:00", "7:01", "8:02", "8:03"):
        cafe.at(clock)
    first = cafe.answer(MIA, "open").message
    assert "(12)" in first.text
    turned = cafe.rooms.clicks["page_open_older"](cafe.click(MIA, "1", "page_open_older"), cafe.now)
    assert turned.replaces
    assert turned.message.text.count("Unlock doors") == 2
    gone = cafe.rooms.clicks["page_open_older"](cafe.click(MIA, "x", "page_open_older"), cafe.now)
    assert "no longer there" in gone.message.text
