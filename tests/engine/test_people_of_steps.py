"""Whoever has a part in a single step: found when they leave, are away, look or export."""

import pytest
from attempts import ATTEMPTS
from block_kit import words_in
from cafe import ANA, BEN, MIA, OLE, PHOTO
from permissions import PEOPLE, WORDS, stage, table
from sqlalchemy import select

from handlers.views.leaver import TAKE_OVER
from scheduler import mine, report
from scheduler.plan import StepPlan
from storage.models import RunStep, Vacancy

ZOE, KIM, UMA = "U0ZOE", "U0KIM", "U0UMA"
STEPS = (
    StepPlan(title="Unlock doors"),
    StepPlan(title="Fridge temperature", proof_kind=PHOTO, owner_id=ZOE, owner_seconds=1800),
    StepPlan(title="Count the float", backup_id=ZOE, manager_id=KIM),
)
VACATION = {"status_text": "Vacationing", "status_emoji": ":palm_tree:"}


@pytest.fixture
def shop(cafe):
    """The opening checks: Zoe owns one of its steps and backs another, Kim manages that one."""
    cafe.hires(ZOE, KIM, UMA)
    cafe.process(steps=STEPS)
    return cafe


def gone(cafe, person):
    cafe.changes(person, deleted=True)


def question(cafe, person):
    (asked,) = [m for m in cafe.slack.said(person) if (m["key"] or "").startswith("leaver:")]
    return words_in(asked["blocks"])


def pick(cafe, successor, place=0, person=MIA):
    with cafe.database.look() as session:
        vacancy = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()[place]
    block = f"vacancy:{vacancy.id}"
    return cafe.taps(person, TAKE_OVER, block_id=block, selected_user=successor).message


def test_a_run_has_the_whole_ladder_of_each_step(shop):
    shop.at("7:00")
    with shop.database.look() as session:
        found = session.scalars(select(RunStep).order_by(RunStep.position)).all()
        people = [(s.owner_id, s.backup_id, s.manager_id, s.owner_seconds) for s in found]
    assert people == [(ANA, BEN, MIA, 3600), (ZOE, BEN, MIA, 1800), (ANA, ZOE, KIM, 3600)]


# They leave.


def test_a_leaver_who_has_single_steps_only_is_asked_about_part_by_part(shop):
    gone(shop, ZOE)
    asked = question(shop, MIA)
    assert "1 process needs somebody in their place" in asked
    assert "who is the owner of “Fridge temperature” now?" in asked
    assert "who is the backup of “Count the float” now?" in asked


def test_who_takes_over_a_step_has_it_and_nothing_else(shop):
    gone(shop, ZOE)
    said = pick(shop, UMA)
    assert f"<@{UMA}> is the owner of “Fridge temperature” now" in words_in(said.blocks)
    one = shop.first_process()
    assert [step.owner_id for step in one.steps] == [None, UMA, None]
    assert (one.owner_id, one.steps[2].backup_id, one.version) == (ANA, ZOE, 2)
    (told,) = shop.cards(UMA)
    assert "You are the owner of “Fridge temperature” in *Opening checks* now" in told


def test_in_an_open_run_too(shop):
    shop.at("7:00")
    gone(shop, ZOE)
    pick(shop, UMA)
    shop.posts(ANA, "door.jpg")
    assert "Fridge temperature" in shop.cards(UMA)[-1]


def test_until_somebody_is_chosen_the_steps_next_person_is_asked(shop):
    gone(shop, ZOE)
    shop.at("7:00")
    shop.posts(ANA, "door.jpg")
    assert f"<@{ZOE}> is no longer active in Slack" in shop.cards(BEN)[-1]


def test_who_is_on_that_steps_ladder_already_cannot_take_over(shop):
    gone(shop, ZOE)
    assert f"<@{BEN}> is the backup of “Fridge temperature” in" in pick(shop, BEN).text
    assert shop.first_process().steps[1].owner_id == ZOE
    assert f"<@{ANA}> is the owner of “Count the float” in" in pick(shop, ANA, 1).text


