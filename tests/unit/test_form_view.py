"""The creation form as Slack draws it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from creation_support import (
    BERLIN,
    CONTEXT,
    HOSTILE,
    filled,
    picked,
    refused_by_slack,
    state_of,
    ticked,
    typed,
)
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.form import (
    CADENCE_KIND_ACTION,
    FormPreset,
    preset_for,
    preset_from_plan,
    preset_from_state,
    process_form,
)
from handlers.views.form_cadence import DAYS, NTHS, CadenceFields
from handlers.views.form_ids import DETAILS, CadenceKind
from handlers.views.form_preset import basis_of
from scheduler.plan import MOST_STEPS, ProcessPlan, StepPlan
from scheduler.step_lines import parse_steps
from scheduler.versions import Basis
from storage.states import ProofKind


def blocks(view):
    return {block["block_id"]: block for block in view["blocks"] if "block_id" in block}


def shown_details(view):
    details = {name for names in DETAILS.values() for name in names}
    return tuple(name for name in blocks(view) if name in details)


def of_kind(kind, **changes):
    return FormPreset(cadence=CadenceFields(cadence_kind=kind, **changes))


def options(view, block):
    return [option["text"]["text"] for option in blocks(view)[block]["element"]["options"]]


def assert_slack_takes(view):
    assert refused_by_slack(view["blocks"], most=100) == []
    assert max(len(view[name]["text"]) for name in ("title", "submit", "close")) <= 24
    assert len(view["private_metadata"]) <= 3000
    assert len(json.dumps(view)) < 250_000


def test_the_form_has_its_name_and_its_buttons():
    view = process_form(FormPreset())
    assert (view["type"], view["callback_id"]) == ("modal", "new_process")
    texts = [view[name]["text"] for name in ("title", "submit", "close")]
    assert texts == ["New process", "Preview", "Cancel"]


def test_the_form_of_a_process_that_is_there_says_so_and_remembers_which():
    basis = Basis(process_id=2**31, version=10**6)
    view = process_form(preset_from_plan(plan_of(["Unlock doors"]), basis=basis))
    assert (view["callback_id"], view["title"]["text"]) == ("edit_process", "Edit process")
    assert basis_of(view["private_metadata"]) == basis
    long = CadenceFields(cadence_kind=CadenceKind.WORDS, words="x" * 3000)
    view = process_form(FormPreset(cadence=long, basis=basis))
    assert_slack_takes(view)
    assert basis_of(view["private_metadata"]) == basis, "or it would make a new process"


@pytest.mark.parametrize("metadata", ["", "{", "[]", '{"basis": {"process_id": "x"}}', "null"])
def test_a_malformed_memory_is_of_no_process(metadata):
    assert basis_of(metadata) is None


@pytest.mark.parametrize("kind", list(CadenceKind))
def test_only_the_details_that_the_kind_needs_are_shown(kind):
    view = process_form(of_kind(kind))
    assert shown_details(view) == DETAILS[kind]
    assert_slack_takes(view)


def test_a_change_of_the_kind_or_the_owners_is_told_at_once_and_nothing_else_is():
    told = [
        (name, block["element"]["action_id"])
        for name, block in blocks(process_form(FormPreset())).items()
        if block.get("dispatch_action")
    ]
    assert told == [("cadence_kind", CADENCE_KIND_ACTION), ("owner_id", "owner_id")]


def test_how_they_take_turns_is_asked_where_there_are_several():
    assert "owner_turn" not in blocks(process_form(FormPreset(owner_ids=("U0ANA",))))
    several = FormPreset(owner_ids=("U0ZOE", "U0ANA"), owner_turn="each_run")
    fields = blocks(process_form(several))
    assert fields["owner_id"]["element"]["initial_users"] == ["U0ZOE", "U0ANA"]
    assert fields["owner_turn"]["element"]["initial_option"]["value"] == "each_run"


def test_each_field_is_named_alike_in_block_and_element_whatever_the_kind():
    for kind in CadenceKind:
        for name, block in blocks(process_form(of_kind(kind))).items():
            assert block["element"]["action_id"] == name


def test_only_the_link_the_holidays_the_digest_and_one_of_two_owners_may_stay_empty():
    view = process_form(FormPreset())
    optional = {name for name, block in blocks(view).items() if block["optional"]}
    assert optional == {
        "sop_url",
        "holiday_place",
        "digest_channel_id",
        "owner_id",
        "owner_group",
    }


def test_a_new_form_knows_the_zone_the_channel_and_the_usual_choices():
    state = state_of(process_form(preset_for(BERLIN, "C0OPS", CONTEXT.minimum_window)))
    assert state["zone"]["zone"]["value"] == BERLIN
    assert state["digest_channel_id"]["digest_channel_id"]["selected_conversation"] == "C0OPS"
    assert state["time"]["time"]["selected_time"] == "07:00"
    chosen = {
        name: field[name]["selected_option"]["value"]
        for name, field in state.items()
        if "selected_option" in field[name]
    }
    assert chosen == {
        "cadence_kind": "every_weekday",
        "holiday_move": "skip",
        "nudges": "half_and_end",
        "opening": "one_by_one",
        "overlap": "close",
    }


@pytest.mark.parametrize("channel", [None, "", "D0ANA"])
def test_a_dm_is_no_place_for_a_digest(channel):
    view = process_form(preset_for(BERLIN, channel, CONTEXT.minimum_window))
    assert "initial_conversation" not in blocks(view)["digest_channel_id"]["element"]


def test_windows_are_preset_and_their_bounds_are_said():
    form = process_form(FormPreset(minimum_window=timedelta(minutes=1)))
    state = state_of(form)
    names = ("owner_window", "backup_window", "manager_window")
    assert [state[name][name]["value"] for name in names] == ["1 hour", "1 hour", "2 hours"]
    assert "From 1 minute to 7 days" in blocks(form)["owner_window"]["hint"]["text"]


cadences = st.builds(
    CadenceFields,
    cadence_kind=st.sampled_from(CadenceKind),
    weekdays=st.sets(st.sampled_from(list(DAYS))).map(
        lambda days: tuple(day for day in DAYS if day in days)
    ),
    every_n=st.integers(1, 52).map(str),
    month_day=st.integers(1, 31).map(str),
    nth=st.sampled_from(list(NTHS)),
    weekday=st.sampled_from(list(DAYS)),
    words=st.text(max_size=200),
    time=st.times().map(lambda time: f"{time:%H:%M}"),
)
windows = st.text(max_size=60)
presets = st.builds(
    FormPreset,
    name=st.text(max_size=80),
    steps=st.lists(st.text(max_size=300), min_size=1, max_size=4).map(tuple),
    sop_url=st.text(max_size=60),
    cadence=cadences,
    zone=st.text(max_size=64),
    owner_ids=st.sampled_from([(), ("U0ANA",), ("U0ZOE", "U0ANA")]),
    owner_turn=st.sampled_from(["weekly", "each_run"]),
    owner_group=st.sampled_from(["", "@openers weekly"]),
    backup_id=st.sampled_from(["", "U0BEN"]),
    manager_id=st.sampled_from(["", "W0MIA"]),
    owner_window=windows,
    backup_window=windows,
    manager_window=windows,
    nudges=st.sampled_from(["half_and_end", "end", "none"]),
    opening=st.sampled_from(["one_by_one", "all_at_once"]),
    digest_channel_id=st.sampled_from(["", "C0OPS"]),
    minimum_window=st.sampled_from([timedelta(seconds=10), timedelta(minutes=5)]),
    basis=st.sampled_from([None, Basis(process_id=7, version=3)]),
)


@given(presets)
def test_nothing_typed_is_lost_when_the_form_is_drawn_again(preset):
    view = process_form(preset)
    assert preset_from_state(state_of(view), view["private_metadata"]) == preset
    assert_slack_takes(view)


@given(presets, st.lists(st.sampled_from(CadenceKind), min_size=1, max_size=5))
def test_details_survive_while_other_kinds_are_looked_at(preset, kinds):
    for kind in [*kinds, preset.cadence.cadence_kind]:
        view = process_form(preset)
        state = state_of(view) | {"cadence_kind": {"cadence_kind": picked(str(kind))}}
        following = preset_from_state(state, view["private_metadata"])
        assert replace(following, cadence=preset.cadence) == preset
        assert replace(following.cadence, cadence_kind=preset.cadence.cadence_kind) == (
            preset.cadence
        )
        preset = following


def test_another_kind_shows_its_fields_and_keeps_what_was_typed():
    typed_so_far = filled(
        cadence_kind=picked("chosen_weekdays"), weekdays=ticked("MO", "SA"), name=typed("Mop & dry")
    )
    first = process_form(preset_from_state(typed_so_far))
    words = state_of(first) | {"cadence_kind": {"cadence_kind": picked("in_words")}}
    second = process_form(preset_from_state(words, first["private_metadata"]))
    assert shown_details(second) == ("words",)
    assert state_of(second)["name"]["name"]["value"] == "Mop & dry"
    back = state_of(second) | {"cadence_kind": {"cadence_kind": picked("chosen_weekdays")}}
    third = process_form(preset_from_state(back, second["private_metadata"]))
    ticks = state_of(third)["weekdays"]["weekdays"]["selected_options"]
    assert [tick["value"] for tick in ticks] == ["MO", "SA"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_slack_takes_it(text):
    words = CadenceFields(cadence_kind=CadenceKind.WORDS, words=text)
    view = process_form(
        FormPreset(name=text, steps=(text,), sop_url=text, zone=text, cadence=words)
    )
    assert_slack_takes(view)
    assert state_of(view)["name"]["name"]["value"] == text
    assert_slack_takes(process_form(replace(preset_from_state({}), name=text)))


@pytest.mark.parametrize(
    "values", [{}, None, [], {"name": 7}, {"cadence_kind": {"cadence_kind": {}}}]
)
@pytest.mark.parametrize("metadata", ["", "{", "[]", '{"cadence":{"cadence_kind":"hourly"}}'])
def test_a_malformed_state_gives_a_form_that_can_be_drawn(values, metadata):
    view = process_form(preset_from_state(values, metadata))
    assert_slack_takes(view)
    assert shown_details(view) == ("time",)


def plan_of(titles, proof=ProofKind.ANY):
    return ProcessPlan(
        name="Opening checks",
        owner_id="U0ANA",
        backup_id="U0BEN",
        manager_id="U0MIA",
        rule="FREQ=DAILY",
        start=datetime(2026, 11, 21, 7, 0),
        zone=BERLIN,
        steps=tuple(StepPlan(title=title, proof_kind=proof) for title in titles),
    )


def test_steps_too_long_for_one_field_are_spread_over_several_and_none_is_lost():
    plan = plan_of(
        [f"{number}{'x' * 297}" for number in range(10, 10 + MOST_STEPS)], ProofKind.PHOTO
    )
    view = process_form(preset_from_plan(plan))
    assert_slack_takes(view)
    parts = [name for name in blocks(view) if name.startswith("steps")]
    assert parts == ["steps", "steps_2", "steps_3", "steps_4"]
    again = preset_from_state(state_of(view), view["private_metadata"])
    assert parse_steps("\n".join(again.steps)) == plan.steps


def test_a_field_of_steps_that_was_emptied_keeps_its_place():
    """Slack holds on to what was typed by the name of the field: fields must not move up."""
    values = filled(steps=typed(None), steps_2=typed("Two"))
    assert preset_from_state(values).steps == ("", "Two")


def test_an_empty_form_leads_to_the_templates_and_one_with_a_name_does_not():
    assert "`/baton templates`" in str(process_form(FormPreset())["blocks"][0])
    assert "templates" not in str(process_form(FormPreset(name="Opening checks"))["blocks"])
