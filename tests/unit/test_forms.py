"""The creation form's submission."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from creation_support import (
    BERLIN,
    CONTEXT,
    HOSTILE,
    filled,
    picked,
    somebody,
    state_of,
    ticked,
    typed,
)
from hypothesis import given
from hypothesis import strategies as st

from handlers.forms import FormErrors, read_form
from handlers.views.form import preset_for, preset_from_plan, preset_from_state, process_form
from scheduler import phrases
from scheduler.cadence.public_holidays import Holidays
from storage.states import HolidayMove, Nudges, Opening, Overlap, ProofKind


def errors(values, context=CONTEXT):
    with pytest.raises(FormErrors) as refused:
        read_form(values, context)
    return refused.value.errors


def at(value):
    return {"type": "timepicker", "selected_time": value}


def channel(value):
    return {"type": "conversations_select", "selected_conversation": value}


def test_a_form_that_is_filled_becomes_a_plan():
    plan = read_form(filled(), CONTEXT)
    assert plan.name == "Opening checks"
    assert plan.rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert (plan.start.time(), plan.zone) == (time(7, 0), BERLIN)
    assert (plan.owner_id, plan.backup_id, plan.manager_id) == ("U0ANA", "U0BEN", "U0MIA")
    assert (plan.owner_seconds, plan.backup_seconds, plan.manager_seconds) == (3600, 3600, 7200)
    assert [(step.title, step.proof_kind) for step in plan.steps] == [
        ("Unlock doors", ProofKind.ANY),
        ("Fridge temperature", ProofKind.PHOTO),
    ]
    assert (plan.opening, plan.digest_channel_id) == (Opening.ONE_BY_ONE, "C0OPS")
    assert plan.sop_url is None
    assert plan.nudges == Nudges.HALF_AND_END, "also from a form that has no such field yet"


@pytest.mark.parametrize("kind", list(Nudges))
def test_the_nudges_are_what_was_chosen(kind):
    assert read_form(filled(nudges=picked(str(kind))), CONTEXT).nudges == kind


def test_nudges_that_do_not_exist_are_refused():
    assert list(errors(filled(nudges=picked("hourly")))) == ["nudges"]


@pytest.mark.parametrize("kind", list(Overlap))
def test_what_happens_to_a_run_that_is_still_open_is_what_was_chosen(kind):
    plan = read_form(filled(overlap=picked(str(kind))), CONTEXT)
    assert plan.overlap == kind
    again = state_of(process_form(preset_from_plan(plan)))
    assert read_form(again, CONTEXT).overlap == kind
    redrawn = process_form(preset_from_state(again))
    assert state_of(redrawn)["overlap"] == again["overlap"]


def test_a_form_from_before_there_was_that_choice_closes_and_an_unknown_one_is_refused():
    assert read_form(filled(), CONTEXT).overlap == Overlap.CLOSE
    assert list(errors(filled(overlap=picked("wait")))) == ["overlap"]


def test_public_holidays_are_read_with_what_becomes_of_work_on_them():
    fields = {"holiday_place": typed(" germany, bayern "), "holiday_move": picked("before")}
    assert read_form(filled(**fields), CONTEXT).holidays == Holidays("DE-BY", HolidayMove.BEFORE)
    nowhere = filled(holiday_place=typed(" "), holiday_move=picked("before"))
    assert read_form(nowhere, CONTEXT).holidays is None


def test_what_is_wrong_with_holidays_is_said_at_their_fields():
    unknown = {"holiday_place": typed("Gemany"), "holiday_move": picked("skip")}
    assert "did you mean DE, Germany?" in errors(filled(**unknown))["holiday_place"]
    unsaid = {"holiday_place": typed("DE"), "holiday_move": picked("sometimes")}
    assert "Choose what becomes of work" in errors(filled(**unsaid))["holiday_move"]
    never = {
        "cadence_kind": picked("in_words"),
        "words": typed("every year on 1 January at 7:00"),
        "holiday_place": typed("DE"),
        "holiday_move": picked("skip"),
    }
    assert "would never be due" in errors(filled(**never))["holiday_place"]


def test_a_draft_with_holidays_is_opened_again_with_them():
    fields = {"holiday_place": typed("US-CA"), "holiday_move": picked("after")}
    plan = read_form(filled(**fields), CONTEXT)
    again = read_form(state_of(process_form(preset_from_plan(plan))), CONTEXT)
    assert again.holidays == plan.holidays == Holidays("US-CA", HolidayMove.AFTER)


KINDS = [
    ({"cadence_kind": picked("daily")}, "every day"),
    ({"cadence_kind": picked("every_weekday")}, "every weekday"),
    (
        {"cadence_kind": picked("chosen_weekdays"), "weekdays": ticked("TH", "MO")},
        "every week on Monday and Thursday",
    ),
    (
        {
            "cadence_kind": picked("every_n_weeks"),
            "every_n": picked("3"),
            "weekdays": ticked("FR"),
        },
        "every 3 weeks on Friday",
    ),
    (
        {
            "cadence_kind": picked("every_n_weeks"),
            "every_n": picked("1"),
            "weekdays": ticked("FR"),
        },
        "every week on Friday",
    ),
    (
        {"cadence_kind": picked("day_of_month"), "month_day": picked("5")},
        "on the 5th of every month",
    ),
    (
        {"cadence_kind": picked("day_of_month"), "month_day": picked("31")},
        "on the 31st of each month",
    ),
    ({"cadence_kind": picked("last_day")}, "on the last day of the month"),
    ({"cadence_kind": picked("last_business_day")}, "on the last business day of each month"),
    (
        {"cadence_kind": picked("nth_weekday"), "nth": picked("1"), "weekday": picked("MO")},
        "on the first Monday of each month",
    ),
    (
        {"cadence_kind": picked("nth_weekday"), "nth": picked("-1"), "weekday": picked("FR")},
        "on the last Friday of each month",
    ),
]


@pytest.mark.parametrize(("fields", "phrase"), KINDS)
def test_each_kind_of_cadence_means_what_its_words_mean(fields, phrase):
    plan = read_form(filled(**fields, time=at("18:30")), CONTEXT)
    meant = phrases.parse(phrase)
    assert (plan.rule, plan.notes) == (meant.rule, meant.notes)
    assert plan.start.time() == time(18, 30)


@pytest.mark.parametrize("day", range(1, 32))
def test_every_day_of_the_month_can_be_chosen(day):
    fields = {"cadence_kind": picked("day_of_month"), "month_day": picked(str(day))}
    plan = read_form(filled(**fields), CONTEXT)
    assert bool(plan.notes) == (day > 28)


def in_words(words, **changes):
    return filled(cadence_kind=picked("in_words"), words=typed(words), time=None, **changes)


def test_own_words_say_the_time_themselves():
    plan = read_form(in_words("biweekly on Monday at 18:30"), CONTEXT)
    assert plan.start.time() == time(18, 30)
    assert plan.rule == phrases.parse("every other Monday").rule
    assert plan.notes


def test_a_deadline_in_own_words_is_enough_to_know_when_to_ask():
    plan = read_form(in_words("every weekday before 9"), CONTEXT)
    assert plan.start.time() == time(8, 0)
    assert "Asked at 8:00, so that it is done by 9:00." in plan.notes


def test_a_deadline_beside_a_time_gives_the_owner_the_time_between():
    plan = read_form(in_words("every weekday at 7:00, by 9:00"), CONTEXT)
    assert (plan.start.time(), plan.owner_seconds) == (time(7, 0), 7200)


def test_a_deadline_too_early_for_the_owners_time_is_said_at_the_words():
    found = errors(in_words("every weekday before 9", owner_window=typed("1 day")))
    assert "longer than the day is old" in found["words"]


def test_a_time_left_over_from_another_kind_does_not_contradict_the_words():
    values = filled(
        cadence_kind=picked("in_words"), words=typed("every day at 18:30"), time=at("07:00")
    )
    assert read_form(values, CONTEXT).start.time() == time(18, 30)


def test_the_time_is_local_to_the_chosen_zone():
    plan = read_form(filled(zone=typed(" asia/tokyo ")), CONTEXT)
    assert (plan.zone, plan.start.time(), plan.start.tzinfo) == ("Asia/Tokyo", time(7, 0), None)


@pytest.mark.parametrize(
    ("changes", "block", "says"),
    [
        ({"name": typed("")}, "name", "Give the process a name"),
        ({"name": typed(" \u2003\x00")}, "name", "Give the process a name"),
        ({"name": typed("x" * 81)}, "name", "81 characters; please use at most 80"),
        ({"steps": typed(None)}, "steps", "Write at least one step"),
        ({"steps": typed("Mop\nFridge [foto]")}, "steps", "Line 2: I do not know [foto]"),
        ({"steps": typed("a\n" * 31)}, "steps", "31 steps"),
        ({"steps": typed("x" * 3000)}, "steps", "3000 characters; please use at most 300"),
        ({"sop_url": typed("sop")}, "sop_url", "“sop” is no web address"),
        ({"sop_url": typed("javascript:alert(1)")}, "sop_url", "begins with https://"),
        ({"sop_url": typed("file:///etc/passwd")}, "sop_url", "begins with https://"),
        ({"sop_url": typed("https://x.org/" + "a" * 2000)}, "sop_url", "longer than 2000"),
        ({"owner_id": somebody(None)}, "owner_id", "Choose the owner,"),
        ({"backup_id": somebody(None)}, "backup_id", "Choose the backup."),
        ({"manager_id": somebody(None)}, "manager_id", "Choose the manager."),
        ({"backup_id": somebody("U0ANA")}, "backup_id", "This is the owner already"),
        ({"manager_id": somebody("U0ANA")}, "manager_id", "This is the owner already"),
        ({"manager_id": somebody("U0BEN")}, "manager_id", "This is the backup already"),
        ({"cadence_kind": picked("hourly")}, "cadence_kind", "Choose how often"),
        ({"time": at(None)}, "time", "Choose the time of day."),
        ({"time": at("25:00")}, "time", "Choose the time of day."),
        ({"time": at("7:00")}, "time", "Choose the time of day."),
        ({"zone": typed("")}, "zone", "Say in which time zone"),
        ({"zone": typed("Berlin")}, "zone", "did you mean Europe/Berlin?"),
        ({"zone": typed("../../etc/passwd")}, "zone", "I do not know the time zone"),
        ({"owner_window": typed("1 minute")}, "owner_window", "at least 5 minutes; 1 minute"),
        ({"backup_window": typed("8 days")}, "backup_window", "at most 7 days"),
        ({"manager_window": typed("9" * 400)}, "manager_window", "I do not understand"),
        ({"manager_window": typed(" ")}, "manager_window", "Say how long the manager has"),
        ({"owner_window": typed("-1")}, "owner_window", "I do not understand"),
        ({"owner_window": typed("soon")}, "owner_window", "60 minutes, 2h or 1 day"),
        ({"opening": picked("sideways")}, "opening", "Choose whether"),
        ({"digest_channel_id": channel("D0ANA")}, "digest_channel_id", "Choose a channel"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes, block, says):
    found = errors(filled(**changes))
    assert set(found) == {block}
    assert says in found[block]
    assert len(found[block]) < 300


@pytest.mark.parametrize(
    ("changes", "block", "says"),
    [
        ({"cadence_kind": picked("chosen_weekdays"), "weekdays": ticked()}, "weekdays", "Tick"),
        ({"cadence_kind": picked("chosen_weekdays"), "weekdays": ticked("XX")}, "weekdays", "Tick"),
        (
            {
                "cadence_kind": picked("every_n_weeks"),
                "every_n": picked("53"),
                "weekdays": ticked("MO"),
            },
            "every_n",
            "1 to 52",
        ),
        (
            {"cadence_kind": picked("day_of_month"), "month_day": picked("32")},
            "month_day",
            "1 to 31",
        ),
        ({"cadence_kind": picked("day_of_month"), "month_day": picked("0")}, "month_day", "1 to"),
        (
            {"cadence_kind": picked("nth_weekday"), "nth": picked("9"), "weekday": picked("MO")},
            "nth",
            "Choose which one",
        ),
        (
            {"cadence_kind": picked("nth_weekday"), "nth": picked("1"), "weekday": picked("XX")},
            "weekday",
            "Choose the weekday",
        ),
    ],
)
def test_a_detail_of_the_cadence_that_is_wrong_is_said_at_the_detail(changes, block, says):
    found = errors(filled(**changes))
    assert set(found) == {block}
    assert says in found[block]


@pytest.mark.parametrize("words", ["", "every blursday", "hourly", *HOSTILE])
def test_words_that_are_not_understood_are_answered_at_the_words(words):
    found = errors(in_words(words))
    assert set(found) == {"words"}
    assert found["words"]


def test_words_without_a_time_are_asked_for_it_with_the_same_words():
    assert "every weekday at 7:00" in errors(in_words("every weekday"))["words"]


def test_a_detail_that_the_form_does_not_show_yet_is_asked_for_at_the_kind():
    """Someone was faster than the form: Slack would drop an error of a field it does not show."""
    found = errors(filled(cadence_kind=picked("day_of_month")))
    assert set(found) == {"cadence_kind"}
    assert "Choose how often once more" in found["cadence_kind"]


def test_all_that_is_wrong_is_said_at_once():
    found = errors(
        filled(
            name=typed(""),
            steps=typed("Mop [foto]"),
            sop_url=typed("sop"),
            manager_id=somebody("U0ANA"),
            backup_id=somebody(None),
            time=at(None),
            zone=typed("Berln"),
            owner_window=typed("1"),
            opening=picked("x"),
        )
    )
    assert set(found) == {
        *("name", "steps", "sop_url", "backup_id", "manager_id"),
        *("time", "zone", "owner_window", "opening"),
    }


REQUIRED = {
    *("name", "steps", "owner_id", "backup_id", "manager_id", "cadence_kind", "zone"),
    *("owner_window", "backup_window", "manager_window", "opening"),
}


@pytest.mark.parametrize("values", [{}, None, [], "x", 7, {"name": None}, {"name": {"other": {}}}])
def test_an_empty_or_malformed_payload_is_a_form_with_nothing_in_it(values):
    assert set(errors(values)) == REQUIRED


@pytest.mark.parametrize("block", sorted(filled()))
@pytest.mark.parametrize(
    "broken",
    [None, {}, [], "x", 7, {"value": 7}, {"selected_option": "x"}, {"selected_option": {}},
     {"selected_options": "x"}, {"selected_user": ["U1"]}],
)  # fmt: skip
def test_a_malformed_field_is_an_empty_field(block, broken):
    values = filled() | {block: {block: broken}}
    if block in {"sop_url", "digest_channel_id"}:
        assert getattr(read_form(values, CONTEXT), block) is None
    else:
        assert set(errors(values)) == {block}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text_or_refused_at_its_field(text):
    values = filled(name=typed(text), steps=typed("Mop " + text))
    if len(text) > 80 or not text.strip("\x00\x01\x7f"):
        assert "name" in errors(values)
    else:
        assert read_form(values, CONTEXT).name == " ".join(text.split())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(filled())), json_values))
def test_any_payload_gives_a_plan_or_errors_at_fields_of_the_form(values):
    wrapped = {name: {name: value} for name, value in values.items()}
    assert set(errors(wrapped)) <= set(filled())


def test_steps_in_several_fields_are_read_as_one_list():
    values = filled(steps=typed("One"), steps_2=typed("Two [photo]"), steps_3=typed("Three"))
    assert [step.title for step in read_form(values, CONTEXT).steps] == ["One", "Two", "Three"]


@pytest.mark.parametrize(("fields", "_phrase"), KINDS)
def test_a_draft_that_is_opened_again_and_sent_unchanged_is_the_same_plan(fields, _phrase):
    plan = read_form(filled(**fields, sop_url=typed("https://x.org/a")), CONTEXT)
    again = process_form(preset_from_plan(plan, CONTEXT.minimum_window))
    assert read_form(state_of(again), CONTEXT) == plan


def test_a_draft_in_own_words_is_opened_again_in_words():
    plan = read_form(in_words("quarterly on the 1st at 9:00"), CONTEXT)
    again = process_form(preset_from_plan(plan))
    assert state_of(again)["cadence_kind"]["cadence_kind"]["selected_option"]["value"] == "in_words"
    assert read_form(state_of(again), CONTEXT).rule == plan.rule


def test_an_empty_form_that_is_sent_asks_for_what_only_a_person_knows():
    form = process_form(preset_for(BERLIN, "C0OPS", CONTEXT.minimum_window))
    assert set(errors(state_of(form))) == {"name", "steps", "owner_id", "backup_id", "manager_id"}


def test_a_short_minimum_allows_short_windows():
    context = replace(CONTEXT, minimum_window=timedelta(minutes=1))
    assert read_form(filled(owner_window=typed("60s")), context).owner_seconds == 60


def test_any_window_between_the_bounds_can_be_typed():
    plan = read_form(
        filled(
            owner_window=typed("45"), backup_window=typed("1h 30m"), manager_window=typed("7 d")
        ),
        CONTEXT,
    )
    assert (plan.owner_seconds, plan.backup_seconds, plan.manager_seconds) == (2700, 5400, 604800)
