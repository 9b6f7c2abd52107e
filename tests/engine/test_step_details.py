"""A step has people, times and help of its own."""

import pytest
from cafe import ANA, BEN, OLE
from editor import Editor
from sqlalchemy import select
from step_arranging import FRIDGE, KIM, ZOE, details, opened, saved, shop_of

from handlers.views import step_ids as ids
from storage.models import Process, ProcessVersion, RunStep
from tests.block_kit import HOSTILE, problems_of_modal


@pytest.fixture
def shop(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    return shop_of(cafe)


@pytest.fixture
def steps(shop):
    """The creator with the list of steps open."""
    return opened(shop, OLE)


def test_what_a_step_has_of_its_own_is_said_back_and_kept(steps, shop):
    details(
        steps,
        FRIDGE,
        instruction="Open each door.\nPhotograph the display.",
        sop_url="https://wiki.example/fridge",
        picture="https://wiki.example/fridge.png",
        owner_id=ZOE,
        owner_seconds="20 minutes",
    )
    own = f"owner <@{ZOE}> for 20 minutes; “Open each door. Photograph the display.”; "
    assert own in steps.reads
    said = saved(steps)
    for line in (
        f"Step 2, Fridge temperature, owner: as the process → <@{ZOE}>",
        "Step 2, Fridge temperature, time for the owner: as the process → 20 minutes",
        "Step 2, Fridge temperature, instruction: none → “Open each door. Photograph the display.”",
        "Step 2, Fridge temperature, picture: none → <https://wiki.example/fridge.png|",
    ):
        assert line in said
    page = shop.asks(OLE, "show opening")
    assert own in page
    assert "<https://wiki.example/fridge.png|a picture>" in page


def test_whose_step_it_is_is_asked_and_their_card_says_how_it_is_done(steps, shop):
    details(
        steps,
        FRIDGE,
        instruction="Open each door.\nWait & photograph <it>.",
        sop_url="https://wiki.example/fridge",
        picture="https://wiki.example/fridge.png",
        owner_id=ZOE,
        owner_seconds="20 minutes",
    )
    saved(steps)
    shop.at("7:00")
    shop.posts(ANA, "door.jpg")
    card = shop.cards(ZOE)[-1]
    assert "Open each door.\nWait &amp; photograph &lt;it&gt;." in card
    assert "How to: <https://wiki.example/fridge|https://wiki.example/fridge>" in card
    (image,) = [b for b in shop.slack.said(ZOE)[-1]["blocks"] if b["type"] == "image"]
    assert image["image_url"] == "https://wiki.example/fridge.png"
    assert image["alt_text"] == "How to do it: Fridge temperature"
    shop.at("7:21")
    assert "Fridge temperature" in shop.cards(BEN)[-1]
    assert "Fridge temperature" not in shop.cards(ANA)[-1]


def test_a_run_that_is_open_keeps_what_it_started_with(steps, shop):
    details(steps, FRIDGE, instruction="As of old", owner_id=ZOE)
    saved(steps)
    shop.at("7:00")
    again = opened(shop, OLE)
    details(again, FRIDGE, instruction="As of new", owner_id=KIM)
    saved(again)
    shop.posts(ANA, "door.jpg")
    assert "As of old" in shop.cards(ZOE)[-1]
    assert "Fridge" not in str(shop.cards(KIM)[1:])
    with shop.database.look() as session:
        ladders = [step.owner_id for step in session.scalars(select(RunStep).order_by(RunStep.id))]
    assert ladders == [ANA, ZOE, ANA]


def test_whom_it_concerns_is_told_which_steps_are_theirs_and_which_no_longer(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE)
    saved(steps)
    (told,) = shop.cards(ZOE)
    assert "You are now the owner of “Fridge temperature”." in told
    again = opened(shop, OLE)
    details(again, FRIDGE, owner_id=KIM)
    saved(again)
    assert "You are no longer the owner of “Fridge temperature”." in shop.cards(ZOE)[-1]
    assert "You are now the owner of “Fridge temperature”." in shop.cards(KIM)[-1]


def test_what_is_its_own_can_be_taken_back(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE, instruction="Look", manager_seconds="1 day")
    saved(steps)
    again = opened(shop, OLE)
    details(again, FRIDGE, owner_id=None, instruction=None, manager_seconds=None)
    said = saved(again)
    assert f"owner: <@{ZOE}> → as the process" in said
    step = shop.first_process().steps[1]
    assert (step.owner_id, step.instruction, step.manager_seconds) == (None, None, None)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"owner_id": BEN}, "'backup_id': 'This is the owner already"),
        ({"manager_id": ANA}, "'manager_id': 'This is the owner already"),
        ({"owner_id": "U0GONE"}, "I cannot find this person"),
        ({"owner_seconds": "1 minute"}, "'owner_seconds': 'A window is at least 5 minutes"),
        ({"owner_seconds": "soon"}, "'owner_seconds': 'I do not understand"),
        ({"sop_url": "javascript:alert(1)"}, "'sop_url': 'The SOP link must be"),
        ({"picture": "http://x.example/a.png"}, "'picture': 'The picture must have a public"),
        ({"picture": "https://acme.slack.com/files/U1/F1/a.png"}, "A file in Slack is shown only"),
        ({"picture": "a picture"}, "is no web address"),
        ({"instruction": "x" * 1501}, "'instruction': 'The instruction has 1501 characters"),
    ],
)
def test_what_cannot_stay_is_said_at_its_field_and_what_was_typed_stays(steps, shop, fields, says):
    steps.presses(ids.OPEN_DETAILS, FRIDGE).types(**fields)
    assert says in steps.submits()
    assert len(steps.stack) == 2
    steps.goes_back()
    assert "Nothing is changed" in steps.submits()


