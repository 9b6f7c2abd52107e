"""Somebody arranges the steps of the opening checks."""

from editor import Editor
from sqlalchemy import select

from handlers.views import step_ids as ids
from storage.models import Process
from tests.block_kit import problems_of_modal

ZOE, KIM = "U0ZOE", "U0KIM"
TITLES = ["Unlock doors", "Fridge temperature", "Count the float"]
FRIDGE = 2


def shop_of(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    cafe.hires(ZOE, KIM)
    cafe.process()
    return cafe


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
