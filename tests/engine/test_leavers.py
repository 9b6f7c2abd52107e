"""Someone leaves: the manager is asked once who takes over, and what they choose holds."""

import pytest
from block_kit import problems_of, words_in
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from handlers.views.leaver import TAKE_OVER, TURN_PAGE
from handlers.views.words import Message
from scheduler import processes
from scheduler.plan import StepPlan
from storage.models import LedgerEntry, Member, Process, RunStep, Vacancy

ONE = (StepPlan(title="Unlock doors"),)
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Count the float"))
ZOE, KIM = "U0ZOE", "U0KIM"


@pytest.fixture
def shop(cafe):
    """One process; Zoe is a colleague who is on no ladder yet."""
    cafe.hires(ZOE, KIM)
    cafe.process(steps=TWO)
    return cafe


def gone(cafe, person):
    cafe.changes(person, deleted=True)


def questions(cafe, person):
    """The messages that ask someone who takes over."""
    return [m for m in cafe.slack.said(person) if (m["key"] or "").startswith("leaver:")]


def places(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(Vacancy).order_by(Vacancy.id)).all()


def pick(cafe, person, successor, place=0):
    place = places(cafe)[place].id if isinstance(place, int) else place
    return cafe.taps(person, TAKE_OVER, block_id=f"vacancy:{place}", selected_user=successor)


def process_named(cafe, name="Opening checks"):
    with cafe.database.look() as session:
        return session.scalars(select(Process).where(Process.name == name)).one()


def replaced(cafe):
    with cafe.database.look() as session:
        wanted = select(LedgerEntry).where(LedgerEntry.action == "person_replaced")
        return [
            (e.person_id, e.facts["role"], e.facts["successor"]) for e in session.scalars(wanted)
        ]


def test_the_manager_is_asked_once_with_a_picker_for_each_process(shop):
    shop.process(name="Cash-up", owner_id=BEN, backup_id=ANA)
    for _ in range(2):
        gone(shop, ANA)
    (asked,) = questions(shop, MIA)
    pickers = [b for b in asked["blocks"] if b.get("accessory", {}).get("type") == "users_select"]
    assert len(pickers) == 2
    shown = words_in(asked["blocks"])
    assert "*Opening checks*, every weekday at 7:00 (Europe/Berlin): who is the owner now?" in shown
    assert "*Cash-up*, every weekday at 7:00 (Europe/Berlin): who is the backup now?" in shown
    assert problems_of(Message(asked["text"], asked["blocks"])) == []


def test_who_is_chosen_takes_over_is_told_and_asked_from_then_on(shop):
    gone(shop, ANA)
    answer = pick(shop, MIA, ZOE)
    assert answer.replaces
    assert f"<@{ZOE}> is the owner now, chosen by <@{MIA}>" in words_in(answer.message.blocks)
    assert "Everything that was theirs has somebody now" in answer.message.text
    assert replaced(shop) == [(MIA, "owner", ZOE)]
    (told,) = shop.cards(ZOE)
    assert "You are the owner of *Opening checks* now" in told
    shop.at("7:00")
    assert "Unlock doors" in shop.cards(ZOE)[-1]
    assert shop.cards(BEN) == []


def test_a_leaver_with_an_odd_profile_is_a_leaver(shop):
    shop.changes(ANA, deleted=True, profile={"status_expiration": "soon"})
    assert len(questions(shop, MIA)) == 1


def test_until_somebody_is_chosen_the_next_person_is_asked(shop):
    gone(shop, ANA)
    shop.at("7:00")
    assert f"<@{ANA}> is no longer active in Slack" in shop.cards(BEN)[-1]
    assert len(questions(shop, MIA)) == 1


def test_who_left_is_also_found_when_they_would_be_asked(shop):
    shop.leaves(ANA)
    shop.at("7:00")
    assert len(questions(shop, MIA)) == 1
    gone(shop, ANA)
    assert len(questions(shop, MIA)) == 1


def test_open_runs_follow_where_nobody_has_been_asked_yet_and_nothing_is_asked_twice(shop):
    shop.at("7:00")
    gone(shop, ANA)
    assert len(shop.cards(BEN)) == 1
    pick(shop, MIA, ZOE)
    assert len(shop.cards(ZOE)) == 1, "told, and not asked for what has moved up"
    shop.posts(BEN, "door.jpg")
    assert "Count the float" in shop.cards(ZOE)[-1]
    with shop.database.look() as session:
        ladders = [step.owner_id for step in session.scalars(select(RunStep).order_by(RunStep.id))]
    assert ladders == [ANA, ZOE]


def test_the_backup_of_an_open_step_is_replaced_before_they_are_asked(shop):
    shop.at("7:00")
    gone(shop, BEN)
    pick(shop, MIA, ZOE)
    shop.at("8:01")
    assert "Unlock doors" in shop.cards(ZOE)[-1]
    assert "Moved to you" in shop.cards(ZOE)[-1]
    assert len(shop.cards(ANA)) == 1


def test_the_creator_is_asked_when_the_manager_left(shop):
    gone(shop, MIA)
    (asked,) = questions(shop, OLE)
    assert "who is the manager now?" in words_in(asked["blocks"])
    pick(shop, OLE, ZOE)
    assert process_named(shop).manager_id == ZOE


