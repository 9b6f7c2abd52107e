"""Creating a process, from the wish to the word that it is there."""

import copy

import pytest
from cafe import ANA, BEN, MIA, OLE
from test_commands import LINE

from handlers.creating import NEW_PROCESS
from handlers.views import form_ids as ids

CHOSEN = {
    ids.NAME: {"value": "Opening checks"},
    ids.SOP: {"value": "https://wiki.example/opening"},
    ids.STEPS: {"value": "Unlock doors\nFridge temperature [photo]"},
    ids.CADENCE_KIND: {"selected_option": {"value": "every_weekday"}},
    ids.TIME: {"selected_time": "07:00"},
    ids.ZONE: {"value": "Europe/Berlin"},
    ids.OWNER: {"selected_user": ANA},
    ids.BACKUP: {"selected_user": BEN},
    ids.MANAGER: {"selected_user": MIA},
    ids.OWNER_WINDOW: {"value": "1 hour"},
    ids.BACKUP_WINDOW: {"value": "1 hour"},
    ids.MANAGER_WINDOW: {"value": "2 hours"},
    ids.OPENING: {"selected_option": {"value": "one_by_one"}},
    ids.DIGEST: {"selected_conversation": "C0OPS"},
}


def filled(**changes):
    """The values of a form that is filled in, but for `changes`."""
    chosen = copy.deepcopy(CHOSEN) | changes
    return {block: {block: value} for block, value in chosen.items()}


def button(answer, action):
    """What the button of a message carries."""
    rows = [block for block in answer.message.blocks if block["type"] == "actions"]
    (element,) = [e for row in rows for e in row["elements"] if e["action_id"] == action]
    return element["value"]


def test_new_opens_the_form_in_the_creators_zone(cafe):
    assert cafe.asks(OLE, "new") is None
    (form,) = cafe.slack.opened
    assert form["callback_id"] == ids.FORM_CALLBACK
    (zone,) = [b["element"]["initial_value"] for b in form["blocks"] if b.get("block_id") == "zone"]
    assert zone == "Europe/Berlin"


def test_the_form_is_said_back_then_created_and_its_creator_told(cafe):
    pushed = cafe.submits(OLE, filled())
    assert pushed["response_action"] == "push"
    preview = str(pushed["view"]["blocks"])
    assert "7:00 <@U0ANA> → 8:00 <@U0BEN> → 9:00 <@U0MIA> → 11:00 missed" in preview
    assert preview.count("Nov at 7:00") == 3, "the next three occurrences"
    assert "no process" in cafe.asks(OLE, "list")
    assert cafe.submits(OLE, {}, draft=pushed["view"]["private_metadata"]) == {
        "response_action": "clear"
    }
    assert "Opening checks" in cafe.asks(OLE, "list")
    (told,) = cafe.cards(OLE)
    assert "is created" in told
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1


def test_someone_who_has_become_a_guest_meanwhile_creates_nothing(cafe):
    draft = cafe.submits(OLE, filled())["view"]["private_metadata"]
    cafe.slack.people[OLE]["is_restricted"] = True
    cafe.at("6:30")
    assert "Only full members" in str(cafe.submits(OLE, {}, draft=draft)["view"])
    assert cafe.creating.create_draft(cafe.click(OLE, draft), cafe.now).replaces is False


def test_pressing_create_twice_creates_once(cafe):
    draft = cafe.submits(OLE, filled())["view"]["private_metadata"]
    for _ in range(2):
        assert cafe.submits(OLE, {}, draft=draft) == {"response_action": "clear"}
    cafe.run()
    assert len(cafe.cards(OLE)) == 1


def test_nobody_else_can_create_what_someone_has_drafted(cafe):
    draft = cafe.submits(OLE, filled())["view"]["private_metadata"]
    answer = cafe.submits(ANA, {}, draft=draft)
    assert answer["response_action"] == "update"
    assert "no longer open" in str(answer["view"])
    assert "no process" in cafe.asks(OLE, "list")


@pytest.mark.parametrize(
    ("field", "facts", "why"),
    [
        (ids.OWNER, {"deleted": True}, "deactivated"),
        (ids.BACKUP, {"is_bot": True}, "an app"),
        (ids.MANAGER, {"is_ultra_restricted": True}, "a guest"),
    ],
)
def test_who_cannot_be_asked_is_refused_at_their_field(cafe, field, facts, why):
    cafe.slack.people["U0ZOE"] = {"id": "U0ZOE", "real_name": "Zoe", **facts}
    answer = cafe.submits(OLE, filled(**{field: {"selected_user": "U0ZOE"}}))
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert why in answer["errors"][field]


