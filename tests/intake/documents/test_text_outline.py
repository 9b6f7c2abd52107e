"""Plain text, pasted text, and reStructuredText."""

import pytest

from intake.documents import text
from intake.outline import Outline

LISTS = """\
Opening checklist

Tools:
• mop
• bucket

STEPS
1) Unlock the door
   and switch off the alarm
   Use the red key.
2) Lights
  a) kitchen
  b) bar
Step 3: Count the till
☐ Sign
"""
STRUCTURED = """\
:owner: Ann

Calendar
========

.. comment
   of nobody

January
-------

* :doc:`Reconcile the books </finance/books>`
* `File it <https://x.test/file>`_ by April 1st

.. note::

   Ask the treasurer.
"""


def shown(found: Outline) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in found.blocks]


def test_titles_stand_out_and_items_are_joined_however_they_are_typed():
    assert shown(text.read(LISTS)) == [
        ("heading", 1, "", "Opening checklist"),
        ("heading", 2, "", "Tools"),
        ("item", 0, "•", "mop"),
        ("item", 0, "•", "bucket"),
        ("heading", 2, "", "STEPS"),
        ("item", 0, "1)", "Unlock the door and switch off the alarm"),
        ("paragraph", 0, "", "Use the red key."),
        ("item", 0, "2)", "Lights"),
        ("item", 1, "a)", "kitchen"),
        ("item", 1, "b)", "bar"),
        ("item", 0, "Step 3:", "Count the till"),
        ("item", 0, "[ ]", "Sign"),
    ]


def test_restructured_text_loses_its_marks_and_keeps_its_links():
    found = text.read(STRUCTURED)
    assert shown(found) == [
        ("heading", 1, "", "Calendar"),
        ("heading", 2, "", "January"),
        ("item", 0, "*", "Reconcile the books"),
        ("item", 0, "*", "File it by April 1st"),
        ("paragraph", 0, "", "Ask the treasurer."),
    ]
    assert found.properties == (("owner", "Ann"),)
    assert [link.url for block in found.blocks for link in block.links] == ["https://x.test/file"]


def test_numbers_that_are_glued_to_titles_are_markers_where_they_count_up():
    found = text.read(
        "How to import\n\n-\n1Opening it\nClick here.\n\n-\n2Saving it\nClick there.\n"
    )
    assert shown(found) == [
        ("heading", 1, "", "How to import"),
        ("item", 0, "1.", "Opening it"),
        ("paragraph", 0, "", "Click here."),
        ("item", 0, "2.", "Saving it"),
        ("paragraph", 0, "", "Click there."),
    ]
    assert shown(text.read("Tape\n\n3Mega tape is best"))[1][2] == ""


def test_cells_between_tabs_are_a_table():
    first, second = text.read("Task\tWho\nHood\tAnn\nFloor\tBo\n").blocks
    assert (first.header, first.cells, second.line) == (("Task", "Who"), ("Hood", "Ann"), 3)


@pytest.mark.parametrize(
    "said",
    [
        "Every morning someone follows up with new leads before 9. Usually Maria does it.",
        "Please check the following:",
    ],
)
def test_a_sentence_alone_is_a_paragraph(said):
    assert shown(text.read(said)) == [("paragraph", 0, "", said)]


def test_a_wrapped_paragraph_is_one_block_with_the_line_of_its_first():
    lines = [
        "This procedure ensures that all of the backups are completed and can be",
        "verified by whoever needs them in the end, and it is reviewed each year.",
    ]
    (block,) = text.read("\n\n" + "\n".join(lines)).blocks
    assert (block.text, block.line) == (" ".join(lines), 3)