def test_what_a_leaver_was_to_decide_is_asked_of_the_creator_then_of_an_admin(shop):
    shop.slack.people[KIM]["is_admin"] = True
    shop.asks(KIM, "list")
    gone(shop, ANA)
    gone(shop, MIA)
    owner, manager = (words_in(message["blocks"]) for message in questions(shop, OLE))
    assert {"owner", "manager"} == {
        word for word in ("owner", "manager") if f"the {word} now?" in owner + manager
    }
    gone(shop, OLE)
    assert len(questions(shop, KIM)) == 2
    pick(shop, KIM, ZOE)
    assert process_named(shop).owner_id == ZOE


def test_when_nobody_can_be_asked_it_is_said_in_the_log_and_nothing_breaks(shop):
    for person in (MIA, OLE, ANA):
        gone(shop, person)
    shop.at("7:00")
    assert len(shop.cards(BEN)) == 1


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"is_restricted": True}, "guest"),
        ({"is_bot": True}, "an app"),
        ({"deleted": True}, "deactivated"),
    ],
)
def test_guests_apps_and_leavers_cannot_take_over(shop, facts, why):
    shop.slack.people[ZOE] |= facts
    gone(shop, ANA)
    answer = pick(shop, MIA, ZOE)
    assert not answer.replaces
    assert why in answer.message.text
    assert process_named(shop).owner_id == ANA


@pytest.mark.parametrize(("person", "role"), [(BEN, "backup"), (MIA, "manager")])
def test_who_is_on_the_ladder_already_cannot_take_over(shop, person, role):
    gone(shop, ANA)
    assert f"is the {role} of *Opening checks* already" in pick(shop, MIA, person).message.text
    assert replaced(shop) == []


def test_nobody_can_choose_the_one_who_left_or_nobody(shop):
    gone(shop, ANA)
    for person in (ANA, "", "U0NOBODY"):
        assert not pick(shop, MIA, person).replaces
    assert replaced(shop) == []


def test_a_second_choice_says_who_has_it_already(shop):
    gone(shop, ANA)
    pick(shop, MIA, ZOE)
    answer = pick(shop, MIA, KIM)
    assert f"<@{ZOE}> is the owner now" in answer.message.text
    assert replaced(shop) == [(MIA, "owner", ZOE)]


def test_a_picker_for_what_was_archived_meanwhile_says_so(shop):
    gone(shop, ANA)
    shop.change(processes.archive, process_named(shop))
    assert "archived meanwhile" in pick(shop, MIA, ZOE).message.text


def test_who_is_back_keeps_what_nobody_took_over(shop):
    gone(shop, ANA)
    shop.changes(ANA, deleted=False)
    assert f"<@{ANA}> is back, so nothing was changed" in pick(shop, MIA, ZOE).message.text
    shop.at("7:00")
    assert "Unlock doors" in shop.cards(ANA)[-1]


def test_who_leaves_again_is_asked_about_again(shop):
    gone(shop, ANA)
    shop.changes(ANA, deleted=False)
    gone(shop, ANA)
    assert len(questions(shop, MIA)) == 2


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_nobody_else_may_choose(shop, person):
    gone(shop, ANA)
    assert "is up to" in pick(shop, person, KIM).message.text
    assert replaced(shop) == []


def test_who_manages_it_no_longer_may_not_choose(shop):
    gone(shop, ANA)
    with shop.database.work() as session:
        session.scalars(select(Process)).one().manager_id = KIM
        session.commit()
    assert "is up to" in pick(shop, MIA, ZOE).message.text


def test_a_guest_may_not_choose(shop):
    gone(shop, ANA)
    with shop.database.work() as session:
        session.merge(
            Member(
                id=MIA,
                name="Mia",
                zone="UTC",
                is_active=True,
                is_human=True,
                is_guest=True,
                is_admin=False,
                seen_at=shop.now,
            )
        )
        session.commit()
    assert "Only full members" in pick(shop, MIA, ZOE).message.text


@pytest.mark.parametrize(
    "block", ["", "vacancy:", "vacancy:x", "vacancy:999", "vacancy:" + "9" * 50]
)
def test_a_made_up_picker_is_answered_and_does_nothing(shop, block):
    answer = shop.taps(MIA, TAKE_OVER, block_id=block, selected_user=ZOE)
    assert "no longer open" in answer.message.text


def test_many_processes_are_paged(shop):
    for number in range(90):
        shop.process(name=f"Process {number:02}", steps=ONE)
    gone(shop, ANA)
    (asked,) = questions(shop, MIA)
    assert problems_of(Message(asked["text"], asked["blocks"])) == []
    assert "91 processes need somebody" in asked["text"]
    assert "More (page 2 of 3)" in words_in(asked["blocks"])
    second = shop.taps(MIA, TURN_PAGE, value=f"{ANA}:1")
    assert second.replaces
    assert problems_of(second.message) == []
    assert "Process 39" in words_in(second.message.blocks)
    third = shop.taps(MIA, TURN_PAGE, value=f"{ANA}:9")
    assert "Process 89" in words_in(third.message.blocks)
    for made_up in ("", "U0ANA", "U0ANA:x", "U0BEN:0", "U0ANA:99999"):
        assert not shop.taps(MIA, TURN_PAGE, value=made_up).replaces


def test_more_time_that_was_told_to_someone_who_then_left_holds_nothing_up(shop):
    shop.at("7:00")
    shop.press(ANA, "extend_turn")
    gone(shop, BEN)
    pick(shop, MIA, ZOE)
    shop.at("8:16")
    assert "Moved to you" in shop.cards(ZOE)[-1]
    shop.posts(ZOE, "door.jpg")
    assert shop.steps()["Unlock doors"] == "done"