def test_two_people_for_one_step_are_one_too_many(steps):
    steps.presses(ids.OPEN_DETAILS, FRIDGE)
    steps.typed[ids.OWNER][ids.OWNER] = {"selected_users": [ZOE, KIM]}
    assert "Choose one person" in steps.submits()


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_shown_harmlessly(steps, shop, typed):
    details(steps, FRIDGE, instruction=typed[:1400], owner_id=ZOE)
    assert problems_of_modal(steps.view) == []
    saved(steps)
    shop.at("7:00")
    shop.posts(ANA, "door.jpg")
    assert "Reply in this thread" in shop.cards(ZOE)[-1]


def test_versions_hold_only_what_a_step_has_of_its_own(steps, shop):
    saved(details(steps, FRIDGE, owner_id=ZOE))
    with shop.database.look() as session:
        plans = [v.plan["steps"] for v in session.scalars(select(ProcessVersion))]
    assert set(plans[1][0]) == {"title", "proof_kind", "proof_count", "key"}
    assert plans[1][1]["owner_id"] == ZOE
    (entry,) = shop.ledger("process_changed")
    assert "owner_id" not in str(entry["changes"]["steps"]["before"])


# In the form of the process.


def test_the_ordinary_form_keeps_what_each_step_has_of_its_own(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE, instruction="Open each door")
    saved(steps)
    editor = Editor(shop, OLE)
    editor.asks("edit opening")
    said = editor.saves(steps="Sweep\nFridge temperature [photo]\nUnlock doors")
    assert "Open each door" not in said
    kept = {step.title: (step.owner_id, step.instruction) for step in shop.first_process().steps}
    assert kept["Fridge temperature"] == (ZOE, "Open each door")
    assert kept["Sweep"] == (None, None)


def test_a_clone_has_what_the_steps_have_of_their_own(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE, instruction="Open each door")
    saved(steps)
    editor = Editor(shop, OLE)
    editor.asks("clone opening")
    assert "Open each door" in editor.submits()
    editor.submits()
    with shop.database.look() as session:
        copy = session.scalars(select(Process).where(Process.name.startswith("Copy"))).one()
        assert (copy.steps[1].owner_id, copy.steps[1].instruction) == (ZOE, "Open each door")
        assert copy.steps[1].key not in {step.key for step in shop.first_process().steps}


def test_a_person_of_the_process_who_is_a_steps_own_already_is_refused_in_the_form(steps, shop):
    saved(details(steps, FRIDGE, owner_id=ZOE))
    editor = Editor(shop, OLE)
    editor.asks("edit opening")
    said = editor.types(backup_id=ZOE).submits()
    assert "'steps': 'Step 2, “Fridge temperature”, backup: This is the owner already" in said