def test_who_owns_the_process_and_a_step_by_name_is_replaced_in_both(cafe):
    cafe.hires(ZOE, KIM)
    steps = (StepPlan(title="Unlock doors"), StepPlan(title="Sweep", owner_id=ANA, backup_id=ZOE))
    cafe.process(steps=steps)
    gone(cafe, ANA)
    assert "who is the owner now?" in question(cafe, MIA)
    assert f"<@{ZOE}> is the backup of “Sweep” in" in pick(cafe, ZOE).text
    pick(cafe, KIM)
    one = cafe.first_process()
    assert (one.owner_id, one.steps[1].owner_id) == (KIM, KIM)
    with cafe.database.look() as session:
        assert [v.closed_at is None for v in session.scalars(select(Vacancy))] == [False]


def test_who_comes_back_is_asked_as_before(shop):
    gone(shop, ZOE)
    shop.changes(ZOE, deleted=False)
    shop.at("7:00")
    shop.posts(ANA, "door.jpg")
    assert "Fridge temperature" in shop.cards(ZOE)[-1]
    assert "is back, so nothing was changed" in pick(shop, UMA).text


# They are away.


def test_away_says_which_steps_go_to_whom(shop):
    said = shop.asks(ZOE, "away until Friday 9:00")
    assert "*Opening checks* (“Fridge temperature”), 5 times" in said
    assert f"goes straight to <@{BEN}>" in said
    assert "*Opening checks* (“Count the float”), 5 times" in said
    assert f"asks <@{ANA}>; you, as the backup, are passed over" in said


def test_who_owns_only_what_others_have_instead_hands_nothing_on(cafe):
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process(steps=(StepPlan(title="Unlock doors", owner_id=ZOE),))
    assert "Nothing that would ask you falls due" in cafe.asks(ANA, "away until Friday 9:00")


def test_a_steps_manager_may_say_that_its_backup_is_away_and_its_backup_may_not(shop):
    assert "is away until" in shop.asks(KIM, f"away <@{ZOE}|zoe> until Friday 9:00")
    assert "can be said by themselves" in shop.asks(ZOE, f"away <@{ANA}|ana> until Friday 9:00")
    assert "can be said by themselves" in shop.asks(KIM, f"away <@{BEN}|ben> until Friday 9:00")


def test_a_status_asks_to_pass_on_to_whoever_is_next_in_those_steps(shop):
    shop.changes(ZOE, profile=VACATION)
    (asked,) = shop.cards(ZOE)
    assert f"Shall I pass your runs to whoever is next (<@{BEN}>, <@{KIM}>)" in asked


# They look.


def test_mine_says_which_steps_are_theirs_and_what_comes_today(shop):
    said = shop.asks(ZOE, "mine")
    assert "you own “Fridge temperature”, you back up “Count the float”" in said
    assert "*Coming to you today*\n• Opening checks" in said
    assert "you own it" in shop.asks(ANA, "mine")


def test_what_comes_to_nobody_as_owner_is_not_coming_to_them(shop):
    assert "Nothing more comes to you today" in shop.asks(KIM, "mine")


def test_the_home_tab_and_the_report_have_their_processes(shop):
    with shop.database.look() as session:
        for person in (ZOE, KIM):
            (part,) = mine.parts(session, person, 0, shop.now).parts
            assert part.process.name == "Opening checks"
            assert report.parts_of(session, person) == (1,)
        assert report.parts_of(session, UMA) == ()
        assert mine.coming_today(session, ZOE, "Europe/Berlin", shop.now)


def test_a_skip_is_told_to_those_of_the_steps_as_well(shop):
    shop.asks(OLE, "skip opening because public holiday")
    for person in (ZOE, KIM, ANA):
        assert "is skipped by" in shop.cards(person)[-1]


# What they may.


HANDLED_BY_ITS_MANAGER = {"open past its owner", "reassign", "cancel a step", "accept a proof"}


# A step's own manager may say it, as is tested above.
@pytest.mark.parametrize("action", sorted(set(ATTEMPTS) - {"say that the owner is away"}))
def test_who_is_on_one_step_only_may_what_a_backup_may(action, cafe):
    stage(cafe, PEOPLE | {"step": ZOE}, manager_id=ZOE)
    done = ATTEMPTS[action](cafe, ZOE)
    like = "manager" if action in HANDLED_BY_ITS_MANAGER else "backup"
    assert WORDS.get(done, done) == table()[action, like]
