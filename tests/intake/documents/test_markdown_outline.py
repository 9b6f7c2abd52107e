"""Markdown as people and programs write it."""

import pytest

from intake.documents import markdown
from intake.outline import Block, Kind

LIST = """\
# Closing

1. Turn off the fryer
   and let it cool
   1) filters
   - duct
2. **Weekly:** defrost the freezer

- [ ] Lock the door
- [x] Lights
- ☐ Alarm
"""
PLAIN = """\
1. Daily check
--------------

Review the job

Check for:
    Completion
    Errors
Confirm the time
____________

(1) one
(2) two
"""


def shown(text: str) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in markdown.read(text).blocks]


def only(text: str) -> Block:
    (block,) = markdown.read(text).blocks
    return block


def test_items_keep_their_markers_and_depth_and_wrapped_lines_are_joined():
    assert shown(LIST) == [
        ("heading", 1, "", "Closing"),
        ("item", 0, "1.", "Turn off the fryer and let it cool"),
        ("item", 1, "1)", "filters"),
        ("item", 1, "-", "duct"),
        ("item", 0, "2.", "Weekly: defrost the freezer"),
        ("item", 0, "[ ]", "Lock the door"),
        ("item", 0, "[x]", "Lights"),
        ("item", 0, "[ ]", "Alarm"),
    ]


def test_indented_lines_are_items_and_an_underlined_number_is_a_heading():
    assert shown(PLAIN) == [
        ("heading", 2, "", "1. Daily check"),
        ("paragraph", 0, "", "Review the job"),
        ("item", 0, "", "Check for:"),
        ("item", 1, "", "Completion"),
        ("item", 1, "", "Errors"),
        ("item", 0, "", "Confirm the time"),
        ("item", 0, "(1)", "one"),
        ("item", 0, "(2)", "two"),
    ]


def test_lines_are_those_of_the_source_behind_its_front_matter():
    found = markdown.read("---\ntitle: Bar\nmenu:\n  owner: Ann\n---\n\n# Bar\n\ntext\n")
    assert [block.line for block in found.blocks] == [7, 9]
    assert found.properties == (("title", "Bar"), ("menu.owner", "Ann"))


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('+++\ntitle = "Bar"\n+++\n# Bar', (("title", "Bar"),)),
        ("---\na: &x [1]\nb: *x\n---\n# Bar", (("a", "&x [1]"), ("b", "*x"))),
        ("---\nno pair\n---\n# Bar", ()),
        ("# Bar\nOwner: Ann\nWhen: daily\n\nNote: no field", (("Owner", "Ann"), ("When", "daily"))),
    ],
)
def test_fields_before_a_text_and_below_its_title_are_properties(text, pairs):
    assert markdown.read(text).properties == pairs


def test_scribes_escaped_numbers_are_items_and_screenshots_are_kept():
    step, picture = markdown.read("1\\. **Open** it\n\n![](https://x.test/a.png)").blocks
    assert (step.kind, step.marker, step.text, step.lead) == (Kind.ITEM, "1.", "Open it", "Open")
    assert picture.pictures == ("https://x.test/a.png",)


def test_tangos_html_is_read_with_its_lines():
    heading, picture = markdown.read(
        '\n<div><h3>1. Open</h3>\n<img src="https://x.test/a"></div>'
    ).blocks
    assert (heading.kind, heading.level, heading.text, heading.line) == (
        Kind.HEADING,
        3,
        "1. Open",
        2,
    )
    assert (picture.pictures, picture.line) == (("https://x.test/a",), 3)


def test_a_table_gives_rows_with_their_head():
    row = only("| Task | Who |\n|---|---|\n| [Hood](https://x.test) | Ann |\n")
    assert (row.cells, row.header, row.line) == (("Hood", "Ann"), ("Task", "Who"), 3)
    assert row.links[0].url == "https://x.test"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("**Weekly:** scrub", "Weekly:"),
        ("**Weekly**: scrub", "Weekly:"),
        ("**All of it**", "All of it"),
        ("Scrub **well**", ""),
        ("<b>Note</b> that", "Note"),
    ],
)
def test_a_lead_is_the_emphasised_beginning(text, lead):
    assert only(text).lead == lead


def test_code_keeps_its_lines_and_what_is_empty_is_left_out():
    assert shown("```\na\n b\n```\n\n- [ ]  \n\n---\n") == [("code", 0, "", "a\n b")]


def test_brackets_that_never_close_stay_words_and_take_no_time():
    blocks = markdown.read(("[" * 15_000 + "\n\n") * 60).blocks
    assert len(blocks) == 60
    assert {len(block.text) for block in blocks} == {15_000}
