"""The one line that creates a process says whose a step is."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from step_arranging import KIM, ZOE, shop_of

from handlers.views.form_ids import CREATE_DRAFT


@pytest.fixture
def shop(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    return shop_of(cafe)


def test_the_one_line_names_a_steps_owner_and_change_keeps_them(shop):
    line = (
        f"new Closing checks every day at 22:00 owner <@{ANA}|ana> backup <@{BEN}|ben> "
        f"manager <@{MIA}|mia> steps: Lock the doors <@{ZOE}|zoe>; Hand the key to <@{KIM}|kim>"
    )
    answer = shop.answer(OLE, line).message
    assert f"↳ owner <@{ZOE}>" in str(answer.blocks)
    assert f"22:00 <@{ZOE}> → 23:00 <@{BEN}>" in answer.text
    assert "Hand the key to @kim" in str(answer.blocks)
    draft = next(b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions")
    editor = Editor(shop, OLE)
    before = len(shop.slack.opened)
    shop.creating.edit_draft(shop.click(OLE, draft), shop.now)
    editor._take_opened(before)
    assert f"owner <@{ZOE}>" in editor.types(name="Late checks").submits()
    editor.submits()
    assert f"↳ owner <@{ZOE}>" in shop.asks(OLE, "show late")


def test_one_person_twice_on_a_steps_ladder_is_refused_in_the_one_line(shop):
    line = (
        f"new Closing checks every day at 22:00 owner <@{ANA}|ana> backup <@{BEN}|ben> "
        f"manager <@{MIA}|mia> steps: Lock the doors <@{MIA}|mia>"
    )
    assert "Step 1, “Lock the doors”, manager: This is the owner already" in shop.asks(OLE, line)


def test_somebody_who_cannot_be_asked_is_refused_in_the_one_line(shop):
    shop.slack.people["U0GUS"] = {"id": "U0GUS", "real_name": "Gus", "is_restricted": True}
    line = (
        f"new Closing checks every day at 22:00 owner <@{ANA}|ana> backup <@{BEN}|ben> "
        f"manager <@{MIA}|mia> steps: Sweep; Lock the doors <@U0GUS|gus>"
    )
    assert "Step 2, “Lock the doors”: Gus is a guest here" in shop.asks(OLE, line)


def test_a_preview_that_is_confirmed_twice_says_twice_whom_it_asks_first(shop):
    line = (
        f"new Closing checks every day at 22:00 owner <@{ANA}|ana> backup <@{BEN}|ben> "
        f"manager <@{MIA}|mia> steps: Lock the doors <@{ZOE}|zoe>"
    )
    answer = shop.answer(OLE, line).message
    draft = next(b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions")
    for _ in range(2):
        assert f"then I ask <@{ZOE}>" in shop.presses(OLE, CREATE_DRAFT, draft)
