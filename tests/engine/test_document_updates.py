"""A newer SOP: what it would change is said, and changed on one tap, by those who may."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from sops import CLOSING, OPENING, answer, buttons, gives, press, told, waits
from sqlalchemy import select
from test_creating import filled
from test_document_review import initial, review

from handlers.views import document_ids as ids
from handlers.views import form_ids
from scheduler import changing, versions
from storage.models import Process, ProcessSource

NEWER = OPENING.replace("- Count the float [file]", "- Count the till [file]\n- Air the rooms")


def creates(cafe, person=OLE, at=0, **changes):
    """Review what was read and create it, with everybody and everything else as it is read."""
    form = review(cafe, person, at)
    fields = {
        form_ids.NAME: {"value": initial(form, "name")["initial_value"]},
        form_ids.STEPS: {"value": initial(form, "steps")["initial_value"]},
        form_ids.CADENCE_KIND: {"selected_option": {"value": "daily"}},
        form_ids.TIME: {"selected_time": "08:00"},
    }
    values = filled(**fields | changes)
    preview = cafe.submits_to(person, form["callback_id"], values, form["private_metadata"])
    cafe.submits(person, {}, draft=preview["view"]["private_metadata"])
    waits(cafe)


def steps(cafe):
    return [step.title for step in cafe.first_process().steps]


def edit(cafe, **changes):
    """Change the one process as somebody does in its form."""
    with cafe.database.work() as session:
        process = session.scalars(select(Process)).one()
        plan = versions.plan_of(process).model_copy(update=changes)
        changing.change(session, process, plan, MIA, cafe.now)
        session.commit()


@pytest.fixture
def opened(cafe):
    """The opening checks, created from a file; it is 6:00."""
    gives(cafe, OLE)
    creates(cafe)
    return cafe


def test_a_newer_file_shows_what_changes_and_updates_on_one_tap(opened):
    gives(opened, OLE, NEWER)
    said = told(opened, OLE)
    assert "This looks like a newer *Opening checks* (made from <https://x/F1|opening.txt>)" in said
    assert "Step 3: “Count the float” → “Count the till”" in said
    assert "Step 4 is new: Air the rooms" in said
    assert [action for action, _ in buttons(answer(opened, OLE))] == [
        ids.UPDATE,
        ids.REVIEW,
        ids.SCAN_IT,
    ]
    assert "is up to date" in press(opened, OLE, ids.UPDATE)
    assert steps(opened)[2:] == ["Count the till", "Air the rooms"]
    assert "is made of it" in told(opened, OLE)
    assert "Step 4 is new" in opened.cards(BEN)[-1], "those whom it concerns are told"
    with opened.database.look() as session:
        assert session.scalars(select(ProcessSource)).one().document_id == 2
    gives(opened, OLE, NEWER)
    assert "Nothing that I read of it has changed" in told(opened, OLE)


def test_what_people_have_changed_since_stays(opened):
    with opened.database.look() as session:
        plan = versions.plan_of(session.scalars(select(Process)).one())
    renamed = plan.steps[0].model_copy(update={"title": "Unlock both doors"})
    edit(opened, name="Morning checks", steps=(renamed, *plan.steps[1:]), owner_id=OLE)
    gives(opened, OLE, OPENING.replace("deadline: 09:00", "deadline: 10:00"))
    said = told(opened, OLE)
    assert "every day at 8:00 (Europe/Berlin) → every day at 9:00" in said
    assert "Unlock" not in said
    assert "Morning checks →" not in said
    press(opened, OLE, ids.UPDATE)
    assert steps(opened)[0] == "Unlock both doors"
    assert opened.first_process().owner_id == OLE


def test_what_has_changed_meanwhile_is_looked_at_once_more(opened):
    gives(opened, OLE, NEWER)
    edit(opened, name="Morning checks")
    assert "has changed meanwhile" in press(opened, OLE, ids.UPDATE)
    assert len(steps(opened)) == 3
    assert "a newer *Morning checks*" in told(opened, OLE)
    press(opened, OLE, ids.UPDATE)
    assert len(steps(opened)) == 4


def test_who_may_not_edit_it_is_told_who_may(opened):
    gives(opened, ANA, NEWER)
    assert "is up to <@U0OLE>, <@U0MIA>" in told(opened, ANA)
    assert ids.UPDATE not in dict(buttons(answer(opened, ANA)))
    with opened.database.look() as session:
        version = session.scalars(select(Process)).one().version
    assert "is up to" in opened.presses(ANA, ids.UPDATE, f"2:0:0:{version}")
    assert len(steps(opened)) == 3


@pytest.mark.parametrize("value", ["", "2:0:0", "2:0:0:x", "9:0:0:1", "1:0:0:1"])
def test_a_made_up_update_changes_nothing(opened, value):
    gives(opened, OLE, NEWER)
    assert opened.presses(OLE, ids.UPDATE, value)
    assert len(steps(opened)) == 3


def test_a_file_of_another_name_is_another_process(opened):
    gives(opened, OLE, NEWER, "closing.txt")
    assert "looks like" not in told(opened, OLE)


def test_what_is_archived_is_not_brought_up_to_date(opened):
    opened.asks(OLE, "archive opening checks")
    gives(opened, OLE, NEWER)
    assert "looks like" not in told(opened, OLE)


def test_a_key_finds_its_process_whatever_it_is_called(cafe):
    keyed = f"{OPENING}\n\n{CLOSING}".replace("\n- Lock", "\nkey: 7\n- Lock")
    gives(cafe, OLE, keyed, "board.txt")
    creates(cafe, at=1, backup_id={"selected_user": BEN})
    newer = keyed.replace("Closing checks", "Closing time").replace("Lock the", "Lock both")
    gives(cafe, OLE, newer, "board (2).txt")
    assert "It runs already as *Closing checks*: 2 changes" in told(cafe, OLE)
    assert press(cafe, OLE, ids.COMPARE) is None
    modal = cafe.slack.opened[-1]
    assert "Name: Closing checks → Closing time" in str(modal["blocks"])
    assert cafe.sends(OLE, modal) == {"response_action": "clear"}
    waits(cafe)
    assert steps(cafe) == ["Lock both doors"]
    assert "Closing time* is made of it" in told(cafe, OLE)
