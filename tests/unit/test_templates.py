"""The templates: each is a plan that can be said back, and a form that only lacks its people."""

from datetime import timedelta

import pytest
from creation_support import BERLIN, CONTEXT, NOW, refused_by_slack, somebody, state_of

from handlers.forms import FormErrors, read_form
from handlers.views.form import preset_from_plan, process_form
from handlers.views.preview import preview_message, preview_modal
from handlers.views.template_list import template_list
from sandbox.block_kit import view_problems
from scheduler import cadence, templates
from scheduler.cadence import Cadence
from scheduler.plan_checks import problems
from tests.block_kit import buttons_in, problems_of, words_in

PEOPLE = ("U0ANA", "U0BEN", "U0MIA")
MINIMUM = timedelta(minutes=5)
EACH = pytest.mark.parametrize("template", templates.ALL, ids=lambda template: template.key)


def plan(template, people=PEOPLE, zone=BERLIN):
    return template.plan(zone, NOW, people, "C0OPS")


def test_there_is_one_for_each_of_the_usual_kinds_of_work():
    assert [template.key for template in templates.ALL] == [
        *("opening", "closing", "cash_up", "fridge_log", "safety_walk"),
        *("backup_restore", "month_end"),
    ]
    for template in templates.ALL:
        assert templates.with_key(template.key) is template
    assert templates.with_key("other") is None


@EACH
@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Pacific/Apia"])
def test_nothing_is_wrong_with_its_plan_once_it_has_people(template, zone):
    made = plan(template, zone=zone)
    assert problems(made, MINIMUM) == {}
    assert cadence.next_occurrence(Cadence(made.rule, made.start, made.zone), NOW) is not None


@EACH
def test_the_preview_says_it_back(template):
    made = plan(template)
    view = preview_modal(made, "d1", NOW)
    assert refused_by_slack(view["blocks"], most=100) == []
    said = preview_message(made, "d1", NOW)
    assert template.cadence.removeprefix("on ") in str(view["blocks"]) + said.text
    for step in made.steps:
        assert step.title in str(view["blocks"])


@EACH
def test_its_form_lacks_its_people_and_nothing_else(template):
    view = process_form(preset_from_plan(plan(template, ("", "", "")), MINIMUM))
    assert view_problems(view) == []
    state = state_of(view)
    with pytest.raises(FormErrors) as lacking:
        read_form(state, CONTEXT)
    assert set(lacking.value.errors) == {"owner_id", "backup_id", "manager_id"}
    for role, person in zip(("owner_id", "backup_id", "manager_id"), PEOPLE, strict=True):
        state[role] = {role: somebody(person)}
    assert read_form(state, CONTEXT, plan(template).steps) == plan(template)


@EACH
def test_its_steps_are_short_orders_that_each_want_a_proof(template):
    made = plan(template)
    assert 4 <= len(made.steps) <= 8
    for step in made.steps:
        assert len(step.title) <= 80
        assert step.title[0].isupper()
        assert not step.title.endswith(".")


@EACH
def test_its_instructions_are_short_whole_sentences(template):
    said = [step.instruction for step in plan(template).steps if step.instruction]
    assert said
    for instruction in said:
        assert len(instruction) <= 400
        for line in instruction.splitlines():
            assert line[0].isupper()
            assert line[-1] in ".?"


def test_the_list_has_a_line_and_a_button_for_each():
    message = template_list(templates.ALL, "C0OPS")
    assert problems_of(message) == []
    for template in templates.ALL:
        assert template.name in message.text
        assert template.about in words_in(message.blocks)
        assert template.cadence[1:] in message.text
    rows = [block for block in message.blocks if block["type"] == "actions"]
    values = [row["elements"][0]["value"] for row in rows]
    assert values == [f"{template.key}@C0OPS" for template in templates.ALL]
    assert list(buttons_in(message.blocks)) == ["use_template"]
