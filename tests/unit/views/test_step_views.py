"""Steps with something of their own: on the card, in the list, in their modal, said back."""

from datetime import timedelta

import pytest
from test_changes_view import NOW, PLAN, STEPS, prospect
from view_rows import DUE, open_step, passed, process, prove, standing

from handlers.views import step_ids as ids
from handlers.views.card import card
from handlers.views.changed import changed_message
from handlers.views.changes import changes
from handlers.views.edit_modals import change_preview
from handlers.views.preview import preview_message, preview_modal
from handlers.views.process_page import Beside, process_page
from handlers.views.step_form import remembered, step_form
from handlers.views.step_list import list_gone, not_saved, step_list
from handlers.views.words import prose
from sandbox.block_kit import message_problems, view_problems
from scheduler.plan import LONGEST_INSTRUCTION, LONGEST_TITLE, MOST_STEPS, StepPlan
from scheduler.step_order import NoSuchStepError
from scheduler.versions import Change
from storage.models import Step
from storage.states import Level, ProofKind
from tests.block_kit import HOSTILE, buttons_in, problems_of, problems_of_modal, words_in

MINIMUM = timedelta(minutes=5)
OWN = {
    "owner_id": "U0ZOE",
    "owner_seconds": 1200,
    "instruction": "Open each door.\nPhotograph the display.",
    "sop_url": "https://wiki.example/fridge",
    "picture": "https://wiki.example/fridge.png",
}
FULL = {
    **{f"{role}_id": f"U0{role.upper()}" for role in ("owner", "backup", "manager")},
    **{f"{role}_seconds": 86399 for role in ("owner", "backup", "manager")},
    "instruction": "&" * LONGEST_INSTRUCTION,
    "sop_url": f"https://wiki.example/{'&' * 1900}",
    "picture": f"https://wiki.example/{'&' * 1900}.png",
}


def helped(**fields):
    step = open_step()
    for name, value in (OWN | fields).items():
        setattr(step, name, value)
    return step


def plan(**own):
    return PLAN.model_copy(update={"steps": (STEPS[0], StepPlan(**_fields(STEPS[1]), **own))})


def _fields(step):
    return {name: getattr(step, name) for name in ("title", "proof_kind", "proof_count", "key")}


def most(title):
    """Return a plan with as many steps as there may be, each with all that it can have."""
    steps = (StepPlan(title=title[:LONGEST_TITLE], key=str(n), **FULL) for n in range(MOST_STEPS))
    return PLAN.model_copy(update={"steps": tuple(steps)})


# The card.


def test_the_card_says_how_it_is_done_below_its_request():
    message = card(standing(helped()), DUE)
    assert problems_of(message) == []
    assert message_problems(message.blocks) == []
    title, request, words, picture = message.blocks[:4]
    assert title["text"]["text"].startswith("*Unlock doors*")
    assert words["text"]["text"] == (
        "Open each door.\nPhotograph the display.\n"
        "How to: <https://wiki.example/fridge|https://wiki.example/fridge>"
    )
    assert (picture["type"], picture["alt_text"]) == ("image", "How to do it: Unlock doors")
    assert "Reply in this thread" in request["text"]["text"]


def test_a_screen_reader_hears_the_request_first_and_then_how_it_is_done():
    text = card(standing(helped()), DUE).text
    assert text.index("Reply in this thread") < text.index("Open each door.")
    assert text.endswith("How to: <https://wiki.example/fridge|https://wiki.example/fridge>")


def test_the_button_opens_the_steps_own_sop_else_the_processs():
    def opens(**fields):
        blocks = card(standing(helped(**fields)), DUE).blocks
        return buttons_in(blocks)["open_sop"]["url"]

    assert opens() == "https://wiki.example/fridge"
    assert opens(sop_url=None) == "https://sop.example/opening"


def test_whose_proof_still_counts_reads_how_it_is_done_and_nobody_when_it_is():
    step = helped()
    first = passed(step)
    second = standing(step, Level.BACKUP)
    for turn in (first, second):
        assert "Open each door." in words_in(card(turn, DUE).blocks)
    prove(second, DUE)
    for turn in (first, second):
        done = card(turn, DUE)
        assert "Open each door." not in words_in(done.blocks)
        assert "image" not in [block["type"] for block in done.blocks]


