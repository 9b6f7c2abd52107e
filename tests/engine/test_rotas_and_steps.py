"""People take turns at a process of which single steps have people of their own."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from home_reader import opens
from sqlalchemy import select
from test_home_speed import questions
from test_rotas import DAILY, EACH_RUN, KIM, ZOE, process_of, rota

from handlers.views.chain import FIX
from handlers.views.leaver import TAKE_OVER
from scheduler import mine, rota_runs
from scheduler.home_page import Reader
from scheduler.plan import StepPlan
from scheduler.rotas import Rota
from storage.models import Process, RunStep, Vacancy
from storage.states import Opening, Overlap

UMA = "U0UMA"
VACATION = {"status_text": "Vacationing", "status_emoji": ":palm_tree:"}
STEPS = (
    StepPlan(title="Unlock doors"),
    StepPlan(title="Fridge temperature", owner_id=UMA),
)


@pytest.fixture
def shop(cafe):
    """Ana and Zoe take turns at the opening checks, Uma always has the fridge."""
    cafe.hires(ZOE, KIM, UMA)
    turns = rota(EACH_RUN, ANA, ZOE) | {"steps": STEPS, "opening": Opening.ALL_AT_ONCE}
    cafe.made = cafe.process(DAILY, overlap=Overlap.BOTH, **turns)
    return cafe


def owners(cafe):
    """Who owned each step of each run, oldest first."""
    with cafe.database.look() as session:
        steps = session.scalars(select(RunStep).order_by(RunStep.run_id, RunStep.position)).all()
        return [step.owner_id for step in steps]


def pick(cafe, successor, place=0):
    with cafe.database.look() as session:
        vacancy = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()[place]
    return cafe.taps(MIA, TAKE_OVER, block_id=f"vacancy:{vacancy.id}", selected_user=successor)


def change(cafe, **changes):
    process = process_of(cafe)
    with cafe.database.work() as session:
        process = session.get_one(type(process), process.id)
        for name, value in changes.items():
            setattr(process, name, value)
        session.commit()


def test_a_step_with_an_owner_of_its_own_keeps_it_whoevers_turn_it_is(shop):
    for day in (0, 1):
        shop.at("7:00", day=day)
    assert owners(shop) == [ANA, UMA, ZOE, UMA]
    opened = shop.ledger("run_opened")
    assert [entry["owner"] for entry in opened] == [ANA, ZOE]


def test_whose_own_step_is_the_rotas_next_persons_keeps_it_as_well(shop):
    with shop.database.work() as session:
        process = session.merge(process_of(shop))
        process.steps[1].owner_id = ANA
        session.commit()
    for day in (0, 1):
        shop.at("7:00", day=day)
    assert owners(shop) == [ANA, ANA, ZOE, ANA]


def test_only_the_card_of_the_turn_says_who_was_passed_over(shop):
    shop.asks(ANA, "away until tomorrow 6:30")
    shop.at("7:00")
    assert owners(shop) == [ZOE, UMA]
    assert "yours as the next in the rota" in shop.cards(ZOE)[0]
    assert "rota" not in shop.cards(UMA)[0]
    assert shop.ledger("run_opened")[0]["passed_over"] == [[ANA, "away"]]


def test_away_says_apart_what_the_turns_and_the_own_steps_hand_on(shop):
    said = shop.asks(ZOE, "away until Saturday 9:00")
    assert "3 times" in said
    assert f"goes straight to <@{ANA}>" in said
    said = shop.asks(UMA, "away until Saturday 9:00")
    assert "“Fridge temperature”" in said
    assert f"goes straight to <@{BEN}>" in said


def test_a_status_asks_to_pass_a_turn_on_to_whoever_is_next_in_the_rota(shop):
    shop.changes(ANA, profile=VACATION)
    assert f"<@{ZOE}>" in shop.cards(ANA)[-1]
    assert f"<@{BEN}>" not in shop.cards(ANA)[-1]
    shop.changes(UMA, profile=VACATION)
    assert f"<@{BEN}>" in shop.cards(UMA)[-1]


def test_mine_and_home_show_turns_to_whose_they_are_and_own_steps_always(shop):
    ahead = [shop.asks(person, "mine").split("Yours to look after")[0] for person in (ANA, UMA)]
    assert all("7:00" in said for said in ahead)
    assert "Nothing more comes to you today" in shop.asks(ZOE, "mine")
    assert "you own “Fridge temperature”" in shop.asks(UMA, "mine")
    assert "you take turns at it" in opens(shop, ZOE)


def test_the_home_tab_says_who_of_the_rota_is_away_today(shop):
    for person in (ANA, ZOE):
        opens(shop, person)
    shop.asks(ZOE, "away until tomorrow 6:30")
    assert f"Away today: <@{ZOE}>" in opens(shop, MIA)


def test_the_home_tab_of_who_takes_turns_is_drawn_when_a_run_of_theirs_opens(shop):
    shop.at("22:00")
    opens(shop, ZOE)
    shop.at("7:00", day=1)
    assert "Unlock doors" in str(shop.slack.homes[ZOE])


def test_a_home_tab_takes_the_same_number_of_questions_however_many_rotas_there_are(shop):
    shop.slack.groups["S0OPEN"] = ("openers", [ANA, KIM])
    shop.engine.directory.groups.known("S0OPEN", "openers", shop.now)
    of_group = {"owner_id": "S0OPEN", "rota": Rota(group_id="S0OPEN", group_handle="openers")}
    more = {"steps": STEPS, "words": "every day at 9:00"}
    shop.process(name="Check 0", **of_group, **more)
    reader = Reader(ANA, "Europe/Berlin")
    few = questions(shop, reader)
    for number in range(1, 5):
        turns = {"owner_id": ANA, "rota": Rota(members=(ANA, ZOE))}
        shop.process(name=f"Check {number}", **(turns if number % 2 else of_group), **more)
    assert len(questions(shop, reader)) == len(few)
    with shop.database.look() as session:
        assert len(mine.coming_today(session, ANA, "Europe/Berlin", shop.now)) == 6


def test_whoever_takes_turns_counts_as_an_owner_for_who_may_speak_for_them(shop):
    assert "away" in shop.asks(MIA, f"away <@{ZOE}|zoe> until Friday 9:00")
    (entry,) = shop.ledger("absence_said")
    assert entry["person"] == ZOE
    shop.asks(BEN, f"away <@{ANA}|ana> until Friday 9:00")
    assert len(shop.ledger("absence_said")) == 1


def test_a_leaver_is_replaced_in_the_rota_and_in_the_step_that_was_theirs(shop):
    with shop.database.work() as session:
        session.merge(process_of(shop)).steps[1].owner_id = ZOE
        session.commit()
    shop.changes(ZOE, deleted=True)
    pick(shop, KIM)
    with shop.database.look() as session:
        process = session.merge(process_of(shop), load=True)
        assert process.rota.members == (ANA, KIM)
        assert process.steps[1].owner_id == KIM


def test_nobody_takes_a_place_who_takes_turns_before_it(shop):
    shop.changes(BEN, deleted=True)
    for person in (ANA, ZOE, UMA):
        pick(shop, person)
        assert process_of(shop).backup_id == BEN
    pick(shop, KIM)
    assert process_of(shop).backup_id == KIM


def test_a_steps_own_backup_who_takes_turns_is_refused(shop):
    refused = shop.asks(
        OLE,
        f"new Closing every day at 18:00 owner <@{ANA}|ana>, <@{ZOE}|zoe> each run "
        f"backup <@{BEN}|ben> manager <@{MIA}|mia> steps: Mop <@{BEN}|ben>",
    )
    assert "Step 1" in refused
    assert "who was already asked" in refused


def found_at_night(cafe):
    cafe.now += timedelta(days=1)
    cafe.run()
    (told,) = [m for m in cafe.slack.said(OLE) if (m["key"] or "").startswith("chain:")]
    return told["blocks"]


def test_the_night_finds_who_is_a_guest_by_now_in_a_single_step_and_leads_to_the_steps(shop):
    shop.changes(UMA, is_restricted=True)
    (block,) = found_at_night(shop)[1:]
    assert "the owner of “Fridge temperature”, is a guest here by now" in str(block)
    assert block["accessory"]["action_id"].startswith("open_steps:")


def test_no_fix_puts_somebody_behind_themselves_in_a_single_step(shop):
    shop.changes(BEN, is_restricted=True)
    (block,) = found_at_night(shop)[1:]
    for person, says in ((ZOE, "takes turns as the owner"), (UMA, "Step 2")):
        said = shop.taps(OLE, FIX, block_id=block["block_id"], selected_user=person)
        assert says in said.message.text
        assert process_of(shop).backup_id == BEN
    shop.taps(OLE, FIX, block_id=block["block_id"], selected_user=KIM)
    assert process_of(shop).backup_id == KIM


def test_a_group_never_passes_a_turn_to_a_steps_own_backup(shop):
    shop.slack.groups["S0OPEN"] = ("openers", [ANA, KIM])
    line = (
        "new Closing every day at 18:00 owner <!subteam^S0OPEN|@openers> each run "
        f"backup <@{BEN}|ben> manager <@{MIA}|mia> steps: Mop"
    )
    said = shop.answer(OLE, line).message
    (draft,) = (b["elements"][0]["value"] for b in said.blocks if b["type"] == "actions")
    shop.creating.create_draft(shop.click(OLE, draft), shop.now)
    with shop.database.work() as session:
        closing = session.scalars(select(Process).where(Process.name == "Closing")).one()
        closing.steps[0].backup_id = ANA
        session.commit()
        assert rota_runs.people_of(session, closing) == (KIM,)


def test_the_list_of_steps_says_which_own_backup_takes_turns_as_the_owner(shop):
    shop.slack.groups["S0OPEN"] = ("openers", [ANA, KIM])
    editor = Editor(shop, OLE)
    editor.asks("edit opening")
    editor.saves(owner_id=[], owner_group="@openers each run")
    editor.asks("steps opening")
    editor.presses("open_step_details", 1)
    editor.types(backup_id=KIM).submits()
    assert "@openers, who take turns as the owner" in editor.submits()


def test_the_page_and_the_steps_say_whose_turn_it_is_and_what_is_its_own(shop):
    said = shop.asks(OLE, "show opening")
    assert f"<@{ANA}>, <@{ZOE}> take turns, a run each" in said
    assert f"owner <@{UMA}>" in said


def test_those_of_the_turn_are_told_of_a_run_that_is_skipped_for_an_open_one(shop):
    change(shop, overlap=Overlap.SKIP, owner_seconds=86_400 * 3)
    for day in (0, 1):
        shop.at("7:00", day=day)
    assert shop.runs() == ["open", "skipped"]
    told = {person: [c for c in shop.cards(person) if "is skipped" in c] for person in (ZOE, ANA)}
    assert {person: len(cards) for person, cards in told.items()} == {ZOE: 1, ANA: 0}
    # What was skipped takes no turn away.
    assert process_of(shop).owner_id == ZOE


def test_nobody_of_an_empty_group_is_told_of_a_skip(shop):
    change(shop, rota=Rota(group_id="S0GONE", group_handle="gone"), owner_id="S0GONE")
    shop.asks(OLE, "skip opening because the street is closed")
    assert shop.slack.said("S0GONE") == []
    assert len([c for c in shop.cards(BEN) if "skipped" in c]) == 1
