"""Starting from a template, from the list to the first card."""

import copy
from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from sqlalchemy import select
from test_creating import CHOSEN

from handlers.views import act_ids
from handlers.views import form_ids as ids
from storage.models import Draft, Process


def initial(form):
    """What a form would send if only its people were chosen."""
    chosen = copy.deepcopy(CHOSEN)
    for block in form["blocks"]:
        element = block.get("element", {})
        if "initial_value" in element:
            chosen[block["block_id"]] = {"value": element["initial_value"]}
    kinds = {b["block_id"]: b["element"] for b in form["blocks"] if "element" in b}
    kind = kinds[ids.CADENCE_KIND]["initial_option"]["value"]
    chosen[ids.CADENCE_KIND] = {"selected_option": {"value": kind}}
    chosen[ids.TIME] = {"selected_time": kinds[ids.TIME]["initial_time"]}
    del chosen[ids.SOP]
    return {block: {block: value} for block, value in chosen.items()}


def test_from_the_list_to_the_first_card_only_people_are_added(cafe):
    listed = cafe.asks(OLE, "templates")
    assert "Opening checks" in listed
    assert "Month-end close" in listed
    assert cafe.presses(OLE, act_ids.USE_TEMPLATE, "fridge_log@C0OPS") is None
    form = cafe.slack.opened[-1]
    for person in (ANA, BEN, MIA):
        assert person not in str(form)
    assert "C0OPS" in str(form)
    pushed = cafe.submits(OLE, initial(form))
    assert pushed["response_action"] == "push", pushed
    cafe.submits(OLE, {}, draft=pushed["view"]["private_metadata"])
    cafe.at("8:00")
    assert "Photograph the display of each fridge" in cafe.cards(ANA)[0]


def test_the_instructions_of_its_steps_come_along_though_the_form_does_not_show_them(cafe):
    editor = Editor(cafe, OLE)
    assert cafe.presses(OLE, act_ids.USE_TEMPLATE, "fridge_log@C0OPS") is None
    editor._take_opened(len(cafe.slack.opened) - 1)
    people = {ids.OWNER: ANA, ids.BACKUP: BEN, ids.MANAGER: MIA}
    assert "↳ “The numbers must be readable." in editor.types(**people).submits()
    editor.submits()
    cafe.at("8:00")
    assert "Above 5 °C: close it, read again after 20 minutes." in cafe.cards(ANA)[0]


@pytest.mark.parametrize("value", ["", "other", "opening", "opening@<!here>", "opening@D0ANA"])
def test_a_made_up_button_opens_a_form_that_slack_takes_or_says_no(cafe, value):
    answer = cafe.presses(OLE, act_ids.USE_TEMPLATE, value)
    if value.startswith("opening"):
        assert answer is None
        assert "initial_conversation" not in str(cafe.slack.opened[-1])
    else:
        assert "went wrong" in answer
        assert cafe.slack.opened == []


def test_a_guest_gets_no_form(cafe):
    cafe.slack.people[OLE]["is_restricted"] = True
    cafe.now += timedelta(minutes=6)
    assert "Only full members" in cafe.presses(OLE, act_ids.USE_TEMPLATE, "opening@C0OPS")
    assert cafe.slack.opened == []


def test_a_new_process_is_led_to_the_templates(cafe):
    cafe.asks(OLE, "new")
    assert "/baton templates" in str(cafe.slack.opened[-1])


def test_what_a_form_was_opened_with_is_no_preview_that_can_be_created(cafe):
    cafe.process()
    assert cafe.presses(OLE, act_ids.USE_TEMPLATE, "fridge_log@C0OPS") is None
    with cafe.database.look() as session:
        (draft,) = session.scalars(select(Draft.id))
    assert "no longer open" in cafe.presses(OLE, ids.CREATE_DRAFT, draft)
    with cafe.database.look() as session:
        assert [one.name for one in session.scalars(select(Process))] == ["Opening checks"]
