"""Steps of a process: moved about, and each with people, times and help of its own."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from sqlalchemy import select

from handlers.views import act_ids
from handlers.views import step_ids as ids
from handlers.views.form_ids import CREATE_DRAFT
from scheduler import processes
from storage.models import Draft, Process, ProcessVersion, RunStep
from tests.block_kit import HOSTILE, problems_of_modal

ZOE, KIM = "U0ZOE", "U0KIM"
TITLES = ["Unlock doors", "Fridge temperature", "Count the float"]
FRIDGE = 2


@pytest.fixture
def shop(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    for person in (ZOE, KIM):
        cafe.slack.people[person] = {"id": person, "real_name": person, "tz": "Europe/Berlin"}
    cafe.process()
    return cafe


@pytest.fixture
def steps(shop):
    """The creator with the list of steps open."""
    return opened(shop, OLE)


def opened(cafe, person):
    editor = Editor(cafe, person)
    assert editor.asks("steps opening") is None
    assert problems_of_modal(editor.view) == []
    return editor


def the_process(cafe):
    with cafe.database.look() as session:
        one = session.scalar(select(Process).order_by(Process.id))
        assert one.steps
        return one


def titles(cafe):
    return [step.title for step in the_process(cafe).steps]


def details(editor, at, **fields):
    """Give the step in this place something of its own."""
    editor.presses(ids.OPEN_DETAILS, at).types(**fields).submits()
    return editor


def saved(editor):
    looked_at = editor.submits()
    editor.submits()
    assert editor.stack == [], editor.reads
    return looked_at


def test_the_list_shows_the_steps_in_order_and_the_ladder_that_they_share(steps):
    assert steps.view["title"]["text"] == "Steps"
    said = steps.reads
    assert said.index("1. Unlock doors") < said.index("2. Fridge temperature \u2013 a photo")
    assert f"<@{ANA}> for 60 minutes, then <@{BEN}> for 60 minutes, then <@{MIA}>" in said


def test_a_step_goes_up_and_down_and_nothing_holds_until_it_is_saved(steps, shop):
    steps.presses(ids.MOVE_UP, 3).presses(ids.MOVE_DOWN, 1)
    assert steps.reads.index("1. Count the float") < steps.reads.index("2. Unlock doors")
    assert titles(shop) == TITLES
    before = {step.title: step.key for step in the_process(shop).steps}
    said = saved(steps)
    order = "Count the float, then Unlock doors, then Fridge temperature"
    assert f"The steps' order: now {order}" in said
    assert titles(shop) == ["Count the float", "Unlock doors", "Fridge temperature"]
    assert {step.title: step.key for step in the_process(shop).steps} == before


def test_the_first_has_no_button_up_and_the_last_none_down(steps):
    rows = [block["elements"] for block in steps.view["blocks"] if block["type"] == "actions"]
    assert [[e["action_id"] for e in row] for row in rows] == [
        [ids.MOVE_DOWN, ids.OPEN_DETAILS],
        [ids.MOVE_UP, ids.MOVE_DOWN, ids.OPEN_DETAILS],
        [ids.MOVE_UP, ids.OPEN_DETAILS],
    ]


def test_a_list_that_is_left_as_it_was_says_that_nothing_is_changed(steps, shop):
    assert "Nothing is changed" in steps.submits()
    assert the_process(shop).version == 1


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
    step = the_process(shop).steps[1]
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


def test_the_ordinary_form_keeps_what_each_step_has_of_its_own(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE, instruction="Open each door")
    saved(steps)
    editor = Editor(shop, OLE)
    editor.asks("edit opening")
    said = editor.saves(steps="Sweep\nFridge temperature [photo]\nUnlock doors")
    assert "Open each door" not in said
    kept = {step.title: (step.owner_id, step.instruction) for step in the_process(shop).steps}
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
        assert copy.steps[1].key not in {step.key for step in the_process(shop).steps}


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


# Two at a time, and too late.


def test_a_list_that_was_overtaken_is_drawn_anew_with_both_changes(steps, shop):
    other = opened(shop, MIA)
    details(other, FRIDGE, instruction="Open each door", owner_seconds="30 minutes")
    saved(other)
    steps.presses(ids.MOVE_UP, 3)
    details(steps, 3, owner_id=ZOE)
    said = steps.submits()
    assert "While you had the form open, the process was changed" in said
    assert f"<@{MIA}> changed" in said
    steps.submits()
    assert steps.view["title"]["text"] == "Steps"
    assert len(steps.stack) == 1
    assert "3. Fridge temperature" in steps.reads
    saved(steps)
    fridge = the_process(shop).steps[2]
    assert (fridge.title, fridge.owner_id) == ("Fridge temperature", ZOE)
    assert (fridge.instruction, fridge.owner_seconds) == ("Open each door", 1800)
    assert the_process(shop).version == 3


def test_what_no_longer_goes_together_after_both_changes_is_not_saved(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE)
    editor = Editor(shop, MIA)
    editor.asks("edit opening")
    editor.saves(backup_id=ZOE)
    steps.submits()
    steps.submits()
    assert "Step 2, “Fridge temperature”, backup: This is the owner already" in steps.submits()
    assert "You can change that under Details." in steps.reads
    steps.goes_back()
    details(steps, FRIDGE, owner_id=KIM)
    saved(steps)
    assert the_process(shop).steps[1].owner_id == KIM


def test_who_left_meanwhile_is_not_given_a_step(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE)
    shop.changes(ZOE, deleted=True)
    said = steps.submits()
    assert f"Step 2, “Fridge temperature”: {ZOE}'s account is deactivated" in said
    assert the_process(shop).version == 1


def test_a_person_of_the_process_who_is_a_steps_own_already_is_refused_in_the_form(steps, shop):
    saved(details(steps, FRIDGE, owner_id=ZOE))
    editor = Editor(shop, OLE)
    editor.asks("edit opening")
    said = editor.types(backup_id=ZOE).submits()
    assert "'steps': 'Step 2, “Fridge temperature”, backup: This is the owner already" in said


def test_what_a_form_was_opened_with_is_no_preview_that_can_be_created(shop):
    assert shop.presses(OLE, act_ids.USE_TEMPLATE, "fridge_log@C0OPS") is None
    with shop.database.look() as session:
        (draft,) = session.scalars(select(Draft.id))
    assert "no longer open" in shop.presses(OLE, CREATE_DRAFT, draft)
    with shop.database.look() as session:
        assert [one.name for one in session.scalars(select(Process))] == ["Opening checks"]


def test_a_preview_that_was_overtaken_leads_back_to_the_list(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    other = opened(shop, MIA)
    saved(details(other, 1, instruction="Mind the alarm"))
    assert "the process was changed" in steps.submits()
    steps.submits()
    assert "1. Fridge temperature" in steps.reads
    assert "Mind the alarm" in steps.reads
    saved(steps)
    assert titles(shop)[0] == "Fridge temperature"


def test_what_is_submitted_twice_is_saved_once(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    assert steps.answer_to_submit() == {"response_action": "clear"}
    assert steps.answer_to_submit() == {"response_action": "clear"}
    assert the_process(shop).version == 2


def test_a_list_that_was_saved_says_so_to_a_stale_button(steps, shop):
    stale = opened(shop, OLE)
    stale.stack = [steps.stack[0]]
    saved(steps.presses(ids.MOVE_UP, 2))
    stale.presses(ids.MOVE_UP, 2)
    assert "This list is no longer open" in stale.reads
    assert titles(shop)[0] == "Fridge temperature"


def test_details_of_a_list_that_is_gone_say_so_and_are_not_lost(steps, shop):
    steps.presses(ids.OPEN_DETAILS, FRIDGE).types(instruction="Open each door")
    with shop.database.work() as session:
        for draft in session.scalars(select(Draft)):
            session.delete(draft)
        session.commit()
    assert "This list is no longer open" in steps.submits()


@pytest.mark.parametrize("value", ["", "x", "0" * 32, "<!channel>"])
def test_a_made_up_button_changes_nothing(steps, shop, value):
    for action in (ids.MOVE_UP, ids.OPEN_DETAILS):
        steps.clicks_on(action, value)
        assert "This list is no longer open" in steps.reads
    assert titles(shop) == TITLES


def test_nobody_arranges_in_somebody_elses_draft(steps, shop):
    thief = Editor(shop, MIA)
    thief.stack = [steps.stack[0]]
    thief.presses(ids.MOVE_UP, 2)
    assert "This list is no longer open" in thief.reads
    assert "Nothing is changed" in steps.submits()


def test_a_process_archived_under_the_open_list_is_not_changed(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    shop.change(processes.archive, the_process(shop))
    assert "has been archived meanwhile" in steps.submits()
    assert titles(shop) == TITLES


def test_who_lost_the_right_meanwhile_changes_nothing(shop):
    theirs = opened(shop, MIA)
    theirs.presses(ids.MOVE_UP, 2).submits()
    with shop.database.work() as session:
        session.scalars(select(Process)).one().manager_id = KIM
        session.commit()
    assert "To edit" in theirs.submits()
    assert titles(shop) == TITLES


@pytest.mark.parametrize("person", [ANA, BEN, ZOE])
def test_only_who_may_edit_arranges(shop, person):
    assert "To edit *Opening checks* is up to" in Editor(shop, person).asks("steps opening")
    assert shop.slack.opened == []


def test_the_button_on_the_page_opens_the_list(shop):
    one = the_process(shop)
    assert shop.presses(OLE, ids.OPEN_STEPS, one.id) is None
    assert "Fridge temperature" in str(shop.slack.opened[-1])
    assert "is up to" in shop.presses(BEN, ids.OPEN_STEPS, one.id)
    for value in ("", "77", "x" * 40, "9" * 40):
        assert "no longer open" in shop.presses(OLE, ids.OPEN_STEPS, value)


def test_versions_hold_only_what_a_step_has_of_its_own(steps, shop):
    saved(details(steps, FRIDGE, owner_id=ZOE))
    with shop.database.look() as session:
        plans = [v.plan["steps"] for v in session.scalars(select(ProcessVersion))]
    assert set(plans[1][0]) == {"title", "proof_kind", "proof_count", "key"}
    assert plans[1][1]["owner_id"] == ZOE
    (entry,) = shop.ledger("process_changed")
    assert "owner_id" not in str(entry["changes"]["steps"]["before"])


def test_a_preview_that_is_confirmed_twice_says_twice_whom_it_asks_first(shop):
    line = (
        f"new Closing checks every day at 22:00 owner <@{ANA}|ana> backup <@{BEN}|ben> "
        f"manager <@{MIA}|mia> steps: Lock the doors <@{ZOE}|zoe>"
    )
    answer = shop.answer(OLE, line).message
    draft = next(b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions")
    for _ in range(2):
        assert f"then I ask <@{ZOE}>" in shop.presses(OLE, CREATE_DRAFT, draft)
