"""A change in words: each difference, what it means for its reader, what is next."""

from datetime import datetime, timedelta

import pytest
from view_plans import NOW, PLAN, STEPS, prospect
from view_rows import BERLIN, process, token

from handlers.views.changed import changed_message
from handlers.views.changes import LINES, changes
from handlers.views.edit_modals import again_modal, change_preview, nothing_changed, overtaken
from scheduler.plan import LONGEST_NAME, LONGEST_TITLE, MOST_STEPS, StepPlan
from scheduler.step_keys import keyed
from scheduler.versions import FIELDS, Change
from storage.holidays import Holidays
from storage.rota import Rota
from storage.states import HolidayMove, Nudges, Opening, Overlap, ProofKind
from tests.block_kit import HOSTILE, buttons_in, problems_of, problems_of_modal, words_in

OTHER = {
    "name": "Morning checks",
    "sop_url": None,
    "owner_id": "U0ZOE",
    "rota": Rota(members=("U0ANA", "U0ZOE")),
    "backup_id": "U0ZOE",
    "manager_id": "U0ZOE",
    "rule": "FREQ=DAILY",
    "start": datetime(2026, 11, 23, 8, 0),
    "zone": "Asia/Tokyo",
    "holidays": Holidays("DE-BY", HolidayMove.SKIP),
    "owner_seconds": 60,
    "backup_seconds": 60,
    "manager_seconds": 60,
    "nudges": Nudges.NONE,
    "opening": Opening.ALL_AT_ONCE,
    "overlap": Overlap.SKIP,
    "digest_channel_id": None,
}


def changed(**fields):
    return PLAN.model_copy(update=fields)


def with_steps(*steps):
    return changed(steps=keyed(STEPS, steps))


def preview(after, *, is_last=False, **facts):
    view = change_preview(prospect(after, **facts), "d1", NOW, is_last=is_last)
    assert problems_of_modal(view) == []
    return words_in(view["blocks"])


def told(reader, **fields):
    change = Change(2, "U0OLE", NOW, PLAN, changed(**fields))
    message = changed_message(process(change.after.name), change, reader)
    assert problems_of(message) == []
    assert message.text == words_in(message.blocks)
    return message.text


def test_two_plans_that_are_alike_have_no_differences():
    assert changes(PLAN, PLAN) == []


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_plan_has_its_line(field):
    (line,) = changes(PLAN, changed(**{field: OTHER[field]}))
    assert " → " in line
    assert sum(field in fields for _, fields, _ in LINES) == 1


def test_addresses_that_are_too_long_to_be_told_apart_are_said_to_differ():
    long = "https://sop.example/" + "x" * 2000
    (line,) = changes(changed(sop_url=f"{long}1"), changed(sop_url=f"{long}2"))
    assert line.startswith("SOP: changed, ")


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        (STEPS[:2], ["Step 3 is taken out: Float"]),
        ((*STEPS, StepPlan(title="Lights")), ["Step 4 is new: Lights \u2013 a photo or file"]),
        ((STEPS[0], StepPlan(title="Freezer", proof_kind=ProofKind.PHOTO), STEPS[2]),
         ["Step 2: “Fridge” → “Freezer”"]),
        ((STEPS[0], StepPlan(title="Fridge", proof_kind=ProofKind.ANY, proof_count=2), STEPS[2]),
         ["Step 2, Fridge: a photo → 2 photos or files"]),
        ((STEPS[2], STEPS[0], STEPS[1]),
         ["The steps' order: now Float, then Unlock doors, then Fridge"]),
        ((StepPlan(title="Lights", proof_count=3), STEPS[1], STEPS[0]),
         ["Step 1 is new: Lights \u2013 3 photos or files", "Step 3 is taken out: Float",
          "The steps' order: now Fridge, then Unlock doors"]),
    ],
)  # fmt: skip
def test_steps_are_compared_one_by_one(steps, lines):
    assert changes(PLAN, with_steps(*steps)) == lines


def test_a_star_in_the_name_of_a_process_leaves_no_star_in_its_heading():
    text = preview(changed(backup_id="U0ZOE"), before=changed(name="5* rooms"))
    assert text.startswith("What changes in 5* rooms\n")