def test_a_name_that_is_taken_is_refused_at_its_field(cafe):
    cafe.process()
    answer = cafe.submits(OLE, filled())
    assert list(answer["errors"]) == [ids.NAME]


def test_a_name_taken_between_preview_and_create_is_said(cafe):
    draft = cafe.submits(OLE, filled())["view"]["private_metadata"]
    cafe.process()
    answer = cafe.submits(OLE, {}, draft=draft)
    assert answer["view"]["title"]["text"] == "Not created"
    assert "called “Opening checks” already" in str(answer["view"]["blocks"])


def test_one_line_is_said_back_with_buttons_and_created_by_one(cafe):
    answer = cafe.answer(OLE, LINE)
    draft = button(answer, ids.CREATE_DRAFT)
    created = cafe.creating.create_draft(cafe.click(OLE, draft), cafe.now)
    assert created.replaces
    assert "is created" in created.message.text
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1
    assert cafe.cards(OLE) == [], "the button's own message has said it"


def test_one_line_can_be_changed_in_the_form(cafe):
    draft = button(cafe.answer(OLE, LINE), ids.EDIT_DRAFT)
    assert cafe.creating.edit_draft(cafe.click(OLE, draft), cafe.now) is None
    assert "Count the float [file]" in str(cafe.slack.opened[-1])


def test_one_line_can_be_dropped(cafe):
    draft = button(cafe.answer(OLE, LINE), ids.DROP_DRAFT)
    assert (
        "nothing was created"
        in cafe.creating.drop_draft(cafe.click(OLE, draft), cafe.now).message.text
    )
    gone = cafe.creating.create_draft(cafe.click(OLE, draft), cafe.now)
    assert "no longer open" in gone.message.text
    assert "no process" in cafe.asks(OLE, "list")


def test_a_button_that_a_guest_still_has_says_that_it_is_not_for_guests(cafe):
    cafe.slack.people["U0GUS"] = {"id": "U0GUS", "real_name": "Gus", "is_restricted": True}
    cafe.presses("U0GUS", NEW_PROCESS, "")
    assert "Only full members" in str(cafe.slack.opened[-1]["blocks"])


def test_a_cancel_that_comes_after_the_create_says_nothing_that_is_not_so(cafe):
    draft = button(cafe.answer(OLE, LINE), ids.CREATE_DRAFT)
    cafe.creating.create_draft(cafe.click(OLE, draft), cafe.now)
    late = cafe.creating.drop_draft(cafe.click(OLE, draft), cafe.now)
    assert "it was created" in late.message.text
    assert not late.replaces


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("new Opening checks", "when"),
        (LINE.replace("every weekday", "evry weekdy"), "weekday"),
        (LINE.replace("owner <@U0ANA|ana>", ""), "the owner"),
        (LINE.replace("<@U0BEN|ben>", "<@U0ANA|ana>"), "already"),
        (LINE.replace("<@U0BEN|ben>", "<@U0NOBODY|x>"), "cannot find"),
        (LINE.replace("<@U0BEN|ben>", "@ben"), "ben"),
        (LINE.split("steps:")[0], "the steps"),
        (LINE.replace("7:00", "25:00"), "25:00"),
        ("new " + "x" * 5000, "too long"),
    ],
)
def test_a_line_that_cannot_become_a_process_says_why(cafe, line, why):
    answer = cafe.asks(OLE, line)
    assert why in answer
    assert "no process" in cafe.asks(OLE, "list")


@pytest.mark.parametrize("values", [{}, {"name": "x"}, {"name": {"name": 5}}, {"steps": None}])
def test_a_malformed_form_gets_errors_and_creates_nothing(cafe, values):
    assert cafe.submits(OLE, values)["response_action"] == "errors"


@pytest.mark.parametrize("value", ["", "nothing", "x" * 2000])
def test_a_made_up_draft_is_refused(cafe, value):
    assert (
        "no longer open"
        in cafe.creating.create_draft(cafe.click(OLE, value), cafe.now).message.text
    )
    assert (
        "no longer open" in cafe.creating.edit_draft(cafe.click(OLE, value), cafe.now).message.text
    )


def test_old_drafts_are_forgotten(cafe):
    draft = cafe.submits(OLE, filled())["view"]["private_metadata"]
    cafe.at("7:00", day=3)
    cafe.submits(OLE, filled(name={"value": "Other checks"}))
    assert cafe.submits(OLE, {}, draft=draft)["response_action"] == "update"
