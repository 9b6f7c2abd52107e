from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_files import real

from intake.documents import outline_of
from intake.draft import UnreadableError
from intake.found import Found, Upload
from intake.systems.pages import read_page

SHARED = "https://scribehow.com/shared/Close_the_till__"
PICTURE = "![](https://colony-recorder.s3.amazonaws.com/files/{}.jpeg?width=1)"
SCRIBE = f"""# Close the till
#### [Made by Ann Lee with Scribe]({SHARED}Ab-c_DEFGH1)


1\\. Open [the till](https://till.example.com/close)

{PICTURE.format("one")}


2\\. 1. Press [[Close ]]now\\
\\
and wait

1. First the notes
2. Then the coins

{PICTURE.format("two")}


3\\.

{PICTURE.format("three")}


**Alert: Lock it!**


**4. Sign off**
#### [Made with Scribe]({SHARED}Ab-c_DEFGH1)
"""
SECOND = SCRIBE.replace("Close the till", "Open the shop").replace("DEFGH1", "XYZAB2")
UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
FLOW = f"https://app.tango.us/app/workflow/Order-stock-{UUID}"
TANGO = f"""# [Order stock]({FLOW}?utm_source=markdown)

__Creation Date:__ February 17, 2026  
__Created By:__ Bo Ray  
[View most recent version on Tango]({FLOW})
***

## # [Shop | Suppliers](https://shop.example.com/)

### 1. [Click on Order](https://shop.example.com/order)
Take the blue one.
1. Not the red one
![Step 1 screenshot](https://images.tango.us/workflows/x/one.png?w=1200)

### 2. More
### 2. More
![Step 4 screenshot](https://images.tango.us/workflows/x/two.png?w=1200)

***
_[This Workflow was created with Tango]({FLOW})_
Some words of somebody else.
"""  # noqa: W291 - a hard break is made of blanks


def found(text: str, name: str = "page.md") -> Found:
    outline = outline_of(Upload(name, text.encode()))
    assert outline
    result = read_page(outline, name)
    assert result
    return result


def test_a_scribe_s_numbers_are_its_steps_with_picture_and_link() -> None:
    result = found(SCRIBE)
    (process,) = result.processes
    assert (result.system, process.name.text) == ("scribe", "Close the till")
    assert (process.key, process.url) == ("Ab-c_DEFGH1", f"{SHARED}Ab-c_DEFGH1")
    assert [step.title for step in process.steps] == [
        "Open the till",
        "Press Close now",
        "Step 3",
        "Sign off",
    ]
    assert process.steps[0].url == "https://till.example.com/close"
    pictures = [step.picture and step.picture.split("/")[-1][:5] for step in process.steps]
    assert pictures == ["one.j", "two.j", "three", None]
    assert process.steps[1].detail == "and wait\n1. First the notes\n2. Then the coins"
    assert process.steps[2].detail == "Alert: Lock it!"


def test_who_recorded_a_guide_is_not_its_owner() -> None:
    for text, author in ((SCRIBE, "Ann Lee with Scribe"), (TANGO, "Bo Ray with tango")):
        (process,) = found(text).processes
        assert process.owner is None
        assert author.casefold() in process.notes[0].casefold()
        assert "owner" in found(text).lacks


def test_guides_pasted_together_are_several_processes() -> None:
    untitled = SECOND.split("\n", 2)[2]
    assert [one.name.text for one in found(SCRIBE + SECOND).processes] == [
        "Close the till",
        "Open the shop",
    ]
    first, second = found(SCRIBE + untitled).processes
    assert (second.key, second.name.text) == ("Ab-c_XYZAB2", "page")
    assert len(first.steps) == len(second.steps) == 4


def test_the_text_of_a_pdf_is_read_by_its_numbers() -> None:
    text = (
        "Close the till\n\n1. Open the till\n2. Count the notes\n3. Sign off\n\n"
        "Made with Scribe - https://scribehow.com/shared/Close__abcdef12\n"
    )
    (process,) = found(text, "close.txt").processes
    assert [step.title for step in process.steps] == [
        "Open the till",
        "Count the notes",
        "Sign off",
    ]
    assert process.key == "abcdef12"


