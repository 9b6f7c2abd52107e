"""Ending an open run by hand."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from manager import chosen, why
from sqlalchemy import select

from handlers.views import act_ids
from scheduler.cycle import Due
from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Run

ONE = (StepPlan(title="Unlock doors"),)
BECAUSE = "cancel Opening because the delivery did not come"


@pytest.fixture
def busy(cafe):
    """A café whose opening checks are open since 7:00; the owner has been asked."""
    cafe.process()
    cafe.at("7:00")
    return cafe


def form(cafe, person=OLE):
    assert cafe.asks(person, "cancel Opening") is None
    return cafe.slack.opened[-1]


def test_those_with_a_card_see_who_cancelled_it_and_why_and_nobody_is_asked_any_more(busy):
    busy.at("8:00")
    assert "is cancelled" in busy.asks(MIA, BECAUSE)
    for person in (ANA, BEN):
        (card,) = busy.cards(person)
        assert "cancelled at" in card
        assert f"by <@{MIA}>: “the delivery did not come”" in card
    for clock in ("9:00", "11:00", "15:00"):
        busy.at(clock)
    assert busy.cards(MIA) == []
    assert busy.runs() == ["cancelled"]


def test_proofs_that_were_accepted_stay(busy):
    busy.posts(ANA, "door.jpg")
    busy.asks(OLE, BECAUSE)
    assert list(busy.steps().values()) == ["done", "cancelled", "cancelled"]
    assert busy.proofs() == {"door.jpg": "accepted"}
    assert "Done by" in busy.cards(ANA)[0]


def test_a_file_that_comes_behind_the_cancellation_is_kept_and_answered(busy):
    busy.asks(OLE, BECAUSE)
    busy.posts(ANA, "door.jpg")
    assert "was cancelled" in busy.thread(ANA)[-1]
    assert busy.runs() == ["cancelled"]


def test_a_card_that_is_on_its_way_is_not_sent_any_more(cafe):
    cafe.process(steps=ONE)
    cafe.now = cafe.now.replace(hour=6, minute=0, second=1)
    Due(cafe.database, cafe.engine.sweep).open_runs(cafe.now)
    assert cafe.runs() == ["open"]
    assert cafe.cards(ANA) == []
    cafe.asks(OLE, BECAUSE)
    assert cafe.cards(ANA) == []


def test_show_says_who_cancelled_it_and_why(busy):
    busy.asks(OLE, BECAUSE)
    page = busy.asks(OLE, "show Opening")
    assert f"cancelled by <@{OLE}>: “the delivery did not come”" in page


def test_of_several_open_runs_one_is_chosen(busy):
    busy.now = busy.now.replace(minute=30)
    busy.asks(OLE, "start Opening")
    assert busy.runs() == ["open", "open"]
    assert busy.asks(OLE, BECAUSE) is None, "a reason alone does not say which"
    opened = busy.slack.opened[-1]
    assert "the delivery did not come" in str(opened), "what was typed is not lost"
    (which,) = [b for b in opened["blocks"] if b.get("block_id") == act_ids.RUN]
    labels = [option["text"]["text"] for option in which["element"]["options"]]
    assert "(extra run)" in labels[1]
    answer = busy.sends(OLE, opened, run=chosen(2), reason=why("started by mistake"))
    assert "is cancelled: “started by mistake”" in str(answer["view"])
    assert busy.runs() == ["open", "cancelled"]


def test_submitting_twice_cancels_once(busy):
    opened = form(busy)
    busy.sends(OLE, opened, run=chosen(1), reason=why("once"))
    again = busy.sends(MIA, opened, run=chosen(1), reason=why("twice"))
    assert "over already" in str(again["view"])
    with busy.database.look() as session:
        assert session.get(Run, 1).reason == "once"
        ended = select(LedgerEntry).where(LedgerEntry.action == "run_cancelled")
        assert len(session.scalars(ended).all()) == 1


def test_a_run_that_ended_under_the_form_is_said(busy):
    opened = form(busy)
    for name in ("door.jpg", "fridge.jpg", "float.csv"):
        busy.posts(ANA, name)
    assert busy.runs() == ["done"]
    answer = busy.sends(OLE, opened, run=chosen(1), reason=why("too late"))
    assert "over already (done)" in str(answer["view"])
    assert busy.runs() == ["done"]


@pytest.mark.parametrize("value", ["", "x", "77", "9" * 30, "-1"])
def test_a_run_that_is_none_of_its_own_is_refused_at_its_field(busy, value):
    busy.process(name="Closing checks", steps=ONE)
    answer = busy.sends(OLE, form(busy), run=chosen(value), reason=why("because"))
    assert list(answer["errors"]) == [act_ids.RUN]


def test_a_run_of_another_process_cannot_be_cancelled_through_ones_own(busy):
    busy.process(name="Mine", steps=ONE)
    busy.asks(OLE, "start Mine")
    answer = busy.sends(OLE, form(busy), run=chosen(2), reason=why("because"))
    assert list(answer["errors"]) == [act_ids.RUN]
    assert busy.runs() == ["open", "open"]


@pytest.mark.parametrize("text", ["", " ", "x" * 500])
def test_a_reason_is_needed(busy, text):
    answer = busy.sends(OLE, form(busy), run=chosen(1), reason=why(text))
    assert list(answer["errors"]) == ["reason"]
    assert "eason" in busy.asks(OLE, f"cancel Opening because {text}") or not text.strip()
    assert busy.runs() == ["open"]


def test_without_an_open_run_there_is_nothing_to_cancel(cafe):
    cafe.process()
    assert "nothing to cancel" in cafe.asks(OLE, BECAUSE)
    assert "nothing to cancel" in cafe.presses(OLE, act_ids.OPEN_CANCEL, 1)


@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 0), (BEN, 0)])
def test_the_creator_and_the_manager_may_cancel(busy, person, may):
    answer = busy.asks(person, BECAUSE)
    assert ("is up to" in answer) == (not may)
    assert busy.runs() == ["cancelled" if may else "open"]


@pytest.mark.parametrize("text", ["<!channel> *x* `y`", "مرحبا \u202e", "🧊" * 60])
def test_a_hostile_reason_harms_nobody(busy, text):
    busy.asks(OLE, f"cancel Opening because {text}")
    assert "<!channel>" not in busy.cards(ANA)[0]
    assert busy.runs() == ["cancelled"]


def test_an_archived_process_says_on_the_card_why_it_ended(busy):
    busy.asks(OLE, "archive Opening")
    assert f"by <@{OLE}>: “the process was archived”" in busy.cards(ANA)[0]