def test_a_card_without_any_of_it_is_as_ever():
    blocks = card(standing(open_step()), DUE).blocks
    assert [block["type"] for block in blocks] == ["section", "section", "actions"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_on_a_card_harm_nobody(typed):
    step = helped(instruction=typed[:LONGEST_INSTRUCTION], title=typed)
    message = card(standing(step), DUE)
    assert problems_of(message) == []
    assert message_problems(message.blocks) == []


@pytest.mark.parametrize("url", [FULL["sop_url"], "https://x.example/?a=<b>|c&d"])
def test_long_and_odd_addresses_fit_a_card(url):
    step = helped(sop_url=url, picture=url, instruction="&" * LONGEST_INSTRUCTION)
    message = card(standing(step), DUE)
    assert problems_of(message) == []


def test_an_instruction_keeps_its_lines_and_says_where_it_was_cut():
    assert prose("a\n\nb & c", 100) == ["a", "", "b &amp; c"]
    assert prose("x" * 90 + "\nmore\nand more", 100) == ["x" * 90 + "…"]
    assert prose("x" * 200, 100) == ["x" * 99 + "…"]
    assert prose("", 100) == []


# The list and its modals.


def test_the_list_says_what_each_step_has_of_its_own():
    view = step_list(plan(**OWN), "d1")
    assert problems_of_modal(view) == []
    assert view_problems(view) == []
    text = words_in(view["blocks"])
    assert "2. Fridge \u2013 a photo\n     ↳ owner <@U0ZOE> for 20 minutes; “Open each" in text
    assert "<https://wiki.example/fridge|its own SOP>" in text
    assert "<https://wiki.example/fridge.png|a picture>" in text
    assert "Where a step says nothing else, I ask <@U0ANA> for 60 minutes, then" in text
    assert view["private_metadata"] == "d1"


def test_each_button_says_aloud_which_step_it_moves():
    buttons = [b for block in step_list(PLAN, "d")["blocks"] for b in block.get("elements", ())]
    assert buttons[0]["accessibility_label"] == "Move down Unlock doors"
    assert {b["value"] for b in buttons} == {"k1", "k2", "k3"}


@pytest.mark.parametrize("typed", ["&" * 300, "م" * 300, "x" * 300, *(h[:300] for h in HOSTILE)])
def test_as_many_steps_as_there_may_be_fit_wherever_they_are_shown(typed):
    whole = most(typed)
    view = step_list(whole, "d" * 32)
    assert problems_of_modal(view) == []
    assert view_problems(view) == []
    assert view_problems(preview_modal(whole, "d1", NOW)) == []
    assert message_problems(preview_message(whole, "d1", NOW).blocks) == []
    before = whole.model_copy(update={"steps": tuple(_plain(step) for step in whole.steps)})
    assert view_problems(change_preview(prospect(whole, before), "d1", NOW, is_last=True)) == []
    told = changed_message(process(), Change(2, "U0OLE", NOW, before, whole), "U0OWNER")
    assert problems_of(told) == []


def _plain(step):
    return StepPlan(**_fields(step))


def test_as_many_steps_fit_the_page_of_a_process():
    steps = [
        Step(position=n, title="&" * 300, proof_kind=ProofKind.PHOTO, proof_count=1, **FULL)
        for n in range(MOST_STEPS)
    ]
    message = process_page(process(steps=steps), (), (), DUE, Beside(can_act=True))
    assert problems_of(message) == []
    assert buttons_in(message.blocks)[ids.OPEN_STEPS]["value"] == "1"


@pytest.mark.parametrize("own", [{}, OWN, FULL | {"owner_id": None}])
def test_the_details_are_filled_with_what_is_the_steps_own(own):
    view = step_form(plan(**own), "k2", "d1", MINIMUM)
    assert view_problems(view) == []
    assert remembered(view["private_metadata"]) == ("d1", "k2")
    elements = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    assert list(elements) == [
        *(ids.INSTRUCTION, ids.SOP, ids.PICTURE),
        *(ids.OWNER, ids.OWNER_WINDOW, ids.BACKUP, ids.BACKUP_WINDOW),
        *(ids.MANAGER, ids.MANAGER_WINDOW),
    ]
    person = own.get("owner_id")
    assert elements[ids.OWNER].get("initial_users") == ([person] if person else None)
    assert elements[ids.INSTRUCTION].get("initial_value") == own.get("instruction")
    assert all(block["optional"] for block in view["blocks"] if block["type"] == "input")


def test_there_are_no_details_of_a_step_that_there_is_not():
    with pytest.raises(NoSuchStepError):
        step_form(PLAN, "k9", "d1", MINIMUM)


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_titles_fit_the_details(typed):
    view = step_form(most(typed), "0", "d1", MINIMUM)
    assert view_problems(view) == []
    assert problems_of(not_saved(f"Step 1, “{typed}”: no.")) == []
    assert problems_of(list_gone()) == []


# Said back.


def test_each_difference_of_a_step_is_a_line_of_its_own():
    lines = changes(plan(backup_id="U0KIM", instruction="Look"), plan(**OWN))
    assert lines == [
        "Step 2, Fridge, owner: as the process → <@U0ZOE>",
        "Step 2, Fridge, backup: <@U0KIM> → as the process",
        "Step 2, Fridge, time for the owner: as the process → 20 minutes",
        "Step 2, Fridge, instruction: “Look” → “Open each door. Photograph the display.”",
        f"Step 2, Fridge, its own SOP: none → <{OWN['sop_url']}|{OWN['sop_url']}>",
        f"Step 2, Fridge, picture: none → <{OWN['picture']}|{OWN['picture']}>",
    ]


def test_a_new_step_is_said_with_what_it_has_of_its_own():
    before = PLAN.model_copy(update={"steps": STEPS[:1]})
    (line,) = changes(before, plan(owner_id="U0ZOE"))
    assert line == "Step 2 is new: Fridge \u2013 a photo (owner <@U0ZOE>)"


def test_the_forecast_is_that_of_the_first_step():
    first = StepPlan(**_fields(STEPS[0]), owner_id="U0ZOE", owner_seconds=1200)
    message = preview_message(PLAN.model_copy(update={"steps": (first, *STEPS[1:])}), "d1", NOW)
    assert "7:00 <@U0ZOE> → 7:20 <@U0BEN> → 8:20 <@U0MIA> → 10:20 missed" in message.text


def test_where_ladders_differ_the_forecast_says_that_it_is_the_first_steps():
    together = PLAN.model_copy(update={"opening": "all_at_once"})
    assert "If nobody proves a step on" in str(preview_message(together, "d1", NOW).blocks)
    mixed = together.model_copy(update={"steps": plan(owner_id="U0ZOE").steps})
    assert "If nobody proves the first step on" in str(preview_message(mixed, "d1", NOW).blocks)