def test_the_preview_says_what_changes_what_is_next_and_what_stays():
    text = preview(changed(start=datetime(2026, 11, 23, 8, 0)))
    assert text.startswith("*What changes in Opening checks*\nDue: every weekday at 7:00")
    assert "*Next runs*\nMon 23 Nov at 8:00\nTue 24 Nov at 8:00\nWed 25 Nov at 8:00" in text
    assert "8:00 <@U0ANA> → 9:00 <@U0BEN> → 10:00 <@U0MIA> → 12:00 missed" in text
    assert text.endswith("Nothing of it is open now: this holds from the next run on.")


@pytest.mark.parametrize(
    ("open_runs", "words"),
    [(1, "1 open run keeps what it"), (3, "3 open runs keep what they")],
)
def test_the_preview_says_how_many_runs_go_on_as_they_began(open_runs, words):
    assert f"{words} started with." in preview(changed(name="B"), open_runs=open_runs)


def test_the_preview_of_a_paused_process_says_that_it_stays_so():
    assert "It is paused and stays so." in preview(changed(name="B"), is_paused=True)
    assert "paused" not in preview(changed(name="B"))


def test_how_a_new_cadence_was_understood_is_said():
    typed = changed(rule="FREQ=DAILY", notes=("shorter months: their last day",))
    after = typed.model_copy(update={"notes": ()})
    assert "_Shorter months: their last day_" in preview(after, typed=typed)
    assert "Shorter" not in preview(changed(name="B"), typed=typed)


def test_the_preview_leads_on_and_back():
    view = change_preview(prospect(changed(name="B")), "d1", NOW, is_last=False)
    assert (view["callback_id"], view["private_metadata"]) == ("save_process", "d1")
    assert (view["submit"]["text"], view["close"]["text"]) == ("Save", "Back")
    assert buttons_in(view["blocks"]) == {}
    last = change_preview(prospect(changed(name="B")), "d1", NOW, is_last=True)
    assert buttons_in(last["blocks"])["edit_again"]["value"] == "d1"


def test_who_was_overtaken_reads_who_when_and_what():
    after = changed(owner_id="U0ZOE")
    message = overtaken("Opening checks", BERLIN, [Change(2, "U0MIA", NOW, PLAN, after)], NOW)
    assert problems_of(message) == []
    assert f"<@U0MIA> changed *Opening checks* at {token(NOW)}" in message.text
    assert "• Owner: <@U0ANA> → <@U0ZOE>" in message.text
    earlier = Change(2, "U0MIA", NOW - timedelta(days=2), PLAN, after)
    message = overtaken("Opening checks", BERLIN, [earlier], NOW)
    assert "{date_short_pretty}" in message.text
    assert problems_of_modal(again_modal(message, "d1")) == []


def test_a_reader_who_is_on_no_ladder_reads_the_change_alone():
    text = told("U0OLE", name="Morning checks")
    assert text.startswith("<@U0OLE> changed *Opening checks*.\n• Name: Opening checks → Morning")
    assert "You are" not in text


def test_a_change_of_very_much_is_told_in_short():
    steps = tuple(StepPlan(title=f"New {n}", key=f"n{n}") for n in range(MOST_STEPS))
    assert "… and 13 more" in told("U0BEN", steps=steps)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_nothing(text):
    title = " ".join(text.split())[:LONGEST_TITLE]
    long = tuple(
        StepPlan(title=f"{n} {title}"[:LONGEST_TITLE], key=f"n{n}") for n in range(MOST_STEPS)
    )
    renamed = tuple(StepPlan(title=f"{title}{n}"[-LONGEST_TITLE:], key=f"n{n}", proof_count=2)
                    for n in reversed(range(MOST_STEPS)))  # fmt: skip
    before = changed(name=title[:LONGEST_NAME], steps=long, sop_url="https://x.org/" + "<&>" * 300)
    after = changed(name=title[-LONGEST_NAME:], steps=renamed)
    for one, other in ((before, after), (PLAN, before), (after, PLAN)):
        preview(other, before=one)
        change = Change(2, "U0OLE", NOW, one, other)
        for message in (
            changed_message(process(text), change, "U0ANA"),
            overtaken(text, BERLIN, [change] * 40, NOW),
        ):
            assert problems_of(message) == []
            assert problems_of_modal(again_modal(message, "d" * 32)) == []


def test_that_nothing_is_changed_is_said():
    assert problems_of(nothing_changed()) == []
