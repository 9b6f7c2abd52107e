"""An owner that is a list of people who take turns, weekly or by run."""

from datetime import UTC, date, datetime, timedelta

import pytest
from block_kit import problems_of
from cafe import ANA, BEN, BERLIN, MIA, MONDAY, OLE, ONE_STEP
from editor import Editor
from sqlalchemy import select

from handlers.views.words import Message
from scheduler import changing, processes, skipping, versions
from scheduler.rotas import Rota, RotaTurn
from storage.models import Process, ProcessVersion, Run, Vacancy

ZOE, KIM = "U0ZOE", "U0KIM"
WEEKLY, EACH_RUN = RotaTurn.WEEKLY, RotaTurn.EACH_RUN
DAILY = "every day at 7:00"


@pytest.fixture
def shop(cafe):
    cafe.hires(ZOE, KIM)
    return cafe


def rota(turn, *members):
    return {"owner_id": members[0], "rota": Rota(turn=turn, members=members), "steps": ONE_STEP}


def owners(cafe):
    """Who owned each run, oldest first."""
    with cafe.database.look() as session:
        runs = session.scalars(select(Run).order_by(Run.occurrence, Run.id))
        return [run.steps[0].owner_id for run in runs if run.steps]


def process_of(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(Process)).one()


def test_turns_by_run_go_round_in_their_order(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM))
    for day in range(5):
        shop.at("7:00", day=day)
    assert owners(shop) == [ANA, ZOE, KIM, ANA, ZOE]
    assert process_of(shop).owner_id == KIM


def test_weekly_turns_change_on_mondays_and_weeks_without_a_run_count(shop):
    shop.process("every Monday and Thursday at 7:00", **rota(WEEKLY, ANA, ZOE, KIM))
    for day in (0, 3, 7, 10):
        shop.at("7:00", day=day)
    shop.asks(OLE, "pause opening until 14 December")
    shop.at("7:00", day=21)
    assert owners(shop) == [ANA, ANA, ZOE, ZOE, ANA]


def test_a_pause_takes_no_turn_away_where_turns_go_by_run(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    shop.asks(OLE, "pause opening")
    shop.at("8:00", day=3)
    shop.asks(OLE, "resume opening")
    shop.at("7:00", day=4)
    assert owners(shop) == [ANA, ZOE]


def test_an_extra_run_is_of_who_is_next_and_takes_no_turn_away(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    shop.at("7:05")
    shop.asks(OLE, "start opening")
    shop.at("7:00", day=1)
    assert owners(shop) == [ANA, ZOE, ZOE]


def test_a_skipped_run_takes_no_turn_away_and_comes_back_to_the_same_person(shop):
    made = shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    with shop.database.work() as session:
        process = session.get_one(Process, made.id)
        run = skipping.skip(session, process, process.next_local, OLE, "closed", shop.now)
        assert process.owner_id == ZOE
        skipping.take_back(session, run, OLE, shop.now)
        assert process.owner_id == ZOE
        skipping.skip(session, process, process.next_local, OLE, "closed", shop.now)
        session.commit()
    shop.at("7:00", day=2)
    assert owners(shop) == [ANA, ZOE]


def test_who_would_have_had_the_skipped_week_is_told(shop):
    shop.process("every Monday at 7:00", **rota(WEEKLY, ANA, ZOE))
    shop.asks(OLE, "skip opening because holiday")
    assert len(shop.cards(ANA)) == 1
    assert shop.cards(ZOE) == []


def test_downtime_keeps_everybodys_turn(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM))
    shop.restart()
    shop.at("8:00", day=4)
    assert owners(shop) == [ANA, ZOE, KIM, ANA, ZOE]


def test_who_is_away_is_passed_over_and_the_card_of_the_next_one_says_so(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM))
    shop.asks(ANA, "away until tomorrow 6:30")
    shop.at("7:00")
    assert owners(shop) == [ZOE]
    (card,) = shop.cards(ZOE)
    assert f"This is yours as the next in the rota: <@{ANA}> is away until" in card
    assert shop.cards(BEN) == []
    shop.posts(ZOE, "door.jpg")
    shop.at("7:00", day=1)
    assert owners(shop) == [ZOE, ZOE]
    assert shop.ledger("run_opened")[0]["passed_over"] == [[ANA, "away"]]
    assert "rota" not in shop.cards(ZOE)[-1]
    assert [entry["outcome"] for entry in shop.ledger("step_done")] == ["on_time"]


