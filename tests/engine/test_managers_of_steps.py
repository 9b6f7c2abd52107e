"""What is open of a step with a manager of its own reaches that manager, who may handle it."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from manager import accepts, cancels, gives, handles, said, why
from sqlalchemy import select

from handlers.views import handle_ids as ids
from scheduler.home_page import Reader, look
from scheduler.plan import StepPlan
from storage.models import Step
from storage.states import Opening

ZOE, KIM, UMA = "U0ZOE", "U0KIM", "U0UMA"
STEPS = (StepPlan(title="Unlock doors"), StepPlan(title="Count the float", manager_id=KIM))


@pytest.fixture
def shop(cafe):
    """Two steps at once, the second with a manager of its own; both have moved to the backup."""
    cafe.hires(ZOE, KIM, UMA)
    cafe.process(steps=STEPS, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.at("8:00")
    return cafe


def home(cafe, person):
    with cafe.database.look() as session:
        found = look(session, Reader(person, "Europe/Berlin"), cafe.now).unresolved
        return [step.title for step in found.steps]


def told(view):
    return str(view["blocks"])


def test_the_list_and_the_home_tab_of_its_manager_have_that_step_alone(shop):
    listed = shop.asks(KIM, "open")
    assert "Count the float" in listed
    assert "Unlock doors" not in listed
    assert home(shop, KIM) == ["Count the float"]
    for person in (MIA, OLE):
        assert home(shop, person) == ["Unlock doors", "Count the float"]
        assert "Count the float" in shop.asks(person, "open")


def test_what_was_missed_of_it_reaches_its_manager_as_well(shop):
    for clock in ("9:00", "11:00"):
        shop.at(clock)
    assert shop.steps() == {"Unlock doors": "missed", "Count the float": "missed"}
    assert home(shop, KIM) == ["Count the float"]


def test_its_manager_gives_it_to_somebody(shop):
    assert "<@U0ZOE>" in said(gives(shop, ZOE, KIM, step=2))
    shop.run()
    assert "Count the float" in shop.cards(ZOE)[-1]


def test_its_manager_cancels_it(shop):
    assert "is cancelled" in said(cancels(shop, KIM, step=2))
    assert shop.steps()["Count the float"] == "cancelled"


def test_its_manager_lets_a_late_proof_count(shop):
    for clock in ("9:00", "11:00"):
        shop.at(clock)
    shop.posts(ANA, "float.jpg")
    accepts(shop, KIM, step=2)
    assert shop.steps()["Count the float"] == "done"


def test_another_step_of_the_same_run_is_not_theirs(shop):
    assert f"is up to <@{OLE}>, <@{MIA}> or an admin" in told(handles(shop, KIM, 1))
    form = {"callback_id": ids.CANCEL_STEP_CALLBACK, "private_metadata": "1"}
    assert "is up to" in said(shop.sends(KIM, form, reason=why("no wish")))
    assert shop.steps()["Unlock doors"] == "open"


def test_whoever_may_not_handle_it_reads_that_its_manager_may(shop):
    (words,) = {told(handles(shop, person, 2)) for person in (ANA, BEN)}
    assert f"is up to <@{OLE}>, <@{MIA}>, <@{KIM}> or an admin" in words


@pytest.mark.parametrize("level", ["owner_id", "backup_id"])
def test_its_own_owner_and_backup_handle_nothing(shop, level):
    with shop.database.work() as session:
        step = session.scalars(select(Step).where(Step.title == "Count the float")).one()
        setattr(step, level, UMA)
        session.commit()
    assert "is up to" in told(handles(shop, UMA, 2))
    assert "Nothing is open past its owner" in shop.asks(UMA, "open")


def test_whoever_the_step_names_by_now_handles_it(shop):
    with shop.database.work() as session:
        step = session.scalars(select(Step).where(Step.title == "Count the float")).one()
        step.manager_id = ZOE
        session.commit()
    assert home(shop, ZOE) == ["Count the float"]
    assert home(shop, KIM) == []
    assert "is up to" in told(handles(shop, KIM, 2))
    assert "is cancelled" in said(cancels(shop, ZOE, step=2))


def test_its_home_tab_is_drawn_anew_when_it_moves_past_its_owner(cafe):
    cafe.hires(ZOE, KIM, UMA)
    cafe.process(steps=STEPS, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.tell({"type": "app_home_opened", "user": KIM, "tab": "home"})
    assert "could not be resolved" not in str(cafe.slack.homes[KIM])
    cafe.at("8:00")
    cafe.at("8:01")
    assert "What could not be resolved (1)" in str(cafe.slack.homes[KIM])
