"""Locations and families as people see them: what Slack takes, and what harms nobody."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from view_rows import BERLIN, DUE, IDS, berlin, process, run

from handlers.views import (
    at_places,
    family_changes,
    location_answers,
    location_form,
    location_notes,
    place_people,
    places,
    which_place,
)
from handlers.views import family_ids as ids
from handlers.views.edit_modals import again_modal, unchanged_modal
from handlers.views.family_page import family_page
from handlers.views.form import preset_from_plan, process_form
from handlers.views.history_page import family_history_page
from handlers.views.process_list import process_list
from handlers.views.step_form import step_form
from handlers.views.step_list import step_list, steps_of_family
from sandbox.block_kit import view_problems
from scheduler.cadence import Occurrence
from scheduler.definition import definition_of
from scheduler.family_finding import FamilyLine
from scheduler.family_look import FamilyLook, PlaceLook
from scheduler.family_versions import FamilyBasis, FamilyChange
from scheduler.finding import ProcessPage
from scheduler.history import HistoryPage
from scheduler.location_plan import LocationPlan
from scheduler.placing import Place, Prospect
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.relocating import Move
from storage.models import Family, LedgerEntry, Location
from storage.states import HolidayMove, RunState
from tests.block_kit import HOSTILE, buttons_in, harm_in, problems_of, words_in

FIRST = Occurrence(datetime(2026, 11, 23, 7), berlin(7))
TEXTS = ["Opening checks", *HOSTILE]
MANY = 100


def location(name="Mitte", number=1, **changes):
    facts = {
        "id": number,
        "name": name,
        "name_key": name.casefold(),
        "zone": BERLIN,
        "holiday_place": "DE-BE",
        "creator_id": "U0OLE",
        "created_at": DUE,
        "version": 1,
        "retired_at": None,
    }
    return Location(**facts | IDS | changes)


def plan(name="Opening checks", title="Unlock doors"):
    """A plan whose words may be longer than a form takes."""
    steps = (StepPlan.model_construct(title=title, proof_kind="any", proof_count=1, key="k"),)
    return ProcessPlan.model_construct(
        name=name,
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        start=datetime(2026, 11, 23, 7),
        zone=BERLIN,
        steps=steps,
        **IDS,
    )


def definition(name):
    short = definition_of(plan("Opening checks"))
    return short.model_copy(update={"name": name, "steps": plan(title=name[:300] or "x").steps})


def place_of(name, number=1):
    one = process(name, (name,), id=number, family_id=1, location_id=number)
    one.family = Family(id=1, name=name, name_key=name.casefold(), version=1, created_at=DUE)
    one.location = location(name, number)
    return one


def look(name, count):
    last = run(name=name, state=RunState.DONE)
    seen = [
        PlaceLook(place_of(name, n), name, last if n % 2 else None) for n in range(1, count + 1)
    ]
    return FamilyLook(place_of(name).family, definition(name), seen)


def prospect(name, count=MANY):
    shown = [Place(location(name, n), plan(name), FIRST, is_new=n > 1) for n in range(count)]
    gone = tuple(place_of(name, n) for n in range(count))
    problems = (name, f"{name}: {name}") * 20
    first = replace(shown[0], becomes=True)
    asleep = replace(first, first=None, is_paused=True)
    resting = (asleep, replace(asleep, wakes_at=DUE))
    return Prospect(name, (first, *resting, *shown), gone, 3, problems, "a" * 12)


def change(name):
    before = definition("Opening checks")
    after = definition(name).model_copy(update={"holiday_move": HolidayMove.AFTER})
    return FamilyChange(2, "U0OLE", DUE, before, after)


def choice(name, verb, words=""):
    shown = [(place_of(name, number), name) for number in range(1, MANY + 1)]
    return which_place.Choice(1, name, shown, verb, words)


def entry(name):
    both = {"before": name, "after": name}
    place = {"before": None, "after": "DE-BE"}
    changes = {
        "name": both,
        "holiday_place": place,
        "owner_id": {"before": "U0ANA", "after": "U0BEN"},
    }
    return LedgerEntry(person_id="U0OLE", facts={"changes": changes})


def location_change(name):
    before = LocationPlan.model_construct(name=name, zone=BERLIN, holiday_place=None, **IDS)
    after = before.model_copy(update={"holiday_place": "DE-BE", "zone": "Asia/Tokyo"})
    return location_form.LocationChange(before, after, [Move(place_of(name), plan(name))] * MANY)


def messages(name):
    one, there = location(name), [place_of(name)] * MANY
    seen = prospect(name)
    outcome = at_places.Outcome(
        "pause", name, [name] * MANY, [(name, "paused already")] * MANY, DUE
    )
    return [
        *(which_place.which_place(choice(name, verb)) for verb in which_place.VERBS),
        which_place.which_place(choice(name, "skip", f"because {name}")),
        which_place.one_place(place_of(name), place_of(name).family, MANY),
        at_places.at_places(outcome),
        at_places.at_places(replace(outcome, done=[])),
        at_places.nothing_there(),
        at_places.belongs(name, name),
        family_page(look(name, MANY), can_act=True),
        family_page(look(name, 0), can_act=True),
        places.places_question(seen, DUE, "c" * 1500, is_stale=True),
        places.wrong(seen),
        places.placed(seen),
        places.runs_there_already(seen),
        places.no_location_yet(),
        places.which_process(),
        places.nothing_done(),
        places.demo_stays(),
        steps_of_family(place_of(name), place_of(name).family, MANY),
        location_answers.location_list(
            [location(name, n) for n in range(MANY)], {}, frozenset(range(MANY)), 1
        ),
        location_answers.location_list([], {}, frozenset(), 0),
        location_answers.location_page(one, there, can_edit=True),
        location_answers.created(one),
        location_answers.changed(one, 0),
        location_answers.changed(one, MANY),
        location_answers.nothing_changed(one),
        location_answers.retire_question(one, there, "1.100"),
        location_answers.retire_question(one, [], "1.0"),
        location_answers.retired(one, MANY),
        location_answers.location_gone(),
        location_answers.location_overtaken(one),
        location_answers.unknown_location(name, []),
        location_answers.unknown_location(name, [one] * MANY),
        location_answers.location_not_allowed("change", one),
        location_answers.location_taken(name),
        location_answers.which_location(),
        location_form.change_question(location_change(name), DUE, "c" * 1500),
        location_notes.location_changed(one, entry(name), there, "U0ANA"),
        location_notes.location_changed(one, entry(name), [], "U0ANA"),
        family_changes.family_changed(change(name), [(p, name) for p in there], "U0ANA"),
        family_changes.family_overtaken(name, BERLIN, [change(name)] * 50, DUE),
        place_people.people_changed(place_of(name), is_changed=True),
        place_people.people_changed(place_of(name), is_changed=False),
        family_history_page(place_of(name).family, _page(name), {1: name}, DUE),
        family_history_page(place_of(name).family, HistoryPage([], False, False), {}, DUE),
        process_list(ProcessPage([place_of(name)], 0, 1, {1: FamilyLine(name, MANY, 3, DUE)})),
        process_list(ProcessPage([place_of(name)], 0, 1, {1: FamilyLine(name, 1, 0, None)})),
    ]


def _page(name):
    return HistoryPage([run(name=name, process_id=1)] * 3, has_newer=True, has_older=True)


def modals(name):
    preset = preset_from_plan(definition("Opening checks"))
    family = replace(preset, name=name, family=FamilyBasis(1, 1))
    known = [location(name, number) for number in range(250)]
    after = [
        family_changes.PlaceAfter(name, plan(name), FIRST if n > 1 else None, is_paused=n == 1)
        for n in range(MANY)
    ]
    seen = family_changes.FamilyProspect(
        change(name).before, change(name).after, plan(name), after, 2
    )
    return [
        process_form(family),
        places.places_form(name, known, [240, 3], "1"),
        places.places_preview(prospect(name), DUE, "c" * 1500, is_stale=False),
        location_form.location_form(location_form.LocationPreset(name=name, about="1.1")),
        location_form.location_form(location_form.LocationPreset()),
        location_form.change_modal(location_change(name), DUE, "c" * 1500),
        at_places.skip_all_form(name, [(name, FIRST.local)] * MANY, "1 2@x"),
        place_people.people_form(place_of(name), location(name)),
        family_changes.family_preview(seen, "d" * 32, DUE, is_last=True),
        again_modal(at_places.belongs(name, name), "d" * 32, ids.FAMILY_AGAIN),
        unchanged_modal(),
        step_list(definition(name), "d" * 32),
        step_form(definition(name), "k", "d" * 32, timedelta(minutes=5)),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_message_and_no_words_do_harm(text):
    for number, message in enumerate(messages(text)):
        assert problems_of(message) == [], (number, message.text[:200])


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_every_modal_and_no_words_do_harm(text):
    for view in modals(text):
        assert view_problems(view) == [], view["title"]
        assert harm_in(words_in(b for b in view["blocks"] if b["type"] == "section")) == []


def test_where_a_process_runs_is_in_the_list_however_many_locations_there_are():
    form = places.places_form("Opening", [location("Shop", n) for n in range(250)], [240, 3], "1")
    element = form["blocks"][-1]["element"]
    assert len(element["options"]) == MANY
    assert {one["value"] for one in element["initial_options"]} == {"240", "3"}
    assert "150 more are not in this list" in words_in(form["blocks"][:1])


def test_a_hundred_places_have_a_button_each_and_one_for_all():
    message = which_place.which_place(choice("Mitte", "archive"))
    shown = buttons_in(message.blocks)
    assert len(shown) == MANY + 1
    assert shown[f"{ids.AT_PLACE}:all"]["style"] == "danger"
    assert shown[f"{ids.AT_PLACE}:7"]["value"] == '{"verb":"archive","process":7}'


def test_what_stood_behind_the_verb_is_carried_in_a_length_that_slack_takes():
    wish = ids.Wish(verb="skip", process=1, words="x" * 5000)
    assert len(wish.carried) < 2000
    assert ids.Wish.model_validate_json(wish.carried).words == "x" * ids.LONGEST_WORDS
