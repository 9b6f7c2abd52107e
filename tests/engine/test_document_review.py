"""The form filled from a document: what stands in it and beside it, and the process it becomes."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from sops import OPENING, answer, buttons, gives, press, told, waits
from sqlalchemy import select
from test_creating import filled

from handlers.views import document_ids as ids
from handlers.views import form_ids
from storage.models import Process, ProcessSource


def review(cafe, person=OLE, at=0):
    """Press Review; the form that opens."""
    assert press(cafe, person, ids.REVIEW, at=at) is None
    return cafe.slack.opened[-1]


def initial(form, name):
    (block,) = [one for one in form["blocks"] if one.get("block_id") == name]
    return {key: value for key, value in block["element"].items() if key.startswith("initial")}


def below(form, name):
    """What stands below a field of the form; "" where nothing does."""
    blocks = form["blocks"]
    (at,) = [at for at, one in enumerate(blocks) if one.get("block_id") == name]
    after = blocks[at + 1] if at + 1 < len(blocks) else {"type": ""}
    return after["elements"][0]["text"] if after["type"] == "context" else ""


def test_the_form_is_filled_and_says_why(cafe):
    gives(cafe, OLE)
    form = review(cafe)
    assert initial(form, "name") == {"initial_value": "Opening checks"}
    assert initial(form, "steps")["initial_value"].splitlines() == [
        "Unlock the doors",
        "Fridge temperature [photo]",
        "Count the float [file]",
    ]
    assert initial(form, "cadence_kind")["initial_option"]["value"] == "daily"
    assert initial(form, "time") == {"initial_time": "08:00"}
    assert initial(form, "owner_id") == {"initial_users": [ANA]}
    assert initial(form, "backup_id") == {"initial_user": BEN}
    assert "From line 5: “when: each day before opening”" in below(form, "cadence_kind")
    assert "It is to be done by 09:00" in below(form, "time")
    assert "I conclude it from that" in below(form, "backup_id")
    assert "I conclude it from that" not in below(form, "owner_id")


def test_what_is_not_said_is_empty_and_asked_for(cafe):
    gives(cafe, OLE, "Closing checks\nnote: There are no dates in it.\n- Lock the doors\n")
    form = review(cafe)
    assert "There are no dates in it." in str(form["blocks"][:3])
    assert initial(form, "cadence_kind")["initial_option"]["value"] == "in_words"
    assert initial(form, "words") == {}
    assert "It does not say when" in below(form, "cadence_kind")
    for name in ("owner_id", "backup_id", "manager_id"):
        assert initial(form, name) in ({}, {"initial_users": []})
        assert "It does not say who" in below(form, name)


def test_a_name_that_may_be_several_people_is_asked_about(cafe):
    cafe.hires("U0MAX", real_name="Maria Lang")
    cafe.hires("U0MAY", real_name="Maria Kurz")
    gives(cafe, OLE, "Closing checks\nowner: Maria\nbackup: Nobody\n- Lock the doors\n")
    form = review(cafe)
    assert initial(form, "owner_id") == {}
    assert "“Maria”; perhaps <@U0MAX>, <@U0MAY>: please choose" in below(form, "owner_id")
    assert "I know nobody here by that name" in below(form, "backup_id")


def test_what_is_created_keeps_its_help_and_knows_its_source(cafe):
    gives(cafe, OLE)
    form = review(cafe)
    pushed = cafe.submits_to(
        OLE, form["callback_id"], filled(**changed(form)), form["private_metadata"]
    )
    assert pushed["response_action"] == "push"
    draft = pushed["view"]["private_metadata"]
    assert cafe.submits(OLE, {}, draft=draft) == {"response_action": "clear"}
    waits(cafe)
    with cafe.database.look() as session:
        process = session.scalars(select(Process)).one()
        assert [step.instruction for step in process.steps] == [None, "0 to 5 °C is right", None]
        source = session.get_one(ProcessSource, process.id)
        assert (source.system, source.document.name) == ("text", "opening.txt")
    assert "Opening checks* is made of it" in told(cafe, OLE, 0)
    assert ids.REVIEW not in dict(buttons(answer(cafe, OLE, 0)))
    shown = cafe.asks(BEN, "show opening")
    assert "Made from: <https://x/F1|opening.txt>, given by <@U0OLE>" in shown


def changed(form):
    return {form_ids.STEPS: {"value": initial(form, "steps")["initial_value"]}}


def test_another_cadence_keeps_the_reasons(cafe):
    gives(cafe, OLE)
    form = review(cafe)
    view = {
        "id": "V1",
        "private_metadata": form["private_metadata"],
        "state": {"values": filled(cadence_kind={"selected_option": {"value": "in_words"}})},
    }
    cafe.rooms.clicks[form_ids.CADENCE_KIND_ACTION](cafe.click(OLE, "", view=view), cafe.now)
    redrawn = cafe.slack.updated[-1]
    assert "each day before opening" in below(redrawn, "cadence_kind")
    assert "It is to be done by 09:00" in below(redrawn, "cadence_kind")


def test_a_step_that_somebody_has_in_the_document_is_theirs(cafe):
    gives(cafe, OLE, OPENING.replace("- Unlock the doors", "- Unlock the doors @U0OLE"))
    form = review(cafe)
    values = filled(**changed(form))
    preview = cafe.submits_to(OLE, form["callback_id"], values, form["private_metadata"])
    assert "<@U0OLE>" in str(preview["view"]["blocks"])
    values = filled(**changed(form), manager_id={"selected_user": OLE})
    preview = cafe.submits_to(OLE, form["callback_id"], values, form["private_metadata"])
    assert preview["response_action"] == "push", "who is asked later has no step of their own"


def test_many_processes_are_listed_page_by_page(cafe):
    many = "\n\n".join(f"Process {number}\n- Step {number}\n" for number in range(23))
    gives(cafe, OLE, many)
    assert "I found 23 processes" in told(cafe, OLE)
    assert "… and 13 more" in answer(cafe, OLE)["text"]
    turned = cafe.presses(
        OLE, "page_documents_older", dict(buttons(answer(cafe, OLE)))["page_documents_older"]
    )
    assert "Process 19" in turned
    assert "Process 20" not in turned
    form = review(cafe, at=3)
    assert initial(form, "name") == {"initial_value": "Process 3"}


def test_what_is_too_long_for_one_process_comes_in_parts(cafe):
    steps = "\n".join(f"- Step {number}" for number in range(1, 75))
    gives(cafe, OLE, f"Month-end close\n{steps}")
    assert "I found 3 processes" in told(cafe, OLE)
    assert "74 steps" in told(cafe, OLE)
    form = review(cafe, at=2)
    assert initial(form, "name") == {"initial_value": "Month-end close (3 of 3)"}
    assert initial(form, "steps")["initial_value"].splitlines()[0] == "Step 61"


@pytest.mark.parametrize("value", ["", "x", "1:0:9", "1:99:0", "9:0:0", "1:0:0:0", "-1:0:0"])
def test_a_made_up_place_opens_nothing(cafe, value):
    gives(cafe, OLE)
    assert "no longer have that" in cafe.presses(OLE, ids.REVIEW, value)


def test_nobody_else_can_review_what_somebody_gave(cafe):
    gives(cafe, OLE)
    value = dict(buttons(answer(cafe, OLE)))[ids.REVIEW]
    assert "no longer have that" in cafe.presses(ANA, ids.REVIEW, value)


def test_who_may_no_longer_create_opens_nothing(cafe):
    gives(cafe, OLE)
    cafe.slack.groups["S0OPEN"] = ("openers", [BEN])
    cafe.slack.people[MIA]["is_admin"] = True
    cafe.asks(MIA, "creators @openers")
    value = dict(buttons(answer(cafe, OLE)))[ids.REVIEW]
    assert "openers" in cafe.presses(OLE, ids.REVIEW, value)
