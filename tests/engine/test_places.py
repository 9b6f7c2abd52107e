"""A process that runs at locations: made one, its places added and taken away, found and shown."""

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
from handlers.views.leaver import TAKE_OVER
from scheduler.plan import StepPlan
from scheduler.rotas import Rota, RotaTurn
from storage.models import Family, Process, ProcessVersion, Run, Vacancy
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


def test_its_name_alone_shows_all_places_with_a_place_behind_it_that_one(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    cafe.asks(OLE, "pause opening nord")
    whole = cafe.answer(OLE, "show opening").message
    assert problems_of(whole) == []
    assert "*Opening checks*, 2 places" in str(whole.blocks)
    assert "• *Mitte* \u2013 next <!date^" in whole.text
    assert ":hourglass_flowing_sand: open" in whole.text
    assert f"• *Nord* \u2013 paused; has not run yet; <@{ZOE}>" in whole.text
    assert {"Edit at all places", "Steps", "Locations…"} == set(buttons(whole))
    assert buttons(cafe.answer(ANA, "show opening").message) == {}
    for line in ("opening mitte", "opening checks, mit", "Opening checks – Mitte", "open mi"):
        assert f"<@{ANA}> 60 minutes" in cafe.asks(OLE, f"show {line}")


def test_the_page_of_a_family_says_its_steps_aloud_and_how_a_place_is_looked_at(cafe):
    location(cafe, "A & B")
    family(cafe, "A & B", "Mitte")
    whole = cafe.answer(OLE, "show opening").message
    assert "2. Fridge temperature \u2013 a photo" in whole.text
    assert "`/baton show Opening checks A &amp; B`" in whole.text
    assert "*Opening checks \u2013 A &amp; B*" in cafe.asks(OLE, "show Opening checks A &amp; B")


def test_a_list_has_one_line_for_a_family(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.process(name="Closing checks")
    message = cafe.answer(OLE, "list").message
    assert problems_of(message) == []
    text = message.blocks[0]["text"]["text"]
    assert text.startswith("*2 processes*\n• *Closing checks*")
    assert "• *Opening checks*, 2 places \u2013 every weekday at 7:00; next <!date^" in text
    assert "Mitte" not in text
    cafe.asks(OLE, "pause opening nord")
    assert "1 paused" in cafe.asks(OLE, "list")


def test_a_name_of_a_family_cannot_be_taken_by_another_process(cafe):
    family(cafe, "Mitte", "Nord")
    people = f"owner <@{ANA}> backup <@{BEN}> manager <@{MIA}>"
    line = f"new Opening checks every day at 9:00 {people} steps: Unlock doors"
    assert "There is a process called “Opening checks” already" in cafe.asks(OLE, line)
    cafe.asks(OLE, "archive opening mitte")
    cafe.asks(OLE, "archive opening nord")
    assert "Preview of Opening checks" in cafe.asks(OLE, line), "it is free once it runs nowhere"


@pytest.mark.parametrize(
    ("verb", "state", "says"),
    [
        ("pause", ProcessState.PAUSED, "is paused at Mitte, Nord."),
        ("archive", ProcessState.ARCHIVED, "is ended for good at Mitte, Nord."),
        ("start", ProcessState.ACTIVE, "runs once more, now, at Mitte, Nord."),
    ],
)
def test_a_verb_for_a_family_asks_where_and_one_tap_does_it_everywhere(cafe, verb, state, says):
    family(cafe, "Mitte", "Nord")
    question = cafe.answer(OLE, f"{verb} opening").message
    assert problems_of(question) == []
    assert list(buttons(question)) == ["Mitte", "Nord", "All 2 places"]
    assert set(processes(cafe).values()) == {"active"}
    assert says in cafe.presses(OLE, *buttons(question)["All 2 places"])
    assert set(processes(cafe).values()) == {state}


def test_one_tap_does_it_at_one_place_alone_and_a_second_one_says_so(cafe):
    family(cafe, "Mitte", "Nord")
    tap = buttons(cafe.answer(OLE, "pause opening until Friday 9:00").message)["Nord"]
    assert "is paused at Nord until <!date^" in cafe.presses(OLE, *tap)
    again = cafe.rooms.deeds[tap[0]](cafe.click(OLE, tap[1], tap[0]), cafe.now)
    assert "Nord: paused already" in again.message.text
    assert not again.replaces, "what the first tap did stays to be read"
    assert processes(cafe) == {MITTE: "active", NORD: "paused"}
    everywhere = buttons(cafe.answer(OLE, "resume opening").message)["All 2 places"]
    said = cafe.presses(OLE, *everywhere)
    assert "comes due again at Nord." in said
    assert "• Mitte: not paused" in said


def test_at_all_places_each_is_done_only_by_who_may_do_it_there(cafe):
    family(cafe, "Mitte", "Nord")
    said = cafe.presses(MIA, *buttons(cafe.answer(MIA, "pause opening").message)["All 2 places"])
    assert "is paused at Mitte." in said
    assert "• Nord: up to its creator, its manager or an admin" in said
    assert processes(cafe) == {MITTE: "paused", NORD: "active"}


def test_skipping_with_a_reason_leaves_out_the_next_one_of_each_place(cafe):
    family(cafe, "Mitte", "Nord")
    question = cafe.answer(OLE, "skip opening because of stocktaking").message
    said = cafe.presses(OLE, *buttons(question)["All 2 places"])
    assert "leaves its next one out at Mitte, Nord." in said
    assert cafe.runs() == ["skipped", "skipped"]


def test_a_family_whose_name_holds_what_begins_a_moment_is_paused(cafe):
    family(cafe, "Mitte", "Nord", name="Check for leaks")
    for line in ("pause Check for leaks", "pause check for leaks until Friday 9:00"):
        question = cafe.answer(OLE, line).message
        assert "is paused at Mitte" in cafe.presses(OLE, *buttons(question)["Mitte"])


def test_the_reason_typed_with_a_cancel_stands_in_the_modal_of_the_place(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.at("7:00")
    question = cafe.answer(OLE, "cancel opening because the delivery did not come").message
    assert cafe.presses(OLE, *buttons(question)["Mitte"]) is None
    why = cafe.slack.opened[-1]["blocks"][-1]["element"]
    assert why["initial_value"] == "the delivery did not come"


def test_a_place_that_has_ended_says_so_and_no_more(cafe):
    family(cafe, "Mitte", "Nord")
    tap = buttons(cafe.answer(OLE, "archive opening").message)["Mitte"]
    cafe.presses(OLE, *tap)
    assert "This process has been archived meanwhile" in cafe.presses(OLE, *tap)


def test_a_second_tap_skips_no_second_one(cafe):
    family(cafe, "Mitte", "Nord")
    for name, skipped in (("Nord", 1), ("All 2 places", 2)):
        question = cafe.answer(OLE, "skip opening because public holiday").message
        tap = buttons(question)[name]
        assert "leaves its next one out at" in cafe.presses(OLE, *tap)
        assert "Nord: skipped a moment ago" in cafe.presses(OLE, *tap)
        assert cafe.runs() == ["skipped"] * skipped
    anew = buttons(cafe.answer(OLE, "skip opening because a trade fair").message)["Nord"]
    assert "leaves its next one out at Nord" in cafe.presses(OLE, *anew)


def test_whoever_may_not_start_reads_who_may(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.hires("U0KAI")
    tap = buttons(cafe.answer("U0KAI", "start opening").message)["Mitte"]
    assert "those who are asked there" in cafe.presses("U0KAI", *tap)


def test_skipping_without_a_reason_asks_for_one_and_shows_what_is_left_out(cafe):
    family(cafe, "Mitte", "Nord")
    question = buttons(cafe.answer(OLE, "skip opening").message)
    assert cafe.presses(OLE, *question["All 2 places"]) is None
    form = cafe.slack.opened[-1]
    assert "• Nord: Mon 23 Nov 2026 at 7:00" in str(form)
    assert "reason" in cafe.sends(OLE, form, reason={"value": " "})["errors"]
    cafe.at("7:00")
    said = str(cafe.sends(OLE, form, reason={"value": "Stocktaking"}))
    assert "leaves its next one out at Nord." in said
    assert "• Mitte: it has begun" in said
    assert sorted(cafe.runs()) == ["open", "skipped"]
    assert cafe.presses(OLE, *question["Nord"]) is None, "one place has the modal of a process"
    assert cafe.slack.opened[-1]["callback_id"] == "skip"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        "x",
        '{"verb": "pause"}',
        '{"verb": "drop", "family": 1}',
        '{"verb": "pause", "family": 99}',
        '{"verb": "pause", "process": 1, "family": 1}',
        '{"verb": "archive", "process": 99}',
    ],
)
def test_a_forged_wish_changes_nothing(cafe, value):
    family(cafe, "Mitte", "Nord")
    assert "nothing was changed" in cafe.presses(OLE, ids.AT_PLACE, value)
    assert set(processes(cafe).values()) == {"active"}


def test_a_beginning_that_fits_a_family_and_others_names_the_family_once(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.process(name="Open tickets")
    said = cafe.asks(OLE, "show open")
    assert "Several processes begin like that" in said
    assert said.count("Opening checks") == 2, "once in the text, once in the blocks"
    assert f"<@{ANA}> 60 minutes" in cafe.asks(OLE, "show opening ch mitte")


def test_other_commands_ask_for_the_place_by_its_name(cafe):
    family(cafe, "Mitte", "Nord")
    for line in ("unskip opening", f"handover opening to <@{BEN}|ben>", "clone opening"):
        assert MITTE in cafe.asks(OLE, line), line
    tap = buttons(cafe.answer(OLE, "cancel opening").message)
    assert set(tap) == {"Mitte", "Nord"}
    assert "No run of" in cafe.presses(OLE, *tap["Nord"])


def test_whoever_leaves_is_replaced_at_their_place_alone(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.changes(KIM, deleted=True)
    assert NORD in cafe.cards(LEA)[-1]
    with cafe.database.look() as session:
        assert session.scalars(select(Vacancy.process_id)).all() == [places(cafe)[NORD].id]


def test_who_has_taken_over_at_a_place_stays_when_the_location_changes_another_role(cafe):
    family(cafe, "Mitte", "Nord")
    cafe.changes(KIM, deleted=True)
    taken = {"block_id": "vacancy:1", "selected_user": BEN}
    cafe.taps(LEA, TAKE_OVER, **taken)
    line = f"location edit Nord owner <@{ANA}|ana> backup <@{MIA}|mia>"
    cafe.presses(OLE, *buttons(cafe.answer(OLE, line).message)["Save"])
    nord = places(cafe)[NORD]
    assert (nord.owner_id, nord.backup_id, nord.manager_id) == (ANA, BEN, LEA)


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