def test_numbers_that_jump_are_told() -> None:
    (process,) = found(SCRIBE.replace("**4. Sign", "**9. Sign")).processes
    assert "The numbers of its steps jump from 3 to 9: some are missing." in process.notes


def test_a_tango_s_numbered_headings_are_its_steps_in_the_page_s_order() -> None:
    result = found(TANGO)
    (process,) = result.processes
    assert (result.system, process.name.text, process.key) == ("tango", "Order stock", UUID)
    assert [step.title for step in process.steps] == ["Click on Order", "More", "More"]
    first, second, third = process.steps
    assert first.detail == "Take the blue one.\n1. Not the red one"
    assert first.url == "https://shop.example.com/order"
    assert (second.picture, third.detail) == (None, "")
    assert third.picture
    assert third.picture.endswith("two.png?w=1200")


def test_a_tango_copied_as_html_is_named_by_its_file() -> None:
    page = (
        "<div><h2># Log in</h2><p>Some words</p></div>"
        '<div><h3>1. Press</h3><img src="https://images.tango.us/workflows/a/b.png"></div>'
        '<div><h3>2. Wait</h3><img src="https://images.tango.us/workflows/a/c.png"></div>'
    )
    (process,) = found(page, "Log in.html").processes
    assert process.name.text == "Log in"
    assert [step.title for step in process.steps] == ["Press", "Wait"]
    assert all(step.picture for step in process.steps)


@pytest.mark.parametrize(
    "text",
    [
        "# SOP\n\n1. Open the till\n2. Close it\n",
        f"# SOP\n\n- [ ] Follow [the guide]({FLOW}) each Monday\n",
        f"# SOP\n\nSee [our Scribe]({SHARED}Ab-c_DEFGH1).\n\n1. Count\n2. Sign\n",
        f"# Made with care\n\n#### [Made with Scribe]({SHARED}Ab-c_DEFGH1)\n",
    ],
)
def test_a_page_that_only_points_to_a_guide_is_left_to_others(text: str) -> None:
    outline = outline_of(Upload("sop.md", text.encode()))
    assert outline
    assert read_page(outline, "sop.md") is None


LINES = st.sampled_from(SCRIBE.splitlines() + TANGO.splitlines())


@given(st.lists(LINES | st.text(max_size=15), max_size=40))
def test_any_mixture_of_lines_is_read_or_left(lines: list[str]) -> None:
    with suppress(UnreadableError):
        outline = outline_of(Upload("a.md", "\n".join(lines).encode("utf-8", "replace")))
        result = read_page(outline, "a.md") if outline else None
        assert result is None or all(process.steps for process in result.processes)


@pytest.mark.parametrize(
    ("path", "name", "lines", "last", "pictures"),
    [
        ("scribe/scribe_mapbox_tileset.md", "Uploading Tileset in Mapbox", 9, "In the addLayer", 9),
        (
            "scribe/scribe_new_project_front_matter_excerpt.md",
            "Creating a New Project in Run: Step-by-Step Guide",
            5,
            "You'll notice",
            5,
        ),
        ("tango/tango_players_h3_steps_excerpt.md", "Jogadores", 6, "Salvar", 5),
        (
            "tango/tango_html_in_markdown_fragment.md",
            "tango_html_in_markdown_fragment",
            1,
            "The following illustration",
            1,
        ),
    ],
)
def test_real_guides_give_all_their_steps(
    path: str, name: str, lines: int, last: str, pictures: int
) -> None:
    upload = real(path)
    outline = outline_of(upload)
    assert outline
    result = read_page(outline, upload.name)
    assert result
    (process,) = result.processes
    assert (process.name.text, len(process.steps)) == (name, lines)
    assert process.steps[-1].title.startswith(last)
    assert sum(step.picture is not None for step in process.steps) == pictures
