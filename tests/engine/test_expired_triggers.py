"""Slack opens a modal within three seconds of a command or a tap, or not at all: it is said so."""

import pytest
from cafe import MIA, OLE, ONE_STEP
from shops import buttons, family, location

from handlers.views import act_ids, form_ids, step_ids
from handlers.views import family_ids as ids

AGAIN = "Something went wrong on my side, and nothing was changed. Please try it again."


@pytest.fixture
def late(cafe):
    """A café with an open run, in a Slack that takes every trigger for expired."""
    cafe.process("every day at 7:00", steps=ONE_STEP)
    location(cafe, "Mitte")
    cafe.at("7:00")
    cafe.slack.open_view = lambda _trigger, _view: False
    return cafe


@pytest.mark.parametrize(
    "line",
    [
        "new",
        "edit opening",
        "clone opening",
        "steps opening",
        "skip opening",
        "cancel opening",
        "away",
        "places opening",
        "location new",
        "location edit mitte",
    ],
)
def test_a_command_whose_modal_does_not_open(late, line):
    assert AGAIN in late.asks(OLE, line)


@pytest.mark.parametrize(
    "action",
    [
        act_ids.OPEN_PAUSE,
        act_ids.OPEN_SKIP,
        act_ids.OPEN_CANCEL,
        form_ids.EDIT_PROCESS,
        step_ids.OPEN_STEPS,
        ids.PLACES_OPEN,
        ids.LOCATION_EDIT,
        ids.LOCATION_NEW,
    ],
)
def test_a_button_whose_modal_does_not_open(late, action):
    assert AGAIN in late.presses(OLE, action, "1")


def test_a_card_whose_modal_does_not_open(late):
    for action in ("pass_turn", "report_problem"):
        assert AGAIN in late.press("U0ANA", action)


def test_a_template_and_a_preview_whose_form_does_not_open(late):
    assert AGAIN in late.presses(OLE, act_ids.USE_TEMPLATE, "opening@C0OPS")
    people = f"owner <@{MIA}> backup <@{OLE}> manager <@U0BEN>"
    preview = late.answer(OLE, f"new Tea every day at 9:00 {people} steps: Boil").message
    assert AGAIN in late.presses(OLE, *buttons(preview)["Change"])


def test_a_familys_form_does_not_open(late):
    tea_at_two_places(late)
    for line, button in (("edit tea", "All 2 places"), ("skip tea", "All 2 places")):
        tap = buttons(late.answer(OLE, line).message)[button]
        assert AGAIN in late.presses(OLE, *tap)
    people = buttons(late.answer(OLE, "edit tea").message)["Nord"]
    assert AGAIN in late.presses(OLE, *people)


def tea_at_two_places(cafe):
    location(cafe, "Nord")
    family(cafe, "Mitte", "Nord", name="Tea", steps=ONE_STEP)
