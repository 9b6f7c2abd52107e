"""A process that is made to run at locations, its places added and taken away."""

from datetime import datetime

import pytest
from cafe import ANA, BEN, MIA, OLE
from shops import (
    KIM,
    LEA,
    ZOE,
    buttons,
    by_name,
    family,
    location,
    places,
    processes,
    two_shops,
)
from sqlalchemy import select

from handlers.views import family_ids as ids
from scheduler.plan import StepPlan
from scheduler.rotas import Rota, RotaTurn
from storage.models import Family, Process, ProcessVersion, Run
from storage.states import ProcessState
from tests.block_kit import problems_of, problems_of_modal

UMA = "U0UMA"
MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    two_shops(cafe)
    return cafe


def asked(cafe, line="places opening: Mitte, Nord", who=OLE):
    return cafe.answer(who, line).message


def test_each_place_is_said_with_its_next_run_in_its_own_zone_and_its_ladder(cafe):
    cafe.process()
    preview = asked(cafe)
    assert problems_of(preview) == []
    for part in (
        "*Opening checks* is to run at 2 places; nothing is changed yet.",
        "*Mitte* (this process, with all its history): Mon 23 Nov at 7:00 (Europe/Berlin)",
        f"7:00 <@{ANA}> → 8:00 <@{BEN}> → 9:00 <@{MIA}> → 11:00 missed",
        "*Nord* (new): Mon 23 Nov at 7:00 (America/New_York)",
        f"7:00 <@{ZOE}> → 8:00 <@{KIM}> → 9:00 <@{LEA}> → 11:00 missed",
    ):
        assert part in preview.text, part
    assert processes(cafe) == {"Opening checks": "active"}


def test_the_process_becomes_the_first_place_and_nothing_of_its_history_is_lost(cafe):
    made = cafe.process()
    cafe.at("7:00")
    save = buttons(asked(cafe))["Let it run there"]
    assert "*Opening checks* runs at Mitte, Nord." in cafe.presses(OLE, *save)
    found = places(cafe)
    assert set(found) == {MITTE, NORD}
    assert found[MITTE].id == made.id
    assert found[NORD].zone == "America/New_York"
    assert (found[NORD].owner_id, found[NORD].creator_id) == (ZOE, OLE)
    assert [step.key for step in found[MITTE].steps] == [step.key for step in found[NORD].steps]
    with cafe.database.look() as session:
        assert session.scalars(select(Run.process_id)).all() == [made.id]
        kept = select(ProcessVersion.version).where(ProcessVersion.process_id == made.id)
        assert session.scalars(kept).all() == [1, 2]
    cafe.posts(ANA, "door.jpg", card=0)
    assert cafe.steps()["Unlock doors"] == "done", "the run that was open goes on"
    assert "Opening checks" in cafe.asks(OLE, "history opening mitte")


def test_every_place_asks_its_own_people_at_its_own_seven_o_clock(cafe):
    family(cafe, "Mitte", "Nord")
    told = len(cafe.cards(ANA))
    cafe.at("7:00")
    assert "Unlock doors" in cafe.cards(ANA)[told]
    assert cafe.cards(ZOE) == []
    cafe.at("13:00")
    assert "Unlock doors" in cafe.cards(ZOE)[-1]
    assert NORD in cafe.cards(ZOE)[-1]


def test_a_place_goes_by_the_holidays_of_its_location(cafe):
    family(cafe, "Mitte", "Nord")
    for day in range(4):
        cafe.at("13:00", day=day)
    with cafe.database.look() as session:
        thanksgiving = session.scalars(
            select(Run.name).where(Run.occurrence >= datetime(2026, 11, 26))
        )
        assert thanksgiving.all() == [MITTE], "in Berlin the 26th is a day like any other"


def test_confirming_twice_lets_it_run_there_once(cafe):
    cafe.process()
    save = buttons(asked(cafe))["Let it run there"]
    cafe.presses(OLE, *save)
    assert "runs at Mitte, Nord already" in cafe.presses(OLE, *save)
    assert list(processes(cafe)) == [MITTE, NORD]
    assert len(cafe.ledger("family_created")) == 1


def test_what_changed_since_it_was_looked_at_is_shown_anew_before_it_is_done(cafe):
    cafe.process()
    save = buttons(asked(cafe))["Let it run there"]
    edit = cafe.answer(OLE, f"location edit Nord owner <@{ANA}|ana>").message
    cafe.presses(OLE, *buttons(edit)["Save"])
    anew = cafe.rooms.clicks[save[0]](cafe.click(OLE, save[1], save[0]), cafe.now)
    assert "Something has changed since you looked" in anew.message.text
    assert f"7:00 <@{ANA}> → 8:00 <@{KIM}>" in anew.message.text
    assert list(processes(cafe)) == ["Opening checks"]
    cafe.presses(OLE, *buttons(anew.message)["Let it run there"])
    assert places(cafe)[NORD].owner_id == ANA


def test_cancelling_the_preview_changes_nothing(cafe):
    cafe.process()
    assert "nothing was changed" in cafe.presses(OLE, *buttons(asked(cafe))["Cancel"])
    assert list(processes(cafe)) == ["Opening checks"]