def test_where_all_of_a_rota_are_away_its_ladder_goes_on(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    for person in (ANA, ZOE):
        shop.asks(person, "away until tomorrow 6:30")
    shop.at("7:00")
    assert owners(shop) == [ANA]
    assert f"<@{ANA}> is away" in shop.cards(BEN)[0]


def test_who_has_left_is_passed_over_until_the_manager_fills_the_place(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    shop.changes(ZOE, deleted=True)
    shop.at("7:00", day=1)
    assert owners(shop) == [ANA, ANA]
    assert f"<@{ZOE}> is no longer active in Slack" in shop.cards(ANA)[-1]
    asked = [m for m in shop.slack.said(MIA) if m["key"].startswith("leaver:")]
    assert "who takes their turns as its owner now?" in str(asked[0]["blocks"])
    with shop.database.look() as session:
        place = session.scalars(select(Vacancy)).one().id
    shop.taps(MIA, "take_over", block_id=f"vacancy:{place}", selected_user=BEN)
    assert process_of(shop).rota.members == (ANA, ZOE)
    shop.taps(MIA, "take_over", block_id=f"vacancy:{place}", selected_user=KIM)
    assert process_of(shop).rota.members == (ANA, KIM)
    for day in (2, 3):
        shop.at("7:00", day=day)
    assert owners(shop)[2:] == [ANA, KIM]


def test_who_left_while_next_is_next_no_more_and_is_again_when_back(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.changes(ANA, deleted=True)
    assert process_of(shop).owner_id == ZOE
    shop.changes(ANA, deleted=False)
    assert process_of(shop).owner_id == ANA


def test_two_bots_and_a_restart_agree_on_whose_turn_it_is(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    for day in range(4):
        shop.restart()
        shop.at("7:00", day=day)
    assert owners(shop) == [ANA, ZOE, ANA, ZOE]


def test_mine_shows_what_comes_today_only_to_who_is_really_next(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    assert "7:00" in shop.asks(ANA, "mine").split("Yours to look after")[0]
    assert "Nothing more comes to you today" in shop.asks(ZOE, "mine")
    assert "you take turns at it" in shop.asks(ZOE, "mine")
    shop.asks(ANA, "away until tomorrow 6:30")
    assert "Nothing more comes to you today" in shop.asks(ANA, "mine")
    assert "Nothing more comes to you today" not in shop.asks(ZOE, "mine")


def test_away_says_which_turns_fall_in_that_time_and_who_gets_them(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    said = shop.asks(ZOE, "away until Saturday 9:00")
    assert "3 times" in said
    assert f"goes straight to <@{ANA}>" in said


def test_the_line_makes_a_rota_and_its_preview_names_the_next_three_owners(shop):
    line = (
        "new Opening checks every weekday at 7:00 owner <@U0ANA|ana>, <@U0ZOE|zoe> and "
        "<@U0KIM|kim> each run backup <@U0BEN|ben> manager <@U0MIA|mia> steps: Unlock doors"
    )
    answer = shop.answer(OLE, line).message
    assert problems_of(Message(answer.text, answer.blocks)) == []
    said = str(answer.blocks)
    assert f"Mon 23 Nov at 7:00: <@{ANA}>" in said
    assert f"Tue 24 Nov at 7:00: <@{ZOE}>" in said
    assert f"Wed 25 Nov at 7:00: <@{KIM}>" in said
    assert f"<@{ANA}>, <@{ZOE}>, <@{KIM}> take turns, a run each" in said
    (draft,) = [b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions"]
    shop.creating.create_draft(shop.click(OLE, draft), shop.now)
    assert process_of(shop).rota == Rota(turn=EACH_RUN, members=(ANA, ZOE, KIM))


@pytest.mark.parametrize(
    ("owner", "says"),
    [
        ("<@U0ANA|ana>, <@U0ANA|ana>", "Somebody is in this rota twice"),
        ("<@U0ANA|ana>, <@U0BEN|ben>", "This person takes turns as the owner"),
        ("<@U0ANA|ana>, <@U0ZOE|zoe> monthly", "Say how they take turns"),
        ("<@U0ANA|ana> <@U0ZOE|zoe>, <@U0MIA|mia> weekly", "This person takes turns"),
    ],
)
def test_a_line_with_a_rota_that_makes_no_sense_says_why(shop, owner, says):
    line = (
        f"new A every day at 7:00 owner {owner} backup <@U0BEN|ben> manager <@U0MIA|mia> steps: B"
    )
    assert says.casefold() in shop.asks(OLE, line).casefold()


def test_the_page_and_the_list_say_who_is_next(shop):
    shop.process(DAILY, **rota(WEEKLY, ANA, ZOE))
    shown = shop.asks(OLE, "show opening")
    assert f"Owner: <@{ANA}>, <@{ZOE}> take turns, a week each" in shown
    assert f"|23 Nov at 7:00> <@{ANA}>" in shown
    assert f"<@{ANA}> next, in turns" in shop.asks(OLE, "list")
    answer = shop.answer(OLE, "show opening").message
    assert problems_of(Message(answer.text, answer.blocks)) == []


def edit(cafe, **changes):
    with cafe.database.work() as session:
        process = session.scalars(select(Process)).one()
        plan = versions.plan_of(process).model_copy(update=changes)
        done = changing.change(session, process, plan, OLE, cafe.now)
        session.commit()
    cafe.run()
    return done


def test_a_rota_that_gets_another_member_goes_on_with_who_was_next(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    edit(shop, rota=Rota(turn=EACH_RUN, members=(ANA, ZOE, KIM)))
    for day in (1, 2, 3):
        shop.at("7:00", day=day)
    assert owners(shop) == [ANA, ZOE, KIM, ANA]


def test_a_rota_that_loses_who_was_next_goes_on_with_the_one_behind(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE, KIM))
    shop.at("7:00")
    edit(shop, owner_id=ANA, rota=Rota(turn=EACH_RUN, members=(ANA, KIM)))
    shop.at("7:00", day=1)
    assert owners(shop) == [ANA, KIM]


def test_a_change_of_something_else_leaves_the_rota_where_it_is(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.at("7:00")
    assert edit(shop, name="Opening")
    assert not edit(shop, name="Opening")
    assert process_of(shop).owner_id == ZOE
    told = shop.cards(ANA)[-1]
    assert "Name: Opening checks → Opening" in told
    assert "Owner" not in told


def test_one_owner_can_become_a_rota_and_a_rota_one_owner(shop):
    shop.process(DAILY, steps=ONE_STEP)
    edit(shop, rota=Rota(turn=WEEKLY, members=(ANA, ZOE)))
    assert "You are now its owner" in shop.cards(ZOE)[-1]
    assert f"Owner: <@{ANA}> → <@{ANA}>, <@{ZOE}> take turns, a week each" in shop.cards(ZOE)[-1]
    edit(shop, owner_id=KIM, rota=None)
    assert "You are no longer its owner" in shop.cards(ZOE)[-1]
    shop.at("7:00")
    assert owners(shop) == [KIM]
    with shop.database.look() as session:
        plans = [v.plan for v in session.scalars(select(ProcessVersion))]
    assert [plan["rota"] and plan["rota"]["members"] for plan in plans] == [None, [ANA, ZOE], None]


def test_every_member_of_a_rota_counts_as_its_owner(shop):
    shop.process(DAILY, **rota(WEEKLY, ANA, ZOE))
    assert "An extra run of" in shop.asks(ZOE, "start opening")
    assert "is up to" in shop.asks(KIM, "start opening")


def test_weeks_are_those_of_the_process_zone(shop):
    """Sunday 23:30 in Berlin and Monday 0:30 are turns of two people, whatever UTC says."""
    shop.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    shop.process("every day at 0:30", **rota(WEEKLY, ANA, ZOE))
    assert process_of(shop).next_local.date() == date(2026, 11, 23)
    shop.at("0:30", day=6)
    assert process_of(shop).owner_id == ZOE
    assert process_of(shop).next_local.astimezone(BERLIN).date() == (MONDAY + timedelta(7)).date()
    assert processes.cadence_of(process_of(shop)).zone == "Europe/Berlin"


def test_the_form_makes_a_rota_and_changes_it(shop):
    shop.process(DAILY, steps=ONE_STEP)
    ole = Editor(shop, OLE)
    ole.asks("edit opening")
    assert ole.has("owner_id") == ANA
    looked_at = ole.saves(owner_id=[ZOE, ANA])
    assert f"Owner: <@{ANA}> → <@{ZOE}>, <@{ANA}> take turns, a week each" in looked_at
    assert f"Tue 24 Nov at 7:00: <@{ZOE}>" in looked_at
    assert process_of(shop).rota == Rota(turn=WEEKLY, members=(ZOE, ANA))
    ole.asks("edit opening")
    assert ole.has("owner_id") == [ZOE, ANA]
    looked_at = ole.saves(owner_turn="each_run")
    assert "take turns, a week each → " in looked_at
    assert process_of(shop).rota.turn == EACH_RUN


def test_the_form_makes_a_groups_rota_and_says_what_is_wrong_at_its_field(shop):
    shop.slack.groups["S0OPEN"] = ("openers", [ZOE, KIM])
    shop.process(DAILY, steps=ONE_STEP)
    ole = Editor(shop, OLE)
    ole.asks("edit opening")
    assert "Choose people or name a user group" in ole.types(owner_group="@openers").submits()
    assert "I know no user group @nobody" in (
        ole.types(owner_id=[], owner_group="@nobody").submits()
    )
    assert "Say how they take turns" in ole.types(owner_group="@openers monthly").submits()
    looked_at = ole.saves(owner_group="@Openers each run")
    assert "the members of @openers take turns, a run each" in looked_at
    assert f"Mon 23 Nov at 7:00: <@{KIM}>" in looked_at
    ole.asks("edit opening")
    assert ole.has("owner_group") == "@openers each run"
    shop.at("7:00")
    assert owners(shop) == [KIM]


def test_a_clone_takes_turns_as_well(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    ole = Editor(shop, OLE)
    ole.asks("clone opening")
    assert ole.has("owner_id") == [ANA, ZOE]
    assert ole.has("owner_turn") == "each_run"


def test_two_changes_at_once_keep_the_rota_of_the_one_and_the_name_of_the_other(shop):
    shop.process(DAILY, steps=ONE_STEP)
    ole, mia = Editor(shop, OLE), Editor(shop, MIA)
    ole.asks("edit opening")
    mia.asks("edit opening")
    mia.saves(owner_id=[ANA, ZOE])
    shop.at("7:00")
    ole.types(name="Opening").submits()
    ole.submits()
    ole.submits()
    ole.submits()
    kept = process_of(shop)
    assert (kept.name, kept.rota.members, kept.owner_id) == ("Opening", (ANA, ZOE), ANA)


def test_a_rota_given_to_a_paused_process_begins_with_its_first_when_it_goes_on(shop):
    shop.process(DAILY, steps=ONE_STEP)
    shop.at("8:00", day=9)
    shop.asks(OLE, "pause opening")
    edit(shop, owner_id=KIM, rota=Rota(turn=WEEKLY, members=(KIM, ZOE)))
    shop.asks(OLE, "resume opening")
    assert process_of(shop).owner_id == KIM


def test_who_takes_over_from_a_leaver_has_the_turn_that_was_theirs(shop):
    shop.process(DAILY, **rota(EACH_RUN, ANA, ZOE))
    shop.changes(ANA, deleted=True)
    with shop.database.look() as session:
        place = session.scalars(select(Vacancy)).one().id
    shop.taps(MIA, "take_over", block_id=f"vacancy:{place}", selected_user=KIM)
    assert process_of(shop).owner_id == KIM