def test_the_modal_offers_all_locations_with_those_where_it_runs_chosen(cafe):
    location(cafe, "Süd")
    family(cafe, "Mitte", "Nord")
    assert cafe.asks(OLE, "places opening") is None
    form = cafe.slack.opened[-1]
    element = form["blocks"][-1]["element"]
    assert element["type"] == "multi_static_select"
    assert [one["text"]["text"] for one in element["options"]] == ["Mitte", "Nord", "Süd"]
    assert [one["text"]["text"] for one in element["initial_options"]] == ["Mitte", "Nord"]
    chosen = [{"value": str(by_name(cafe, name).id)} for name in ("Nord", "Süd")]
    view = cafe.sends(OLE, form, places={"selected_options": chosen})["view"]
    assert problems_of_modal(view) == []
    assert f"These end for good: {MITTE}" in str(view)
    said = str(cafe.submits_to(OLE, ids.PLACES_CONFIRM, {}, view["private_metadata"]))
    assert "runs at Nord, Süd" in said
    assert processes(cafe) == {
        MITTE: ProcessState.ARCHIVED,
        NORD: ProcessState.ACTIVE,
        "Opening checks \u2013 Süd": ProcessState.ACTIVE,
    }


def test_a_place_that_is_taken_away_and_comes_back_is_a_new_process(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.presses(OLE, *buttons(asked(cafe, "places opening: Nord"))["Let it run there"])
    cafe.presses(OLE, *buttons(asked(cafe, "places opening: Mitte and Nord"))["Let it run there"])
    with cafe.database.look() as session:
        assert session.scalar(select(Family.id)) == 1
    assert set(places(cafe)) == {MITTE, NORD}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("places", "Which process, and where?"),
        ("places opening: Mitte, Wedding", "I know no location called “Wedding”"),
        ("places opening:", "Choose at least one location"),
        ("places nothing: Mitte", "I know no process called “nothing”"),
    ],
)
def test_a_line_that_is_not_clear_says_what_is_missing(cafe, line, says):
    cafe.process()
    assert says in cafe.asks(OLE, line)


def test_names_with_colons_and_all_locations_are_understood(cafe):
    cafe.process(name="Food: fridge")
    assert "is to run at 2 places" in asked(cafe, "places food: fridge: all").text


def test_a_name_that_is_taken_or_too_long_is_said_for_its_place(cafe):
    cafe.process(name="x" * 75)
    cafe.process(name=NORD)
    cafe.process()
    long = cafe.asks(OLE, f"places {'x' * 75}: Mitte")
    assert "which has 83 characters" in long
    assert (
        f"There is a process called “{NORD}” already"
        in asked(cafe, "places opening checks: Mitte, Nord").text
    )


def test_somebody_who_has_left_is_named_before_a_place_is_made(cafe):
    cafe.process()
    cafe.leaves(ZOE)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[ZOE]})
    assert f"Nord: {ZOE} is no full member here any more" in asked(cafe).text


def test_who_has_left_and_has_a_step_is_replaced_among_the_steps(cafe):
    cafe.hires(UMA)
    cafe.process(steps=(StepPlan(title="Fridge", owner_id=UMA),))
    cafe.leaves(UMA)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[UMA]})
    said = asked(cafe).text
    assert f"{UMA}, who has a step of it, is no full member here any more" in said
    assert "with /baton steps Opening checks" in said


def test_only_who_may_change_the_process_everywhere_chooses_where_it_runs(cafe):
    cafe.process()
    value = buttons(asked(cafe))["Let it run there"][1]
    for who in (ANA, BEN, ZOE):
        assert "is up to" in cafe.asks(who, "places opening: Mitte, Nord")
        assert "is up to" in cafe.presses(who, ids.PLACES_SAVE, value)
        assert "is up to" in str(cafe.submits_to(who, ids.PLACES_CONFIRM, {}, value))
    assert list(processes(cafe)) == ["Opening checks"]
    family(cafe, "Mitte", "Nord", name="Closing checks")
    assert "is up to" in cafe.asks(MIA, "places closing: Mitte"), "she manages one place of two"


@pytest.mark.parametrize("value", ["", "1", "1|2", "x|1|aaaaaaaaaaaa", f"9|1|{'a' * 12}"])
def test_forged_and_stale_buttons_do_nothing(cafe, value):
    cafe.process()
    assert "nothing was changed" in cafe.presses(OLE, ids.PLACES_SAVE, value)
    assert "nothing was changed" in str(cafe.submits_to(OLE, ids.PLACES_CONFIRM, {}, value))
    if value != "1":
        assert "nothing was changed" in cafe.presses(OLE, ids.PLACES_OPEN, value)
    assert list(processes(cafe)) == ["Opening checks"]


def test_a_process_archived_under_the_open_modal_is_answered_clearly(cafe):
    cafe.process()
    cafe.asks(OLE, "places opening")
    form = cafe.slack.opened[-1]
    cafe.asks(OLE, "archive opening")
    chosen = {"selected_options": [{"value": str(by_name(cafe, "Mitte").id)}]}
    assert "archived meanwhile" in str(cafe.sends(OLE, form, places=chosen))


def test_owners_who_take_turns_are_one_owner_before_it_runs_at_locations(cafe):
    with_rota = cafe.process(
        name="Night round",
        owner_id=ANA,
        rota=Rota(turn=RotaTurn.WEEKLY, members=(ANA, ZOE)),
    )
    said = str(asked(cafe, "places night: Mitte, Nord").blocks)
    assert "take turns" in said
    assert "confirm_places" not in said
    with cafe.database.look() as session:
        assert session.get(Process, with_rota.id).family_id is None
